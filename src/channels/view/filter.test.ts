import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFilter } from './filter.ts';

const row = (id: string) => ({ type: 'message', id, data: '' });
const fits = (pattern: string, id: string) => parseFilter(`id:${pattern}`).filter.matches(row(id));

it('stars stand for anything, as in a regular expression of them', () => {
  const letters = (units: string[], maxLength: number) =>
    fc.array(fc.constantFrom(...units), { minLength: 1, maxLength }).map((all) => all.join(''));
  fc.assert(
    fc.property(letters(['a', 'b', 'B', '*'], 6), letters(['a', 'A', 'b', '.'], 8), (pattern, id) => {
      const regex = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'is');
      expect(fits(pattern, id)).toBe(regex.test(id));
    }),
    { numRuns: 2000 },
  );
});

it('many stars over a long value that the server chose are matched at once', () => {
  // As a regular expression this takes longer than anyone waits.
  const pattern = `${'*a'.repeat(30)}*b`;
  expect(fits(pattern, 'a'.repeat(100_000))).toBe(false);
  expect(fits(pattern, `${'a'.repeat(100_000)}b`)).toBe(true);
});
