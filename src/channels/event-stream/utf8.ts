/**
 * Finds out whether bytes are UTF-8, as they come. "Event streams … must always be encoded as UTF-8" (WHATWG HTML, 9.2.5);
 * a browser replaces what is not by U+FFFD and says nothing, so the panel says it.
 */
export class Utf8Check {
  #decoder: TextDecoder | null = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** Offset of the first bytes handed over that hold an invalid sequence; null while there is none. */
  invalidFrom: number | null = null;

  /** @param offset of the first byte. */
  add(bytes: Uint8Array, offset: number): void {
    this.#decode(bytes, offset, true);
  }

  /** The stream is over: a character cut off at its end is invalid too. */
  end(offset: number): void {
    this.#decode(new Uint8Array(0), offset, false);
  }

  #decode(bytes: Uint8Array, offset: number, stream: boolean): void {
    try {
      this.#decoder?.decode(bytes, { stream });
    } catch {
      this.invalidFrom = offset;
      // One is enough; the rest need not be looked at.
      this.#decoder = null;
    }
  }
}
