import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { bytesColumn, countColumn, type Direction, doubleColumn, toBase64 } from '../../tape/index.ts';
import { recordKind } from '../connection/wire/record-kind.ts';
import type { ChannelRows, RowText } from '../model/channel.ts';
import { type EventRow, MAX_PAYLOAD, type Payload } from '../model/events.ts';
import type { Exchange } from './exchange.ts';
import type { AnswerPart, AnswerRecords } from './response/records.ts';
import { AnswerRow, partKind, RecordRow, RowKind, SentRow } from './response/row.ts';
import { SentBody } from './response/sent.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Rows of a poll loop: one for each response, or one for each element of its list or record of its framing; of a known client's
 * conversation what the page sends too. Twenty-one bytes a row; text is made when it is looked at.
 */
export class ResponseRows implements ChannelRows {
  readonly #exchanges: readonly Exchange[];
  /** Whether both sides send. */
  readonly #isTwoWay: boolean;
  #kind = bytesColumn();
  /** Number of the exchange, and the byte range in its response. */
  #exchange = countColumn();
  #start = countColumn();
  #end = countColumn();
  /** Tape time: reading it from the exchange a thousand times a drawing would double the time of the drawing. */
  #at = doubleColumn();
  /** The first and the last row that an exchange brought, by its number: while one comes, others do. */
  readonly #first: number[] = [];
  readonly #latest: number[] = [];
  /** Empty responses, and records that carry nothing: quiet rows, as comments are on an event stream. */
  comments = 0;
  /** Rows that carry something, what the page sent included. */
  events = 0;
  /** Rows of what the page sent. */
  sent = 0;
  /** Records that are not whole. */
  discarded = 0;
  readonly hasPending = false;
  /** The records of the exchange that was looked at last, when it had as many bytes: rows are looked at one after another. */
  #looked: {
    readonly number: number;
    readonly bytes: number;
    readonly records: AnswerRecords | null;
  } | null = null;
  #lookedSent: { readonly number: number; readonly body: SentBody } | null = null;

  /** @param isTwoWay whether both sides send, and each row says which did. */
  constructor(exchanges: readonly Exchange[], isTwoWay = false) {
    this.#exchanges = exchanges;
    this.#isTwoWay = isTwoWay;
  }

  get count(): number {
    return this.#kind.length;
  }

  /** Adds what a complete response brought. @param list one row for each part of it; null for one row. */
  add(number: number, list: readonly AnswerPart[] | null): void {
    const exchange = this.#exchangeAt(number);
    const { outcome } = exchange.judgeOutcome();
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
    for (const part of list) this.addPart(number, part);
  }

  /** Adds a part of a response, be it that the rest is still to come. @param at tape time; the end's where it is not given. */
  addPart(number: number, [start, end, state]: AnswerPart, at?: number): void {
    const kind = partKind(state);
    if (kind === RowKind.QuietRecord) this.comments++;
    else if (kind === RowKind.BrokenRecord) this.discarded++;
    else this.events++;
    this.#push(kind, number, start, end, at);
  }

  /** Adds what the page sent by a request. @param isList whether its body is a list of messages. */
  addSent(number: number, isList: boolean): void {
    const { request } = this.#exchangeAt(number);
    for (const [start, end] of new SentBody(request).parts(isList)) {
      this.events++;
      this.sent++;
      this.#push(RowKind.Sent, number, start, end, request.at);
    }
  }

  /** Key of the row with the byte at `offset` of a response; null where none is. */
  holding(number: number, offset: number): number | null {
    const first = this.#first[number] ?? this.count;
    const latest = this.#latest[number] ?? -1;
    for (let key = first; key <= latest; key++) {
      if (this.#exchange.at(key) !== number || this.isSent(key)) continue;
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

  /** Whether the page sent it. */
  isSent(key: number): boolean {
    return this.#kind.at(key) === RowKind.Sent;
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
    const direction = this.#direction(key);
    return { ...row.labels(), data, ...(direction && { direction }) };
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
      delta: this.#delta(key),
      size,
      why: row.why(),
      connection: exchange.id,
      direction: this.#direction(key),
      range: this.#hasRange(key, exchange) ? [this.#start.at(key), this.#end.at(key)] : null,
    };
  }

  /** An answer may be reported later than what was sent after it: no time lies between them then. */
  #delta(key: number): number | null {
    return key > 0 ? Math.max(0, this.time(key) - this.time(key - 1)) : null;
  }

  /** Which way it went, where both sides send; null for what says only that nothing came. */
  #direction(key: number): Direction | null {
    if (!this.#isTwoWay || this.isFault(key) || this.isStopped(key)) return null;
    if (this.isSent(key)) return 'sent';
    return this.size(key) > 0 ? 'received' : null;
  }

  #hasRange(key: number, exchange: Exchange): boolean {
    return !this.isSent(key) && exchange.isKept && this.size(key) > 0;
  }

  /** The first row that an exchange brought; null while it is not over, or where its list came without elements. */
  rowOf(number: number): number | null {
    const row = this.#first[number];
    return row ?? null;
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
    if (kind === RowKind.Sent) {
      if (this.#lookedSent?.number !== number)
        this.#lookedSent = { number, body: new SentBody(exchange.request) };
      return new SentRow(place, exchange.request, this.#lookedSent.body);
    }
    const bytes = exchange.tape.bytes.length;
    if (this.#looked?.number !== number || this.#looked.bytes !== bytes)
      this.#looked = { number, bytes, records: exchange.records() };
    const { records } = this.#looked;
    return records ? new RecordRow(place, records) : new AnswerRow(place);
  }

  #push(kind: RowKind, number: number, start: number, end: number, at?: number): void {
    this.#first[number] ??= this.count;
    this.#latest[number] = this.count;
    this.#kind.push(kind);
    this.#exchange.push(number);
    this.#start.push(start);
    this.#end.push(end);
    const { overAt, request } = this.#exchangeAt(number);
    this.#at.push(at ?? overAt ?? request.at);
  }

  #exchangeAt(number: number): Exchange {
    const exchange = this.#exchanges[number];
    if (!exchange) throw new RangeError(`exchange ${number} of ${this.#exchanges.length}`);
    return exchange;
  }
}
