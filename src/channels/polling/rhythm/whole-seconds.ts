import { largest, smallest } from '../../../tape/index.ts';

const SECOND = 1000;
/** From one to the next the seconds differ by no more: a timer of 1.5 s fires after one and after two. */
const MAX_DIFFERENCE = 1;
/** Requests that are looked at where nothing is known of the timer's period, and how near to the second these lie, milliseconds. */
export const STARTS = 6;
export const NEAR = 120;
/** Milliseconds: seconds of longer periods are whole by chance too often. */
const LONG = 10_000;

/**
 * Whether requests begin whole seconds apart, as by a timer of a hidden page: Chromium fires those on whole seconds of its clock
 * (measured on Chromium 156). Periods that grow are no timer's.
 * @param starts milliseconds. @param near how far apart they may lie within their seconds.
 */
export function areOnWholeSeconds(starts: readonly number[], near: number): boolean {
  const [first] = starts;
  if (first === undefined || starts.length < 2) return false;
  const seconds = starts.map((at) => Math.round((at - first) / SECOND));
  const off = starts.map((at, index) => at - first - (seconds[index] ?? 0) * SECOND);
  if (largest(off) - smallest(off) > near) return false;
  const periods = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
  const isMinutes = periods.every((period) => period % 60 === 0);
  return smallest(periods) > 0 && (isMinutes || largest(periods) - smallest(periods) <= MAX_DIFFERENCE);
}

/** Whether the latest requests are those of such a timer, whatever its period is. @param all when they began, milliseconds. */
export function areTimedBySeconds(all: readonly number[]): boolean {
  const latest = all.slice(-STARTS);
  const [first = 0] = latest;
  const isShort = (latest.at(-1) ?? 0) - first < LONG * (STARTS - 1);
  return latest.length === STARTS && isShort && areOnWholeSeconds(latest, NEAR);
}
