import type { Begins } from './framing.ts';
import { JsonScanner, JsonState } from './json/scanner.ts';
import { whyNoJson } from './json/why.ts';
import { BodyReader } from './reader.ts';
import { type OpenRecord, type Peek, type Range, RecordState } from './record.ts';

/** Quiet records that are kept: a body of nothing but line feeds must not cost 13 times its bytes. */
const MAX_QUIET = 10_000;

const CR = 0x0d;

/** What ends a record, in words. */
export interface Delimiter {
  readonly byte: number;
  /** As “line feed”. */
  readonly name: string;
  /** Whether the last record may lack it. */
  readonly isOptional: boolean;
  /** What is said of a record that carries nothing. */
  readonly whyQuiet: string;
  /** What a record that is none is not, as “JSON”. */
  readonly expected: string;
}

/** Says of the bytes of a record, as they come, whether they are one; a {@link JsonScanner} where it is to be JSON. */
export interface RecordScanner {
  readonly state: JsonState;
  /** The state if nothing more comes; `Before` is that of a record that carries nothing. */
  readonly stateAtEnd: JsonState;
  scanWhole(bytes: Uint8Array, from: number, to: number): number;
  /** Another record comes. */
  reset(): void;
}

/** Records each ended by a byte that none has in it; of JSON, if no other scanner is given. */
export class DelimitedReader extends BodyReader {
  readonly #delimiter: Delimiter;
  readonly #scanner: RecordScanner;
  #start = 0;
  #quiet = 0;
  /** Behind missing bytes: what stands before the first delimiter is the rest of a record that is not known. */
  #isRest: boolean;

  constructor(delimiter: Delimiter, begins: Begins = 'start', scanner?: RecordScanner) {
    super();
    this.#delimiter = delimiter;
    this.#scanner = scanner ?? new JsonScanner(begins === 'start');
    this.#isRest = begins === 'middle';
  }

  get open(): OpenRecord | null {
    if (this.finished || this.#isRest || this.#scanner.state === JsonState.Before) return null;
    const { name, expected } = this.#delimiter;
    const start = this.#start;
    if (this.#scanner.state === JsonState.Failed) {
      return { start, why: `No ${name} has ended it yet, and its bytes so far are no ${expected}.` };
    }
    const isWhole = this.#scanner.stateAtEnd === JsonState.Complete;
    return {
      start,
      why: isWhole
        ? `It is whole, but no ${name} has ended it yet: a reader that waits for one does not have it.`
        : `It has not ended: no ${name} yet.`,
    };
  }

  /** White space before a value is the record's. */
  override get border(): number {
    return this.#start;
  }

  protected read(bytes: Uint8Array): void {
    const base = this.length;
    let from = 0;
    for (;;) {
      const at = bytes.indexOf(this.#delimiter.byte, from);
      if (at < 0) break;
      this.#scan(bytes, from, at);
      this.#endRecord(base + at + 1, false);
      from = at + 1;
    }
    this.#scan(bytes, from, bytes.length);
  }

  protected end(): void {
    if (this.#scanner.state !== JsonState.Before) this.#endRecord(this.length, true);
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = this.range(record);
    if (start === end) return [start, end];
    const [last] = peek(end - 1, end);
    let stop = last === this.#delimiter.byte ? end - 1 : end;
    if (stop > start && stop < end && peek(stop - 1, stop)[0] === CR) stop--;
    return [start === 0 ? skipMark(stop, peek) : start, stop];
  }

  why(record: number, peek: Peek): string | null {
    switch (this.state(record)) {
      case RecordState.Whole:
      case RecordState.NotClosed:
        return null;
      case RecordState.Quiet:
        return this.#delimiter.whyQuiet;
      case RecordState.Cut:
        return `Cut: the body ended before ${this.#delimiter.isOptional ? 'it was whole' : `the ${this.#delimiter.name} that ends it`}.`;
      case RecordState.Broken:
        return this.whyBroken(record, peek);
    }
  }

  /** Why a record is none, in a sentence. */
  protected whyBroken(record: number, peek: Peek): string {
    return whyNoJson(this.data(record, peek), peek);
  }

  #scan(bytes: Uint8Array, from: number, to: number): void {
    if (this.#scanner.state !== JsonState.Failed) this.#scanner.scanWhole(bytes, from, to);
  }

  #endRecord(end: number, isEndOfBody: boolean): void {
    const state = this.#stateOf(isEndOfBody);
    const isKept = state !== RecordState.Quiet || this.#quiet++ < MAX_QUIET;
    if (isKept && !this.#isRest) this.records.add(state, this.#start, end, end);
    this.#isRest = false;
    this.#start = end;
    this.#scanner.reset();
  }

  #stateOf(isEndOfBody: boolean): RecordState {
    switch (this.#scanner.stateAtEnd) {
      case JsonState.Before:
        return RecordState.Quiet;
      case JsonState.Complete:
        return isEndOfBody && !this.#delimiter.isOptional ? RecordState.Cut : RecordState.Whole;
      case JsonState.Within:
        return isEndOfBody ? RecordState.Cut : RecordState.Broken;
      case JsonState.Failed:
        return RecordState.Broken;
    }
  }
}

/** Behind a byte order mark at the begin of the body: it is no part of the first record. */
export function skipMark(end: number, peek: Peek): number {
  if (end < 3) return 0;
  const [first, second, third] = peek(0, 3);
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}
