/** The heartbeat rule on a simulated clock: what is missing must be reported, and nothing else. */
import { describe, expect, test } from 'vitest';
import type { TapeRecord } from '../tape/index.ts';
import { type Case, findingsOf } from './testing/found.ts';

const EVERY = 15_000;

/** Times of `count` beats from 10 ms on; `next` gives the interval before each. */
function beats(count: number, next: (i: number) => number = () => EVERY): number[] {
  const times = [10];
  while (times.length < count) times.push((times.at(-1) ?? 0) + next(times.length));
  return times;
}

const comments = (times: readonly number[]): [number, string][] => times.map((at) => [at, ': beat\n\n']);
const events = (times: readonly number[]): [number, string][] => times.map((at) => [at, 'data: tick\n\n']);
const missing = (of: Case) => findingsOf(of).find(({ rule }) => rule === 'missing-heartbeat');
const shifted = (times: readonly number[], by: number): number[] => times.map((at) => at + by);

/** ±30 %, the same at every run. */
let seed = 7;
const jittered = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return EVERY * (0.7 + (0.6 * seed) / 2_147_483_648);
};

describe('quiet while the beat is kept', () => {
  test.each([
    ['regular', beats(200)],
    ['jittered by 30 %', beats(500, jittered)],
    ['drifting to twice as slow', beats(200, (i) => EVERY * (1 + i / 200))],
    ['each second', beats(200, () => 1000)],
  ])('%s', (_, times) => {
    expect(missing({ chunks: comments(times) })).toBeUndefined();
    const last = times.at(-1) ?? 0;
    expect(missing({ chunks: comments(times), now: last + 900 })).toBeUndefined();
    expect(missing({ chunks: events(times), now: last + 900 })).toBeUndefined();
  });

  test('comments that come only while there is nothing else to say', () => {
    const chunks: [number, string][] = [];
    for (let i = 0, at = 10; i < 40; i++) {
      chunks.push([at, i % 4 === 3 ? 'data: news\n\n' : ': idle\n\n']);
      at += i % 4 === 2 ? 3_700 : EVERY;
    }
    expect(missing({ chunks })).toBeUndefined();
  });

  test('events instead of comments are a sign of life', () => {
    const first = comments(beats(10));
    const busy = beats(100, () => 900).map((at): [number, string] => [at + EVERY * 10, 'data: x\n\n']);
    expect(missing({ chunks: [...first, ...busy] })).toBeUndefined();
  });

  test('comments until the first token, and a pause between tokens', () => {
    const waiting = comments(beats(12, () => 1000));
    const from = waiting.at(-1)?.[0] ?? 0;
    const tokens = events(
      shifted(
        beats(60, (i) => 20 + ((i * 37) % 60)),
        from,
      ),
    );
    const last = tokens.at(-1)?.[0] ?? 0;
    const chunks = [...waiting, ...tokens];
    expect(missing({ chunks, now: last + 7_000 })).toBeUndefined();
    expect(missing({ chunks: [...chunks, [last + 7_000, 'data: more\n\n']] })).toBeUndefined();
    // One event is no flow; and a server that sent comments between events before keeps to them.
    expect(missing({ chunks: [...waiting, ...tokens.slice(0, 1)], now: from + 9_000 })).toBeDefined();
    const between: [number, string][] = [[-500, 'data: x\n\n'], ...waiting];
    const early = between.map(([at, text]): [number, string] => [at + 600, text]);
    expect(
      missing({
        chunks: [...early, ...tokens.map(([at, text]): [number, string] => [at + 600, text])],
        now: last + 9_000,
      }),
    ).toBeDefined();
  });

  test('too few beats make no rhythm', () => {
    expect(missing({ chunks: comments(beats(5)), now: 600_000 })).toBeUndefined();
  });

  test('what has no rhythm cannot break it: a language model that thinks', () => {
    const tokens = events(beats(200, (i) => 20 + ((i * 37) % 60)));
    expect(missing({ chunks: tokens, now: 30_000 })).toBeUndefined();
  });

  test('the stream is over', () => {
    const end: TapeRecord = { kind: 'end', at: 160_000, on: 'sse', how: 'complete' };
    expect(missing({ chunks: comments(beats(10)), facts: [end], now: 900_000 })).toBeUndefined();
  });
});

describe('told when it is broken', () => {
  test('while it lasts, and afterwards with how long', () => {
    const times = beats(10);
    const last = times.at(-1) ?? 0;
    const during = missing({ chunks: comments(times), now: last + 41_000 });
    expect(during).toMatchObject({ ongoing: true, severity: 'warning', count: 1, since: last });
    expect(during?.statement).toBe('No heartbeat for 41 s; comments came every 15 s.');
    const after = missing({ chunks: comments([...times, ...shifted(beats(10), last + 60_000)]) });
    expect(after).toMatchObject({ ongoing: false, severity: 'warning', count: 1, since: last });
    expect(after?.statement).toMatch(/stayed away 1 time, at most for 60 s/);
    expect(after?.evidence).toMatchObject([{ kind: 'span', from: last, to: last + 60_010 }]);
  });

  test('with jitter of 30 % as well', () => {
    const times = beats(50, jittered);
    expect(missing({ chunks: comments(times), now: (times.at(-1) ?? 0) + 40_000 })).toBeDefined();
  });

  test('events that came evenly, but never a comment', () => {
    const times = beats(30, () => 1000);
    const finding = missing({ chunks: events(times), now: (times.at(-1) ?? 0) + 8_000 });
    expect(finding?.statement).toBe('No heartbeat for 8 s; events came every 1 s.');
  });
});

describe('nobody’s fault', () => {
  const times = beats(10);
  const last = times.at(-1) ?? 0;
  const later = comments([...times, ...shifted(beats(10), last + 300_000)]);

  test('the laptop slept: wall time continued, the network clock did not', () => {
    const slept = comments([...times, ...shifted(beats(10), last + 35_000)]);
    expect(missing({ chunks: slept })).toBeDefined();
    const clock: TapeRecord = {
      kind: 'clock',
      at: last + 36_000,
      wall: Date.UTC(2026, 0, 1) + last + 36_000 + 3_600_000,
    };
    expect(missing({ chunks: slept, facts: [clock] })).toBeUndefined();
  });

  test('a pairing of the clocks without sleep excuses nothing', () => {
    const clock: TapeRecord = {
      kind: 'clock',
      at: last + 36_000,
      wall: Date.UTC(2026, 0, 1) + last + 36_150,
    };
    expect(missing({ chunks: later, facts: [clock] })).toBeDefined();
  });

  test.each<[string, TapeRecord[]]>([
    [
      'the page lay in the back/forward cache',
      [
        { kind: 'suspend', at: last + 10_000, on: 'sse' },
        { kind: 'resume', at: last + 290_000, on: 'sse' },
      ],
    ],
    ['a gap in the capture', [{ kind: 'gap', at: last + 290_000, on: 'sse', why: 'test' }]],
    ['a gap in all of it', [{ kind: 'gap', at: last + 290_000, why: 'test' }]],
    [
      'capture was off',
      [
        { kind: 'capture', at: last + 10_000, state: 'off', source: 'protocol' },
        { kind: 'capture', at: last + 290_000, state: 'on', source: 'protocol' },
      ],
    ],
  ])('%s', (_, facts) => {
    expect(missing({ chunks: later })).toBeDefined();
    expect(missing({ chunks: later, facts })).toBeUndefined();
    // What lasts counts from its end, and not while it lasts.
    const silent = { chunks: comments(times), facts };
    expect(missing({ ...silent, now: last + 310_000 })).toBeUndefined();
    expect(missing({ ...silent, now: last + 340_000 })?.statement).toMatch(/No heartbeat for 50 s/);
    if (facts.length > 1)
      expect(missing({ ...silent, facts: facts.slice(0, 1), now: last + 120_000 })).toBeUndefined();
  });

  test('only messages are known, not the comments between them', () => {
    const facts: TapeRecord[] = [{ kind: 'fidelity', at: 2, on: 'sse', level: 'messages' }];
    const found = missing({ chunks: comments(times), facts, now: last + 100_000 });
    expect(found).toBeUndefined();
  });

  test('paused and resumed: the beat after it is learned anew', () => {
    const facts: TapeRecord[] = [
      { kind: 'suspend', at: last + 10, on: 'sse' },
      { kind: 'resume', at: last + 299_000, on: 'sse' },
    ];
    const end = later.at(-1)?.[0] ?? 0;
    expect(missing({ chunks: later, facts, now: end + 50_000 })?.statement).toMatch(/No heartbeat for 50 s/);
  });
});
