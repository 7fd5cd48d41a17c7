/** "The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any." (WHATWG HTML 9.2.5) */
const BOM = [0xef, 0xbb, 0xbf] as const;

/** Bytes of a BOM. */
export const BOM_LENGTH = BOM.length;

/** Watches for a BOM at the very start of a stream, which may be cut into pieces. */
export class BomWatch {
  /** False once it is known whether the stream begins with a BOM. */
  undecided: boolean;
  #seen = 0;

  constructor(undecided: boolean) {
    this.undecided = undecided;
  }

  /** The stream's next bytes. @returns true when they complete a BOM: the stream's text begins at {@link BOM_LENGTH}. */
  completedBy(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      this.undecided = byte === BOM[this.#seen] && ++this.#seen < BOM.length;
      if (!this.undecided) return this.#seen === BOM.length;
    }
    return false;
  }
}
