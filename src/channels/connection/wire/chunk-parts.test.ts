import { expect, test } from 'vitest';
import { streamTape } from '../../../tape/testing.ts';
import { chunkPartsOf } from './chunk-parts.ts';

const partsOf = (contents: readonly string[], start: number, end: number) => {
  const tape = streamTape(contents).connection('sse');
  if (!tape) throw new Error('no connection');
  return chunkPartsOf(tape, start, end);
};

test('a range is cut at the borders of its chunks, each with its time', () => {
  expect(partsOf(['abc', 'def', 'ghi'], 1, 5)).toEqual({
    parts: [
      { chunk: 1, at: 10, size: 2, text: 'bc', truncated: false },
      { chunk: 2, at: 20, size: 2, text: 'de', truncated: false },
    ],
    count: 2,
    duration: 10,
  });
});

test('of many chunks the first two hundred are made, and of a long one its begin', () => {
  const { parts, count } = partsOf(Array(1000).fill('x'), 0, 1000);
  expect([parts.length, count]).toEqual([200, 1000]);
  expect(partsOf(['x'.repeat(1000)], 0, 1000).parts).toMatchObject([{ size: 1000, truncated: true }]);
});

test('where nothing came there are none', () => {
  expect(partsOf([], 0, 0)).toEqual({ parts: [], count: 0, duration: 0 });
  expect(partsOf(['a'], 5, 9)).toEqual({ parts: [], count: 0, duration: 0 });
});
