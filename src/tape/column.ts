/**
 * A column of numbers that grows. Doubling keeps appending linear; one typed array keeps a million rows at a few
 * megabytes and out of the garbage collector's sight.
 */
type NumberArray = Uint8Array | Uint32Array | Float64Array;

/** Rows of the first allocation. */
const FIRST = 4;

export class Column<A extends NumberArray> {
  #values: A;
  #length = 0;
  readonly #make: (size: number) => A;

  /**
   * @param none an array without room, shared by all columns before their first row: a hundred thousand short exchanges have
   * half a dozen columns each.
   */
  constructor(make: (size: number) => A, none: A) {
    this.#make = make;
    this.#values = none;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#make(Math.max(FIRST, this.#length * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** Puts another number in the last row. */
  setLast(value: number): void {
    this.#values[this.#length - 1] = value;
  }

  /**
   * A column over the same rows that has none of them yet: {@link show} brings them. It takes no memory, must not be
   * pushed to, and knows nothing of what is pushed here later.
   */
  share(): Column<A> {
    return new Column(this.#make, this.#values);
  }

  /** A shared column has as many rows as this. */
  show(length: number): void {
    this.#length = length;
  }

  /** @throws RangeError outside 0 … length - 1. */
  at(index: number): number {
    const value = index < this.#length ? this.#values[index] : undefined;
    if (value === undefined) throw new RangeError(`row ${index} of ${this.#length}`);
    return value;
  }

  /** Index of the last value `<=` the one sought in an ascending column; -1 where all are larger. */
  lastAtMost(sought: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] as number) <= sought) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const noBytes = new Uint8Array(0);
const noCounts = new Uint32Array(0);
const noDoubles = new Float64Array(0);
const makeBytes = (size: number): Uint8Array => new Uint8Array(size);
const makeCounts = (size: number): Uint32Array => new Uint32Array(size);
const makeDoubles = (size: number): Float64Array => new Float64Array(size);

export const bytesColumn = (): Column<Uint8Array> => new Column(makeBytes, noBytes);
export const countColumn = (): Column<Uint32Array> => new Column(makeCounts, noCounts);
export const doubleColumn = (): Column<Float64Array> => new Column(makeDoubles, noDoubles);
