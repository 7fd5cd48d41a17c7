/**
 * What the reader remembers: columns of numbers that grow by doubling, so that adding a row costs constant time on
 * average and a million rows are a few typed arrays rather than a million objects.
 */
import type { Field } from './field.ts';

/** How a line ended. `None`: the stream ended first. */
export const Terminator = { None: 0, Lf: 1, Cr: 2, CrLf: 3 } as const;
export type Terminator = (typeof Terminator)[keyof typeof Terminator];

/** What became of a block. `Pending` is that of the open block, which has no row yet. */
export const Outcome = { Dispatched: 0, NoData: 1, Pending: 2, Lost: 3 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Rows a table begins with: most connections are short, and there may be hundreds. */
const FIRST_CAPACITY = 32;

const FIELD_BITS = 0b111;
const IGNORED_BIT = 0b1000;
const TERMINATOR_SHIFT = 4;
/** Turns {@link Terminator}.Cr into CrLf. */
const LF_AFTER_CR_BIT = 0b1 << TERMINATOR_SHIFT;

/** One row a line: 9 bytes. */
export class LineTable {
  count = 0;
  #starts = new Uint32Array(FIRST_CAPACITY);
  #ends = new Uint32Array(FIRST_CAPACITY);
  /** Bits 0 to 2 the field, bit 3 ignored, bits 4 and 5 the terminator. */
  #codes = new Uint8Array(FIRST_CAPACITY);

  add(start: number, end: number, field: Field, ignored: boolean, terminator: Terminator): void {
    const row = this.count;
    if (row === this.#codes.length) this.#grow();
    this.#starts[row] = start;
    this.#ends[row] = end;
    this.#codes[row] = field | (ignored ? IGNORED_BIT : 0) | (terminator << TERMINATOR_SHIFT);
    this.count = row + 1;
  }

  /** The last line's CR turns out to be the first half of a CRLF. */
  addLfToLast(): void {
    const row = this.count - 1;
    this.#codes[row] = (this.#codes[row] as number) | LF_AFTER_CR_BIT;
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
  ignored(row: number): boolean {
    return (at(this.#codes, row, this.count) & IGNORED_BIT) !== 0;
  }
  terminator(row: number): Terminator {
    return (at(this.#codes, row, this.count) >> TERMINATOR_SHIFT) as Terminator;
  }
  get byteLength(): number {
    return this.#starts.byteLength + this.#ends.byteLength + this.#codes.byteLength;
  }

  #grow(): void {
    this.#starts = doubled(this.#starts);
    this.#ends = doubled(this.#ends);
    const codes = new Uint8Array(this.#codes.length * 2);
    codes.set(this.#codes);
    this.#codes = codes;
  }
}

/** One row a block: 13 bytes, and 4 an event. A block's first line is the one after its predecessor's last. */
export class BlockTable {
  count = 0;
  eventCount = 0;
  #lastLines = new Uint32Array(FIRST_CAPACITY);
  #outcomes = new Uint8Array(FIRST_CAPACITY);
  /** Line numbers plus one, so that 0 says none. */
  #typeLines = new Uint32Array(FIRST_CAPACITY);
  #idLines = new Uint32Array(FIRST_CAPACITY);
  #eventBlocks = new Uint32Array(FIRST_CAPACITY);

  /** @param lastLine exclusive; `typeLine` and `idLine`: -1 for none */
  add(lastLine: number, outcome: Outcome, typeLine: number, idLine: number): void {
    const row = this.count;
    if (row === this.#outcomes.length) this.#grow();
    this.#lastLines[row] = lastLine;
    this.#outcomes[row] = outcome;
    this.#typeLines[row] = typeLine + 1;
    this.#idLines[row] = idLine + 1;
    this.count = row + 1;
    if (outcome !== Outcome.Dispatched) return;
    if (this.eventCount === this.#eventBlocks.length) this.#eventBlocks = doubled(this.#eventBlocks);
    this.#eventBlocks[this.eventCount++] = row;
  }

  firstLine(row: number): number {
    return row === 0 && this.count > 0 ? 0 : at(this.#lastLines, row - 1, this.count - 1);
  }
  /** Exclusive. */
  lastLine(row: number): number {
    return at(this.#lastLines, row, this.count);
  }
  outcome(row: number): Outcome {
    return at(this.#outcomes, row, this.count) as Outcome;
  }
  typeLine(row: number): number {
    return at(this.#typeLines, row, this.count) - 1;
  }
  idLine(row: number): number {
    return at(this.#idLines, row, this.count) - 1;
  }
  eventBlock(event: number): number {
    return at(this.#eventBlocks, event, this.eventCount);
  }
  /** Position of the first event whose block is `block` or a later one; `eventCount` where there is none. */
  firstEventFrom(block: number): number {
    return lowerBound(this.#eventBlocks, this.eventCount, block);
  }
  /** Number of the block that holds line `line`; `count` for a line of the open block. */
  ofLine(line: number): number {
    return lowerBound(this.#lastLines, this.count, line + 1);
  }
  get byteLength(): number {
    return this.#outcomes.length * 13 + this.#eventBlocks.byteLength;
  }

  #grow(): void {
    this.#lastLines = doubled(this.#lastLines);
    this.#typeLines = doubled(this.#typeLines);
    this.#idLines = doubled(this.#idLines);
    const outcomes = new Uint8Array(this.#outcomes.length * 2);
    outcomes.set(this.#outcomes);
    this.#outcomes = outcomes;
  }
}

/** One row a chunk: 4 bytes. */
export class ChunkTable {
  count = 0;
  #starts = new Uint32Array(FIRST_CAPACITY);

  add(start: number): void {
    if (this.count === this.#starts.length) this.#starts = doubled(this.#starts);
    this.#starts[this.count++] = start;
  }
  start(row: number): number {
    return at(this.#starts, row, this.count);
  }
  /** The last chunk that begins at or before `offset`: of empty chunks and the one that follows, the one that follows. */
  at(offset: number): number {
    return lowerBound(this.#starts, this.count, offset + 1) - 1;
  }
  get byteLength(): number {
    return this.#starts.byteLength;
  }
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** A row's number; a row that does not exist is the caller's mistake, told at once instead of as a stray zero. */
function at(column: Uint32Array | Uint8Array, row: number, count: number): number {
  if (!(row >= 0 && row < count)) throw new RangeError(`no row ${row} of ${count}`);
  return column[row] as number;
}

/** First position in the ascending `column` whose number is at least `value`. */
function lowerBound(column: Uint32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
