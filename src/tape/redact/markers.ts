/**
 * What a file has in a secret's place.
 *
 * Secrets are numbered in the order they are found, and the number is all a marker says. A hash, however salted, would
 * let two files be compared or a short secret be guessed; a number holds nothing of the secret, and is never the same for
 * two of them. Markers are letters, digits, `-` and `~` only: they can be in a URL, a header, a cookie and in JSON
 * without being escaped.
 */
export class Markers {
  readonly #numbers = new Map<string, number>();

  /** Gives a secret its number, if it has none. */
  add(secret: string): void {
    this.#number(secret);
  }

  /**
   * The marker of a secret: `redacted-1~~~~`, or `~1~~` where that is too long, padded to the length of the secret as it
   * is written. One of fewer characters than its marker needs gets a longer one: that two secrets stay two comes first.
   * @param secret what is written, with percent-encoding undone.
   * @param length characters of what is written.
   */
  of(secret: string, length: number): string {
    const number = this.#number(secret).toString(36);
    const long = `redacted-${number}`;
    // By the secret, not by its written form: percent-encoded it is longer, and must have the same marker.
    return (long.length <= withoutPadding(secret).length ? long : `~${number}`).padEnd(length, '~');
  }

  #number(whole: string): number {
    const secret = withoutPadding(whole);
    let number = this.#numbers.get(secret);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(secret, number);
    }
    return number;
  }
}

/** Whether a value is a marker of an earlier export. Short ones cannot be distinguished from what the server or a user may have chosen. */
export function isMarker(value: string): boolean {
  return /^redacted-[\da-z]+~*$/.test(value);
}

/** What was replaced in an earlier export stays one, however long it was written. */
function withoutPadding(secret: string): string {
  return /^(?:redacted-|~)[\da-z]+~+$/.test(secret) ? secret.replace(/~+$/, '') : secret;
}
