import { describe, expect, test } from 'vitest';
import { mayComeInPieces, PieceWatch } from './index.ts';

const answered = (status: number, mimeType: string, length?: string) =>
  mayComeInPieces({ status, mimeType, headers: length === undefined ? [] : [['content-length', length]] });

test.each([
  [200, 'text/plain', undefined],
  [201, 'application/json', undefined],
  [200, 'application/octet-stream', undefined],
  [200, '', undefined],
])('may come in pieces: %s %s', (status, mimeType, length) => {
  expect(answered(status, mimeType, length)).toBe(true);
});

test.each([
  [200, 'text/plain', '12'],
  [204, '', undefined],
  [206, 'application/octet-stream', undefined],
  [500, 'application/json', undefined],
  [302, 'text/html', undefined],
  [200, 'video/mp4', undefined],
  [200, 'font/woff2', undefined],
  [200, 'application/zip', undefined],
])('does not: %s %s, Content-Length %s', (status, mimeType, length) => {
  expect(answered(status, mimeType, length)).toBe(false);
});

describe('chunks', () => {
  const watched = (chunks: readonly (readonly [at: number, bytes: number, busyUntil?: number])[]) => {
    const watch = new PieceWatch();
    for (const chunk of chunks) watch.add(...chunk);
    return [watch.hasPaused, watch.isInPieces];
  };
  const steady = (count: number, every: number, bytes: number) =>
    Array.from({ length: count }, (_, index) => [100 + index * every, bytes] as const);

  test('pause once, and twice', () => {
    expect(watched([[10_000, 1]])).toEqual([false, false]);
    expect(
      watched([
        [10, 1],
        [509, 1],
      ]),
    ).toEqual([false, false]);
    expect(
      watched([
        [10, 1],
        [510, 1],
      ]),
    ).toEqual([true, false]);
    expect(
      watched([
        [10, 1],
        [510, 1],
        [1010, 100_000],
      ]),
    ).toEqual([true, true]);
  });

  test('that a busy page read late show no pause', () => {
    expect(
      watched([
        [10, 1],
        [510, 1, 505],
        [1010, 1, 505],
      ]),
    ).toEqual([true, false]);
  });

  test('trickle as words do, and not as a file on a slow line', () => {
    expect(watched(steady(30, 40, 6))).toEqual([false, true]);
    expect(watched(steady(19, 60, 6))).toEqual([false, false]);
    expect(watched(steady(30, 10, 6))).toEqual([false, false]);
    expect(watched(steady(200, 40, 1400))).toEqual([false, false]);
  });
});
