import type { RecordScanner } from '../delimited.ts';
import { JsonScanner, JsonState } from '../json/scanner.ts';
import { Letter } from './frame.ts';

const OPEN_BRACKET = 0x5b;
/** “c[” and “a[” hold a list; “m” holds any value. */
const LISTS: ReadonlySet<number> = new Set([Letter.Messages, Letter.Close]);

/** Says of a line whether it is a frame of SockJS: `o`, `h`, `a[…]`, `m…`, `c[…]`, or the prelude, a line of `h` only. */
export class SockJsScanner implements RecordScanner {
  readonly #json = new JsonScanner();
  /** 0 before the first byte of the line. */
  #letter = 0;
  #hasFailed = false;

  reset(): void {
    this.#json.reset();
    this.#letter = 0;
    this.#hasFailed = false;
  }

  get state(): JsonState {
    if (this.#hasFailed) return JsonState.Failed;
    if (this.#letter === 0) return JsonState.Before;
    if (this.#letter === Letter.Open) return JsonState.Complete;
    if (this.#letter === Letter.Heartbeat) return JsonState.Within;
    return this.#json.state === JsonState.Before ? JsonState.Within : this.#json.state;
  }

  /** A heartbeat carries nothing, as an empty line does. */
  get stateAtEnd(): JsonState {
    if (this.#letter === Letter.Heartbeat && !this.#hasFailed) return JsonState.Before;
    return this.state === JsonState.Within ? atLeastWithin(this.#json.stateAtEnd) : this.state;
  }

  scanWhole(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    if (this.#letter === 0 && at < to) this.#begin(bytes[at++] as number);
    if (at >= to || this.#hasFailed) return at;
    switch (this.#letter) {
      case Letter.Open:
        this.#hasFailed = true;
        return at;
      case Letter.Heartbeat:
        while (at < to && bytes[at] === Letter.Heartbeat) at++;
        this.#hasFailed = at < to;
        return at;
      default:
        return this.#scanJson(bytes, at, to);
    }
  }

  #begin(letter: number): void {
    this.#letter = letter;
    const known: readonly number[] = Object.values(Letter);
    this.#hasFailed = !known.includes(letter);
  }

  #scanJson(bytes: Uint8Array, from: number, to: number): number {
    const isFirst = this.#json.state === JsonState.Before;
    if (isFirst && LISTS.has(this.#letter) && bytes[from] !== OPEN_BRACKET) {
      this.#hasFailed = true;
      return from;
    }
    const at = this.#json.scanWhole(bytes, from, to);
    this.#hasFailed = this.#json.state === JsonState.Failed;
    return at;
  }
}

/** A letter without its value is a frame that is not whole. */
const atLeastWithin = (state: JsonState): JsonState =>
  state === JsonState.Before ? JsonState.Within : state;
