import { COLON, Field, fieldOf, LONGEST_NAME_AND_COLON, SPACE } from './field.ts';
import type { IdBuffer, RetryBuffer } from './values.ts';

/**
 * A line that comes in pieces. It keeps the first six bytes and then only what the field needs, so a line cut over a million
 * chunks is neither kept nor read again.
 */
export class CutLine {
  readonly #id: IdBuffer;
  readonly #retry: RetryBuffer;
  readonly #head = new Uint8Array(LONGEST_NAME_AND_COLON);
  #headLength = 0;
  /** Null until the first bytes have settled it. */
  #field: Field | null = null;
  /** The next byte is the value's first: a space there is dropped. */
  #atValue = false;

  constructor(id: IdBuffer, retry: RetryBuffer) {
    this.#id = id;
    this.#retry = retry;
  }

  begin(): void {
    this.#headLength = 0;
    this.#field = null;
    this.#atValue = false;
  }

  /** One more piece: `bytes[from, to)`, without the line end. */
  add(bytes: Uint8Array, from: number, to: number): void {
    let i = from;
    while (this.#field === null && i < to) {
      const byte = bytes[i++] as number;
      this.#head[this.#headLength++] = byte;
      if (byte === COLON || this.#headLength === LONGEST_NAME_AND_COLON) this.#settle();
    }
    const value = this.#field === Field.Id ? this.#id : this.#field === Field.Retry ? this.#retry : null;
    if (value === null || i === to) return;
    if (this.#atValue && bytes[i] === SPACE) i++;
    this.#atValue = false;
    value.add(bytes, i, to);
  }

  /** What the line would be if it ended here; null where it has no byte yet. Ending it changes nothing else. */
  get field(): Field | null {
    if (this.#field !== null) return this.#field;
    return this.#headLength === 0 ? null : fieldOf(this.#head, 0, this.#headLength);
  }

  /** The line is over: settles it. */
  end(): Field {
    if (this.#field === null) this.#settle();
    return this.#field ?? Field.Unknown;
  }

  #settle(): void {
    this.#field = fieldOf(this.#head, 0, this.#headLength);
    this.#atValue = true;
  }
}
