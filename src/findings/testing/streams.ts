/** Streams on a simulated clock: when a server wrote, what reached the tape, and when. Seeded. */
import type { TapeRecord } from '../../tape/index.ts';

const BEATS = 45;
/** Beats at the end that nothing disturbs, so that the rhythm is known when it stops. */
const CALM = 15;

export type Random = () => number;

/** mulberry32 */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** When the server writes, and the interval that a good listener would expect after the last of it, milliseconds. */
export interface Server {
  readonly writes: readonly number[];
  readonly every: number;
}

/** What came to the tape, and until when it must not be called missing. */
export interface Captured {
  readonly reads: readonly (readonly [at: number, beats: number])[];
  readonly facts: readonly TapeRecord[];
}

function server(next: Random, factor: (beat: number) => number, min = 1000): Server {
  const every = min + next() ** 2 * 25_000;
  const writes = [10];
  while (writes.length < BEATS) writes.push((writes.at(-1) ?? 0) + every * factor(writes.length));
  return { writes, every };
}

const steady = (next: Random): Server => server(next, () => 1);
const jittery = (next: Random): Server => server(next, () => 0.7 + 0.6 * next());
const drifting = (next: Random): Server => {
  const { writes, every } = server(next, (beat) => 1 + beat / BEATS);
  return { writes, every: every * 2 };
};
const slow = (next: Random): Server => server(next, () => 1, 2500);
const asWritten = ({ writes }: Server): Captured => ({ reads: writes.map((at) => [at, 1]), facts: [] });

/** Stretches of time before the calm, each up to `longest` milliseconds. */
function stretches(next: Random, { writes }: Server, longest: number, apart: number): [number, number][] {
  const until = writes.at(-CALM) ?? 0;
  const found: [number, number][] = [];
  for (let at = next() * apart; at < until; ) {
    const to = Math.min(until, at + next() * longest);
    found.push([at, to]);
    at = to + 1500 + next() * apart;
  }
  return found;
}

/** Writes of one stretch are read together, when it is over. */
function readAfter(writes: readonly number[], blocked: readonly (readonly [number, number])[]): number[] {
  return writes.map((at) => {
    const stretch = blocked.find(([from, to]) => at >= from && at < to);
    return stretch ? stretch[1] : at;
  });
}
function together(times: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const at of times) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts];
}

/** Blocks of the page's thread, and what capture reports of them: it probes a silent thread once a second. */
function busyPage(next: Random, { writes, every }: Server): Captured {
  const until = writes.at(-1) ?? 0;
  const blocks = stretches(next, { writes, every }, 9_000, 20_000);
  const reads = readAfter(writes, blocks);
  const facts: TapeRecord[] = [];
  let alive = Number.NEGATIVE_INFINITY;
  let question: { at: number; alive: number; told: boolean } | null = null;
  let read = 0;
  for (let pulse = next() * 1000; pulse < until + 10_000; pulse += 1000) {
    if (question) {
      const { at, alive: before } = question;
      const free = blocks.find(([from, to]) => at >= from && at < to)?.[1] ?? at;
      if (free < pulse) {
        // The reply comes a moment before or after the waiting bytes are read.
        const to = free + next() * 20;
        if (to - at > 250) facts.push({ kind: 'busy', at: to, on: 'sse', alive: before, from: at, to });
        alive = to;
        question = null;
      } else if (!question.told && pulse - at > 250) {
        question.told = true;
        facts.push({ kind: 'busy', at: pulse, on: 'sse', alive: before, from: at });
      }
    }
    if (question) continue;
    for (; (reads[read] ?? Number.POSITIVE_INFINITY) <= pulse; read++)
      alive = Math.max(alive, reads[read] ?? 0);
    if (pulse - alive <= 900) continue;
    if (blocks.some(([from, to]) => pulse >= from && pulse < to))
      question = { at: pulse, alive: Math.min(alive, pulse), told: false };
    else alive = pulse;
  }
  return { reads: together(reads), facts };
}

/** The thread of a tab in the background runs once a second at worst. */
const inBackground = ({ writes }: Server): Captured => ({
  reads: together(writes.map((at) => Math.ceil(at / 1000) * 1000)),
  facts: [],
});

/** The machine sleeps: the tape's clock stands still, wall time continues, and what was sent comes when it wakes. */
function asleep(next: Random, { writes, every }: Server): Captured {
  const sleeps = stretches(next, { writes, every }, 3_600_000, 100_000);
  const wall = Date.UTC(2026, 0, 1);
  const facts: TapeRecord[] = [];
  let slept = 0;
  const lost = sleeps.map(([from, to]): [number, number, number] => {
    const at = from - slept;
    facts.push({ kind: 'clock', at: Math.max(0, at - 700), wall: wall + from - 700 });
    slept += to - from;
    facts.push({ kind: 'clock', at: at + 300, wall: wall + to + 300 });
    return [from, to, slept];
  });
  const onTape = (at: number): number => at - (lost.findLast(([, to]) => to <= at)?.[2] ?? 0);
  return { reads: together(readAfter(writes, sleeps).map(onTape)), facts };
}

/** Record is switched off now and then: what comes until it is on is not captured. */
function paused(next: Random, { writes, every }: Server): Captured {
  const pauses = stretches(next, { writes, every }, 200_000, 100_000);
  const facts = pauses.flatMap(([from, to]): TapeRecord[] => [
    { kind: 'capture', at: from, state: 'off', source: 'protocol' },
    { kind: 'capture', at: to, state: 'on', source: 'protocol' },
  ]);
  return { reads: together(writes.filter((at) => !inside(pauses, at))), facts };
}

/** The page goes into the back/forward cache and comes back. */
function suspended(next: Random, { writes, every }: Server): Captured {
  const away = stretches(next, { writes, every }, 200_000, 100_000);
  const facts = away.flatMap(([from, to]): TapeRecord[] => [
    { kind: 'suspend', at: from, on: 'sse' },
    { kind: 'resume', at: to, on: 'sse' },
  ]);
  return { reads: together(writes.filter((at) => !inside(away, at))), facts };
}

function inside(spans: readonly (readonly [number, number])[], at: number): boolean {
  return spans.some(([from, to]) => at >= from && at <= to);
}

/** A stream's name, its server, and its findings. */
export const SORTS: readonly (readonly [
  string,
  (next: Random) => Server,
  (next: Random, of: Server) => Captured,
])[] = [
  ['regular', steady, (_, of) => asWritten(of)],
  ['jittered by 30 %', jittery, (_, of) => asWritten(of)],
  ['drifting to twice as slow', drifting, (_, of) => asWritten(of)],
  ['of a tab in the background', slow, (_, of) => inBackground(of)],
  ['of a page that is busy now and then', jittery, busyPage],
  ['of a machine that sleeps now and then', jittery, asleep],
  ['in a capture that is paused now and then', jittery, paused],
  ['of a page that goes into the back/forward cache', jittery, suspended],
];
