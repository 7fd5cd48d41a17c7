import { expect, test } from 'vitest';
import { derive } from '../testing/derive.ts';
import { type Ask, askTape, loopsOf } from '../testing/polling.ts';

/** A timer of one line that asks for six prices in turn, one a second. */
const asks: Ask[] = Array.from({ length: 36 }, (_, index) => ({
  at: index * 1000,
  url: `http://site.test/price?of=${'abcdef'[index % 6]}&lang=en&_=${1_764_000_000_000 + index * 1000}`,
  held: 40,
  answer: `{"price":${index}}`,
}));

test('each question is a short poll of its own, called by what it asks for', () => {
  const channels = derive(askTape(asks));
  const loops = loopsOf(channels);
  expect(loops.map((loop) => [loop.cycleCount, loop.overview().label])).toEqual(
    Array.from({ length: 6 }, () => [6, 'short-poll']),
  );
  // What is new waits until its own question is asked again.
  expect(loops[0]?.overview().delay?.worst).toBe(5960);
  expect(channels.rows()).toMatchObject([...'abcdef'].map((of) => ({ name: `price?of=${of}&…` })));
  expect(channels.polls.repeating().groups).toEqual([]);
});

test('one alone is called by its path', () => {
  const [row] = derive(askTape(asks.filter((_, index) => index % 6 === 0))).rows();
  expect(row).toMatchObject({ name: 'price' });
});
