import { describe, expect, it } from 'vitest';
import { EventStreamReader } from '../../src/sse/index.ts';

const MEGABYTE = 1_000_000;

const filled = (text: string, length: number) =>
  new TextEncoder().encode(text.repeat(Math.ceil(length / text.length))).subarray(0, length);

/** Reads `count` chunks, and says what that took in processor time: by the clock a busy machine would look quadratic. */
function read(chunk: Uint8Array, count: number, first = ''): { reader: EventStreamReader; ms: number } {
  const reader = new EventStreamReader();
  const start = process.cpuUsage();
  reader.push(new TextEncoder().encode(first));
  for (let i = 0; i < count; i++) reader.push(chunk);
  const { user, system } = process.cpuUsage(start);
  return { reader, ms: (user + system) / 1000 };
}

/** Each input at a size of its own and at twice that. */
const INPUTS: [name: string, make: (scale: number) => [chunk: Uint8Array, count: number, first?: string]][] =
  [
    ['one line in large chunks', (scale) => [filled('x', 65_536), 160 * scale]],
    ['one line in one piece', (scale) => [filled('x', 5 * MEGABYTE * scale), 1]],
    ['one line a byte at a time', (scale) => [filled('x', 1), (MEGABYTE / 2) * scale]],
    ['nothing but CR', (scale) => [filled('\r', 65_536), 20 * scale]],
    ['nothing but LF', (scale) => [filled('\n', 2 * MEGABYTE * scale), 1]],
    ['bare data lines', (scale) => [filled('data\n', 65_535), 40 * scale]],
    ['the smallest blocks', (scale) => [filled(':\n\n', 65_535), 20 * scale]],
    ['tabs, which look like line ends at first sight', (scale) => [filled('\t', 65_536), 40 * scale]],
    ['an endless id', (scale) => [filled('7', 65_536), 40 * scale, 'id:']],
    ['an endless retry', (scale) => [filled('7', 65_536), 40 * scale, 'retry:']],
  ];

describe('inputs made to hurt', () => {
  for (const [name, make] of INPUTS)
    it(`${name}: twice the bytes, about twice the time, and tables in proportion`, () => {
      const [half, whole] = [make(1), make(2)];
      read(...half);
      // In turn, and the least of several: what the collector of garbage or another process costs falls on both alike.
      const rounds = [1, 2, 3, 4, 5, 6].map(() => [read(...half).ms, read(...whole).ms] as const);
      const halfMs = Math.min(...rounds.map(([ms]) => ms));
      const wholeMs = Math.min(...rounds.map(([, ms]) => ms));
      // A quadratic reader would take four times as long; the rest is for compiler and collector.
      expect(wholeMs).toBeLessThan(3.5 * halfMs + 20);

      const { reader } = read(...whole);
      // `:\n\n` is the worst: two lines of 9 bytes and a block of 13 for three bytes. The constant is for the last segments.
      expect(reader.tableBytes).toBeLessThan(11 * reader.length + 250_000);
    });

  it('blank lines cost nothing but their bytes', () => {
    const { reader } = read(filled('\n', 10 * MEGABYTE), 1);
    expect([reader.lineCount, reader.blockCount]).toEqual([0, 0]);
    expect(reader.tableBytes).toBeLessThan(1000);
  });

  it('a long line is one row', () => {
    const { reader } = read(filled('data:', 10 * MEGABYTE), 1);
    reader.finish();
    expect(reader.lineCount).toBe(1);
    expect(reader.lineEnd(0)).toBe(10 * MEGABYTE);
  });
});
