import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstNotBefore, largest, smallest } from './search.ts';

it('finds the first that is not before, wherever it looks from', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(60), (values, sought) => {
      values.sort((a, b) => a - b);
      const wanted = values.filter((value) => value < sought).length;
      for (let from = 0; from <= wanted; from++)
        expect(firstNotBefore(from, values.length, (index) => (values[index] ?? 0) < sought)).toBe(wanted);
    }),
  );
});

it('knows the extremes of more values than a call takes arguments', () => {
  const values = Array.from({ length: 500_000 }, (_, index) => (index * 7919) % 500_009);
  expect(largest(values)).toBe(values.reduce((a, b) => Math.max(a, b)));
  expect(smallest(values)).toBe(0);
  expect([largest([]), smallest([])]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
