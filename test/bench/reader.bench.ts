/**
 * The reader against eventsource-parser on the same bytes: throughput in MB/s (10^6 bytes), line table included, in chunks
 * of three sizes, and whether inputs made to hurt stay linear. Exits with 1 where a target is missed.
 *
 * The two take turns in every round, and the medians are compared: by the clock, and by processor time, which decides,
 * since other work on the machine counts in it for neither. The rival gets what it needs and no more: a streaming
 * TextDecoder, and callbacks that count.
 */
import { availableParallelism, loadavg } from 'node:os';
import { createParser } from 'eventsource-parser';
import { EventStreamReader } from '../../src/sse/index.ts';
import { crlf, realisticStream } from './streams.ts';

const ROUNDS = 15;
/** Rounds that do not count, while the compiler still works on both. */
const WARM_UP = 3;
const MEGABYTE = 1e6;

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly chunkSize: number;
  /** Least ratio of our throughput to theirs; null: shown only. */
  readonly target: number | null;
}

function cases(): Case[] {
  const mixed = realisticStream(16 * MEGABYTE, { nonAscii: true });
  const ascii = realisticStream(16 * MEGABYTE, { nonAscii: false });
  const few = (bytes: Uint8Array) => bytes.subarray(0, 4 * MEGABYTE);
  return [
    { name: 'realistic, 16 KiB', bytes: mixed, chunkSize: 16 * 1024, target: 1.3 },
    { name: 'realistic, 200 B', bytes: few(mixed), chunkSize: 200, target: 2.5 },
    { name: 'realistic, 20 B', bytes: few(mixed), chunkSize: 20, target: 2.5 },
    { name: 'ASCII only, 16 KiB', bytes: ascii, chunkSize: 16 * 1024, target: 1.3 },
    { name: 'ASCII only, 200 B', bytes: few(ascii), chunkSize: 200, target: 2.5 },
    { name: 'ASCII only, 20 B', bytes: few(ascii), chunkSize: 20, target: 2.5 },
    { name: 'CRLF, 16 KiB', bytes: crlf(ascii), chunkSize: 16 * 1024, target: null },
  ];
}

function cutInto(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  // Copies, as a network gives them: slices of one buffer would spare both sides cache misses that are real.
  for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.slice(i, i + size));
  return chunks;
}

function ours(chunks: readonly Uint8Array[]): number {
  const reader = new EventStreamReader();
  for (const chunk of chunks) reader.push(chunk);
  reader.finish();
  return reader.eventCount;
}

function theirs(chunks: readonly Uint8Array[]): number {
  let events = 0;
  let comments = 0;
  const parser = createParser({
    onEvent: () => {
      events++;
    },
    onComment: () => {
      comments++;
    },
  });
  const decoder = new TextDecoder();
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
  return comments < 0 ? 0 : events;
}

interface Took {
  /** Seconds by the clock. */
  readonly clock: number;
  /** Seconds of processor time, all threads of this process. */
  readonly processor: number;
}

function time(run: () => unknown): Took {
  const start = performance.now();
  const startCpu = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(startCpu);
  return { clock: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

function compare(test: Case): boolean {
  const chunks = cutInto(test.bytes, test.chunkSize);
  const expected = theirs(chunks);
  if (ours(chunks) !== expected) throw new Error(`${test.name}: ${ours(chunks)} events, not ${expected}`);
  const ourTimes: Took[] = [];
  const theirTimes: Took[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const [our, their] = [time(() => ours(chunks)), time(() => theirs(chunks))];
    if (round < 0) continue;
    ourTimes.push(our);
    theirTimes.push(their);
  }
  const speed = (times: Took[], by: keyof Took) =>
    test.bytes.length / MEGABYTE / median(times.map((took) => took[by]));
  const ratio = (by: keyof Took) => speed(ourTimes, by) / speed(theirTimes, by);
  const verdict = test.target === null ? '' : ratio('processor') >= test.target ? 'PASS' : 'FAIL';
  const cells = [
    test.name.padEnd(20),
    ...[ourTimes, theirTimes].map((times) => speed(times, 'clock').toFixed(0).padStart(9)),
    `${ratio('clock').toFixed(2)}x`.padStart(9),
    `${ratio('processor').toFixed(2)}x`.padStart(9),
    (test.target === null ? '' : `${test.target}x`).padStart(9),
  ];
  console.log(`${cells.join('')}  ${verdict}`);
  return verdict !== 'FAIL';
}

interface Ordeal {
  readonly name: string;
  /** `scale` 1 is the half size, 2 the whole. */
  chunks(scale: 1 | 2): Iterable<Uint8Array>;
}

const ORDEALS: readonly Ordeal[] = [
  { name: 'one line, 100 MB, 64 KiB chunks', chunks: (scale) => repeated(line(65_536), 763 * scale) },
  { name: 'one line, 100 MB, one piece', chunks: (scale) => [line(50 * MEGABYTE * scale)] },
  { name: 'one line, 10 MB, 1 B chunks', chunks: (scale) => repeated(line(1), 5 * MEGABYTE * scale) },
  { name: '100 MB of CR', chunks: (scale) => repeated(filled('\r', 65_536), 763 * scale) },
  { name: '10 million empty lines', chunks: (scale) => [filled('\n', 5 * MEGABYTE * scale)] },
  { name: '100 MB of `data\\n`', chunks: (scale) => repeated(filled('data\n', 65_535), 763 * scale) },
  { name: '100 MB of `:\\n\\n`', chunks: (scale) => repeated(filled(':\n\n', 65_535), 763 * scale) },
  { name: '100 MB of tabs, one line', chunks: (scale) => repeated(filled('\t', 65_536), 763 * scale) },
  { name: 'one id, 100 MB', chunks: (scale) => prefixed('id:', repeated(line(65_536), 763 * scale)) },
  {
    name: 'one retry, 100 MB',
    chunks: (scale) => prefixed('retry:', repeated(filled('7', 65_536), 763 * scale)),
  },
];

function line(length: number): Uint8Array {
  return new Uint8Array(length).fill(0x78);
}

function filled(text: string, length: number): Uint8Array {
  return new TextEncoder().encode(text.repeat(Math.ceil(length / text.length)));
}

function* repeated(chunk: Uint8Array, times: number): Iterable<Uint8Array> {
  for (let i = 0; i < times; i++) yield chunk;
}

function* prefixed(text: string, chunks: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield new TextEncoder().encode(text);
  yield* chunks;
}

/** Twice the bytes may take at most three times the processor time, and tables at most 11 bytes a byte read. */
function endure(ordeal: Ordeal): boolean {
  let bytes = 0;
  let tableBytes = 0;
  const run = (scale: 1 | 2) => {
    const chunks = ordeal.chunks(scale);
    const reader = new EventStreamReader();
    const { processor } = time(() => {
      for (const chunk of chunks) reader.push(chunk);
    });
    bytes = reader.length;
    tableBytes = reader.tableBytes;
    return processor;
  };
  run(1);
  let half = Number.POSITIVE_INFINITY;
  let whole = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    half = Math.min(half, run(1));
    whole = Math.min(whole, run(2));
  }
  const growth = whole / half;
  const good = growth < 3 && tableBytes < 11 * bytes + 250_000;
  console.log(
    `${ordeal.name.padEnd(34)} ${(bytes / MEGABYTE).toFixed(0).padStart(5)} ${(whole * 1000).toFixed(0).padStart(7)} ` +
      `${(bytes / MEGABYTE / whole).toFixed(0).padStart(7)} ${growth.toFixed(2).padStart(8)} ` +
      `${(tableBytes / bytes).toFixed(2).padStart(8)} ${good ? 'PASS' : 'FAIL'}`,
  );
  return good;
}

/** Says so where other work takes much of the machine. */
function warnWhereBusy(): void {
  const load = loadavg()[0] ?? 0;
  if (load > availableParallelism())
    console.log(
      `BUSY: load ${load.toFixed(1)} on ${availableParallelism()} processors; caches are shared and clocks mislead.`,
    );
}

warnWhereBusy();
console.log(`node ${process.version}; medians of ${ROUNDS} alternating rounds\n`);
console.log(`${''.padEnd(20)}ours MB/s   theirs    clock processor  target`);
const compared = cases().map(compare);
warnWhereBusy();
console.log(`\n${''.padEnd(34)}    MB      ms    MB/s   x2 time  table B/B`);
const endured = ORDEALS.map(endure);
if (compared.includes(false) || endured.includes(false)) process.exitCode = 1;
