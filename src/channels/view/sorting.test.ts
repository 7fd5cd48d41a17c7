import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sorting } from './sorting.ts';

const never = () => false;

it('gives the order of a stable sort, however the rows come in', () => {
  const parts = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 400 }), { maxLength: 6 });
  fc.assert(
    fc.property(parts, fc.boolean(), (arrivals, descending) => {
      const values: number[] = [];
      const sorting = new Sorting((a, b) => (values[a] ?? 0) - (values[b] ?? 0), descending);
      for (const arrival of arrivals) {
        values.push(...arrival);
        let steps = 0;
        while (
          sorting.work(
            values.length,
            (index) => index,
            () => true,
          )
        )
          steps++;
        expect(steps).toBeLessThan(10_000);
      }
      const keys = values.map((_, key) => key);
      const sign = descending ? -1 : 1;
      keys.sort((a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)) || a - b);
      expect([...sorting.order]).toEqual(keys);
    }),
    { numRuns: 200 },
  );
});

it('puts a row more into the order there is, with a few comparisons', () => {
  let comparisons = 0;
  const sorting = new Sorting((a, b) => {
    comparisons++;
    return ((a * 7919) % 100_003) - ((b * 7919) % 100_003);
  }, false);
  sorting.work(50_000, (index) => index, never);
  const before = sorting.order;
  comparisons = 0;
  sorting.work(50_001, (index) => index, never);
  expect(sorting.order).toHaveLength(50_001);
  expect(comparisons).toBeLessThan(60);
  // A view that is paused keeps the order it had.
  expect(before).toHaveLength(50_000);
  expect(sorting.working).toBeNull();
});

it('reads the keys in slices too', () => {
  let reads = 0;
  const sorting = new Sorting((a, b) => a - b, false);
  const keyAt = (index: number) => {
    reads++;
    return index;
  };
  sorting.work(1_000_000, keyAt, () => true);
  expect(reads).toBeLessThan(10_000);
});
