import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, injected, request, response, streamTape } from '../../tape/testing.ts';
import { type Channel, type Channels, RowsView, TickKind } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { asked, frame, opened } from '../testing/websocket.ts';
import { TickIndex } from '../timeline/tick-index.ts';

/** A stream with an event of its own, then what was sent by hand, then another of its own. */
function mixed(change = {}): Channels {
  const tape = streamTape(['id: 1\nevent: price\ndata: 41\n\n']);
  tape.append(injected({ on: 'sse', at: 15, ...change }));
  tape.append(chunk('sse', 20, 'data: 43\n\n'));
  return derive(tape);
}

function channelOf(channels: Channels, id: string): Channel {
  const channel = channels.channel(id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}

const rowsOf = (channel: Channel, filter = '') => {
  const view = new RowsView(channel.rows, { stream: channel.id, filter, comments: true, sort: null });
  while (view.work(never));
  return view.rows(0, 100);
};

describe('what the user sent into the page', () => {
  it('has a row of its own among the events, that says who sent it, and where nobody heard it', () => {
    const channel = channelOf(mixed({ heard: 2 }), 'sse');
    expect(rowsOf(channel).map(({ kind, type, data }) => [kind, type, data])).toEqual([
      ['event', 'price', '41'],
      ['injected', 'price', '42'],
      ['event', 'message', '43'],
    ]);
    expect(rowsOf(channel)[1]).toMatchObject({
      id: '7',
      at: 15,
      delta: 5,
      size: 2,
      range: null,
      why: 'Sent by you',
    });
    expect(channel.payload(1)).toEqual({ type: 'price', id: '7', data: '42', cut: 0, binary: false });
    expect(channel.block(1)).toBeNull();
    const why = (change: object) => rowsOf(channelOf(mixed(change), 'sse'))[1]?.why;
    expect(why({})).toBe('Sent by you');
    expect(why({ heard: 0 })).toBe('Sent by you, nobody listens');
  });

  it('is filtered and found by time like others, and told apart by dir:injected', () => {
    const channel = channelOf(mixed(), 'sse');
    expect(rowsOf(channel, 'type:price').map(({ data }) => data)).toEqual(['41', '42']);
    expect(rowsOf(channel, 'dir:injected').map(({ data }) => data)).toEqual(['42']);
    expect(rowsOf(channel, '-dir:injected').map(({ data }) => data)).toEqual(['41', '43']);
    expect(channel.rows.firstFrom?.(12)).toBe(1);
  });

  it('counts as nothing of the server’s: no event, no tick, no type, no last event ID', () => {
    const without = streamTape(['id: 1\nevent: price\ndata: 41\n\n']);
    without.append(chunk('sse', 20, 'data: 43\n\n'));
    const plain = derive(without);
    const channels = mixed({ type: 'other', id: '9', heard: 0 });
    expect(channels.rows()).toEqual(plain.rows());
    expect(channels.totals()).toEqual(plain.totals());
    expect(channels.detail('sse')).toEqual(plain.detail('sse'));

    const [, ticks] = channelOf(channels, 'sse').lanes()[0]?.ticks ?? [];
    if (!ticks) throw new Error('no ticks');
    const index = new TickIndex(ticks);
    index.work(never);
    const counts = new Uint32Array(Object.keys(TickKind).length);
    index.countBefore(3, counts);
    expect(counts[TickKind.Event]).toBe(2);
  });

  it('is no repeat of what came after a reconnect', () => {
    const tape = streamTape(['id: 1\ndata: a\n\n']);
    tape.append(injected({ on: 'sse', at: 15, type: 'message', data: 'b', id: '2' }));
    tape.append({ kind: 'end', at: 20, on: 'sse', how: 'complete' });
    tape.append(request('again', { at: 3020, url: 'http://example.test/sse' }));
    tape.append({ kind: 'sent', at: 3021, on: 'again', headers: [], lastEventId: '1' });
    tape.append(response('again', { at: 3030 }));
    tape.append(chunk('again', 3040, 'id: 2\ndata: b\n\n'));
    const channels = derive(tape);
    const [, second] = channels.connections('sse', 0, 2);
    expect(second?.join).toMatchObject({ repeated: { count: 0 }, idCheck: 'equal' });
  });

  it('stands among the frames of a socket, binary data as hexadecimal digits', () => {
    const tape = new Tape();
    const ws = {
      on: 'ws',
      to: 'websocket',
      type: 'message',
      id: '',
      url: 'ws://example.test/socket',
    } as const;
    const records: readonly TapeRecord[] = [
      asked(),
      opened(),
      frame('received', 10, 'hello'),
      injected({ ...ws, at: 11, data: 'text' }),
      injected({ ...ws, at: 12, data: btoa('\x00\xff'), binary: true }),
      frame('sent', 20, 'bye'),
    ];
    for (const record of records) tape.append(record);
    const channels = derive(tape);
    const channel = channelOf(channels, 'ws');
    expect(rowsOf(channel).map(({ kind, data, size }) => [kind, data, size])).toEqual([
      ['frame', 'hello', 5],
      ['injected', 'text', 4],
      ['injected', '00 ff', 2],
      ['frame', 'bye', 3],
    ]);
    expect(channel.payload(2)).toMatchObject({ binary: true, data: btoa('\x00\xff') });
    expect(rowsOf(channel, 'dir:received')).toHaveLength(1);
    expect(channels.totals().events).toBe(2);
  });

  it('has a channel of its own where no connection of its address is on the tape', () => {
    const tape = new Tape();
    tape.append(injected({ at: 5 }));
    tape.append(injected({ at: 9, data: '43', heard: 0 }));
    tape.append(injected({ at: 9, url: 'http://example.test/other' }));
    const channels = derive(tape);
    expect(channels.rows()).toHaveLength(2);
    const [row] = channels.rows();
    if (row?.kind !== 'stream') throw new Error('no row');
    expect(row).toMatchObject({ name: 'sse', events: 0, connections: 0 });
    expect(row.verdict).toContain('Only what you sent');
    const channel = channelOf(channels, row.id);
    expect(rowsOf(channel).map(({ data, delta }) => [data, delta])).toEqual([
      ['42', null],
      ['43', 4],
    ]);
    expect(rowsOf(channel, '43')).toHaveLength(1);
    expect(channel.payload(1)).toMatchObject({ data: '43' });
  });
});
