import { Field, Outcome } from '../../sse/index.ts';
import type { AgreedRecord, ConnectionTape, DispatchedRecord, PlainRecord } from '../../tape/index.ts';
import { applyFact, noFacts } from '../connection/facts.ts';
import { isNote } from '../connection/notes.ts';
import { Comparer } from './dispatch-compare.ts';
import { RowKind, RowTable } from './row-table.ts';
import { SeenTypes } from './seen-types.ts';
import { openSegment, type Segment } from './segment.ts';
import { isOtherBody } from './state/answer.ts';
import { Utf8Check } from './utf8.ts';

/** Bytes read at a time, so that a chunk of a hundred megabytes does not hold the thread. */
const SLICE = 32 * 1024;

/** What a comparison takes besides its characters, as characters. */
const COMPARISON = 128;
/** Characters to compare between two looks at the clock: reading it costs more than a comparison. */
const CLOCK_EVERY = 32 * 1024;

/**
 * One connection's event stream, derived from its tape. It is handed each entry once, in order, and keeps numbers.
 */
export class EventStream {
  readonly tape: ConnectionTape;
  readonly facts = noFacts();
  readonly rows = new RowTable();
  readonly segments: Segment[] = [];
  /** Grows with every change, so that a view knows when to look again. */
  version = 0;
  /** Tape time of the last byte or message, milliseconds; null before the first. */
  lastByteAt: number | null = null;
  /** The `retry` of the connections before it in its chain, milliseconds: it stays in force over a reconnect. */
  retryBefore: number | null = null;
  /** The last event ID in force before the first byte of the next segment. */
  #lastEventId = '';
  /** The row of the message that came last, where no bytes came after it: its ID is the last; else null. */
  #lastMessage: number | null = null;
  /** True where that segment begins in the middle of a stream. */
  #midStream = false;
  #seenTypes = new SeenTypes();
  #utf8 = new Utf8Check();
  #comparer: Comparer | null = null;

  constructor(tape: ConnectionTape) {
    this.tape = tape;
  }

  get id(): string {
    return this.tape.id;
  }

  get segment(): Segment | undefined {
    return this.segments.at(-1);
  }

  /** Bytes read so far: the tape may hold more. */
  get #length(): number {
    const last = this.segment;
    return last ? last.base + last.reader.length : 0;
  }

  /** Whether its page lies in the back/forward cache. */
  get suspended(): boolean {
    return this.facts.suspendedAt !== null;
  }

  /** Offset near which the first bytes lie that are no UTF-8; null where all are. */
  get invalidUtf8(): number | null {
    return this.#utf8.invalidFrom;
  }

  /** Events read from bytes so far, over all segments. */
  get eventsRead(): number {
    const last = this.segment;
    return last ? endOf(last) : 0;
  }

  /** The last event ID in force, as a reconnect would send it. */
  get lastEventId(): string {
    if (this.#lastMessage !== null) return this.tape.messages.read(this.#lastMessage, 0).id;
    return this.segment?.reader.lastEventId ?? this.#lastEventId;
  }

  /** The last valid reconnection time the server sent, milliseconds; null where it sent none. */
  get retry(): number | null {
    for (let index = this.segments.length - 1; index >= 0; index--) {
      const retry = this.segments[index]?.reader.retry;
      if (retry !== null && retry !== undefined) return retry;
    }
    return null;
  }

  /** The reconnection time in force, milliseconds; null where the browser's default is. */
  get retryInForce(): number | null {
    return this.retry ?? this.retryBefore;
  }

  /**
   * Reads a chunk, or a slice of a large one. What is no event stream is not read as one.
   * @param from byte within the chunk to continue at.
   * @returns where to continue, or 0 when the chunk is read.
   */
  addChunk(chunk: number, from: number): number {
    this.version++;
    const { tape } = this;
    const size = tape.chunks.size(chunk);
    const start = tape.chunks.start(chunk);
    const kept = tape.keptEnd(chunk) - start;
    this.lastByteAt = tape.chunks.at(chunk);
    if (kept < size) this.#endAtGap();
    if (kept === 0 || isOtherBody(this.facts)) return 0;
    const segment = this.#current(start);
    const until = Math.min(kept, from + SLICE);
    const bytes = tape.bytes.peek(start + from, start + until);
    if (!bytes) return 0;
    if (from === 0) segment.reader.push(bytes);
    else segment.reader.extend(bytes);
    this.#utf8.add(bytes, start + from);
    this.#rowsOf(segment);
    return until < kept ? until : 0;
  }

  addMessage(row: number): void {
    this.version++;
    this.lastByteAt = this.tape.messages.at(row);
    this.#lastMessage = row;
    this.rows.push(RowKind.Message, row, this.#length);
  }

  addFact(record: PlainRecord, row: number): void {
    this.version++;
    applyFact(this.facts, record);
    if (record.kind === 'gap') {
      this.#endAtGap();
      if (record.lastEventId !== undefined) {
        this.#lastEventId = record.lastEventId;
        this.#lastMessage = null;
        this.#midStream ||= record.lastEventId !== '';
      }
    }
    // "If the EventSource object's last event ID string is not the empty string", it is sent, and stays in force.
    if (record.kind === 'sent' && record.lastEventId !== undefined && this.segments.length === 0) {
      this.#lastEventId = record.lastEventId;
    }
    if (record.kind === 'end') {
      this.#finish();
      this.#utf8.end(this.tape.bytes.length);
    }
    if (isNote(record, this.facts.fidelity.length)) this.rows.push(RowKind.Note, row, this.#length);
    if (record.kind === 'injected') this.rows.push(RowKind.Injected, row, this.#length);
  }

  /** Whether a message that the browser dispatched can be compared now. */
  get canCompareDispatched(): boolean {
    const message = this.tape.dispatched.next();
    if (message === null) return false;
    if (this.facts.end !== null) return true;
    return message.kind === 'agreed' ? this.#uncomparedCount > 0 : this.#isRead(message);
  }

  /** Compares what the browser dispatched with what was read, as far as both go. @returns whether anything was compared. */
  compareDispatched(until: () => boolean): boolean {
    const log = this.tape.dispatched;
    let compared = 0;
    let effort = 0;
    const over = this.facts.end !== null;
    for (let message = log.next(); message; message = log.next()) {
      const isRead = this.#isRead(message);
      if (!isRead && !over) {
        compared += this.#comparePart(message);
        break;
      }
      log.addComparison(message.kind === 'agreed' || (isRead && this.#agreesAt(log.comparedCount, message)));
      compared++;
      effort += COMPARISON + (message.kind === 'dispatched' ? message.data.length : 0);
      if (effort < CLOCK_EVERY) continue;
      effort = 0;
      if (until()) break;
    }
    if (compared > 0) this.version++;
    return compared > 0;
  }

  /** Events read that nothing was compared with. */
  get #uncomparedCount(): number {
    return this.eventsRead - this.tape.dispatched.comparedCount;
  }

  /** @returns how many messages of an agreed run were reached. */
  #comparePart(message: DispatchedRecord | AgreedRecord): number {
    const reached = message.kind === 'agreed' ? this.#uncomparedCount : 0;
    if (reached > 0) this.tape.dispatched.addPartialComparison(reached);
    return reached;
  }

  /** Whether the reader has come as far as this message, the next to be compared. */
  #isRead(message: DispatchedRecord | AgreedRecord): boolean {
    return (
      this.tape.dispatched.comparedCount + (message.kind === 'agreed' ? message.count : 1) <= this.eventsRead
    );
  }

  /** Event types that came so far, each with its first row. */
  types(): ReadonlyMap<string, number> {
    return this.#seenTypes.of(this.rows, this.tape, (row) => this.segmentOfRow(row));
  }

  /** The segment a row belongs to; undefined for rows before any bytes. */
  segmentOfRow(row: number): Segment | undefined {
    return this.segments.findLast((segment) => segment.firstRow <= row);
  }

  /** The segment that holds the byte at `offset` of the connection. */
  segmentAt(offset: number): Segment | undefined {
    return this.segments.findLast((segment) => segment.base <= offset);
  }

  #agreesAt(index: number, message: DispatchedRecord): boolean {
    let comparer = this.#comparer;
    if (!comparer || index < comparer.segment.eventsBefore || index >= endOf(comparer.segment)) {
      const segment = this.segments.findLast((candidate) => candidate.eventsBefore <= index);
      if (!segment) return false;
      comparer = new Comparer(segment, this.tape.bytes);
      this.#comparer = comparer;
    }
    return comparer.agrees(index - comparer.segment.eventsBefore, message);
  }

  #current(offset: number): Segment {
    const last = this.segment;
    if (last && !last.reader.finished) return last;
    const segment = openSegment(
      last,
      offset,
      this.rows.count,
      last ? '' : this.#lastEventId,
      this.#midStream,
    );
    this.segments.push(segment);
    this.#lastMessage = null;
    return segment;
  }

  /** A gap: an open block can never be completed by what comes after it. */
  #endAtGap(): void {
    this.#finish();
    // A character that the gap cut in two is not the server's fault.
    if (this.invalidUtf8 === null) this.#utf8 = new Utf8Check();
  }

  #finish(): void {
    const last = this.segment;
    if (!last || last.reader.finished) return;
    last.reader.finish();
    this.#rowsOf(last);
  }

  /** Makes the rows of the lines and blocks read since the last call. */
  #rowsOf(segment: Segment): void {
    const { reader, base } = segment;
    const { rows } = this;
    for (; segment.nextLine < reader.lineCount; segment.nextLine++) {
      const line = segment.nextLine;
      const field = reader.lineField(line);
      if (field === Field.Comment) rows.push(RowKind.Comment, line, base + reader.lineEnd(line));
      else if (field === Field.Blank) this.#blockRow(segment, base + reader.lineEnd(line));
    }
    // Only the end of the stream closes a block without a blank line.
    while (segment.nextBlock < reader.blockCount) this.#blockRow(segment, base + reader.length);
  }

  #blockRow(segment: Segment, offset: number): void {
    const { reader } = segment;
    const block = segment.nextBlock++;
    if (reader.blockOutcome(block) === Outcome.Dispatched) {
      this.rows.push(RowKind.Event, block, offset);
    } else if (hasFields(reader, block)) {
      this.rows.push(RowKind.Discarded, block, offset);
    }
  }
}

/** Events read up to the end of a segment. */
function endOf({ eventsBefore, reader }: Segment): number {
  return eventsBefore + reader.eventCount;
}

/** Whether a block says anything besides comments. What is left unfinished at the end counts. */
function hasFields(reader: Segment['reader'], block: number): boolean {
  for (let line = reader.blockFirstLine(block); line < reader.blockLastLine(block); line++) {
    const field = reader.lineField(line);
    if (field !== Field.Comment && field !== Field.Blank) return true;
  }
  return false;
}
