/**
 * What it costs to put ordinary requests into groups, strands and labels: processor time a request, from the tape to the grid Requests,
 * against the least that any tool does with them: take each address apart, and read each answer as JSON. Exits with 1 where
 * the target is missed: 50 µs a request, and no row in Streams.
 *
 * What is measured is bundled first, as the extension is: tsx names each closure anew whenever it is made, which no user pays for.
 */
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

/**
 * A page that calls 40 addresses by one line for an hour; and 300 requests of it. The long one comes first: a panel has read the tape
 * of what the page asked before, and code that a machine has not yet compiled is not what requests cost. What the first reading of all
 * takes is a column of its own.
 */
const SIZES = [12_000, 300];
const ROUNDS = 15;
const WARM_UP = 3;
/** Microseconds a request. */
const TARGET = 50;

/** Microseconds of processor time. */
function time(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The code that is measured, in one file. */
async function bundled(): Promise<typeof import('./requests-cost.ts')> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome125',
      lib: { entry: resolve(import.meta.dirname, 'requests-cost.ts'), formats: ['es'] },
    },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as [Rolldown.RolldownOutput];
  return import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);
}

const { ADDRESSES, floor, ours, tapeOf } = await bundled();
console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`);
console.log('requests      ours a request    floor    ratio    target    first');
let isMet = true;
for (const count of SIZES) {
  const tape = tapeOf(count);
  const first = time(() => ours(tape)) / count;
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
    `${first.toFixed(0)} µs`.padStart(9),
  ];
  console.log(`${cells.join('')}  ${isPassed ? 'PASS' : 'FAIL'}`);
}
process.exitCode = isMet ? 0 : 1;
