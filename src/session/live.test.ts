import { describe, expect, it } from 'vitest';
import { EndpointChoices } from '../channels/index.ts';
import { type TapeRecord, writeTape } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { LiveTape } from './live.ts';

/** A live tape whose slices are over at once: whatever must be read first is read by {@link LiveTape.work}. */
const slow = (): LiveTape =>
  new LiveTape(
    () => {},
    new EndpointChoices(),
    () => () => true,
  );

/** Lets the session's slices pass. @returns how many it took. */
function workAll(live: LiveTape): number {
  let slices = 1;
  while (live.work(() => true)) slices++;
  return slices;
}

const rows = (live: LiveTape): unknown =>
  live.channels.rows().map((row) => (row.kind === 'stream' ? [row.id, row.events] : row.text));

/** An open stream with many chunks that nothing has read yet. */
function flood(live: LiveTape, on: string): void {
  live.append(request(on));
  live.append(response(on));
  for (let i = 0; i < 500; i++) live.append(chunk(on, 10 + i, `id: ${i}\ndata: ${i}\n\n`));
}

describe('a live tape that is cleared while much of it is unread', () => {
  it('goes on with the old one until that is read, a slice at a time, and loses nothing that comes meanwhile', () => {
    const live = slow();
    flood(live, 'a');
    const old = live.tape;
    live.clear(600, 'cleared');
    live.append(chunk('a', 610, 'data: after\n\n'));
    expect(live.tape).toBe(old);
    expect(workAll(live)).toBeGreaterThan(10);
    expect(live.tape).not.toBe(old);
    expect(rows(live)).toEqual([['a', 1]]);
    expect(live.channels.stream('a')?.lastEventId).toBe('499');
    expect(live.channels.detail('a')?.gaps).toMatchObject([{ at: 600, why: 'cleared' }]);
  });

  it('begins as often as it is asked to, with what stands between', () => {
    const live = slow();
    flood(live, 'a');
    live.append({ kind: 'navigate', at: 600, url: 'http://example.test/one', how: 'navigation' });
    live.append({ kind: 'end', at: 601, on: 'a', how: 'cancelled' });
    flood(live, 'b');
    live.clear(1200, 'cleared');
    live.append(chunk('b', 1210, 'data: after\n\n'));
    live.append({ kind: 'navigate', at: 1300, url: 'http://example.test/two', how: 'navigation' });
    live.append(request('c', { at: 1310 }));
    live.append({ kind: 'end', at: 1320, on: 'b', how: 'cancelled' });
    workAll(live);
    expect(rows(live)).toEqual([['b', 0], 'Navigated to http://example.test/two', ['c', 0]]);
  });

  it('is the same as where all is read at once', () => {
    const script = (live: LiveTape): void => {
      flood(live, 'a');
      const more: TapeRecord[] = [
        chunk('a', 700, 'data: half'),
        { kind: 'navigate', at: 710, url: 'http://example.test/', how: 'navigation' },
        { kind: 'suspend', at: 711, on: 'a' },
        chunk('a', 720, ' and whole\n\n'),
      ];
      for (const record of more) live.append(record);
      live.clear(800, 'cleared');
      live.append(chunk('a', 810, 'data: last\n\n'));
    };
    const quick = new LiveTape(() => {}, new EndpointChoices());
    const behind = slow();
    script(quick);
    script(behind);
    workAll(quick);
    workAll(behind);
    expect([...writeTape(behind.tape)].join('')).toBe([...writeTape(quick.tape)].join(''));
    expect(rows(behind)).toEqual(rows(quick));
  });
});

describe('what a cleared list leaves out until it goes on', () => {
  const streaming = (): LiveTape => {
    const live = new LiveTape(() => {}, new EndpointChoices());
    live.preserveLog = true;
    live.append(request('a'));
    live.append(response('a'));
    live.append(chunk('a', 10, 'data: 1\n\n'));
    return live;
  };
  const state = (live: LiveTape): unknown => live.channels.rows().map((row) => 'state' in row && row.state);

  it('is a stream of a page in the back/forward cache', () => {
    const live = streaming();
    live.append({ kind: 'suspend', at: 20, on: 'a' });
    live.clear(30, 'cleared');
    expect(rows(live)).toEqual([]);
    live.append({ kind: 'resume', at: 40, on: 'a' });
    live.append({ kind: 'message', at: 50, on: 'a', type: 'message', data: '2', id: '' });
    workAll(live);
    expect(rows(live)).toEqual([['a', 1]]);
    expect(state(live)).toEqual([{ kind: 'open' }]);
    expect(live.channels.totals().gaps).toBe(0);
  });

  it('is a stream that was open when Record went off', () => {
    const live = streaming();
    live.append({ kind: 'end', at: 20, on: 'a', how: 'cancelled', inferred: 'capture-stopped' });
    live.clear(30, 'cleared');
    expect(rows(live)).toEqual([]);
    live.append({ kind: 'resume', at: 40, on: 'a', after: 'record-off' });
    live.append({ kind: 'gap', at: 40, on: 'a', why: 'Not recorded', chosen: 'record-off' });
    workAll(live);
    expect(rows(live)).toEqual([['a', 0]]);
    expect(live.channels.detail('a')?.response?.status).toBe(200);
    expect(state(live)).toEqual([{ kind: 'open' }]);
  });
});

it('a response in pieces continues over every Clear, by the framing that it had, and under its id', () => {
  const live = new LiveTape(() => {}, new EndpointChoices());
  live.append(request('array', { exchange: true, via: 'fetch' }));
  live.append(response('array', { mimeType: 'application/json', headers: [] }));
  ['[{"n":1}', ',{"n":2}', ',{"n":3},{"n"'].forEach((part, index) => {
    live.append(chunk('array', 10 + index * 600, part));
  });
  workAll(live);
  expect(rows(live)).toEqual([['array', 3]]);
  live.clear(1300, 'cleared');
  live.append(chunk('array', 1400, ':4},'));
  live.clear(1500, 'cleared');
  live.append(chunk('array', 1600, '{"n":5}]'));
  live.append({ kind: 'end', at: 1700, on: 'array', how: 'complete' });
  workAll(live);
  expect(rows(live)).toEqual([['array', 1]]);
  const channel = live.channels.channel('array');
  expect(channel?.summary(live.channels.environment())).toMatchObject({
    framing: 'JSON array',
    discarded: 0,
    state: { kind: 'ended', good: true },
  });
});
