import { visibleBytes } from '../../../format/visible.ts';
import { type ConnectionTape, countColumn, doubleColumn } from '../../../tape/index.ts';
import type { RawRow } from '../../model/raw.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Bytes of one row at most: a line of a megabyte must not become one row of a megabyte. */
const WIDTH = 256;

/**
 * The wire of one connection cut into rows: a header a chunk, then its bytes cut at line ends and at {@link WIDTH};
 * line ends that follow one another share a row. Built only while it is shown, in slices; 12 bytes a row.
 */
export class RawIndex {
  readonly #tape: ConnectionTape;
  readonly #rowAt: (offset: number) => number | null;
  readonly #hasFields: boolean;
  /** Offset of a row's first byte. A header has that of its chunk. */
  #start = doubleColumn();
  /** Twice the chunk's number, plus 1 for a header. */
  #chunk = countColumn();
  /** The chunk being cut, and the offset to continue at. */
  #next = 0;
  #at = 0;

  /**
   * @param rowAt key within the channel of the row that the byte at an offset belongs to; null where none does.
   * @param hasFields whether its lines are fields and comments, as those of an event stream.
   */
  constructor(tape: ConnectionTape, rowAt: (offset: number) => number | null, hasFields = false) {
    this.#tape = tape;
    this.#hasFields = hasFields;
    this.#rowAt = rowAt;
  }

  get count(): number {
    return this.#start.length;
  }

  /** 0 to 1 while there is more to cut; null when all is. */
  get working(): number | null {
    const { chunks } = this.#tape;
    return this.#next < chunks.count ? this.#next / chunks.count : null;
  }

  /** Cuts until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const tape = this.#tape;
    let done = 0;
    while (this.#next < tape.chunks.count) {
      if (++done % 64 === 0 && until()) return true;
      const chunk = this.#next;
      const start = tape.chunks.start(chunk);
      const end = tape.keptEnd(chunk);
      if (this.#at <= start) {
        this.#start.push(start);
        this.#chunk.push(chunk * 2 + 1);
        this.#at = start;
      }
      const stop = Math.min(end, this.#at + 1_048_576);
      this.#cut(chunk, this.#at, stop, stop === end);
      if (this.#at >= end) {
        this.#next++;
        this.#at = -1;
      }
    }
    return false;
  }

  row(index: number): RawRow {
    const tape = this.#tape;
    const stored = this.#chunk.at(index);
    const chunk = stored >> 1;
    const start = this.#start.at(index);
    if (stored % 2 === 1) {
      const at = tape.chunks.at(chunk);
      return {
        kind: 'chunk',
        chunk: chunk + 1,
        at,
        delta: chunk > 0 ? at - tape.chunks.at(chunk - 1) : null,
        size: tape.chunks.size(chunk),
        kept: tape.keptEnd(chunk) - start === tape.chunks.size(chunk),
      };
    }
    const end = this.#rowEnd(index, chunk);
    const bytes = tape.bytes.peek(start, end) ?? new Uint8Array(0);
    const text = visibleBytes(bytes);
    const beginsLine = this.#hasFields && this.#beginsLine(start);
    const comment = beginsLine && bytes[0] === 0x3a;
    return {
      kind: 'bytes',
      start,
      end,
      chunk: chunk + 1,
      text,
      nameLength: beginsLine && !comment ? Math.max(0, text.indexOf(':')) : 0,
      comment,
      row: this.#rowAt(start),
    };
  }

  /** The row that holds the byte at `offset`; -1 where it is not cut yet. */
  indexOf(offset: number): number {
    const index = this.#start.lastAtMost(offset);
    if (index < 0) return -1;
    const stored = this.#chunk.at(index);
    if (stored % 2 === 1) return index;
    return offset < this.#rowEnd(index, stored >> 1) ? index : -1;
  }

  #rowEnd(index: number, chunk: number): number {
    const next = index + 1;
    if (next < this.count && this.#chunk.at(next) >> 1 === chunk) return this.#start.at(next);
    return chunk === this.#next ? this.#at : this.#tape.keptEnd(chunk);
  }

  #beginsLine(offset: number): boolean {
    if (offset === 0) return true;
    const around = this.#tape.bytes.peek(offset - 1, Math.min(offset + 1, this.#tape.bytes.length));
    const before = around?.[0];
    return before === LF || (before === CR && around?.[1] !== LF);
  }

  /** Cuts bytes `from` to `end` of a chunk; unless they are its `last`, a row that may continue is left for the next call. */
  #cut(chunk: number, from: number, end: number, last: boolean): void {
    const bytes = this.#tape.bytes.peek(from, end);
    if (!bytes) return;
    let start = 0;
    while (start < bytes.length) {
      let stop = start;
      const max = Math.min(bytes.length, start + WIDTH);
      while (stop < max && !isLineEnd(bytes[stop])) stop++;
      while (stop < max && isLineEnd(bytes[stop])) stop++;
      if (stop === bytes.length && !last && start > 0) break;
      this.#start.push(from + start);
      this.#chunk.push(chunk * 2);
      start = stop;
    }
    this.#at = from + start;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
