import { continuesNumber, isDigit, isHex, isSpace, isWholeNumber, Mode, numberAfter } from './mode.ts';

/** What a {@link JsonScanner} has seen of a value. */
export const JsonState = {
  /** Nothing but white space. */
  Before: 0,
  Within: 1,
  Complete: 2,
  /** What came is no JSON. */
  Failed: 3,
} as const;
export type JsonState = (typeof JsonState)[keyof typeof JsonState];

const LITERALS: Readonly<Record<number, string>> = { 116: 'true', 102: 'false', 110: 'null' };

/**
 * Says of bytes as they come whether they are a JSON value (RFC 8259), and where it ends. It keeps a bit for each array and
 * object that is open, and nothing of what is in them. Whether strings are valid UTF-8 it does not say.
 */
export class JsonScanner {
  #mode: Mode = Mode.Value;
  #depth = 0;
  /** A bit a depth: 1 for an object, 0 for an array. */
  #objects: Uint8Array = new Uint8Array(16);
  #isName = false;
  #hexLeft = 0;
  #literal = '';
  #literalAt = 0;
  #mayHaveMark: boolean;
  #isBlank = true;
  /** Whether the byte behind it was looked at to see that the value is over. */
  #endedBefore = false;

  /** @param mayHaveMark whether a byte order mark may precede it, as at the begin of a body. */
  constructor(mayHaveMark = false) {
    this.#mayHaveMark = mayHaveMark;
  }

  /** Another value comes. */
  reset(): void {
    this.#mode = Mode.Value;
    this.#depth = 0;
    this.#mayHaveMark = false;
    this.#isBlank = true;
    this.#endedBefore = false;
  }

  /** Of a complete value: whether only the byte behind it showed that it is over, as of a number. */
  get endedBefore(): boolean {
    return this.#endedBefore;
  }

  get state(): JsonState {
    if (this.#mode === Mode.Complete) return JsonState.Complete;
    if (this.#mode === Mode.Failed) return JsonState.Failed;
    return this.#isBlank ? JsonState.Before : JsonState.Within;
  }

  /** The state if nothing more comes: a number ends by that. */
  get stateAtEnd(): JsonState {
    return this.#depth === 0 && isWholeNumber(this.#mode) ? JsonState.Complete : this.state;
  }

  /**
   * Reads bytes `from` to `to`.
   * @returns where it stopped: behind the value, at the byte that is no JSON, or at `to`. A number ends before the byte that is
   * none of it.
   */
  scan(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      if (this.#mode === Mode.String) {
        at = this.#skipText(bytes, at, to);
        if (at >= to) return to;
      }
      const byte = bytes[at] as number;
      if (isWholeNumber(this.#mode) && !continuesNumber(this.#mode, byte)) {
        this.#endValue();
        this.#endedBefore = this.#depth === 0;
        if (this.#endedBefore) return at;
      }
      this.#step(byte);
      if (this.#mode === Mode.Failed) return at;
      if (this.#mode === Mode.Complete) return at + 1;
    }
    return to;
  }

  /** As {@link scan}, where nothing but white space may follow the value. */
  scanWhole(bytes: Uint8Array, from: number, to: number): number {
    let at = this.#mode === Mode.Complete ? from : this.scan(bytes, from, to);
    if (this.#mode !== Mode.Complete) return at;
    while (at < to && isSpace(bytes[at] as number)) at++;
    if (at < to) this.#mode = Mode.Failed;
    return at;
  }

  /** To the next byte of a string that means something. */
  #skipText(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte < 0x20 || byte === 0x22 || byte === 0x5c) break;
    }
    return at;
  }

  #step(byte: number): void {
    switch (this.#mode) {
      case Mode.Value:
        if (!isSpace(byte)) this.#beginValue(byte);
        return;
      case Mode.First:
        if (byte === 0x5d) this.#close();
        else if (!isSpace(byte)) this.#beginValue(byte);
        return;
      case Mode.FirstName:
      case Mode.Name:
        if (byte === 0x22) this.#beginString(true);
        else if (byte === 0x7d && this.#mode === Mode.FirstName) this.#close();
        else this.#skipSpace(byte);
        return;
      case Mode.Colon:
        if (byte === 0x3a) this.#mode = Mode.Value;
        else this.#skipSpace(byte);
        return;
      case Mode.Next:
        this.#stepNext(byte);
        return;
      case Mode.String:
      case Mode.Escape:
      case Mode.Hex:
        this.#stepString(byte);
        return;
      case Mode.Literal:
        if (byte !== this.#literal.charCodeAt(this.#literalAt)) this.#mode = Mode.Failed;
        else if (++this.#literalAt === this.#literal.length) this.#endValue();
        return;
      case Mode.Mark1:
        this.#mode = byte === 0xbb ? Mode.Mark2 : Mode.Failed;
        return;
      case Mode.Mark2:
        this.#mode = byte === 0xbf ? Mode.Value : Mode.Failed;
        this.#isBlank = this.#mode === Mode.Value;
        return;
      case Mode.Complete:
      case Mode.Failed:
        return;
      default:
        this.#mode = numberAfter(this.#mode, byte);
    }
  }

  #skipSpace(byte: number): void {
    if (!isSpace(byte)) this.#mode = Mode.Failed;
  }

  #beginValue(byte: number): void {
    const mayBeMark = this.#isBlank && this.#mayHaveMark && byte === 0xef;
    this.#isBlank = false;
    this.#mayHaveMark = false;
    if (byte === 0x7b) this.#open(1);
    else if (byte === 0x5b) this.#open(0);
    else if (byte === 0x22) this.#beginString(false);
    else if (byte === 0x2d) this.#mode = Mode.Minus;
    else if (byte === 0x30) this.#mode = Mode.Zero;
    else if (isDigit(byte)) this.#mode = Mode.Digits;
    else if (mayBeMark) this.#mode = Mode.Mark1;
    else this.#beginLiteral(byte);
  }

  #beginLiteral(byte: number): void {
    const literal = LITERALS[byte];
    this.#mode = literal === undefined ? Mode.Failed : Mode.Literal;
    this.#literal = literal ?? '';
    this.#literalAt = 1;
  }

  #beginString(isName: boolean): void {
    this.#mode = Mode.String;
    this.#isName = isName;
  }

  #stepString(byte: number): void {
    if (this.#mode === Mode.String) {
      if (byte === 0x22) this.#endString();
      else this.#mode = byte === 0x5c ? Mode.Escape : Mode.Failed;
    } else if (this.#mode === Mode.Escape) {
      this.#hexLeft = 4;
      const isKnown = '"\\/bfnrt'.includes(String.fromCharCode(byte));
      this.#mode = byte === 0x75 ? Mode.Hex : isKnown ? Mode.String : Mode.Failed;
    } else if (!isHex(byte)) this.#mode = Mode.Failed;
    else if (--this.#hexLeft === 0) this.#mode = Mode.String;
  }

  #endString(): void {
    if (this.#isName) this.#mode = Mode.Colon;
    else this.#endValue();
  }

  #stepNext(byte: number): void {
    const isObject = this.#isInObject;
    if (byte === 0x2c) this.#mode = isObject ? Mode.Name : Mode.Value;
    else if (byte === (isObject ? 0x7d : 0x5d)) this.#close();
    else this.#skipSpace(byte);
  }

  #open(isObject: 0 | 1): void {
    const place = this.#depth >> 3;
    if (place === this.#objects.length) {
      const larger = new Uint8Array(place * 2);
      larger.set(this.#objects);
      this.#objects = larger;
    }
    const bit = 1 << (this.#depth & 7);
    const bits = this.#objects[place] as number;
    this.#objects[place] = isObject ? bits | bit : bits & ~bit;
    this.#depth++;
    this.#mode = isObject ? Mode.FirstName : Mode.First;
  }

  get #isInObject(): boolean {
    const depth = this.#depth - 1;
    return ((this.#objects[depth >> 3] as number) & (1 << (depth & 7))) !== 0;
  }

  #close(): void {
    this.#depth--;
    this.#endValue();
  }

  #endValue(): void {
    this.#mode = this.#depth === 0 ? Mode.Complete : Mode.Next;
  }
}
