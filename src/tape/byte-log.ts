import { doubleColumn } from './column.ts';

/** A poll's whole response is often shorter than this, and there may be a hundred thousand. */
const MIN_SEGMENT = 128;
const MAX_SEGMENT = 1024 * 1024;

/**
 * Bytes of one connection, appended in large segments, addressed by their offset since the first.
 *
 * What is appended at once stays in one piece, so a chunk can be handed to the reader without a copy; a segment's
 * unused rest is given up for that. Segments grow with the log: ten thousand short polls must not cost a megabyte each.
 */
export class ByteLog {
  #segments: Uint8Array[] = [];
  /** Offset of each segment's first byte. */
  #starts = doubleColumn();
  #used = 0;
  #length = 0;

  /** Bytes so far; the offset of the next one. */
  get length(): number {
    return this.#length;
  }

  /** Copies `bytes` to the end. @returns the offset of the first. */
  append(bytes: Uint8Array): number {
    const start = this.#length;
    let segment = this.#segments.at(-1);
    if (!segment || segment.length - this.#used < bytes.length) {
      segment = this.#open(bytes.length);
    }
    segment.set(bytes, this.#used);
    this.#used += bytes.length;
    this.#length += bytes.length;
    return start;
  }

  /**
   * Bytes `start` (inclusive) to `end` (exclusive): a view where one segment holds them, else a copy. Null where they
   * are not in memory; today all are, but a reader must be ready for a log that lives on disk.
   * @throws RangeError where the range is not in the log.
   */
  peek(start: number, end: number): Uint8Array | null {
    if (start < 0 || end > this.#length || start > end) {
      throw new RangeError(`bytes ${start} to ${end} of ${this.#length}`);
    }
    if (start === end) return new Uint8Array(0);
    const first = this.#starts.lastAtMost(start);
    const base = this.#starts.at(first);
    const segment = this.#segment(first);
    const segmentEnd = this.#endOf(first);
    if (end <= segmentEnd) return segment.subarray(start - base, end - base);
    const whole = new Uint8Array(end - start);
    for (let index = first, at = start; at < end; index++) {
      const from = this.#starts.at(index);
      const stop = Math.min(end, this.#endOf(index));
      whole.set(this.#segment(index).subarray(at - from, stop - from), at - start);
      at = stop;
    }
    return whole;
  }

  /** A log of the same bytes that holds none of them yet, as {@link Column.share}. */
  share(): ByteLog {
    const shared = new ByteLog();
    shared.#segments = this.#segments.slice();
    shared.#starts = this.#starts.share();
    shared.#starts.show(this.#starts.length);
    return shared;
  }

  /** A shared log holds bytes up to here. */
  show(length: number): void {
    this.#length = length;
  }

  /** As {@link peek}, waiting for what is not in memory. */
  async read(start: number, end: number): Promise<Uint8Array> {
    const bytes = this.peek(start, end);
    if (!bytes) throw new RangeError(`bytes ${start} to ${end} are gone`);
    return bytes;
  }

  #open(atLeast: number): Uint8Array {
    const size = Math.max(atLeast, Math.min(MAX_SEGMENT, Math.max(MIN_SEGMENT, this.#length)));
    const segment = new Uint8Array(size);
    this.#segments.push(segment);
    this.#starts.push(this.#length);
    this.#used = 0;
    return segment;
  }

  #segment(index: number): Uint8Array {
    const segment = this.#segments[index];
    if (!segment) throw new RangeError(`segment ${index}`);
    return segment;
  }

  #endOf(index: number): number {
    return index + 1 < this.#starts.length ? this.#starts.at(index + 1) : this.#length;
  }
}
