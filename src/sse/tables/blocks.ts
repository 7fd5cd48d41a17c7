import { checkRow, NO_BYTES, NO_NUMBERS, narrow, roomFrom, SEGMENT_MASK, wide } from './columns.ts';

/** Outcome of a block. `Pending` is that of the open block, which has no row yet. */
export const Outcome = { Dispatched: 0, NoData: 1, Pending: 2, Lost: 3 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

// A constant of this file, which the compiler can build in; see scan.ts.
const segmentMask = SEGMENT_MASK;

/** One row a block: 13 bytes, and 4 an event. A block's first line is the one after its predecessor's last. */
export class BlockTable {
  count = 0;
  eventCount = 0;
  readonly #lastLines = wide();
  readonly #outcomes = narrow();
  // Line numbers plus one, so that 0 says none.
  readonly #typeLines = wide();
  readonly #idLines = wide();
  readonly #eventBlocks = wide();
  // Their tails, as in the line table.
  #lastLineTail: Uint32Array = NO_NUMBERS;
  #outcomeTail: Uint8Array = NO_BYTES;
  #typeLineTail: Uint32Array = NO_NUMBERS;
  #idLineTail: Uint32Array = NO_NUMBERS;
  #eventBlockTail: Uint32Array = NO_NUMBERS;
  #roomMask = 0;
  #eventRoomMask = 0;

  /** @param lastLine exclusive; `typeLine` and `idLine`: -1 for none */
  add(lastLine: number, outcome: Outcome, typeLine: number, idLine: number): void {
    const row = this.count;
    if ((row & this.#roomMask) === 0) this.#grow(row);
    const at = row & segmentMask;
    this.#lastLineTail[at] = lastLine;
    this.#outcomeTail[at] = outcome;
    this.#typeLineTail[at] = typeLine + 1;
    this.#idLineTail[at] = idLine + 1;
    this.count = row + 1;
    if (outcome === Outcome.Dispatched) this.#addEvent(row);
  }

  firstLine(row: number): number {
    checkRow(row, this.count);
    return row === 0 ? 0 : this.#lastLines.at(row - 1);
  }
  /** Exclusive. */
  lastLine(row: number): number {
    checkRow(row, this.count);
    return this.#lastLines.at(row);
  }
  outcome(row: number): Outcome {
    checkRow(row, this.count);
    return this.#outcomes.at(row) as Outcome;
  }
  typeLine(row: number): number {
    checkRow(row, this.count);
    return this.#typeLines.at(row) - 1;
  }
  idLine(row: number): number {
    checkRow(row, this.count);
    return this.#idLines.at(row) - 1;
  }
  eventBlock(event: number): number {
    checkRow(event, this.eventCount);
    return this.#eventBlocks.at(event);
  }
  /** First event whose block is `block` or a later one; `eventCount` where there is none. */
  firstEventFrom(block: number): number {
    return this.#eventBlocks.lowerBound(this.eventCount, block);
  }
  /** The block that holds line `line`; `count` for a line of the open block. */
  ofLine(line: number): number {
    return this.#lastLines.lowerBound(this.count, line + 1);
  }
  get byteLength(): number {
    const columns = [this.#lastLines, this.#outcomes, this.#typeLines, this.#idLines, this.#eventBlocks];
    return columns.reduce((sum, column) => sum + column.byteLength, 0);
  }

  #addEvent(block: number): void {
    const event = this.eventCount;
    if ((event & this.#eventRoomMask) === 0) {
      this.#eventBlockTail = this.#eventBlocks.grow(event);
      this.#eventRoomMask = roomFrom(event) - 1;
    }
    this.#eventBlockTail[event & segmentMask] = block;
    this.eventCount = event + 1;
  }

  #grow(row: number): void {
    this.#lastLineTail = this.#lastLines.grow(row);
    this.#outcomeTail = this.#outcomes.grow(row);
    this.#typeLineTail = this.#typeLines.grow(row);
    this.#idLineTail = this.#idLines.grow(row);
    this.#roomMask = roomFrom(row) - 1;
  }
}
