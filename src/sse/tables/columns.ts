/**
 * Columns of numbers, in segments: a million rows are a few hundred typed arrays rather than a million objects.
 * The first segment grows by doubling, since most connections are short and there may be thousands; from then on a full one
 * stays where it is and another is added. Nothing large is ever copied, which would hold up the thread of a panel, and no
 * more than one segment is ever unused.
 */

const SEGMENT_BITS = 12;
const FIRST_ROWS = 32;

/** Rows of a full segment. */
export const SEGMENT_ROWS = 1 << SEGMENT_BITS;
/** `row & SEGMENT_MASK` is a row's position in its segment. */
export const SEGMENT_MASK = SEGMENT_ROWS - 1;

/** Rows that the tail has room for once {@link Column.grow} has been called for row `row`: a power of two. */
export function roomFrom(row: number): number {
  return Math.min(Math.max(FIRST_ROWS, row * 2), SEGMENT_ROWS);
}

type Numbers = Uint32Array | Uint8Array;

/**
 * One column. The table it belongs to knows how many rows there are; it writes them to the last segment, the tail, which it
 * keeps, and calls {@link grow} when that is full.
 */
export class Column<A extends Numbers> {
  #tail: A;
  readonly #full: A[] = [];
  readonly #make: (rows: number) => A;

  constructor(make: (rows: number) => A) {
    this.#make = make;
    this.#tail = make(0);
  }

  /** Makes room for row `row`, the first that the tail has none for. @returns the tail from now on */
  grow(row: number): A {
    const larger = this.#make(roomFrom(row));
    if (row < SEGMENT_ROWS) larger.set(this.#tail);
    else this.#full.push(this.#tail);
    this.#tail = larger;
    return larger;
  }

  at(row: number): number {
    const segment = this.#full[row >>> SEGMENT_BITS] ?? this.#tail;
    return segment[row & SEGMENT_MASK] as number;
  }

  /** First of `count` rows whose number is at least `value`, where they ascend; `count` where there is none. */
  lowerBound(count: number, value: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get byteLength(): number {
    return this.#full.reduce((sum, segment) => sum + segment.byteLength, this.#tail.byteLength);
  }
}

/** A column of 32-bit numbers. */
export function wide(): Column<Uint32Array> {
  return new Column((rows) => new Uint32Array(rows));
}

/** A column of bytes. */
export function narrow(): Column<Uint8Array> {
  return new Column((rows) => new Uint8Array(rows));
}

/** What a table holds as tails until its first row. */
export const NO_NUMBERS = new Uint32Array(0);
export const NO_BYTES = new Uint8Array(0);

/** A row that does not exist is the caller's mistake: it throws at once instead of giving a stray zero. */
export function checkRow(row: number, count: number): void {
  if (!(row >= 0 && row < count)) throw new RangeError(`no row ${row} of ${count}`);
}
