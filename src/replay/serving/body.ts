/** An event stream's body read once, for what cuts or repeats it at its borders. Offsets in bytes of the body. */
import { blockRange, EventStreamReader, Field, fieldValue, Outcome } from '../../sse/index.ts';
import { bodyOf, type Recording, type Write } from './recording.ts';

export type Range = readonly [start: number, end: number];

export class Body {
  readonly bytes: Uint8Array;
  readonly #reader = new EventStreamReader();

  constructor(recording: Recording) {
    this.bytes = bodyOf(recording);
    this.#reader.push(this.bytes);
  }

  /** Events as dispatched, blank line included. */
  events(): Range[] {
    return this.#blocks()
      .filter((block) => this.#reader.blockOutcome(block) === Outcome.Dispatched)
      .map((block) => blockRange(this.#reader, block));
  }

  /** Comment lines, and the blank line of a block that holds nothing else. */
  comments(): Range[] {
    const reader = this.#reader;
    const ranges: Range[] = [];
    for (const block of this.#blocks()) {
      const first = reader.blockFirstLine(block);
      // The last is the blank one.
      const last = reader.blockLastLine(block) - 1;
      const lines = range(first, last);
      const comments = lines.filter((line) => reader.lineField(line) === Field.Comment);
      if (comments.length === lines.length) ranges.push(blockRange(reader, block));
      else for (const line of comments) ranges.push(this.#line(line));
    }
    // Of a block that no blank line has ended.
    const open = reader.open;
    for (const line of open ? range(open.firstLine, reader.lineCount) : []) {
      if (reader.lineField(line) === Field.Comment) ranges.push(this.#line(line));
    }
    if (open?.lineField === Field.Comment) ranges.push([open.lineStart, reader.length]);
    return ranges;
  }

  /** Where the stream continues after the last block that set this ID; null where none did. */
  after(id: string): number | null {
    const reader = this.#reader;
    for (let block = reader.blockCount - 1; block >= 0; block--) {
      const line = reader.blockIdLine(block);
      // The line may be an earlier block's, whose id is still in force.
      if (line < reader.blockFirstLine(block) || reader.blockOutcome(block) === Outcome.Lost) continue;
      const value = fieldValue(reader, line, (start, end) => this.bytes.subarray(start, end));
      if (value === id) return blockRange(reader, block)[1];
    }
    return null;
  }

  #blocks(): number[] {
    return range(0, this.#reader.blockCount);
  }

  #line(line: number): Range {
    return [this.#reader.lineStart(line), this.#reader.lineEndWithTerminator(line)];
  }
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

/** A write's place in the body. */
export interface Placed extends Write {
  readonly start: number;
}

export function placed(writes: readonly Write[]): Placed[] {
  let start = 0;
  return writes.map((write) => {
    const here = { ...write, start };
    start += write.bytes.length;
    return here;
  });
}

/** The writes without these ranges, which rise and do not overlap. A write that is left empty is none. */
export function without(writes: readonly Write[], ranges: readonly Range[]): Write[] {
  return placed(writes).flatMap(({ at, bytes, start }) => {
    const end = start + bytes.length;
    const kept: Uint8Array[] = [];
    let from = start;
    for (const [cutStart, cutEnd] of ranges) {
      if (cutEnd <= start || cutStart >= end) continue;
      if (cutStart > from) kept.push(bytes.subarray(from - start, cutStart - start));
      from = Math.max(from, Math.min(cutEnd, end));
    }
    if (from < end) kept.push(bytes.subarray(from - start));
    return kept.length === 0 ? [] : [{ at, bytes: joined(kept) }];
  });
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
