/**
 * What it costs to put ordinary requests into groups, strands and labels: processor time a request, from the tape to the grid Requests,
 * against the least that any tool does with them: take each address apart, and read each answer as JSON. Exits with 1 where
 * the target is missed: 50 µs a request, and no row in Streams.
 */
import { availableParallelism, loadavg } from 'node:os';
import { Channels } from '../../src/channels/index.ts';
import { askTape } from '../../src/channels/testing/polling.ts';
import type { Tape } from '../../src/tape/index.ts';

/** A page that calls 40 addresses by one line, 300 requests; and one that does so for an hour. */
const SIZES = [300, 12_000];
const ADDRESSES = 40;
const ROUNDS = 9;
const WARM_UP = 3;
/** Microseconds a request. */
const TARGET = 50;

const answer = (index: number): string =>
  JSON.stringify({ items: Array.from({ length: 5 }, (_, n) => ({ id: `${index}-${n}`, price: index * n })) });

/** Each address is asked for one of eight things, at no even pace; the same each time that it is called. */
function asks(count: number) {
  let state = 7;
  const random = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    // A view of the page calls all of them, and then nothing until the next one is opened.
    at += random(80) + (index % ADDRESSES === 0 ? random(20_000) : 0);
    const address = index % ADDRESSES;
    return {
      at,
      url: `https://site.test/api/part-${address}/items?of=${'abcdefgh'[random(8)]}&limit=20&lang=en`,
      held: 60 + random(90),
      answer: answer(index),
      line: 10 + address,
    };
  });
}

function ours(tape: Tape): { readonly groups: number; readonly rows: number } {
  const channels = new Channels(tape);
  while (channels.update(() => false));
  return { groups: channels.polls.repeating().groups.length, rows: channels.rows().length };
}

function floor(count: number): number {
  let read = 0;
  for (const { url, answer: text } of asks(count)) {
    read += new URL(url).searchParams.size + Object.keys(JSON.parse(text)).length;
  }
  return read;
}

/** Microseconds of processor time. */
function time(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`);
console.log('requests      ours a request    floor    ratio    target');
let isMet = true;
for (const count of SIZES) {
  const tape = askTape(asks(count));
  const { groups, rows } = ours(tape);
  // Among thousands of requests at random some are even by chance.
  if (groups !== ADDRESSES || rows > count / 1000)
    throw new Error(`${groups} groups, ${rows} rows in Streams`);
  const [mine, least]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const [our, their] = [time(() => ours(tape)), time(() => floor(count))];
    if (round < 0) continue;
    mine.push(our / count);
    least.push(their / count);
  }
  const isPassed = median(mine) <= TARGET;
  isMet &&= isPassed;
  const cells = [
    String(count).padEnd(14),
    `${median(mine).toFixed(1)} µs`.padStart(14),
    `${median(least).toFixed(1)} µs`.padStart(9),
    `${(median(mine) / median(least)).toFixed(1)}x`.padStart(9),
    `${TARGET} µs`.padStart(10),
  ];
  console.log(`${cells.join('')}  ${isPassed ? 'PASS' : 'FAIL'}`);
}
process.exitCode = isMet ? 0 : 1;
