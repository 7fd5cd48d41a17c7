import { countColumn } from '../../tape/index.ts';
import { pathOf } from '../address.ts';
import type { Begins, Framing } from '../framing.ts';
import { ArrayPlace, ArrayScanner } from '../json/array-scanner.ts';
import { isSpace } from '../json/mode.ts';
import { whyNoJson } from '../json/why.ts';
import { BodyReader } from '../reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from '../record.ts';
import { Matched, SEPARATOR_LENGTH, SeparatorMatch } from './separator.ts';

const CR = 0x0d;
const ADDRESS = /\/message-bus\/[0-9a-f]{32}\/poll$/;
/** Bytes of a message that are parsed for its channel. */
const MAX_NAMED = 65_536;

const decoder = new TextDecoder();

/** Lists of messages, with `\r\n|\r\n` behind each: a record a message. A client has them when the separator has come. */
class MessageBusReader extends BodyReader {
  readonly #separator = new SeparatorMatch();
  readonly #scanner: ArrayScanner;
  /** Of the list that is open: its begin, and its messages’ places. */
  #start = 0;
  #isBlank = true;
  #starts = countColumn();
  #ends = countColumn();
  /** Behind missing bytes: what stands before the first separator is the rest of a list that is not known. */
  #isRest: boolean;

  constructor(begins: Begins = 'start') {
    super();
    this.#isRest = begins === 'middle';
    const onElement = (start: number, end: number): void => {
      this.#starts.push(start);
      this.#ends.push(end);
    };
    this.#scanner = new ArrayScanner(onElement, false, begins === 'start');
  }

  get open(): OpenRecord | null {
    if (this.finished || this.#isRest || this.#isBlank) return null;
    const start = this.#start;
    return this.#scanner.place === ArrayPlace.Failed
      ? {
          start,
          why: 'No separator (“|” on a line) has ended it yet, and its bytes so far are no list in JSON.',
        }
      : { start, why: 'No separator (“|” on a line) has ended the list yet: a client does not have it.' };
  }

  override get border(): number {
    return this.#start;
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (this.#separator.isIdle) {
        at = bytes.indexOf(CR, at);
        if (at < 0) break;
      }
      const matched = this.#separator.add(bytes[at] as number);
      if (matched === Matched.Content) continue;
      // “|” is no JSON, and so are line ends within a string: what is held back here is either the separator or a fault.
      this.#scan(bytes, from, at, base);
      from = at + 1;
      if (matched === Matched.None) this.#failAt(base + at);
      if (matched === Matched.Separator) this.#endList(base + at + 1);
    }
    this.#scan(bytes, from, bytes.length, base);
  }

  protected end(): void {
    if (this.#isBlank || this.#isRest) return;
    this.records.add(RecordState.Cut, this.#start, this.length, this.length);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    const hasSeparator =
      end - start >= SEPARATOR_LENGTH && decoder.decode(peek(end - SEPARATOR_LENGTH, end)) === '\r\n|\r\n';
    return [start, hasSeparator ? end - SEPARATOR_LENGTH : end];
  }

  /** The channel of the message. */
  override type(record: number, peek: Peek): string {
    const [start, end] = this.range(record);
    if (this.state(record) !== RecordState.Whole || end - start > MAX_NAMED) return '';
    return channelIn(decoder.decode(peek(start, end)));
  }

  why(record: number, peek: Peek): string | null {
    switch (this.state(record)) {
      case RecordState.Whole:
      case RecordState.NotClosed:
        return null;
      case RecordState.Quiet:
        return 'An empty list: it opens the response, or ends it in order, and carries nothing.';
      case RecordState.Cut:
        return 'Cut: the body ended before the separator (“|” on a line): a client does not read it.';
      case RecordState.Broken: {
        const why = whyNoJson(this.data(record, peek), peek);
        return why === WHOLE
          ? 'It is no JSON array. A client drops it.'
          : `${why} A client drops the whole list.`;
      }
    }
  }

  #failAt(offset: number): void {
    this.#isBlank = false;
    this.#scanner.fail(offset);
  }

  #scan(bytes: Uint8Array, from: number, to: number, base: number): void {
    if (from >= to) return;
    for (let at = from; this.#isBlank && at < to; at++) this.#isBlank = isSpace(bytes[at] as number);
    this.#scanner.scan(bytes, from, to, base);
  }

  #endList(end: number): void {
    const count = this.#starts.length;
    if (!this.#isRest) {
      if (this.#scanner.place !== ArrayPlace.Closed)
        this.records.add(RecordState.Broken, this.#start, end, end);
      else if (count === 0) this.records.add(RecordState.Quiet, this.#start, end, end);
      else {
        for (let index = 0; index < count; index++)
          this.records.add(RecordState.Whole, this.#starts.at(index), this.#ends.at(index), end);
      }
    }
    if (count > 0) {
      this.#starts = countColumn();
      this.#ends = countColumn();
    }
    this.#isRest = false;
    this.#isBlank = true;
    this.#start = end;
    this.#scanner.reset();
  }
}

/** What is said of JSON that is whole. */
const WHOLE = 'It is no whole JSON value.';

function channelIn(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    const isMessage = typeof value === 'object' && value !== null && 'channel' in value;
    return isMessage && typeof value.channel === 'string' ? value.channel : '';
  } catch {
    return '';
  }
}

export const messageBus: Framing = {
  id: 'message-bus',
  label: 'message_bus',
  noun: { one: 'message', many: 'messages' },
  source: 'message_bus 4, lib/message_bus/client.rb, write_chunk',
  statedBy: 'its address',
  isJson: true,
  // An answer that is not sent in chunks is one list, of type application/json.
  isStated: ({ url, mimeType }) => mimeType === 'text/plain' && ADDRESS.test(pathOf(url)),
  open: (_response, begins) => new MessageBusReader(begins),
};
