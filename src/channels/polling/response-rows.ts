import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { count, plural } from '../../format/numbers.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { bytesColumn, countColumn, doubleColumn, toBase64 } from '../../tape/index.ts';
import type { ChannelRows, RowText } from '../model/channel.ts';
import { type EventRow, MAX_PAYLOAD, type Payload } from '../model/events.ts';
import type { Exchange } from './exchange.ts';
import { isBinaryBody } from './response/body-type.ts';
import { labelsOf } from './response/content.ts';
import type { Range } from './response/json.ts';

const Kind = { Element: 0, Answer: 1, Empty: 2, Fault: 3, Stopped: 4 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes of one row that are decoded to find its id and type. */
const MAX_LABELLED_BYTES = 65_536;

/**
 * Rows of a poll loop: one for each response, or one for each element of its list. Twenty-one bytes a row; text is made when it is
 * looked at.
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
  /** Empty responses: quiet rows, as comments are on an event stream. */
  comments = 0;
  /** Rows that carry something. */
  events = 0;
  readonly hasPending = false;

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
  }

  get count(): number {
    return this.#kind.length;
  }

  /** Adds what a complete response brought. @param list one row for each element of it; null for one row. */
  add(number: number, list: readonly Range[] | null): void {
    const exchange = this.#exchangeAt(number);
    const { outcome } = exchange.judgeOutcome();
    this.#first[number] = this.count;
    const length = exchange.tape.bytes.length;
    if (outcome === 'empty') {
      this.comments++;
      this.#push(Kind.Empty, number, 0, length);
      return;
    }
    if (outcome !== 'data') {
      if (outcome === 'truncated') this.events++;
      const kind = outcome === 'truncated' ? Kind.Answer : outcome === 'stopped' ? Kind.Stopped : Kind.Fault;
      this.#push(kind, number, 0, length);
      return;
    }
    if (!list) {
      this.events++;
      this.#push(Kind.Answer, number, 0, length);
      return;
    }
    for (const [start, end] of list) {
      this.events++;
      this.#push(Kind.Element, number, start, end);
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
    return this.#kind.at(key) === Kind.Empty;
  }

  /** Whether its request timed out, failed or got an error for a response. */
  isFault(key: number): boolean {
    return this.#kind.at(key) === Kind.Fault;
  }

  /** Whether the page gave its request up, which is no fault. */
  isStopped(key: number): boolean {
    return this.#kind.at(key) === Kind.Stopped;
  }

  time(key: number): number {
    return this.#at.at(key);
  }

  size(key: number): number {
    return this.#end.at(key) - this.#start.at(key);
  }

  /** Of binary data the hexadecimal digits that its row shows. */
  text(key: number): RowText | null {
    const bytes = this.#bytes(key, Number.POSITIVE_INFINITY);
    const data = this.#isBinary(key, bytes) ? hexOf(bytes.subarray(0, HEX_PREVIEW)) : decoder.decode(bytes);
    return { ...this.#labels(key), data };
  }

  /** Its data in full, of binary data in base64 (RFC 4648, section 4). */
  payload(key: number): Payload {
    const bytes = this.#bytes(key, Number.POSITIVE_INFINITY);
    const binary = this.#isBinary(key, bytes);
    const data = binary ? toBase64(bytes) : decoder.decode(bytes);
    const cut = Math.max(0, data.length - MAX_PAYLOAD);
    return { ...this.#labels(key), data: cut > 0 ? data.slice(0, MAX_PAYLOAD) : data, binary, cut };
  }

  describe(key: number): EventRow {
    const exchange = this.#exchangeAt(this.#exchange.at(key));
    const kind = this.#kind.at(key) as Kind;
    const at = this.time(key);
    const size = this.size(key);
    const bytes = this.#bytes(key, PREVIEW * 4);
    const isBinary = this.#isBinary(key, bytes);
    const text = isBinary ? hexOf(bytes.subarray(0, HEX_PREVIEW)) : decoder.decode(bytes);
    const isCut = size > (isBinary ? HEX_PREVIEW : PREVIEW * 4);
    const isQuiet = kind === Kind.Empty || kind === Kind.Fault || kind === Kind.Stopped;
    const { id, type } = this.#labels(key);
    return {
      key,
      kind: isQuiet ? 'comment' : 'event',
      id,
      idInherited: false,
      type,
      ...preview(text, text.length > PREVIEW || isCut),
      at,
      delta: key > 0 ? at - this.time(key - 1) : null,
      size,
      why: this.#why(key, exchange),
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

  #why(key: number, exchange: Exchange): string | null {
    const kind = this.#kind.at(key);
    const { outcome, why } = exchange.judgeOutcome();
    // The data is wanted beside it: the request's row has the fault.
    if (outcome === 'truncated') return why.split('. ')[0] ?? why;
    if (kind !== Kind.Element && outcome !== 'data') return why;
    if (exchange.isKept) return null;
    return `Of ${plural(exchange.tape.chunks.total, 'byte')} only ${count(exchange.tape.bytes.length)} were kept; see What was captured, under Connections.`;
  }

  #labels(key: number): { id: string; type: string } {
    const kind = this.#kind.at(key);
    const isElement = kind === Kind.Element;
    const { outcome } = this.exchangeOf(key).judgeOutcome();
    const labels =
      this.size(key) <= MAX_LABELLED_BYTES
        ? labelsOf(this.#bytes(key, MAX_LABELLED_BYTES), isElement)
        : { id: '', type: '' };
    return outcome === 'data' ? labels : { id: labels.id, type: outcome };
  }

  #isBinary(key: number, bytes: Uint8Array): boolean {
    // An element is JSON.
    if (this.#kind.at(key) === Kind.Element || bytes.length === 0) return false;
    return isBinaryBody(bytes, this.exchangeOf(key).response?.mimeType ?? '');
  }

  #bytes(key: number, max: number): Uint8Array {
    const { bytes } = this.exchangeOf(key).tape;
    const start = this.#start.at(key);
    const end = Math.min(this.#end.at(key), bytes.length, start + max);
    return bytes.peek(start, Math.max(start, end)) ?? new Uint8Array(0);
  }

  #push(kind: Kind, number: number, start: number, end: number): void {
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
