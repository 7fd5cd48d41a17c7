import { at, doubled, FIRST_CAPACITY, lowerBound } from './columns.ts';

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
  /** The last chunk that begins at or before `offset`, so of empty chunks and the one after them, the one after; or -1. */
  at(offset: number): number {
    return lowerBound(this.#starts, this.count, offset + 1) - 1;
  }
  get byteLength(): number {
    return this.#starts.byteLength;
  }
}
