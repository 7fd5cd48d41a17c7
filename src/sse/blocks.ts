import { at, doubled, doubledBytes, FIRST_CAPACITY, lowerBound } from './columns.ts';

/** What became of a block. `Pending` is that of the open block, which has no row yet. */
export const Outcome = { Dispatched: 0, NoData: 1, Pending: 2, Lost: 3 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** One row a block: 13 bytes, and 4 an event. A block's first line is the one after its predecessor's last. */
export class BlockTable {
  count = 0;
  eventCount = 0;
  #lastLines = new Uint32Array(FIRST_CAPACITY);
  #outcomes = new Uint8Array(FIRST_CAPACITY);
  // Line numbers plus one, so that 0 says none.
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
    if (outcome === Outcome.Dispatched) this.#addEvent(row);
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
  /** First event whose block is `block` or a later one; `eventCount` where there is none. */
  firstEventFrom(block: number): number {
    return lowerBound(this.#eventBlocks, this.eventCount, block);
  }
  /** The block that holds line `line`; `count` for a line of the open block. */
  ofLine(line: number): number {
    return lowerBound(this.#lastLines, this.count, line + 1);
  }
  get byteLength(): number {
    return this.#outcomes.length * 13 + this.#eventBlocks.byteLength;
  }

  #addEvent(block: number): void {
    if (this.eventCount === this.#eventBlocks.length) this.#eventBlocks = doubled(this.#eventBlocks);
    this.#eventBlocks[this.eventCount++] = block;
  }

  #grow(): void {
    this.#lastLines = doubled(this.#lastLines);
    this.#outcomes = doubledBytes(this.#outcomes);
    this.#typeLines = doubled(this.#typeLines);
    this.#idLines = doubled(this.#idLines);
  }
}
