/**
 * Columns of numbers that grow by doubling: adding a row costs constant time on average, and a million rows are a few
 * typed arrays rather than a million objects.
 */

/** Rows a table begins with: most connections are short, and there may be hundreds. */
export const FIRST_CAPACITY = 32;

export function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

export function doubledBytes(column: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Number `row` of a column of `count`. A row that does not exist is the caller's mistake, told at once, not a stray zero. */
export function at(column: Uint32Array | Uint8Array, row: number, count: number): number {
  if (!(row >= 0 && row < count)) throw new RangeError(`no row ${row} of ${count}`);
  return column[row] as number;
}

/** First position in the ascending column whose number is at least `value`; `count` where there is none. */
export function lowerBound(column: Uint32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
