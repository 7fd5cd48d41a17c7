import { BOM_LENGTH, BomWatch } from './bom.ts';
import { Field, fieldOf, MAX_NAME_AND_COLON } from './field.ts';
import { Interpreter } from './interpreter.ts';
import { checkLength } from './offsets.ts';
import { PartialLine } from './partial-line.ts';
import {
  byteAt,
  CR,
  findCandidates,
  LF,
  PAGE_SIZE,
  candidates as sharedCandidates,
  page as sharedPage,
  pageWords as sharedPageWords,
} from './scan.ts';
import { Terminator } from './tables/lines.ts';
import { StreamTables } from './tables/stream-tables.ts';

// Constants of this file, which the compiler can build in; see scan.ts.
const { Lf, Cr, None } = Terminator;
const lf = LF;
const cr = CR;
const candidates = sharedCandidates;
const page = sharedPage;
const pageWords = sharedPageWords;

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
  /** The bytes begin in the middle of a stream: a BOM there is not the stream's first, and stays. Default false. */
  readonly midStream?: boolean;
}

/**
 * Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6) chunk by chunk and keeps numbers only: for every line its bytes and
 * its field, for every block its lines and its outcome, for every chunk where it began. Text is made later, from
 * bytes the caller keeps, by `readEvent` and its like. The one exception is the last event ID: without its text the reader
 * could say whether what is pending would change it.
 *
 * However the bytes are cut into chunks, the tables are the same. Each byte is looked at once, and the tables take at most
 * a constant times the bytes read: 9 bytes a line, 13 a block, 4 an event and 4 a chunk, and a segment that is not yet full.
 *
 * A block begins with the first line that is not blank and ends with the next blank one, at the first byte of its line
 * end. Blank lines beyond that change nothing and get no row: ten million of them cost nothing but themselves.
 */
export class EventStreamReader extends StreamTables {
  readonly #interpreter: Interpreter;
  readonly #partialLine: PartialLine;
  readonly #bom: BomWatch;
  #length = 0;
  /** Offset of the line being read; `#length` before its first byte. */
  #lineStart = 0;
  /** Offset after the last CR: an LF there belongs to it. */
  #crEnd = -1;
  #finished = false;
  #wasPending = false;

  constructor(options: ReaderOptions = {}) {
    super();
    this.#interpreter = new Interpreter(this.lines, this.blocks, options.lastEventId ?? '');
    this.#partialLine = new PartialLine(this.#interpreter.id, this.#interpreter.retry);
    this.#bom = new BomWatch(!options.midStream);
  }

  /**
   * Reads one more chunk, which may be empty. The array is not kept.
   * @throws RangeError beyond 4 GiB, before anything is read; Error after {@link finish}
   */
  push(bytes: Uint8Array): void {
    this.#check(bytes);
    this.chunks.add(this.#length);
    this.#read(bytes);
  }

  /** Reads more bytes of the chunk last pushed: a large chunk can be handed over in slices. Throws as {@link push} does. */
  extend(bytes: Uint8Array): void {
    if (this.chunks.count === 0) throw new Error('extend: no chunk has been pushed');
    this.#check(bytes);
    this.#read(bytes);
  }

  /**
   * The stream is over: the open block becomes `Outcome.Lost`, and a line the stream broke off in gets a row with
   * `Terminator.None`. A second call does nothing.
   */
  finish(): void {
    if (this.#finished) return;
    this.#wasPending = this.pending;
    this.#finished = true;
    const field = this.#unfinishedField;
    if (field !== null) this.#interpreter.endLine(field, this.#lineStart, this.#length, None);
    this.#lineStart = this.#length;
    this.#interpreter.endStream();
  }

  /** Bytes read so far, which is the offset of the next one. */
  get length(): number {
    return this.#length;
  }
  get finished(): boolean {
    return this.#finished;
  }

  /** The unfinished block, or null when nothing has come since the last blank line. */
  get open(): OpenBlock | null {
    const firstLine = this.#interpreter.firstLine;
    const lineStart = this.#lineStart;
    const hasLines = this.lines.count > firstLine;
    if (!hasLines && lineStart === this.#length) return null;
    const start = hasLines ? this.lines.start(firstLine) : lineStart;
    return { firstLine, start, lineStart, lineField: this.#unfinishedField };
  }

  /** Reconnection time in milliseconds as last set by the stream, or null. */
  get retry(): number | null {
    return this.#interpreter.retry.value;
  }
  /** The line that set it, or -1. */
  get retryLine(): number {
    return this.#interpreter.retry.line;
  }
  /** The line whose id is in force, or -1: the initial one is. */
  get idLine(): number {
    return this.#interpreter.id.line;
  }
  get initialLastEventId(): string {
    return this.#interpreter.id.initial;
  }
  /** The last event ID in force: what a reconnect would send. */
  get lastEventId(): string {
    return this.#interpreter.id.text;
  }

  /**
   * True when finishing the last line and adding a blank one would dispatch an event or change the last event ID; after
   * {@link finish}, when it would have.
   */
  get pending(): boolean {
    if (this.#finished) return this.#wasPending;
    const { hasData, id } = this.#interpreter;
    const field = this.#unfinishedField;
    return hasData || field === Field.Data || id.wouldChange(field === Field.Id);
  }

  get #unfinishedField(): Field | null {
    return this.#lineStart < this.#length ? this.#partialLine.field : null;
  }

  #check(bytes: Uint8Array): void {
    if (this.#finished) throw new Error('the stream is finished');
    checkLength(this.#length + bytes.length);
  }

  #read(bytes: Uint8Array): void {
    const n = bytes.length;
    if (n <= PAGE_SIZE) this.#readPage(bytes);
    else for (let i = 0; i < n; i += PAGE_SIZE) this.#readPage(bytes.subarray(i, i + PAGE_SIZE));
  }

  #readPage(bytes: Uint8Array): void {
    const n = bytes.length;
    const base = this.#length;
    this.#length = base + n;
    if (this.#bom.undecided && this.#bom.completedBy(bytes)) this.#lineStart = BOM_LENGTH;
    const count = findCandidates(bytes);
    const interpreter = this.#interpreter;
    // Position of the line being read on the page; negative where it began on an earlier one.
    let from = this.#lineStart - base;
    for (let i = 0; i < count; i++) {
      const at = candidates[i] as number;
      const byte = byteAt(at);
      if (byte !== lf && byte !== cr) continue;
      const terminator = byte === lf ? Lf : Cr;
      if (from < 0) {
        this.#partialLine.add(page, 0, at);
        interpreter.endLine(this.#partialLine.field ?? Field.Unknown, base + from, base + at, terminator);
      } else if (from < at) {
        const field = fieldOf(pageWords, from, at);
        interpreter.readValue(field, page, from, at);
        interpreter.endLine(field, base + from, base + at, terminator);
      } else if (terminator === Lf && base + at === this.#crEnd) this.lines.addLf(base + at - 1);
      else interpreter.endBlock(base + at, terminator);
      from = at + 1;
      if (terminator === Cr) this.#crEnd = base + from;
    }
    this.#lineStart = base + from;
    if (from < n) this.#keepRest(from, n);
  }

  /** The page ends within a line, which began at `from`, or on an earlier page. */
  #keepRest(from: number, n: number): void {
    if (from < 0) this.#partialLine.add(page, 0, n);
    else if (n - from < MAX_NAME_AND_COLON) this.#partialLine.begin(null, page, from, n);
    else this.#partialLine.begin(fieldOf(pageWords, from, n), page, from, n);
  }
}
