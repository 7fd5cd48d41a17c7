import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { Channels } from './index.ts';
import { never } from './testing/derive.ts';

const url = 'http://example.test/sse';

function opened(on: string, at: number): TapeRecord[] {
  return [
    request(on, { at, url: `${url}/${on}` }),
    { kind: 'sent', at: at + 1, on, headers: [] },
    response(on, { at: at + 5 }),
  ];
}

function channelsOf(records: readonly TapeRecord[]): Channels {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  const channels = new Channels(tape);
  while (channels.update(never));
  return channels;
}

function append(channels: Channels, ...records: readonly TapeRecord[]): void {
  for (const record of records) channels.tape.append(record);
  while (channels.update(never));
}

describe('the rows of the list', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => `s${i}`);
  const thousand = () => channelsOf(ids.flatMap((on, i) => opened(on, i * 10)));

  it('are made again only for the channel on which something came', () => {
    const channels = thousand();
    const before = channels.rows();
    append(channels, chunk('s7', 20_000, 'data: a\n\n'));
    const after = channels.rows();
    const other = after.filter((row, index) => row !== before[index]);
    expect(other).toMatchObject([{ id: 's7', events: 1 }]);
  });

  it('of one name are made again only where a new one makes their names longer', () => {
    const at = (on: string, path: string) => [
      request(on, { at: 20_000, url: `http://example.test/${path}/sse` }),
      response(on, { at: 20_001 }),
    ];
    const channels = channelsOf([...at('a', 'x'), ...at('b', 'x')]);
    const before = channels.rows();
    expect(before).toMatchObject([{ name: 'sse' }, { name: 'sse #2' }]);
    append(channels, ...at('c', 'x'));
    expect(channels.rows()[0]).toBe(before[0]);
    append(channels, ...at('d', 'y'));
    const after = channels.rows();
    expect(after).toMatchObject([
      { name: 'x/sse' },
      { name: 'x/sse #2' },
      { name: 'x/sse #3' },
      { name: 'y/sse' },
    ]);
    append(channels, chunk('d', 20_010, 'data: a\n\n'));
    expect(channels.rows().filter((row, index) => row !== after[index])).toMatchObject([
      { id: 'd', name: 'y/sse' },
    ]);
  });

  it('are named by what JSON-RPC asks for', () => {
    const post = (on: string, body: object) => [
      request(on, {
        url: 'http://example.test/mcp',
        method: 'POST',
        via: 'fetch',
        body: JSON.stringify(body),
      }),
      response(on),
    ];
    const channels = channelsOf([
      ...post('a', { jsonrpc: '2.0', method: 'initialize' }),
      ...post('b', { jsonrpc: '2.0', method: 'tools/call', params: { name: 'search' } }),
    ]);
    expect(channels.rows()).toMatchObject([
      { name: 'mcp (initialize)' },
      { name: 'mcp (tools/call search)' },
    ]);
  });

  it('follow what the browser dispatched, which is no entry of the tape', () => {
    const channels = thousand();
    append(channels, chunk('s7', 20_000, 'data: a\n\n'));
    const before = channels.rows();
    channels.tape.append({ kind: 'dispatched', at: 20_001, on: 's7', type: 'message', data: 'b', id: '' });
    channels.dispatched('s7');
    while (channels.update(never));
    const [changed, ...others] = channels.rows().filter((row, index) => row !== before[index]);
    expect(others).toEqual([]);
    expect(changed).toMatchObject({ id: 's7', warnings: [expect.stringContaining('disagree on 1 of 1')] });
  });

  it('follow what listeners were found', () => {
    const channels = channelsOf([...opened('a', 0), chunk('a', 20, 'event: price\ndata: 1\n\n')]);
    expect(channels.rows()).toMatchObject([{ warnings: [] }]);
    append(channels, { kind: 'listeners', at: 30, url: `${url}/a`, objects: 1, types: ['other'] });
    expect(channels.rows()).toMatchObject([{ warnings: [expect.stringContaining('price')] }]);
  });

  it('follow the TCP connections to a host, where one waits for them', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    const channels = channelsOf([...six.flatMap((on, i) => opened(on, i)), request('g', { at: 50, url })]);
    const stateOf = (id: string) => {
      const row = channels.rows().find((each) => each.id === id);
      return row?.kind === 'stream' ? row.state.kind : null;
    };
    expect(stateOf('g')).toBe('waiting');
    append(channels, { kind: 'end', at: 60, on: 'a', how: 'cancelled' });
    expect(stateOf('g')).toBe('connecting');
  });

  it('keep the divider of a navigation', () => {
    const channels = channelsOf(opened('a', 0));
    append(channels, { kind: 'navigate', at: 100, url: 'http://example.test/', how: 'reload' });
    const [, divider] = channels.rows();
    append(channels, chunk('a', 110, 'data: a\n\n'));
    expect(channels.rows()[1]).toBe(divider);
  });
});
