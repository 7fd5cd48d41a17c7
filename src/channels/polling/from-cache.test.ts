import { expect, it } from 'vitest';
import { type Ask, inTurn, loopsIn } from '../testing/polling.ts';

const FROM_CACHE = { fromCache: 'disk' } as const;

/** Polled each second. The browser has the answer for five seconds: it asks the server each fifth time only. */
function cached(count: number, change: Partial<Ask> = {}): Ask[] {
  return inTurn(count, (i) => ({
    gap: 1000 - (i % 5 === 1 ? 400 : 2),
    held: i % 5 === 0 ? 400 : 2,
    answer: '{"temperature":21}',
    ...(i % 5 !== 0 && { change: FROM_CACHE, ...change }),
  }));
}

function loopOf(asks: readonly Ask[]) {
  const [loop, ...others] = loopsIn(asks);
  expect(others).toEqual([]);
  if (!loop) throw new Error('no loop');
  return loop;
}

it('counts for no hold, and a message waits until the server is asked again', () => {
  const { holds, gaps, delay, fromCache, cycles } = loopOf(cached(11)).overview();
  expect([cycles, fromCache]).toEqual([11, 8]);
  expect(holds).toMatchObject({ count: 3, mean: 400, max: 400 });
  // Asked at 0, 5 and 10 s, each for 400 ms.
  expect(gaps).toMatchObject({ count: 2, max: 4600 });
  expect(delay?.worst).toBe(4600);
});

it('says so in its cycle, which has neither hold nor gap', () => {
  const rows = loopOf(cached(11)).cycleRows(0, 11);
  expect(rows.map(({ held }) => held)).toEqual([
    400,
    ...Array(4).fill(null),
    400,
    ...Array(4).fill(null),
    400,
  ]);
  expect(rows.map(({ gap }) => gap)).toEqual([4600, ...Array(4).fill(null), 4600, ...Array(5).fill(null)]);
  expect(rows[1]).toMatchObject({
    fromCache: 'disk',
    outcome: 'data',
    why: expect.stringContaining('cache'),
  });
  expect(rows[5]).toMatchObject({ fromCache: null, why: 'Data.' });
});

it('took nothing on the wire', () => {
  const { requestHeaders, responseHeaders, unknownHeaders, tcpReused, unknownReuse, body } = loopOf(
    cached(11),
  ).cost();
  expect([requestHeaders.bytes, responseHeaders.bytes, unknownHeaders]).toEqual([900, 300, 0]);
  expect([tcpReused, unknownReuse, body.bytes]).toEqual([3, 0, 3 * 18]);
});

it('is asked for all the same: the loop has not stopped', () => {
  const loop = loopOf(cached(15));
  expect([...Array(15).keys()].filter((index) => loop.isContinuedAt(index))).toEqual([]);
  expect(loop.summary().state).toMatchObject({ kind: 'resting', good: true });
  const { since, until } = loop.summary().state as { since: number; until: number };
  expect(until - since).toBe(5000);
});

it('leaves a loop of nothing else without figures of the server', () => {
  const all = inTurn(6, () => ({ gap: 998, held: 2, answer: '{}', change: FROM_CACHE }));
  const { holds, gaps, delay, fromCache } = loopOf(all).overview();
  expect([holds.count, gaps.count, delay, fromCache]).toEqual([0, 0, null, 6]);
});
