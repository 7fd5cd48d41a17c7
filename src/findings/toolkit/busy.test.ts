/** A page that was busy: a state of its own, which excuses what it explains and nothing else. */
import { describe, expect, test } from 'vitest';
import { Channels } from '../../channels/index.ts';
import type { BusyRecord, TapeRecord } from '../../tape/index.ts';
import { chunk } from '../../tape/testing.ts';
import { Findings } from '../findings.ts';
import { type Case, findingsOf, statementsOf, tapeOf } from '../testing/found.ts';

const busy = (alive: number, from: number, to?: number): BusyRecord => ({
  kind: 'busy',
  at: (to ?? from + 1000) + 1,
  on: 'sse',
  alive,
  from,
  ...(to === undefined ? {} : { to }),
});
const beat = (at: number): [number, string] => [at, ': beat\n\n'];
/** A beat a second until 20 s. */
const beats = Array.from({ length: 20 }, (_, i) => beat((i + 1) * 1000));
const of = (rule: string, from: Case) => findingsOf(from).find((finding) => finding.rule === rule);

describe('a silence that ends when the thread is free again', () => {
  const late: [number, string] = [28_000, ': beat\n\n'.repeat(8)];
  const chunks = [...beats, late, beat(29_000)];

  test('is the page’s, not the server’s', () => {
    expect(of('missing-heartbeat', { chunks })).toBeDefined();
    expect(statementsOf({ chunks, facts: [busy(20_000, 21_000, 28_004)] })).toEqual(['note page-busy']);
  });

  test('as well where it was said once while it lasted, and once when it was over', () => {
    const facts = [busy(20_000, 21_000), busy(20_000, 21_000, 28_004)];
    const finding = of('page-busy', { chunks, facts });
    expect(finding).toMatchObject({ count: 1, ongoing: false, severity: 'note', since: 21_000, at: 28_004 });
    expect(finding?.statement).toBe(
      'The page’s thread was busy for 7 s at least: what came in that time arrived late, as one chunk.',
    );
    expect(finding?.evidence).toMatchObject([{ kind: 'span', offset: 159, from: 21_000, to: 28_004 }]);
    expect(of('missing-heartbeat', { chunks, facts })).toBeUndefined();
  });

  test('as well where the thread was busy several times in a row', () => {
    const facts = [busy(20_000, 21_000, 23_000), busy(23_100, 23_100, 25_500), busy(25_500, 25_600, 28_004)];
    expect(statementsOf({ chunks, facts })).toEqual(['note page-busy']);
    expect(of('page-busy', { chunks, facts })).toMatchObject({ count: 1 });
  });

  test('is missing as far as it was over before the thread was busy', () => {
    const finding = of('missing-heartbeat', { chunks, facts: [busy(26_000, 27_000, 28_004)] });
    expect(finding?.statement).toMatch(/stayed away 1 time, at most for 6 s/);
  });

  test('is missing where the thread was free again and read nothing', () => {
    const facts = [busy(20_000, 21_000, 24_000)];
    expect(of('missing-heartbeat', { chunks, facts })?.statement).toMatch(/at most for 8 s/);
  });

  test('says nothing of the rhythm: what came late is no measure', () => {
    const facts = [busy(20_000, 21_000, 28_004)];
    const again = [...chunks, ...Array.from({ length: 3 }, (_, i) => beat(30_000 + i * 1000))];
    expect(of('missing-heartbeat', { chunks: again, facts, now: 38_000 })?.statement).toBe(
      'No heartbeat for 6 s; comments came every 1 s.',
    );
  });
});

describe('while the thread does not answer', () => {
  const facts = [busy(20_000, 21_000)];

  test('it is said, and no heartbeat is missed', () => {
    const finding = of('page-busy', { chunks: beats, facts, now: 24_000 });
    expect(finding).toMatchObject({ ongoing: true, at: 24_000 });
    expect(finding?.statement).toBe(
      'The page’s thread has not answered for 3 s: what comes now arrives late, as one chunk.',
    );
    expect(statementsOf({ chunks: beats, facts, now: 90_000 })).toEqual(['note page-busy']);
  });

  test('nothing is said for the time that it takes to find that out', () => {
    // A beat late by a third, then a thread that is busy: probed a second later, known after another.
    const chunks = Array.from({ length: 10 }, (_, i) => beat((i + 1) * 2000));
    expect(of('missing-heartbeat', { chunks, now: 20_000 + 2600 + 1900 })).toBeUndefined();
    expect(of('missing-heartbeat', { chunks, now: 20_000 + 2600 + 3000 })).toBeDefined();
  });

  test('a worker’s is called so, and its end is that of the stream at the latest', () => {
    const end: TapeRecord = { kind: 'end', at: 23_500, on: 'sse', how: 'complete' };
    const request = { context: { kind: 'worker', id: 'w' } } as const;
    const finding = of('page-busy', { chunks: beats, facts: [...facts, end], request, now: 60_000 });
    expect(finding).toMatchObject({ ongoing: false });
    expect(finding?.statement).toMatch(/^The worker’s thread was busy for 2\.5 s/);
  });
});

describe('a burst that was read when the thread was free again', () => {
  const iso = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
  const burst = (at: number): [number, string] => [
    at,
    Array.from({ length: 5 }, (_, i) => `data: ${iso(at - (4 - i) * 1000)}\n\n`).join(''),
  ];
  const chunks = [burst(10), burst(5_010), burst(10_010)];
  const facts = [busy(10, 1000, 5_012), busy(5_010, 6_000, 10_012)];

  test('was not held back by a buffer', () => {
    expect(of('held-back', { chunks })).toBeDefined();
    expect(of('held-back', { chunks, facts })).toBeUndefined();
  });

  test('is not many events in one chunk; one of another time is', () => {
    // Without times of their own: else they were held back, which is said in its place.
    const untimed = chunks.map(([at]): [number, string] => [at, 'data: x\n\n'.repeat(5)]);
    expect(of('many-in-one-chunk', { chunks: untimed })).toMatchObject({ count: 3 });
    const finding = of('many-in-one-chunk', { chunks: untimed, facts });
    expect(finding).toMatchObject({ count: 1, since: 10, at: 10 });
    expect(finding?.evidence).toHaveLength(1);
  });

  test('is taken back where the thread answers after it has read', () => {
    const tape = tapeOf({ chunks: chunks.slice(0, 2) });
    const channels = new Channels(tape);
    const findings = new Findings(channels, () => 15_000);
    const many = () => {
      while (channels.update(() => false));
      while (findings.update(() => false));
      return findings.of('sse', tape.lastAt).find(({ rule }) => rule === 'many-in-one-chunk');
    };
    expect(many()).toMatchObject({ count: 2 });
    tape.append(busy(10, 4_500, 5_012));
    expect(many()).toMatchObject({ count: 1, at: 10 });
    // For good: the next case leaves it out.
    for (const [at, text] of chunks.slice(2)) tape.append(chunk('sse', at, text));
    expect(many()).toMatchObject({ count: 2, since: 10, at: 10_010 });
  });

  test('nor a message that took long', () => {
    const torn: [number, string][] = [
      [10, 'data: a'],
      [8_010, '\n\n'],
      [8_020, 'data: b\n\n'],
    ];
    expect(of('pending-long', { chunks: torn })).toBeDefined();
    expect(of('pending-long', { chunks: torn, facts: [busy(100, 1000, 8_012)] })).toBeUndefined();
  });
});
