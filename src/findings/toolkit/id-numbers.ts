import type { EventStream } from '../../channels/index.ts';
import type { LineAt } from '../observer.ts';

/** Bytes taken into view at once: IDs come in millions, and to fetch the bytes of each costs more than to read them. */
const VIEW = 16_384;

const ZERO = 0x30;
const COLON = 0x3a;
const SPACE = 0x20;

/** Digits of a whole number that is exact as a double. */
const MAX_DIGITS = 15;
/** "id: " and one digit too many. */
const MAX_LINE = 'id: '.length + MAX_DIGITS + 1;

/** The IDs of a connection as numbers, read without making texts of them. */
export class IdNumbers {
  readonly #stream: EventStream;
  #from = 0;
  #view: Uint8Array = new Uint8Array(0);

  constructor(stream: EventStream) {
    this.#stream = stream;
  }

  /** Value of an `id` line; null where it is no whole number of up to 15 digits. */
  of({ segment, line }: LineAt): number | null {
    const { reader } = segment;
    const start = reader.lineStart(line);
    const length = reader.lineEnd(line) - start;
    if (length > MAX_LINE) return null;
    const first = this.#show(segment.base + start, length);
    const end = first + length;
    const view = this.#view;
    let at = first;
    while (at < end && view[at] !== COLON) at++;
    at++;
    if (view[at] === SPACE && at < end) at++;
    if (at >= end || end - at > MAX_DIGITS) return null;
    let value = 0;
    for (; at < end; at++) {
      const digit = (view[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return null;
      value = value * 10 + digit;
    }
    return value;
  }

  /** Takes bytes of the connection into view. @returns where in it they begin. */
  #show(start: number, length: number): number {
    if (start < this.#from || start + length > this.#from + this.#view.length) {
      const { bytes } = this.#stream.tape;
      this.#from = start;
      this.#view = bytes.peek(start, Math.min(bytes.length, start + VIEW)) ?? new Uint8Array(0);
    }
    return start - this.#from;
  }
}
