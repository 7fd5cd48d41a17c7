import { ChunkReader } from './chunks.ts';
import { skipMark } from './delimited.ts';
import type { Framing } from './framing.ts';
import { firstByte } from './json/looks.ts';
import { isSpace } from './json/mode.ts';
import { JsonScanner, JsonState } from './json/scanner.ts';
import { whyNoJson } from './json/why.ts';
import { BodyReader } from './reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from './record.ts';

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const MARK = [0xef, 0xbb, 0xbf];

const JSON_TYPES = /^(application\/([\w.-]+\+)?json|text\/(x-)?json|text\/plain)$|^$/;

/** What comes next. */
const Place = {
  Begin: 0,
  /** After “[”: an element, or “]”. */
  First: 1,
  /** After a comma. */
  Next: 2,
  Element: 3,
  /** After an element: a comma, or “]”. */
  Behind: 4,
  Closed: 5,
  Failed: 6,
  /** Where another reader is followed: between two elements. */
  Follow: 7,
} as const;
type Place = (typeof Place)[keyof typeof Place];

/** One JSON array: a record an element, as soon as it is whole. */
class JsonArrayReader extends BodyReader {
  readonly #scanner = new JsonScanner();
  #place: Place;
  #start = 0;

  get open(): OpenRecord | null {
    if (this.finished) return null;
    if (this.#place === Place.Element) return { start: this.#start, why: 'The element is not whole yet.' };
    if (this.#place === Place.Failed)
      return { start: this.#start, why: 'It is no JSON, so that nothing behind it can be read.' };
    return null;
  }

  /** @param isBegun whether it follows another reader: the array is open, and a comma or none comes first. */
  constructor(isBegun: boolean) {
    super();
    this.#place = isBegun ? Place.Follow : Place.Begin;
  }

  override get border(): number {
    return this.#place === Place.Begin ? 0 : super.border;
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    for (let at = 0; at < bytes.length && this.#place !== Place.Failed; ) {
      at = this.#place === Place.Element ? this.#readElement(bytes, at, base) : this.#step(bytes, at, base);
    }
  }

  protected end(): void {
    const { length } = this;
    switch (this.#place) {
      case Place.Failed:
        this.records.add(RecordState.Broken, this.#start, length, length);
        return;
      case Place.Element:
        this.records.add(RecordState.Cut, this.#start, length, length);
        return;
      case Place.First:
      case Place.Next:
      case Place.Behind:
      case Place.Follow:
        this.records.add(RecordState.NotClosed, length, length, length);
        return;
      default:
    }
  }

  why(record: number, peek: Peek): string | null {
    switch (this.state(record)) {
      case RecordState.Cut:
        return 'Cut: the body ended within this element, and the array was never closed: JSON.parse of the whole fails.';
      case RecordState.NotClosed:
        return 'The array was never closed: no “]” came before the body ended, so JSON.parse of the whole fails.';
      case RecordState.Broken:
        return `${whyNoJson(this.#text(record, peek), peek)} Nothing behind it can be read.`;
      default:
        return null;
    }
  }

  #readElement(bytes: Uint8Array, from: number, base: number): number {
    const at = this.#scanner.scan(bytes, from, bytes.length);
    if (this.#scanner.state === JsonState.Failed) this.#place = Place.Failed;
    if (this.#scanner.state !== JsonState.Complete) return bytes.length;
    // A number is known to be over only by the byte behind it.
    const completedAt = base + at + (this.#scanner.endedBefore ? 1 : 0);
    this.records.add(RecordState.Whole, this.#start, base + at, completedAt);
    this.#place = Place.Behind;
    return at;
  }

  /** @returns the place of the next byte to be read. */
  #step(bytes: Uint8Array, at: number, base: number): number {
    const byte = bytes[at] as number;
    if (isSpace(byte)) return at + 1;
    switch (this.#place) {
      case Place.Begin:
        if (byte === OPEN) this.#place = Place.First;
        else if (byte !== MARK[base + at]) this.#fail(0);
        return at + 1;
      case Place.Follow:
      case Place.First:
      case Place.Next:
        if (byte === CLOSE && this.#place !== Place.Next) {
          this.#place = Place.Closed;
          return at + 1;
        }
        if (byte === COMMA && this.#place === Place.Follow) {
          this.#place = Place.Next;
          return at + 1;
        }
        this.#place = Place.Element;
        this.#start = base + at;
        this.#scanner.reset();
        return at;
      case Place.Behind:
        if (byte === COMMA) this.#place = Place.Next;
        else if (byte === CLOSE) this.#place = Place.Closed;
        else this.#fail(base + at);
        return at + 1;
      default:
        this.#fail(base + at);
        return at + 1;
    }
  }

  #text(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    return [start === 0 ? skipMark(end, peek) : start, end];
  }

  #fail(start: number): void {
    this.#start = start;
    this.#place = Place.Failed;
  }
}

export const jsonArray: Framing = {
  id: 'json-array',
  label: 'JSON array',
  noun: { one: 'element', many: 'elements' },
  source: 'RFC 8259, section 5',
  claims: ({ mimeType }, head) => (JSON_TYPES.test(mimeType) && beginsArray(head) ? 'likely' : null),
  // Behind missing bytes it is not known how deep one is: what comes is shown as it came.
  open: (_response, begins) =>
    begins === 'middle' ? new ChunkReader() : new JsonArrayReader(begins === 'border'),
};

/** “[”, and an element or its begin behind it: “[DONE]” and “[12:30] started” are text. */
function beginsArray(head: Uint8Array): boolean {
  if (firstByte(head) !== OPEN) return false;
  const scanner = new JsonScanner(true);
  scanner.scan(head, 0, head.length);
  return scanner.state !== JsonState.Failed;
}
