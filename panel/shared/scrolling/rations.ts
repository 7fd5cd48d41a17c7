/** Milliseconds that a frame may take for rows. */
const BUDGET = 12;
/** Rows that a frame brings at the least, so that it comes to an end. */
const MIN_ROWS = 6;
/** Milliseconds that a row is taken to cost before any was drawn: the code is cold and the fonts are not loaded. */
const COLD = 2;

/** From an index to another, which is not one of them. */
export interface Rows {
  readonly start: number;
  readonly end: number;
}

/** A way through the rows of a window, ration by ration; what changes on the way asks for another round. */
export class Round<Row> {
  /** By place; a place has none until its first ration. */
  readonly rows: (Row | undefined)[] = [];
  #left = 0;
  #again = false;
  #isOwnDraw = false;
  #fromEnd = false;
  #costPerRow = COLD;

  get hasMore(): boolean {
    return this.#left > 0 || this.#again;
  }

  /** The places to draw now, of `size`; those that are in view come first. */
  next(size: number, fromEnd: boolean): Rows {
    const isAnother = size !== this.rows.length || fromEnd !== this.#fromEnd;
    if (this.#left > 0 && !this.#isOwnDraw) this.#again = true;
    if (this.#left === 0 || isAnother) {
      this.#left = size;
      this.#again = false;
    }
    this.#isOwnDraw = false;
    this.#fromEnd = fromEnd;
    this.rows.length = size;
    const count = Math.min(this.#left, Math.max(MIN_ROWS, Math.floor(BUDGET / this.#costPerRow)));
    const start = fromEnd ? this.#left - count : size - this.#left;
    this.#left -= count;
    return { start, end: start + count };
  }

  /** Adds a measurement: how long `count` rows took to draw. */
  measured(count: number, milliseconds: number): void {
    // A few rows show little: the cost of everything else is in it.
    if (count >= MIN_ROWS) this.#costPerRow = Math.max(0.01, milliseconds / count);
  }

  /** The next draw is the round's own, and not one because something changed. */
  continueRound(): void {
    this.#isOwnDraw = true;
  }
}
