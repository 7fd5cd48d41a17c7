const WORD = /[\p{L}\p{N}]+/gu;

/** Shorter ones turn up by chance: they are replaced only where they were found. */
const SHORTEST = 8;

/** Secrets that were found, to be looked for in other text. Linear in the text, however many there are. */
export class KnownSecrets {
  /** By the first word of what is written. */
  readonly #byWord = new Map<string, string[]>();
  readonly #all = new Set<string>();

  /** @param secret percent-encoding undone; it is looked for as it is, and percent-encoded. */
  add(secret: string): void {
    if (this.#all.has(secret) || !isSought(secret)) return;
    this.#all.add(secret);
    for (const written of new Set([secret, encodeURIComponent(secret.toWellFormed())])) {
      const [word] = written.match(WORD) ?? [];
      if (word === undefined) continue;
      const list = this.#byWord.get(word) ?? [];
      list.push(written);
      // The longest first: one may begin with another.
      list.sort((a, b) => b.length - a.length);
      this.#byWord.set(word, list);
    }
  }

  /** Replaces the known secrets that stand in a text between borders of words. */
  replace(text: string, by: (written: string) => string): string {
    if (this.#byWord.size === 0 || text.length < SHORTEST) return text;
    let whole = '';
    let from = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const found = this.#byWord.get(word)?.find((written) => {
        const start = index - written.indexOf(word);
        return start >= from && text.startsWith(written, start) && isBorder(text, start, written);
      });
      if (found === undefined) continue;
      const start = index - found.indexOf(word);
      whole += text.slice(from, start) + by(found);
      from = start + found.length;
    }
    return whole + text.slice(from);
  }
}

/** Not an address: a cookie can hold one. */
function isSought(secret: string): boolean {
  return secret.length >= SHORTEST && !/^[a-z]+:\/\//i.test(secret);
}

function isBorder(text: string, start: number, written: string): boolean {
  const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  const end = start + written.length;
  const opens = !(isWord(text[start - 1]) && isWord(written[0]));
  return opens && !(isWord(text[end]) && isWord(written.at(-1)));
}
