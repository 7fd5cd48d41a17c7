import type { Begins, Framing } from './framing.ts';
import { isSpace } from './json/mode.ts';
import { JsonScanner, JsonState } from './json/scanner.ts';
import { whyNoJson } from './json/why.ts';
import { BodyReader } from './reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from './record.ts';
import { RS } from './separated.ts';

const LF = 0x0a;

const Place = {
  /** Before the first 0x1e, or behind the line feed of a record: nothing but white space belongs there. */
  Between: 0,
  /** Something else stands there, up to the next 0x1e. */
  Stray: 1,
  /** Behind 0x1e. */
  Text: 2,
  /** What stands behind 0x1e is no JSON text, up to the next one. */
  Broken: 3,
  /** Behind missing bytes: the rest of a record that is not known, up to the next 0x1e. */
  Rest: 4,
} as const;
type Place = (typeof Place)[keyof typeof Place];

const STRAY = 'No 0x1e stands before it: it belongs to no record.';

/** JSON text sequences: a record begins with 0x1e, and a line feed ends its text. */
class TextSequenceReader extends BodyReader {
  readonly #scanner = new JsonScanner();
  #place: Place;
  #start = 0;

  constructor(begins: Begins = 'start') {
    super();
    this.#place = begins === 'middle' ? Place.Rest : Place.Between;
  }

  get open(): OpenRecord | null {
    if (this.finished || this.#place === Place.Between || this.#place === Place.Rest) return null;
    const start = this.#start;
    if (this.#place === Place.Stray) return { start, why: STRAY };
    if (this.#place === Place.Broken) {
      return { start, why: 'It is no JSON text; the next record begins at the next 0x1e.' };
    }
    return { start, why: 'It has not ended: no line feed behind a whole JSON text yet.' };
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    for (let from = 0; from < bytes.length; ) {
      const next = bytes.indexOf(RS, from);
      this.#readUntil(bytes, from, next < 0 ? bytes.length : next, base);
      if (next < 0) return;
      this.#endRecord(base + next);
      this.#scanner.reset();
      this.#start = base + next;
      this.#place = Place.Text;
      from = next + 1;
    }
  }

  protected end(): void {
    this.#endRecord(this.length);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    const from = peek(start, start + 1)[0] === RS ? start + 1 : start;
    return [from, end > from && peek(end - 1, end)[0] === LF ? end - 1 : end];
  }

  why(record: number, peek: Peek): string | null {
    const [start] = this.range(record);
    switch (this.state(record)) {
      case RecordState.Cut:
        return 'Cut: its JSON text is not whole, or is a number that nothing ends, which may lack digits.';
      case RecordState.Broken:
        return peek(start, start + 1)[0] === RS ? whyNoJson(this.data(record, peek), peek) : STRAY;
      default:
        return null;
    }
  }

  /** Reads bytes among which no 0x1e is. */
  #readUntil(bytes: Uint8Array, from: number, to: number, base: number): void {
    let at = from;
    if (this.#place === Place.Text) at = this.#readText(bytes, at, to, base);
    if (this.#place !== Place.Between) return;
    while (at < to && isSpace(bytes[at] as number)) at++;
    if (at === to) return;
    this.#place = Place.Stray;
    this.#start = base + at;
  }

  /** @returns behind the line feed that ends the record; else `to`. */
  #readText(bytes: Uint8Array, from: number, to: number, base: number): number {
    const scanner = this.#scanner;
    let at = scanner.state === JsonState.Complete ? from : scanner.scan(bytes, from, to);
    if (scanner.state === JsonState.Failed) this.#place = Place.Broken;
    if (scanner.state !== JsonState.Complete) return to;
    while (at < to && bytes[at] !== LF && isSpace(bytes[at] as number)) at++;
    if (at === to) return to;
    if (bytes[at] !== LF) {
      this.#place = Place.Broken;
      return to;
    }
    this.#add(RecordState.Whole, base + at + 1);
    return at + 1;
  }

  /** What is open ends without its line feed: before the next 0x1e, or with the body. */
  #endRecord(end: number): void {
    if (this.#place === Place.Between || this.#place === Place.Rest) return;
    const { state } = this.#scanner;
    if (this.#place !== Place.Text) this.#add(RecordState.Broken, end);
    // Several 0x1e in a row are no records (RFC 7464, 2.1).
    else if (state === JsonState.Before) this.#place = Place.Between;
    else this.#add(state === JsonState.Complete ? RecordState.Whole : RecordState.Cut, end);
  }

  #add(state: RecordState, end: number): void {
    this.records.add(state, this.#start, end, end);
    this.#place = Place.Between;
  }
}

export const textSequence: Framing = {
  id: 'json-seq',
  label: 'JSON text sequence',
  noun: { one: 'record', many: 'records' },
  source: 'RFC 7464, section 2',
  isJson: true,
  isStated: ({ mimeType }) => /^application\/([\w.-]+\+)?json-seq$/.test(mimeType),
  isLikely: (_response, head) => head[0] === RS && (head[1] === 0x7b || head[1] === 0x5b),
  open: (_response, begins) => new TextSequenceReader(begins),
};
