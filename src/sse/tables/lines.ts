import type { Field } from '../field.ts';
import { checkRow, NO_BYTES, NO_NUMBERS, narrow, roomFrom, SEGMENT_MASK, wide } from './columns.ts';

/** How a line ended. `None`: the stream ended first. */
export const Terminator = { None: 0, Lf: 1, Cr: 2, CrLf: 3 } as const;
export type Terminator = (typeof Terminator)[keyof typeof Terminator];

const FIELD_BITS = 0b111;
const IGNORED_BIT = 0b1000;
const TERMINATOR_SHIFT = 4;
/** Turns {@link Terminator}.Cr into CrLf. */
const LF_AFTER_CR = 0b1 << TERMINATOR_SHIFT;

// A constant of this file, which the compiler can build in; see scan.ts.
const segmentMask = SEGMENT_MASK;

/** One row a line: 9 bytes. */
export class LineTable {
  count = 0;
  readonly #starts = wide();
  readonly #ends = wide();
  /** Bits 0 to 2 the field, bit 3 ignored, bits 4 and 5 the terminator. */
  readonly #codes = narrow();
  // Their tails, kept here to be reached at once; full when a row's number has none of the mask's bits.
  #startTail: Uint32Array = NO_NUMBERS;
  #endTail: Uint32Array = NO_NUMBERS;
  #codeTail: Uint8Array = NO_BYTES;
  #roomMask = 0;

  add(start: number, end: number, field: Field, counts: boolean, terminator: Terminator): void {
    const row = this.count;
    if ((row & this.#roomMask) === 0) this.#grow(row);
    const at = row & segmentMask;
    this.#startTail[at] = start;
    this.#endTail[at] = end;
    this.#codeTail[at] = field | (counts ? 0 : IGNORED_BIT) | (terminator << TERMINATOR_SHIFT);
    this.count = row + 1;
  }

  /** The CR at offset `cr` turns out to be the first half of a CRLF. A blank line without a row may have ended there. */
  addLf(cr: number): void {
    const row = this.count - 1;
    if (row < 0 || this.#ends.at(row) !== cr) return;
    this.#codeTail[row & segmentMask] = this.#codes.at(row) | LF_AFTER_CR;
  }

  start(row: number): number {
    checkRow(row, this.count);
    return this.#starts.at(row);
  }
  end(row: number): number {
    checkRow(row, this.count);
    return this.#ends.at(row);
  }
  field(row: number): Field {
    checkRow(row, this.count);
    return (this.#codes.at(row) & FIELD_BITS) as Field;
  }
  counts(row: number): boolean {
    checkRow(row, this.count);
    return (this.#codes.at(row) & IGNORED_BIT) === 0;
  }
  terminator(row: number): Terminator {
    checkRow(row, this.count);
    return (this.#codes.at(row) >> TERMINATOR_SHIFT) as Terminator;
  }
  /** First line that ends after `offset`, or on it; `count` where there is none. */
  firstEndingFrom(offset: number): number {
    return this.#ends.lowerBound(this.count, offset);
  }
  get byteLength(): number {
    return this.#starts.byteLength + this.#ends.byteLength + this.#codes.byteLength;
  }

  #grow(row: number): void {
    this.#startTail = this.#starts.grow(row);
    this.#endTail = this.#ends.grow(row);
    this.#codeTail = this.#codes.grow(row);
    this.#roomMask = roomFrom(row) - 1;
  }
}
