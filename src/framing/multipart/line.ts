/** What a line of a multipart body is. */
export const Line = { Content: 0, Boundary: 1 } as const;
export type Line = (typeof Line)[keyof typeof Line];

/** White space that may follow a boundary on its line (RFC 2046, 5.1.1: transport padding); more is no boundary line. */
const MAX_PADDING = 64;

const DASH = 0x2d;
const encoder = new TextEncoder();

/** One line of a body as it comes, kept no further than a boundary line can be long. */
export class BoundaryLine {
  readonly #delimiter: Uint8Array;
  readonly #kept: Uint8Array;
  /** Bytes of the line so far; more than are kept, of a long one. */
  #length = 0;

  constructor(boundary: string) {
    this.#delimiter = encoder.encode(`--${boundary}`);
    this.#kept = new Uint8Array(this.#delimiter.length + MAX_PADDING);
  }

  /** Adds bytes of the line, its line feed left out. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const room = this.#kept.length - this.#length;
    if (room > 0) this.#kept.set(bytes.subarray(from, Math.min(to, from + room)), this.#length);
    this.#length += to - from;
  }

  /** Bytes of the boundary line that closes the body, without what may follow it. */
  get closingLength(): number {
    return this.#delimiter.length + 2;
  }

  /** Whether it is the boundary line that closes the body: nothing behind its two dashes matters. */
  get isClosing(): boolean {
    const { length } = this.#delimiter;
    return (
      this.#length >= length + 2 &&
      this.#beginsWithDelimiter &&
      this.#kept[length] === DASH &&
      this.#kept[length + 1] === DASH
    );
  }

  /** The line is over. @returns what it was. */
  end(): Line {
    const kind = this.isBoundary ? Line.Boundary : Line.Content;
    this.#length = 0;
    return kind;
  }

  /** Whether it is a boundary line, were it to end here. */
  get isBoundary(): boolean {
    if (this.#length > this.#kept.length || !this.#beginsWithDelimiter) return false;
    for (let at = this.#delimiter.length; at < this.#length; at++) {
      const byte = this.#kept[at];
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
    }
    return true;
  }

  get #beginsWithDelimiter(): boolean {
    return (
      this.#length >= this.#delimiter.length && this.#delimiter.every((byte, at) => this.#kept[at] === byte)
    );
  }
}
