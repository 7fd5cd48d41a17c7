import { largest, smallest } from '../../../tape/index.ts';

/** How far periods may differ, milliseconds and as a share of them. */
export interface Tolerance {
  readonly ms: number;
  readonly share: number;
}

export const USUAL: Tolerance = { ms: 80, share: 0.1 };
/** Two periods that are even by chance are soon found where much is asked: these must be nearer. */
export const TIGHT: Tolerance = { ms: 60, share: 0.02 };
/** However long a period is, a timer is not later than this: milliseconds. */
const MOST = 1000;
/** So large a share of many periods must be those of a timer: a busy page is late, and one that gets the focus asks between. */
const HALF = 0.5;

/** Whether periods are those of a timer: all of them. @param values milliseconds. */
export function isEven(values: readonly number[], tolerance = USUAL): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return largest(values) - smallest(values) <= within(mean, tolerance);
}

/** Whether most of many periods are those of a timer. @param values milliseconds. */
export function areMostlyEven(values: readonly number[]): boolean {
  const median = values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const even = values.filter((value) => Math.abs(value - median) <= within(median, USUAL));
  return even.length >= HALF * values.length;
}

function within(period: number, { ms, share }: Tolerance): number {
  return Math.min(MOST, Math.max(ms, share * period));
}
