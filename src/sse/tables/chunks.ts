import { checkRow, NO_NUMBERS, roomFrom, SEGMENT_MASK, wide } from './columns.ts';

// A constant of this file, which the compiler can build in; see scan.ts.
const segmentMask = SEGMENT_MASK;

/** One row a chunk: 4 bytes. */
export class ChunkTable {
  count = 0;
  readonly #starts = wide();
  #tail: Uint32Array = NO_NUMBERS;
  #roomMask = 0;

  add(start: number): void {
    const row = this.count;
    if ((row & this.#roomMask) === 0) {
      this.#tail = this.#starts.grow(row);
      this.#roomMask = roomFrom(row) - 1;
    }
    this.#tail[row & segmentMask] = start;
    this.count = row + 1;
  }
  start(row: number): number {
    checkRow(row, this.count);
    return this.#starts.at(row);
  }
  /** The last chunk that begins at or before `offset`, so of empty chunks and the one after them, the one after; or -1. */
  at(offset: number): number {
    return this.#starts.lowerBound(this.count, offset + 1) - 1;
  }
  get byteLength(): number {
    return this.#starts.byteLength;
  }
}
