const CR = 0x0d;
const LF = 0x0a;
/** “|” on a line of its own. */
const SEPARATOR = [CR, LF, 0x7c, CR, LF] as const;

/** Bytes of the separator. */
export const SEPARATOR_LENGTH = SEPARATOR.length;

/** What {@link SeparatorMatch} says of a byte. */
export const Matched = {
  /** It belongs to the content. */
  Content: 0,
  /** It is “|” or behind it, where a separator may be. */
  Within: 1,
  /** It ends a separator. */
  Separator: 2,
  /** It is none of a separator, of which a “|” had come. */
  None: 3,
} as const;
export type Matched = (typeof Matched)[keyof typeof Matched];

/** Finds `\r\n|\r\n` in bytes as they come. */
export class SeparatorMatch {
  #matched = 0;

  /** Whether nothing of a separator has come. */
  get isIdle(): boolean {
    return this.#matched === 0;
  }

  add(byte: number): Matched {
    const before = this.#matched;
    if (byte === SEPARATOR[before]) {
      this.#matched = before + 1 === SEPARATOR_LENGTH ? 0 : before + 1;
      if (this.#matched === 0) return Matched.Separator;
      return before < 2 ? Matched.Content : Matched.Within;
    }
    this.#matched = byte === CR ? 1 : 0;
    return before > 2 ? Matched.None : Matched.Content;
  }
}
