/** What became of a record. */
export const RecordState = {
  /** It came whole. */
  Whole: 0,
  /** It carries nothing: a sign of life between records. */
  Quiet: 1,
  /** It is not what its framing says. */
  Broken: 2,
  /** The body ended within it. */
  Cut: 3,
  /** No record: the body ended without the end that its framing has. */
  NotClosed: 4,
} as const;
export type RecordState = (typeof RecordState)[keyof typeof RecordState];

/** Bytes by the reader's own offsets. */
export type Peek = (start: number, end: number) => Uint8Array;

/** Byte range by the reader's own offsets, `end` exclusive. */
export type Range = readonly [start: number, end: number];

/** The record that is not over yet. */
export interface OpenRecord {
  readonly start: number;
  /** What it waits for, in a sentence. */
  readonly why: string;
}

/**
 * Reads a body as it comes and keeps numbers only: for each record its bytes, its state and the byte that completed it.
 * Text is made later, from bytes that the caller keeps. However the bytes are cut, the records are the same; of plain
 * chunks the cuts are the records. It takes at most a constant times the bytes read: 13 bytes a record.
 */
export interface RecordReader {
  /** Records so far: whole, quiet and broken ones, in order. */
  readonly count: number;
  /** Bytes read so far. */
  readonly length: number;
  readonly finished: boolean;
  /** What has come of the next record; null where nothing has. */
  readonly open: OpenRecord | null;
  /** Offset from which another reader can read on where what stands before it is gone: a border of records. */
  readonly border: number;
  /** Reads one more chunk. The array is not kept. @throws RangeError beyond 4 GiB, Error after {@link finish}. */
  push(bytes: Uint8Array): void;
  /** Reads more bytes of the chunk last pushed. Throws as {@link push} does. */
  extend(bytes: Uint8Array): void;
  /** The body is over. A second call does nothing. */
  finish(): void;
  /** Bytes are missing from here on: nothing more is read, and what is open becomes no record. */
  stop(): void;
  state(record: number): RecordState;
  /** Its bytes, with what frames it. */
  range(record: number): Range;
  /** The record that has the byte at `offset`; -1 where none has. */
  holding(offset: number): number;
  /** Offset behind the byte that completed it: never falls from one record to the next. */
  completedAt(record: number): number;
  /** Its bytes without what frames it. */
  data(record: number, peek: Peek): Range;
  /** What its framing says of what is in it, as a part's Content-Type; '' where that is nothing. */
  type(record: number, peek: Peek): string;
  /** The ID that its framing gives it; '' where it gives none. */
  id(record: number, peek: Peek): string;
  /** Why it is no whole record, in a sentence; null for one that is. */
  why(record: number, peek: Peek): string | null;
}
