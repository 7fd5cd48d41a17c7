/** A file's bytes cut into lines at each LF, however the bytes come in pieces. Holds one line that is not yet whole. */
export class LineCutter {
  readonly #maxLength: number;
  #rest: Uint8Array[] = [];
  #length = 0;

  /** @param maxLength bytes a line may have. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /**
   * Takes the next bytes and gives every line that they end, without its line end.
   * @returns whether it can continue: false where a line is longer than it may be.
   */
  push(piece: Uint8Array, onLine: (line: Uint8Array) => void): boolean {
    let from = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
      if (this.#length + end - from > this.#maxLength) return false;
      onLine(this.#joined(piece.subarray(from, end)));
      from = end + 1;
    }
    const left = piece.length - from;
    if (this.#length + left > this.#maxLength) return false;
    if (left > 0) {
      // A copy: the caller may use the piece again.
      this.#rest.push(piece.slice(from));
      this.#length += left;
    }
    return true;
  }

  /** The bytes after the last line end. */
  rest(): Uint8Array {
    return this.#joined(new Uint8Array(0));
  }

  #joined(last: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return last;
    const line = new Uint8Array(this.#length + last.length);
    let at = 0;
    for (const part of this.#rest) {
      line.set(part, at);
      at += part.length;
    }
    line.set(last, at);
    this.#rest = [];
    this.#length = 0;
    return line;
  }
}

const LF = 0x0a;
