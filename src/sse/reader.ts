import { CutLine } from './cut-line.ts';
import { Field, fieldOf, NAME_LENGTH, valueStart } from './field.ts';
import { CR, LF, lineEndIn } from './scan.ts';
import { BlockTable, ChunkTable, LineTable, Outcome, Terminator } from './tables.ts';
import { IdBuffer, RetryBuffer } from './values.ts';

/** Bytes of one connection that can be told apart by a 32-bit offset: 4 GiB less one. */
const MOST_BYTES = 0xffff_ffff;

/** "The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any." (9.2.5) */
const BOM = [0xef, 0xbb, 0xbf] as const;

/** The block that no blank line has ended yet. Offsets in bytes. */
export interface OpenBlock {
  /** Number of its first line, which is `lineCount` while not even that is finished. */
  readonly firstLine: number;
  readonly start: number;
  /** Start of the unfinished line; the reader's `length` when there is none. */
  readonly lineStart: number;
  /** What the unfinished line would be if it ended here; null when there is none. */
  readonly lineField: Field | null;
}

export interface ReaderOptions {
  /** The last event ID before the first byte: on a reconnect, what was sent as Last-Event-ID. Default ''. */
  readonly lastEventId?: string;
  /** The bytes begin in the middle of a stream: a BOM there is not the stream's first, and stays. */
  readonly midStream?: boolean;
}

/**
 * Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6) chunk by chunk and keeps numbers only: for every line its bytes and
 * its field, for every block its lines and what became of it, for every chunk where it began. Text is made later, from
 * bytes the caller keeps, by `readEvent` and its like.
 *
 * Offsets count bytes from the first one pushed, a BOM included. However the bytes are cut into chunks, the tables are
 * the same. Each byte is looked at once; the tables take at most a constant times the bytes read (9 bytes a line, 13 a
 * block, 4 an event, 4 a chunk, doubled at worst by growth).
 *
 * A block begins with the first line that is not blank and ends with the next blank one. Blank lines beyond that change
 * nothing and get no row: ten million of them cost nothing but themselves.
 */
export class EventStreamReader {
  readonly #lines = new LineTable();
  readonly #blocks = new BlockTable();
  readonly #chunks = new ChunkTable();
  readonly #id: IdBuffer;
  readonly #retry = new RetryBuffer();
  readonly #cutLine: CutLine;

  #length = 0;
  /** Start of the line being read. */
  #lineStart = 0;
  /** Bytes of the BOM seen so far; its length once that is decided. */
  #bomSeen: number;
  /** The last byte was a CR: an LF that follows is the same line end. */
  #afterCr = false;
  /** That CR's line has a row. */
  #crHasRow = false;
  #finished = false;
  #wasPending = false;

  // The open block.
  #firstLine = 0;
  #hasData = false;
  #typeLine = -1;

  constructor(options: ReaderOptions = {}) {
    this.#id = new IdBuffer(options.lastEventId ?? '');
    this.#cutLine = new CutLine(this.#id, this.#retry);
    this.#bomSeen = options.midStream ? BOM.length : 0;
  }

  /**
   * Reads one more chunk, which may be empty. The array is not kept.
   * @throws RangeError beyond 4 GiB, before anything is read; Error after {@link finish}
   */
  push(bytes: Uint8Array): void {
    this.#check(bytes.length);
    this.#chunks.add(this.#length);
    this.#read(bytes);
  }

  /** Reads more bytes of the chunk last pushed: a large chunk can be handed over in slices. Throws as {@link push} does. */
  extend(bytes: Uint8Array): void {
    if (this.#chunks.count === 0) throw new Error('extend: no chunk has been pushed');
    this.#check(bytes.length);
    this.#read(bytes);
  }

  /**
   * The stream is over. "Once the end of the file is reached, any pending data must be discarded" (9.2.6): the open block
   * becomes {@link Outcome}.Lost, and its unfinished line gets a row with {@link Terminator}.None. A second call does nothing.
   */
  finish(): void {
    if (this.#finished) return;
    this.#wasPending = this.pending;
    this.#finished = true;
    if (this.#lineStart < this.#length) {
      const field = this.#cutLine.end();
      const ignored = this.#takesNoEffect(field, false);
      this.#lines.add(this.#lineStart, this.#length, field, ignored, Terminator.None);
      this.#lineStart = this.#length;
    }
    if (this.#lines.count > this.#firstLine) this.#closeBlock(Outcome.Lost);
  }

  /** Bytes read so far, which is the offset of the next one. */
  get length(): number {
    return this.#length;
  }
  get finished(): boolean {
    return this.#finished;
  }

  get chunkCount(): number {
    return this.#chunks.count;
  }
  /** Offset of the first byte of chunk `i`, 0-based. */
  chunkStart(i: number): number {
    return this.#chunks.start(i);
  }
  /** Number of the chunk that holds the byte at `offset`; the last one for offsets not read yet; -1 before the first. */
  chunkAt(offset: number): number {
    return this.#chunks.at(offset);
  }

  /** Finished lines; after {@link finish} also the unfinished one. */
  get lineCount(): number {
    return this.#lines.count;
  }
  lineStart(i: number): number {
    return this.#lines.start(i);
  }
  /** Exclusive, without the line end. */
  lineEnd(i: number): number {
    return this.#lines.end(i);
  }
  lineField(i: number): Field {
    return this.#lines.field(i);
  }
  /** False for an `id` whose value holds NUL and a `retry` whose value is not a number: the standard ignores them. */
  lineCounts(i: number): boolean {
    return !this.#lines.ignored(i);
  }
  /** How line `i` ended. A CR at the very end of what was read may still become a CRLF. */
  lineTerminator(i: number): Terminator {
    return this.#lines.terminator(i);
  }
  /** Exclusive, with the line end. */
  lineEndWithTerminator(i: number): number {
    const terminator = this.#lines.terminator(i);
    const size = terminator === Terminator.CrLf ? 2 : terminator === Terminator.None ? 0 : 1;
    return this.#lines.end(i) + size;
  }

  /** Blocks that are over. */
  get blockCount(): number {
    return this.#blocks.count;
  }
  blockFirstLine(i: number): number {
    return this.#blocks.firstLine(i);
  }
  /** Exclusive; the block's blank line is its last. */
  blockLastLine(i: number): number {
    return this.#blocks.lastLine(i);
  }
  blockOutcome(i: number): Outcome {
    return this.#blocks.outcome(i);
  }
  /** The block's last `event` line; -1: none. */
  blockTypeLine(i: number): number {
    return this.#blocks.typeLine(i);
  }
  /** The line whose id is in force at the end of the block, perhaps of an earlier block; -1: none, the initial id is. */
  blockIdLine(i: number): number {
    return this.#blocks.idLine(i);
  }
  /** The block that holds line `line`; `blockCount` for a line of the open block. */
  blockOfLine(line: number): number {
    return this.#blocks.ofLine(line);
  }

  get eventCount(): number {
    return this.#blocks.eventCount;
  }
  /** The block that event `i` came from, both 0-based. */
  eventBlock(i: number): number {
    return this.#blocks.eventBlock(i);
  }
  /** The first event of block `block` or a later one; `eventCount` where there is none. */
  firstEventFrom(block: number): number {
    return this.#blocks.firstEventFrom(block);
  }

  /** The unfinished block, or null when nothing has come since the last blank line. */
  get open(): OpenBlock | null {
    const firstLine = this.#firstLine;
    const hasLines = this.#lines.count > firstLine;
    const hasCutLine = this.#lineStart < this.#length;
    if (!hasLines && !hasCutLine) return null;
    return {
      firstLine,
      start: hasLines ? this.#lines.start(firstLine) : this.#lineStart,
      lineStart: this.#lineStart,
      lineField: hasCutLine ? this.#cutLine.field : null,
    };
  }

  /** Reconnection time in milliseconds as last set by the stream, or null. */
  get retry(): number | null {
    return this.#retry.value;
  }
  /** The line that set it, or -1. */
  get retryLine(): number {
    return this.#retry.line;
  }
  /** The line whose id is in force, or -1: the initial one is. */
  get idLine(): number {
    return this.#id.line;
  }
  get initialLastEventId(): string {
    return this.#id.initial;
  }
  /** The last event ID in force: what a reconnect would send. */
  get lastEventId(): string {
    return this.#id.text;
  }

  /**
   * True when finishing the last line and adding a blank one would dispatch an event or change the last event ID; after
   * {@link finish}, when it would have.
   */
  get pending(): boolean {
    if (this.#finished) return this.#wasPending;
    const cutField = this.#lineStart < this.#length ? this.#cutLine.field : null;
    return this.#hasData || cutField === Field.Data || this.#id.wouldChange(cutField === Field.Id);
  }

  /** Bytes the tables take. */
  get tableBytes(): number {
    return this.#lines.byteLength + this.#blocks.byteLength + this.#chunks.byteLength;
  }

  #check(more: number): void {
    if (this.#finished) throw new Error('the stream is finished');
    if (this.#length + more > MOST_BYTES) throw new RangeError('more than 4 GiB in one stream');
  }

  #read(bytes: Uint8Array): void {
    const n = bytes.length;
    if (n === 0) return;
    const base = this.#length;
    this.#length = base + n;
    let i = this.#bomSeen < BOM.length ? this.#readBom(bytes) : 0;
    if (this.#afterCr) {
      this.#afterCr = false;
      if (bytes[0] === LF) {
        if (this.#crHasRow) this.#lines.addLfToLast();
        this.#lineStart = base + 1;
        i = 1;
      }
    }
    if (this.#lineStart < base + i) {
      const end = lineEndIn(bytes, i);
      this.#cutLine.add(bytes, i, end);
      if (end === n) return;
      this.#endLine(this.#cutLine.end(), base + end, bytes[end] === CR);
      i = this.#afterLineEnd(bytes, end, base, true);
    }
    while (i < n) {
      const end = lineEndIn(bytes, i);
      if (end === n) {
        this.#lineStart = base + i;
        this.#cutLine.begin();
        this.#cutLine.add(bytes, i, n);
        return;
      }
      this.#lineStart = base + i;
      if (end === i) {
        const hasRow = this.#endBlock(base + i, bytes[i] === CR);
        i = this.#afterLineEnd(bytes, end, base, hasRow);
        continue;
      }
      const field = fieldOf(bytes, i, end);
      if (field === Field.Id) this.#id.add(bytes, valueStart(bytes, i, end, NAME_LENGTH[field]), end);
      if (field === Field.Retry) this.#retry.add(bytes, valueStart(bytes, i, end, NAME_LENGTH[field]), end);
      this.#endLine(field, base + end, bytes[end] === CR);
      i = this.#afterLineEnd(bytes, end, base, true);
    }
    this.#lineStart = base + n;
  }

  /** Position after the line end at `end`: a CR and the LF after it are one. */
  #afterLineEnd(bytes: Uint8Array, end: number, base: number, hasRow: boolean): number {
    let next = end + 1;
    if (bytes[end] === CR) {
      if (next === bytes.length) {
        this.#afterCr = true;
        this.#crHasRow = hasRow;
      } else if (bytes[next] === LF) {
        if (hasRow) this.#lines.addLfToLast();
        next++;
      }
    }
    this.#lineStart = base + next;
    return next;
  }

  /** Bytes of a BOM at the start of the stream are a line's first until the third one says what they are. */
  #readBom(bytes: Uint8Array): number {
    let i = 0;
    while (i < bytes.length && this.#bomSeen < BOM.length) {
      if (bytes[i] !== BOM[this.#bomSeen]) {
        this.#bomSeen = BOM.length;
        return i;
      }
      this.#cutLine.add(bytes, i, i + 1);
      i++;
      this.#bomSeen++;
    }
    if (this.#bomSeen === BOM.length) {
      this.#lineStart = BOM.length;
      this.#cutLine.begin();
    }
    return i;
  }

  /** A line that is not blank is over: its row, and its effect. */
  #endLine(field: Field, end: number, byCr: boolean): void {
    const ignored = this.#takesNoEffect(field, true);
    this.#lines.add(this.#lineStart, end, field, ignored, byCr ? Terminator.Cr : Terminator.Lf);
  }

  /** "The steps to process the field", as far as numbers go. @returns true for an id or a retry that must be ignored */
  #takesNoEffect(field: Field, finished: boolean): boolean {
    const line = this.#lines.count;
    switch (field) {
      case Field.Data: // "Append the field value to the data buffer, then append a single … LF"
        this.#hasData = true;
        return false;
      case Field.Event: // "Set the event type buffer to the field value."
        this.#typeLine = line;
        return false;
      case Field.Id:
        return !this.#id.end(line);
      case Field.Retry:
        return !(finished ? this.#retry.end(line) : this.#retry.valid);
      default: // "Otherwise: The field is ignored."
        return false;
    }
  }

  /** "If the line is empty (a blank line): Dispatch the event". @returns whether the blank line got a row */
  #endBlock(at: number, byCr: boolean): boolean {
    if (this.#lines.count === this.#firstLine) return false;
    this.#lines.add(at, at, Field.Blank, false, byCr ? Terminator.Cr : Terminator.Lf);
    this.#id.commit();
    // "If the data buffer is an empty string, set the data buffer and the event type buffer to the empty string and
    // return." One data line, even without a value, makes it a line feed: not empty.
    this.#closeBlock(this.#hasData ? Outcome.Dispatched : Outcome.NoData);
    return true;
  }

  #closeBlock(outcome: Outcome): void {
    this.#blocks.add(this.#lines.count, outcome, this.#typeLine, this.#id.line);
    this.#firstLine = this.#lines.count;
    this.#hasData = false;
    this.#typeLine = -1;
  }
}
