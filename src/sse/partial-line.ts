import { COLON, Field, fieldOf, MAX_NAME_AND_COLON, SPACE } from './field.ts';
import type { IdBuffer, RetryBuffer } from './values.ts';

/**
 * A line that comes in pieces. It keeps the first six bytes and then only what the field needs, so a line cut over a
 * million chunks is neither kept nor read again.
 */
export class PartialLine {
  readonly #id: IdBuffer;
  readonly #retry: RetryBuffer;
  /** The first bytes, then 0xff, which is no part of any name. */
  readonly #head = new DataView(new ArrayBuffer(8));
  #headLength = 0;
  /** Null until the first bytes have settled it. */
  #field: Field | null = null;
  /** Nothing that follows matters but the line's end: so with every long line, and then a piece costs one comparison. */
  #indifferent = false;
  /** The next byte is the value's first: a space there is dropped. */
  #atValue = false;

  constructor(id: IdBuffer, retry: RetryBuffer) {
    this.#id = id;
    this.#retry = retry;
  }

  /**
   * The first piece: `bytes[from, to)`, without the line end.
   * @param field what the piece shows the line to be; null where it is too short for that
   */
  begin(field: Field | null, bytes: Uint8Array, from: number, to: number): void {
    this.#indifferent = field !== null && field !== Field.Id && field !== Field.Retry;
    if (this.#indifferent) {
      this.#field = field;
      return;
    }
    this.#head.setInt32(0, -1);
    this.#head.setInt32(4, -1);
    this.#headLength = 0;
    this.#field = null;
    this.#read(bytes, from, to);
  }

  /** One more piece: `bytes[from, to)`, without the line end. */
  add(bytes: Uint8Array, from: number, to: number): void {
    if (!this.#indifferent) this.#read(bytes, from, to);
  }

  /** What the line is if it ends here; null where it has no byte yet. */
  get field(): Field | null {
    if (this.#field !== null) return this.#field;
    return this.#headLength === 0 ? null : fieldOf(this.#head, 0, this.#headLength);
  }

  #read(bytes: Uint8Array, from: number, to: number): void {
    let i = from;
    while (this.#field === null && i < to) {
      const byte = bytes[i++] as number;
      this.#head.setUint8(this.#headLength++, byte);
      if (byte === COLON || this.#headLength === MAX_NAME_AND_COLON) this.#decideField();
    }
    if (this.#field === null || this.#indifferent || i === to) return;
    if (this.#atValue && bytes[i] === SPACE) i++;
    this.#atValue = false;
    (this.#field === Field.Id ? this.#id : this.#retry).add(bytes, i, to);
  }

  #decideField(): void {
    const field = fieldOf(this.#head, 0, this.#headLength);
    this.#field = field;
    this.#indifferent = field !== Field.Id && field !== Field.Retry;
    this.#atValue = true;
  }
}
