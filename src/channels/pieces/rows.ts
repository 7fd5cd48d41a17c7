import { PREVIEW, preview } from '../../format/preview.ts';
import { RecordState } from '../../framing/index.ts';
import { countColumn, firstNotBefore } from '../../tape/index.ts';
import { noteCells, noteText } from '../connection/notes.ts';
import { recordKind } from '../connection/wire/record-kind.ts';
import { type ChannelRows, PENDING, type RowText } from '../model/channel.ts';
import type { EventRow, Payload } from '../model/events.ts';
import { recordCells, recordPayload, recordText } from './row-text.ts';
import { peekOf, placeOf, type RecordPlace, recordHolding, type Segment } from './segment.ts';
import type { PiecesState } from './state.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The rows of a response that is read in pieces: its records, and here and there a note among them. Only the notes' places are
 * kept; which record a row is follows from counting.
 */
export class PiecesRows implements ChannelRows {
  readonly #pieces: PiecesState;
  #noteKeys = countColumn();
  #noteFacts = countColumn();

  constructor(pieces: PiecesState) {
    this.#pieces = pieces;
  }

  get count(): number {
    const { segments } = this.#pieces;
    const last = segments.at(-1);
    return (last ? last.recordsBefore + last.counted : 0) + this.#noteKeys.length;
  }

  get comments(): number {
    return this.#pieces.counts[RecordState.Quiet];
  }

  get hasPending(): boolean {
    return this.#open !== null;
  }

  /** A fact that has a row of its own comes next. @param fact its number on the connection's tape. */
  addNote(fact: number): void {
    const key = this.count;
    this.#noteFacts.push(fact);
    this.#noteKeys.push(key);
  }

  /** Key of the row with the byte at `offset`, that of the pending row included; null where none is. */
  holding(offset: number): number | null {
    const { segments, tape } = this.#pieces;
    const record = recordHolding(segments, offset);
    if (record !== null) return this.keyOf(record);
    const open = this.#open;
    return open && offset >= open.segment.base + open.start && offset < tape.bytes.length ? PENDING : null;
  }

  /** Key of a record, by its number over all segments. */
  keyOf(record: number): number {
    const isBefore = (note: number) => this.#noteKeys.at(note) - note <= record;
    return record + firstNotBefore(0, this.#noteKeys.length, isBefore);
  }

  isComment(key: number): boolean {
    return key !== PENDING && this.state(key) === RecordState.Quiet;
  }

  /** The state of the record behind a row; null for a note. */
  state(key: number): RecordState | null {
    if (this.#factOf(key) !== null) return null;
    const { segment, record } = this.#place(key);
    return segment.reader.state(record);
  }

  time(key: number): number {
    const { tape } = this.#pieces;
    const fact = this.#factOf(key);
    if (fact !== null) return tape.facts[fact]?.at ?? 0;
    return this.timeOf(this.#place(key));
  }

  /** When a record was complete. Tape time, milliseconds. */
  timeOf({ segment, record }: RecordPlace): number {
    return this.#timeAt(segment.base + segment.reader.completedAt(record) - 1);
  }

  size(key: number): number {
    if (this.#factOf(key) !== null) return 0;
    const { segment, record } = this.#place(key);
    const [start, end] = segment.reader.range(record);
    return end - start;
  }

  text(key: number): RowText | null {
    const { tape } = this.#pieces;
    if (key === PENDING) return { type: '', id: '', data: this.#openText() };
    const fact = this.#factOf(key);
    if (fact !== null) return { type: '', id: '', data: noteText(tape.facts[fact]) };
    return recordText(this.#place(key), tape.bytes);
  }

  payload(key: number): Payload | null {
    const { tape } = this.#pieces;
    if (key === PENDING) return { type: '', id: '', data: this.#openText(), binary: false, cut: 0 };
    const fact = this.#factOf(key);
    if (fact !== null) return { type: '', id: '', data: noteText(tape.facts[fact]), cut: 0, binary: false };
    return recordPayload(this.#place(key), tape.bytes);
  }

  describe(key: number): EventRow {
    if (key === PENDING) return this.#pendingRow();
    const { tape, id: connection } = this.#pieces;
    const at = this.time(key);
    const delta = key > 0 ? at - this.time(key - 1) : null;
    const base = { key, at, delta, connection, idInherited: false, direction: null };
    const fact = this.#factOf(key);
    if (fact !== null) {
      return {
        ...base,
        ...noteCells(tape.facts[fact]),
        id: '',
        type: '',
        truncated: false,
        size: 0,
        range: null,
      };
    }
    const place = this.#place(key);
    const { reader, base: offset } = place.segment;
    const [start, end] = reader.range(place.record);
    return {
      ...base,
      ...recordKind(reader.state(place.record)),
      ...recordCells(place, tape.bytes),
      size: end - start,
      why: reader.why(place.record, peekOf(place.segment, tape.bytes)),
      range: end > start ? [offset + start, offset + end] : null,
    };
  }

  /** What has come of the next record, and since when. */
  get #open(): { readonly segment: Segment; readonly start: number; readonly why: string } | null {
    const segment = this.#pieces.segments.at(-1);
    const open = segment?.reader.open;
    return segment && open ? { segment, ...open } : null;
  }

  #openText(max = Number.POSITIVE_INFINITY): string {
    const open = this.#open;
    if (!open) return '';
    const { reader } = open.segment;
    const end = Math.min(reader.length, open.start + max);
    return decoder.decode(peekOf(open.segment, this.#pieces.tape.bytes)(open.start, end));
  }

  #pendingRow(): EventRow {
    const open = this.#open;
    if (!open) throw new RangeError('no record is open');
    const { segment, start } = open;
    const end = segment.reader.length;
    const at = this.#timeAt(segment.base + end - 1);
    const last = this.count - 1;
    return {
      key: PENDING,
      kind: 'pending',
      id: '',
      idInherited: false,
      type: '',
      ...preview(this.#openText(PREVIEW * 4), end - start > PREVIEW),
      at,
      delta: last >= 0 ? at - this.time(last) : null,
      size: end - start,
      why: open.why,
      connection: this.#pieces.id,
      direction: null,
      range: [segment.base + start, segment.base + end],
    };
  }

  #timeAt(offset: number): number {
    const { tape, facts } = this.#pieces;
    return tape.timeAt(Math.max(0, offset)) ?? facts.end?.at ?? facts.request?.at ?? 0;
  }

  /** Number of the fact that a row shows; null where it is a record. */
  #factOf(key: number): number | null {
    const index = this.#noteKeys.lastAtMost(key);
    return index >= 0 && this.#noteKeys.at(index) === key ? this.#noteFacts.at(index) : null;
  }

  #place(key: number): RecordPlace {
    return placeOf(this.#pieces.segments, key - (this.#noteKeys.lastAtMost(key) + 1));
  }
}
