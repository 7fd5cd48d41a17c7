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
