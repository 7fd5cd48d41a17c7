import { isSpace } from './mode.ts';
import { JsonScanner, JsonState } from './scanner.ts';

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const MARK = [0xef, 0xbb, 0xbf];

/** What comes next. */
export const ArrayPlace = {
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
export type ArrayPlace = (typeof ArrayPlace)[keyof typeof ArrayPlace];

/** @param completedAt offset behind the byte that showed that the element is over. */
export type OnElement = (start: number, end: number, completedAt: number) => void;

/** Says of bytes as they come where the elements of one JSON array lie. */
export class ArrayScanner {
  readonly #scanner = new JsonScanner();
  readonly #onElement: OnElement;
  #mayHaveMark: boolean;
  #start = 0;
  place: ArrayPlace;

  /**
   * @param isBegun whether it follows another reader: the array is open, and a comma or none comes first.
   * @param mayHaveMark whether a byte order mark may precede it, as at the begin of a body.
   */
  constructor(onElement: OnElement, isBegun = false, mayHaveMark = true) {
    this.#onElement = onElement;
    this.place = isBegun ? ArrayPlace.Follow : ArrayPlace.Begin;
    this.#mayHaveMark = mayHaveMark;
  }

  /** Offset of the element that is open, or of what is no JSON. */
  get start(): number {
    return this.#start;
  }

  /** Another array comes. */
  reset(): void {
    this.place = ArrayPlace.Begin;
    this.#mayHaveMark = false;
  }

  /** What comes is no JSON. @param start offset from which on. */
  fail(start: number): void {
    this.#start = start;
    this.place = ArrayPlace.Failed;
  }

  /** Reads bytes `from` to `to`. @param base offset of the first byte of `bytes`. */
  scan(bytes: Uint8Array, from: number, to: number, base: number): void {
    for (let at = from; at < to && this.place !== ArrayPlace.Failed; ) {
      at =
        this.place === ArrayPlace.Element
          ? this.#readElement(bytes, at, to, base)
          : this.#step(bytes, at, base);
    }
  }

  #readElement(bytes: Uint8Array, from: number, to: number, base: number): number {
    const at = this.#scanner.scan(bytes, from, to);
    if (this.#scanner.state === JsonState.Failed) this.place = ArrayPlace.Failed;
    if (this.#scanner.state !== JsonState.Complete) return to;
    // A number is known to be over only by the byte behind it.
    this.#onElement(this.#start, base + at, base + at + (this.#scanner.endedBefore ? 1 : 0));
    this.place = ArrayPlace.Behind;
    return at;
  }

  /** @returns the place of the next byte to be read. */
  #step(bytes: Uint8Array, at: number, base: number): number {
    const byte = bytes[at] as number;
    if (isSpace(byte)) return at + 1;
    switch (this.place) {
      case ArrayPlace.Begin:
        if (byte === OPEN) this.place = ArrayPlace.First;
        else if (!this.#mayHaveMark || byte !== MARK[base + at]) this.fail(0);
        return at + 1;
      case ArrayPlace.Follow:
      case ArrayPlace.First:
      case ArrayPlace.Next:
        if (byte === CLOSE && this.place !== ArrayPlace.Next) {
          this.place = ArrayPlace.Closed;
          return at + 1;
        }
        if (byte === COMMA && this.place === ArrayPlace.Follow) {
          this.place = ArrayPlace.Next;
          return at + 1;
        }
        this.place = ArrayPlace.Element;
        this.#start = base + at;
        this.#scanner.reset();
        return at;
      case ArrayPlace.Behind:
        if (byte === COMMA) this.place = ArrayPlace.Next;
        else if (byte === CLOSE) this.place = ArrayPlace.Closed;
        else this.fail(base + at);
        return at + 1;
      default:
        this.fail(base + at);
        return at + 1;
    }
  }
}
