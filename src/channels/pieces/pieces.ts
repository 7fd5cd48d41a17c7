import {
  type Begins,
  FRAMINGS,
  type Framing,
  firstByte,
  framingOf,
  plainChunks,
  type ResponseHeaders,
  statedFraming,
} from '../../framing/index.ts';
import type { AnsweredBy, ByteLog, ConnectionTape, PlainRecord, TapeRecord } from '../../tape/index.ts';
import { curlOf } from '../connection/command.ts';
import { loadOf } from '../connection/cost/load.ts';
import { LoadSums } from '../connection/cost/sums.ts';
import { applyFact, noFacts } from '../connection/facts.ts';
import { isNote } from '../connection/notes.ts';
import type { ConnectionView } from '../connection/view.ts';
import { RawIndex } from '../connection/wire/raw.ts';
import type { BlockDetail } from '../model/block.ts';
import type { Channel } from '../model/channel.ts';
import type { ConnectionDetail } from '../model/connection.ts';
import type { Cost } from '../model/cost.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import { carryPieces } from './carry.ts';
import { piecesLane } from './lane.ts';
import { PiecesRows } from './rows.ts';
import { peekOf, placeOf, type RecordPlace, type Segment } from './segment.ts';
import type { FramingGround, PiecesState } from './state.ts';
import { piecesDetail, piecesSummary } from './summary.ts';

/** Bytes read at a time, so that a chunk of a hundred megabytes does not hold the thread. */
const SLICE = 32 * 1024;
/** First bytes of a body by whose look its framing is chosen: one line can be long. */
const HEAD = 65_536;

/** What one of several records can begin with, “{” and 0x1e: it takes more bytes to see that they are several. */
const OPENS = new Set([0x7b, 0x1e]);
/** Chunks after which no more are awaited to see the framing. */
const MAX_AWAITED = 3;

/** Bytes of a record that show what it is. */
const BEGIN = 64;

const NO_HEADERS: ResponseHeaders = { mimeType: '', headers: [] };

/** One response that is read in pieces. It is handed each entry once, in order, and keeps numbers. */
export class PiecesChannel implements Channel, ConnectionView, PiecesState {
  readonly tape: ConnectionTape;
  readonly facts = noFacts();
  readonly rows: PiecesRows;
  readonly segments: Segment[] = [];
  readonly counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  readonly #lanes: readonly Lane[];
  framing: Framing = plainChunks;
  ground: FramingGround = 'open';
  byHand: string | null = null;
  /** Bytes that were read of it, those included that are not kept. */
  bytesRead = 0;
  lastByteAt: number | null = null;
  version = 0;
  /** Where the next segment begins. */
  #begins: Begins = 'start';

  constructor(tape: ConnectionTape) {
    this.tape = tape;
    this.rows = new PiecesRows(this);
    this.#lanes = [piecesLane(this, this.rows)];
  }

  get id(): string {
    return this.tape.id;
  }

  get answeredBy(): AnsweredBy | null {
    return this.facts.answeredBy;
  }

  /** Its response has come. What that states, or what it had before the log was cleared, is its framing; else its bytes show it. */
  answered(): void {
    if (this.facts.request?.framing !== undefined || statedFraming(this.#headers)) this.chooseFraming(0);
  }

  /**
   * A chunk came while its framing is open: chooses one where the bytes show it, or where no further ones are waited for.
   * @returns whether it is chosen, and all chunks so far are to be read.
   */
  lookAt(chunk: number): boolean {
    this.version++;
    this.lastByteAt = this.tape.chunks.at(chunk);
    const end = this.tape.keptEnd(chunk);
    const head = this.#headTo(end);
    const isTorn = end - this.tape.chunks.start(chunk) < this.tape.chunks.size(chunk);
    if (!isTorn && head.length < HEAD && framingOf(this.#headers, head) === plainChunks) {
      const first = firstByte(head);
      if (first === 0 || (OPENS.has(first) && chunk + 1 < MAX_AWAITED)) return false;
    }
    this.chooseFraming(end);
    return true;
  }

  /** Its request and response are read: chooses its framing. @param headEnd bytes of the body that came so far. */
  chooseFraming(headEnd: number): void {
    const { request } = this.facts;
    const head = this.#headTo(headEnd);
    const before = FRAMINGS.find(({ id }) => id === request?.framing);
    this.framing = before ?? framingOf(this.#headers, head);
    this.ground = this.framing === statedFraming(this.#headers) ? 'stated' : 'looked';
    if (request?.framing !== undefined) this.#begins = 'border';
  }

  addFact(record: PlainRecord, row: number): void {
    this.version++;
    applyFact(this.facts, record);
    if (record.kind === 'gap') this.#endAtGap();
    if (record.kind === 'end') this.#finish();
    if (isNote(record, this.facts.fidelity.length)) this.rows.addNote(row);
  }

  /**
   * Reads a chunk, or a slice of a large one.
   * @param from byte within the chunk to continue at.
   * @returns where to continue, or 0 when the chunk is read.
   */
  addChunk(chunk: number, from: number): number {
    this.version++;
    const { tape } = this;
    const start = tape.chunks.start(chunk);
    const kept = tape.keptEnd(chunk) - start;
    this.lastByteAt = tape.chunks.at(chunk);
    if (kept < tape.chunks.size(chunk)) this.#endAtGap();
    if (kept === 0) return 0;
    const segment = this.#current(start);
    const until = Math.min(kept, from + SLICE);
    const bytes = tape.bytes.peek(start + from, start + until);
    if (!bytes) return 0;
    if (from === 0) segment.reader.push(bytes);
    else segment.reader.extend(bytes);
    this.#count(segment);
    return until < kept ? until : 0;
  }

  summary(): ChannelSummary {
    return piecesSummary(this);
  }

  get content(): ByteLog {
    return this.tape.bytes;
  }

  detail(): ConnectionDetail {
    return piecesDetail(this);
  }

  command(): string {
    return curlOf(this.facts);
  }

  rowAt(offset: number): number | null {
    return this.rows.holding(offset);
  }

  timeAt(offset: number): number | null {
    return this.tape.timeAt(offset);
  }

  raw(): RawIndex {
    return new RawIndex(this.tape, (offset) => this.rowAt(offset));
  }

  carryOver(at: number, why: string): Iterable<TapeRecord> {
    return carryPieces(this, at, why);
  }

  cost(): Cost {
    const { facts, tape, lastByteAt, counts } = this;
    const sums = new LoadSums();
    sums.add(loadOf({ ...facts, sent: facts.sentRecords }, tape));
    return {
      ...sums.read(),
      messages: { received: counts[0], sent: 0 },
      empty: null,
      openedAt: facts.request?.at ?? 0,
      lastAt: lastByteAt,
    };
  }

  /** Records so far, over all segments: whole, quiet and broken ones. */
  get records(): number {
    const last = this.segments.at(-1);
    return last ? last.recordsBefore + last.counted : 0;
  }

  /** Where a record is, by its number. @throws RangeError where there is none. */
  placeOf(record: number): RecordPlace {
    return placeOf(this.segments, record);
  }

  /** Why a record is no whole one; null for one that is. */
  whyOf({ segment, record }: RecordPlace): string | null {
    return segment.reader.why(record, peekOf(segment, this.tape.bytes));
  }

  /** The first bytes of a record's data. */
  beginOf({ segment, record }: RecordPlace): Uint8Array {
    const peek = peekOf(segment, this.tape.bytes);
    const [start, end] = segment.reader.data(record, peek);
    return peek(start, Math.min(end, start + BEGIN));
  }

  /** When a record was complete. Tape time, milliseconds. */
  timeOf(place: RecordPlace): number {
    return this.rows.timeOf(place);
  }

  connectionIds(): readonly string[] {
    return [this.id];
  }

  lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** A record is no block of lines. */
  block(): BlockDetail | null {
    return null;
  }

  payload(key: number): Payload | null {
    return this.rows.payload(key);
  }

  #headTo(end: number): Uint8Array {
    return this.tape.bytes.peek(0, Math.min(HEAD, end)) ?? new Uint8Array(0);
  }

  get #headers(): ResponseHeaders {
    const { request, response } = this.facts;
    return { ...(response ?? NO_HEADERS), url: request?.url };
  }

  #current(offset: number): Segment {
    const last = this.segments.at(-1);
    if (last && !last.reader.finished) return last;
    const segment: Segment = {
      reader: this.framing.open(this.#headers, this.#begins),
      base: offset,
      recordsBefore: this.records,
      counted: 0,
    };
    this.#begins = 'middle';
    this.segments.push(segment);
    return segment;
  }

  /** A gap: what stands open can never be completed by what comes after it, and is neither the server's fault nor a record. */
  #endAtGap(): void {
    this.segments.at(-1)?.reader.stop();
  }

  #finish(): void {
    const last = this.segments.at(-1);
    if (!last || last.reader.finished) return;
    last.reader.finish();
    this.#count(last);
  }

  #count(segment: Segment): void {
    const { reader } = segment;
    for (; segment.counted < reader.count; segment.counted++) this.counts[reader.state(segment.counted)]++;
  }
}
