import { clock } from '../../../src/format/clocks.ts';
import { count } from '../../../src/format/numbers.ts';

export interface AxisMark {
  /** Tape time, milliseconds. */
  readonly at: number;
  readonly label: string;
}

/** Steps that people count in, milliseconds: 1, 2 and 5 of each power up to seconds, then as clocks do. */
const CLOCK_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

/** The smallest step a person counts in that is at least `min` milliseconds. */
export function niceStep(min: number): number {
  if (min > 500) {
    const step = CLOCK_STEPS.find((seconds) => seconds * 1000 >= min);
    return (step ?? Math.ceil(min / 86_400_000) * 86_400) * 1000;
  }
  const power = 10 ** Math.floor(Math.log10(Math.max(min, 1e-6)));
  const factor = [1, 2, 5, 10].find((one) => one * power >= min * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * The marks of an axis from one tape time to another, whole steps away from `origin`.
 * @param max how many labels there is room for.
 * @param label makes a label of the time since `origin`.
 */
export function axisMarks(
  from: number,
  to: number,
  max: number,
  origin: number,
  label: (since: number, step: number) => string,
): AxisMark[] {
  const step = niceStep((to - from) / Math.max(1, max));
  const marks: AxisMark[] = [];
  for (let number = Math.ceil((from - origin) / step); origin + number * step < to; number++) {
    marks.push({ at: origin + number * step, label: label(number * step, step) });
  }
  return marks;
}

/** Seconds with as many digits as the step needs: "0.5 s", "12 s", "1.0005 s". */
export function secondsLabel(since: number, step: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step / 1000) - 1e-9));
  const sign = since < 0 ? '−' : '';
  const abs = Math.abs(since) / 1000;
  return `${sign}${digits === 0 ? count(Math.round(abs)) : abs.toFixed(digits)} s`;
}

/** Wall-clock time with as much of it as the step needs. @param wall milliseconds since the Unix epoch. */
export function clockLabel(wall: number, step: number): string {
  const whole = clock(wall);
  // What is no time of day is a word, and no part of one.
  if (step < 1000 || !/^\d/.test(whole)) return whole;
  return step < 60_000 ? whole.slice(0, 8) : whole.slice(0, 5);
}

/** Local midnight of a day, as a tape time. @param wallAt wall-clock time of tape time `at`. */
export function midnightBefore(at: number, wallAt: number): number {
  return at - (wallAt - new Date(wallAt).setHours(0, 0, 0, 0));
}
