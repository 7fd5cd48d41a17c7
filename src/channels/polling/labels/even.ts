import { largest, smallest } from '../../../tape/index.ts';

/** A rhythm: the periods differ by no more than this, or this share of them. Milliseconds. */
const TOLERANCE = 80;
const TOLERANCE_SHARE = 0.1;

/** Whether periods are those of a timer. @param values milliseconds. */
export function isEven(values: readonly number[]): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return largest(values) - smallest(values) <= Math.max(TOLERANCE, TOLERANCE_SHARE * mean);
}
