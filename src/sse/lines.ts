import { at, doubled, doubledBytes, FIRST_CAPACITY, lowerBound } from './columns.ts';
import type { Field } from './field.ts';

/** How a line ended. `None`: the stream ended first. */
export const Terminator = { None: 0, Lf: 1, Cr: 2, CrLf: 3 } as const;
export type Terminator = (typeof Terminator)[keyof typeof Terminator];

const FIELD_BITS = 0b111;
const IGNORED_BIT = 0b1000;
const TERMINATOR_SHIFT = 4;
/** Turns {@link Terminator}.Cr into CrLf. */
const LF_AFTER_CR = 0b1 << TERMINATOR_SHIFT;

/** One row a line: 9 bytes. */
export class LineTable {
  count = 0;
  #starts = new Uint32Array(FIRST_CAPACITY);
  #ends = new Uint32Array(FIRST_CAPACITY);
  /** Bits 0 to 2 the field, bit 3 ignored, bits 4 and 5 the terminator. */
  #codes = new Uint8Array(FIRST_CAPACITY);

  add(start: number, end: number, field: Field, counts: boolean, terminator: Terminator): void {
    const row = this.count;
    if (row === this.#codes.length) this.#grow();
    this.#starts[row] = start;
    this.#ends[row] = end;
    this.#codes[row] = field | (counts ? 0 : IGNORED_BIT) | (terminator << TERMINATOR_SHIFT);
    this.count = row + 1;
  }

  /** The CR at offset `cr` turns out to be the first half of a CRLF. A blank line without a row may have ended there. */
  addLf(cr: number): void {
    const row = this.count - 1;
    if (this.#ends[row] === cr) this.#codes[row] = (this.#codes[row] as number) | LF_AFTER_CR;
  }

  start(row: number): number {
    return at(this.#starts, row, this.count);
  }
  end(row: number): number {
    return at(this.#ends, row, this.count);
  }
  field(row: number): Field {
    return (at(this.#codes, row, this.count) & FIELD_BITS) as Field;
  }
  counts(row: number): boolean {
    return (at(this.#codes, row, this.count) & IGNORED_BIT) === 0;
  }
  terminator(row: number): Terminator {
    return (at(this.#codes, row, this.count) >> TERMINATOR_SHIFT) as Terminator;
  }
  /** First line that ends after `offset`, or on it; `count` where there is none. */
  firstEndingFrom(offset: number): number {
    return lowerBound(this.#ends, this.count, offset);
  }
  get byteLength(): number {
    return this.#starts.byteLength + this.#ends.byteLength + this.#codes.byteLength;
  }

  #grow(): void {
    this.#starts = doubled(this.#starts);
    this.#ends = doubled(this.#ends);
    this.#codes = doubledBytes(this.#codes);
  }
}
