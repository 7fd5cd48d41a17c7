import { describe, expect, it } from 'vitest';
import { type AnsweredBy, Excerpt, REPLAY_HEADER, Tape, type TapeRecord } from '../tape/index.ts';
import { answered, chunk, request, response } from '../tape/testing.ts';
import { type Channels, carryOver } from './index.ts';
import { derive } from './testing/derive.ts';
import { askTape, inTurn, loopsOf } from './testing/polling.ts';

const url = 'http://example.test/sse';

/** A stream of one event, from its request at `at` to its end 20 ms later. */
function stream(on: string, at: number, id: string, sent?: string, by?: TapeRecord): TapeRecord[] {
  return [
    request(on, { at, url }),
    { kind: 'sent', at: at + 1, on, headers: [], ...(sent !== undefined && { lastEventId: sent }) },
    ...(by ? [by] : []),
    response(on, { at: at + 5 }),
    chunk(on, at + 10, `id: ${id}\ndata: ${id}\n\n`),
    { kind: 'end', at: at + 20, on, how: 'complete' },
  ];
}

function channelsOf(records: readonly TapeRecord[]): Channels {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return derive(tape);
}

const listed = (channels: Channels) =>
  channels
    .rows()
    .flatMap((row) => (row.kind === 'stream' ? [[row.name, row.connections, row.answeredBy ?? null]] : []));

describe('a stream that a recording answered', () => {
  const server = stream('a', 0, '1');
  const recorded = stream('b', 3020, '2', '1', answered('b', 3022));
  const again = stream('c', 6040, '3', '2', answered('c', 6042, 'replay-server'));
  const after = stream('d', 9060, '4', '3');

  it('never continues the server’s, nor does the server’s continue it: it has a chain of its own', () => {
    expect(listed(channelsOf([...server, ...recorded, ...again, ...after]))).toEqual([
      ['sse', 1, null],
      ['sse (recording)', 2, 'replay-server'],
      ['sse #2', 1, null],
    ]);
  });

  it('is joined to the server’s without the mark', () => {
    const genuine = [...stream('a', 0, '1'), ...stream('b', 3020, '2', '1')];
    expect(listed(channelsOf(genuine))).toEqual([['sse', 2, null]]);
  });

  it('is known by the header of the replay server, where the page asked that itself', () => {
    const direct = stream('b', 3020, '2', '1').map((record) =>
      record.kind === 'response' ? { ...record, headers: [...record.headers, REPLAY_HEADER] } : record,
    );
    expect(listed(channelsOf([...server, ...direct]))).toEqual([
      ['sse', 1, null],
      ['sse (recording)', 1, 'replay-server'],
    ]);
  });

  it('cannot be joined to the server’s by hand', () => {
    const channels = channelsOf([...server, ...recorded]);
    expect(channels.joinable('b')).toEqual([]);
    expect(channels.join('a', 'b')).toBe(false);
  });

  it('leaves the place in the server’s chain that its request had, also where the server’s end is reported late', () => {
    const [ask, ...rest] = recorded;
    const end = server.at(-1);
    if (!ask || !end) throw new Error('no record');
    const late = [...server.slice(0, -1), ask, ...rest, end];
    expect(listed(channelsOf(late))).toEqual([
      ['sse', 1, null],
      ['sse (recording)', 1, 'browser'],
    ]);
  });

  it('says so in its state, in each connection and in the timeline, and warns of nothing', () => {
    const channels = channelsOf([
      ...server,
      ...recorded.slice(0, -1),
      { kind: 'end', at: 3040, on: 'b', how: 'failed', error: 'net::ERR_FAILED' },
    ]);
    const row = channels.rows()[1];
    if (row?.kind !== 'stream') throw new Error('no row');
    expect(row.verdict).toMatch(/^A recording answered, not the server: whole and at once\. /);
    expect(row.warnings).toEqual([]);
    expect(channels.connections('b', 0, 1)[0]?.verdict).toMatch(/^A recording answered/);
    const [whole] = channelsOf(recorded).connections('b', 0, 1);
    expect(whole).toMatchObject({ ended: 'ended with the recording' });
    expect(whole?.verdict).toMatch(/The recording ended the stream/);
    expect(channels.detail('b')?.summary).toMatchObject({ answeredBy: 'browser', warnings: [] });
    expect(channels.channel('b')?.lanes()[0]).toMatchObject({ answeredBy: 'browser' });
    expect(channels.channel('a')?.lanes()[0]?.answeredBy).toBeNull();
  });

  it('counts in no sum of the server’s, holds none of its TCP connections', () => {
    const channels = channelsOf([...server, ...recorded.slice(0, -1)]);
    expect(channels.totals()).toEqual(channelsOf(server).totals());
    expect(channels.environment().holders('example.test')).toEqual([]);
  });

  it('stays one after the log was cleared, and in a part of the tape', () => {
    const channels = channelsOf(recorded.slice(0, -1));
    const cleared = new Tape();
    for (const record of carryOver(channels, 3035, 'cleared')) cleared.append(record);
    expect(listed(derive(cleared))).toEqual([['sse (recording)', 1, 'browser']]);
    const part = new Tape();
    for (const record of new Excerpt(channels.tape, ['b']).records()) part.append(record);
    expect(listed(derive(part))).toEqual([['sse (recording)', 1, 'browser']]);
  });
});

describe('a poll that a recording answered', () => {
  const polls = (count: number, from: number, answeredBy?: AnsweredBy) =>
    inTurn(count, () => ({ held: 900, answer: '[1]', ...(answeredBy && { answeredBy }) }), from);

  it('is no cycle of the server’s loop but of one of its own; and what the server answers after it begins anew', () => {
    const channels = derive(askTape([...polls(4, 0), ...polls(4, 5000, 'browser'), ...polls(4, 10_000)]));
    expect(listed(channels)).toEqual([
      ['poll', 4, null],
      ['poll (recording)', 4, 'browser'],
      ['poll #2', 4, null],
    ]);
    const [first, second] = loopsOf(channels);
    expect(first?.summary().verdict).toBe(
      'The server answered 4 requests; a recording answered the next one.',
    );
    expect(second?.summary().verdict).toMatch(/^A recording answered, not the server/);
    expect(second?.lanes()[0]).toMatchObject({ answeredBy: 'browser' });
    expect(channels.totals().events).toBe(8);
  });

  it('leaves the loop that it was in while others of that are under way', () => {
    const asks = [
      ...polls(4, 0),
      { at: 4000, held: 900 },
      { at: 4100, held: 900, answeredBy: 'browser' as const },
      { at: 4200, held: 900 },
    ];
    const [loop] = loopsOf(derive(askTape(asks)));
    expect(loop?.connectionIds()).not.toContain('x6');
  });
});
