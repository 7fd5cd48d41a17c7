/** The same messages at the same times, whatever carries them: what makes transports comparable. */
import { wallNow } from './clock.ts';
import type { ScenarioRequest } from './scenario.ts';
import { countOf } from './steps.ts';

/** Milliseconds from the first request of a run to the first message, so that every transport is ready by then. */
const LEAD = 500;
/** Milliseconds after the last message until a run is over: another message could come before that. */
const LINGER = 500;
/** Runs whose beginning is remembered. */
const MAX_RUNS = 100;

/** The messages of one run. Numbers begin at 1; times are milliseconds since 1970. */
export interface Timetable {
  readonly count: number;
  /** When a message is due. */
  due(number: number): number;
  /** When it is certain that nothing follows. */
  readonly over: number;
  /**
   * A message as JSON: its number, when it was due, and what fills it up to the size of the query. Due, and not written: what
   * waits for the next poll is late, though it is written only then.
   */
  message(number: number): string;
}

const beginnings = new Map<string, number>();

/** The timetable that a request names by `count`, `every` and `bytes`; the same for all requests of a `run`. */
export function timetableOf(ask: ScenarioRequest): Timetable {
  const count = countOf(ask, 'count', 20, 100_000);
  const every = countOf(ask, 'every', 200, 60_000);
  const bytes = countOf(ask, 'bytes', 0, 10_000_000);
  const begin = beginningOf(ask.query.get('run'));
  return {
    count,
    due: (number) => begin + (number - 1) * every,
    over: begin + (count - 1) * every + LINGER,
    message(number) {
      const bare = { number, sent: Math.round((begin + (number - 1) * every) * 1000) / 1000 };
      const missing = bytes - JSON.stringify({ ...bare, fill: '' }).length;
      return JSON.stringify(missing > 0 ? { ...bare, fill: 'x'.repeat(missing) } : bare);
    },
  };
}

function beginningOf(run: string | null): number {
  const known = run === null ? undefined : beginnings.get(run);
  if (known !== undefined) return known;
  const begin = wallNow() + LEAD;
  if (run !== null) {
    beginnings.set(run, begin);
    const oldest = beginnings.keys().next();
    if (beginnings.size > MAX_RUNS && !oldest.done) beginnings.delete(oldest.value);
  }
  return begin;
}
