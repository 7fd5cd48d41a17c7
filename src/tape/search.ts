/** Searching in what is in order, and in what may be longer than a call takes arguments. */

/**
 * The first index from `from` on that is not before, where all that are before come first; `end` where all are.
 * Looks near `from` first: a row of rising searches costs little more than the steps between their outcomes.
 */
export function firstNotBefore(from: number, end: number, isBefore: (index: number) => boolean): number {
  let low = from;
  let step = 1;
  while (low + step <= end && isBefore(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(end, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The largest of any number of values; -Infinity where there is none. `Math.max(...values)` fails beyond some 100,000. */
export function largest(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > found) found = value;
  return found;
}

/** The smallest of any number of values; Infinity where there is none. */
export function smallest(values: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < found) found = value;
  return found;
}
