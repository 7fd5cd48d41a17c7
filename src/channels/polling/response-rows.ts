import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { bytesColumn, countColumn, doubleColumn, toBase64 } from '../../tape/index.ts';
import { recordKind } from '../connection/wire/record-kind.ts';
import type { ChannelRows, RowText } from '../model/channel.ts';
import { type EventRow, MAX_PAYLOAD, type Payload } from '../model/events.ts';
import type { Exchange } from './exchange.ts';
import type { AnswerPart, AnswerRecords } from './response/records.ts';
import { AnswerRow, partKind, RecordRow, RowKind } from './response/row.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Rows of a poll loop: one for each response, or one for each element of its list or record of its framing. Twenty-one bytes a
 * row; text is made when it is looked at.
 */
export class ResponseRows implements ChannelRows {
  readonly #exchanges: readonly Exchange[];
  #kind = bytesColumn();
  /** Number of the exchange, and the byte range in its response. */
  #exchange = countColumn();
  #start = countColumn();
  #end = countColumn();
  /** Tape time: reading it from the exchange a thousand times a drawing would double the time of the drawing. */
  #at = doubleColumn();
  /** The first row that an exchange brought, by its number. */
  readonly #first: number[] = [];
  /** Empty responses, and records that carry nothing: quiet rows, as comments are on an event stream. */
  comments = 0;
  /** Rows that carry something. */
  events = 0;
  /** Records that are not whole. */
  discarded = 0;
  readonly hasPending = false;
  /** The records of the exchange that was looked at last: rows are looked at one after another. */
  #looked: { readonly number: number; readonly records: AnswerRecords | null } | null = null;

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
  }

  get count(): number {
    return this.#kind.length;
  }

  /** Adds what a complete response brought. @param list one row for each part of it; null for one row. */
  add(number: number, list: readonly AnswerPart[] | null): void {
    const exchange = this.#exchangeAt(number);
    const { outcome } = exchange.judgeOutcome();
    this.#first[number] = this.count;
    const length = exchange.tape.bytes.length;
    if (outcome === 'empty') {
      this.comments++;
      this.#push(RowKind.Empty, number, 0, length);
      return;
    }
    if (outcome !== 'data') {
      if (outcome === 'truncated') this.events++;
      const kind =
        outcome === 'truncated' ? RowKind.Answer : outcome === 'stopped' ? RowKind.Stopped : RowKind.Fault;
      this.#push(kind, number, 0, length);
      return;
    }
    if (!list) {
      this.events++;
      this.#push(RowKind.Answer, number, 0, length);
      return;
    }
    for (const [start, end, state] of list) {
      const kind = partKind(state);
      if (kind === RowKind.QuietRecord) this.comments++;
      else if (kind === RowKind.BrokenRecord) this.discarded++;
      else this.events++;
      this.#push(kind, number, start, end);
    }
  }

  /** Key of the row with the byte at `offset` of a response; null where none is. */
  holding(number: number, offset: number): number | null {
    const first = this.#first[number] ?? this.count;
    for (let key = first; key < this.count && this.#exchange.at(key) === number; key++) {
      if (offset >= this.#start.at(key) && offset < this.#end.at(key)) return key;
    }
    return null;
  }

  isComment(key: number): boolean {
    const kind = this.#kind.at(key);
    return kind === RowKind.Empty || kind === RowKind.QuietRecord;
  }

  /** Whether it is a record that is not whole. */
  isDiscarded(key: number): boolean {
    return this.#kind.at(key) === RowKind.BrokenRecord;
  }

  /** Whether its request timed out, failed or got an error for a response. */
  isFault(key: number): boolean {
    return this.#kind.at(key) === RowKind.Fault;
  }

  /** Whether the page gave its request up, which is no fault. */
  isStopped(key: number): boolean {
    return this.#kind.at(key) === RowKind.Stopped;
  }

  time(key: number): number {
    return this.#at.at(key);
  }

  size(key: number): number {
    return this.#end.at(key) - this.#start.at(key);
  }

  /** Of binary data the hexadecimal digits that its row shows. */
  text(key: number): RowText | null {
    const row = this.#row(key);
    const bytes = row.bytes(Number.POSITIVE_INFINITY);
    const data = row.isBinary(bytes) ? hexOf(bytes.subarray(0, HEX_PREVIEW)) : decoder.decode(bytes);
    return { ...row.labels(), data };
  }

  /** Its data in full, of binary data in base64 (RFC 4648, section 4). */
  payload(key: number): Payload {
    const row = this.#row(key);
    const bytes = row.bytes(Number.POSITIVE_INFINITY);
    const binary = row.isBinary(bytes);
    const data = binary ? toBase64(bytes) : decoder.decode(bytes);
    const cut = Math.max(0, data.length - MAX_PAYLOAD);
    return { ...row.labels(), data: cut > 0 ? data.slice(0, MAX_PAYLOAD) : data, binary, cut };
  }

  describe(key: number): EventRow {
    const exchange = this.exchangeOf(key);
    const row = this.#row(key);
    const at = this.time(key);
    const size = this.size(key);
    const bytes = row.bytes(PREVIEW * 4);
    const isBinary = row.isBinary(bytes);
    const text = isBinary ? hexOf(bytes.subarray(0, HEX_PREVIEW)) : decoder.decode(bytes);
    const isCut = size > (isBinary ? HEX_PREVIEW : PREVIEW * 4);
    const isQuiet = this.isComment(key) || this.isFault(key) || this.isStopped(key);
    return {
      key,
      ...(row.state === null ? { kind: isQuiet ? 'comment' : 'event' } : recordKind(row.state)),
      idInherited: false,
      ...row.labels(),
      ...preview(text, text.length > PREVIEW || isCut),
      at,
      delta: key > 0 ? at - this.time(key - 1) : null,
      size,
      why: row.why(),
      connection: exchange.id,
      direction: null,
      range: exchange.isKept && size > 0 ? [this.#start.at(key), this.#end.at(key)] : null,
    };
  }

  /** The first row that an exchange brought; null while it is not over, or where its list came without elements. */
  rowOf(number: number): number | null {
    const row = this.#first[number];
    return row !== undefined && row < this.count && this.#exchange.at(row) === number ? row : null;
  }

  /** The exchange that a row came with. */
  exchangeOf(key: number): Exchange {
    return this.#exchangeAt(this.#exchange.at(key));
  }

  #row(key: number): AnswerRow {
    const number = this.#exchange.at(key);
    const exchange = this.#exchangeAt(number);
    const kind = this.#kind.at(key) as RowKind;
    const place = { exchange, kind, start: this.#start.at(key), end: this.#end.at(key) };
    if (kind < RowKind.Record) return new AnswerRow(place);
    if (this.#looked?.number !== number) this.#looked = { number, records: exchange.records() };
    const { records } = this.#looked;
    return records ? new RecordRow(place, records) : new AnswerRow(place);
  }

  #push(kind: RowKind, number: number, start: number, end: number): void {
    this.#kind.push(kind);
    this.#exchange.push(number);
    this.#start.push(start);
    this.#end.push(end);
    const { overAt, request } = this.#exchangeAt(number);
    this.#at.push(overAt ?? request.at);
  }

  #exchangeAt(number: number): Exchange {
    const exchange = this.#exchanges[number];
    if (!exchange) throw new RangeError(`exchange ${number} of ${this.#exchanges.length}`);
    return exchange;
  }
}
