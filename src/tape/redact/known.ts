const WORD = /[\p{L}\p{N}]+/gu;

/** Shorter ones turn up by chance: they are replaced only where they were found. */
const MIN_LENGTH = 8;

/** Secrets of one length whose first word begins at one place. */
interface Alike {
  readonly lead: number;
  readonly length: number;
  readonly secrets: Set<string>;
}

/**
 * Secrets that were found, to be looked for in other text. They lie by their first word, and under it by their shape, so
 * that a look costs the same however many there are: a hundred thousand tokens of one issuer begin alike.
 */
export class KnownSecrets {
  readonly #byWord = new Map<string, Alike[]>();

  /** @param secret percent-encoding undone; it is looked for as it is, and percent-encoded. */
  add(secret: string): void {
    if (!isSought(secret)) return;
    this.#add(secret);
    const encoded = encodeURIComponent(secret.toWellFormed());
    if (encoded !== secret) this.#add(encoded);
  }

  /** Replaces the known secrets in a text between borders of words. */
  replace(text: string, by: (written: string) => string): string {
    if (this.#byWord.size === 0 || text.length < MIN_LENGTH) return text;
    let whole = '';
    let from = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      for (const { lead, length, secrets } of this.#byWord.get(word) ?? []) {
        const start = index - lead;
        const written = start < from ? '' : text.slice(start, start + length);
        if (!secrets.has(written) || !isApart(text, start, written)) continue;
        whole += text.slice(from, start) + by(written);
        from = start + length;
        break;
      }
    }
    return whole + text.slice(from);
  }

  #add(written: string): void {
    const first = written.matchAll(WORD).next().value;
    if (!first) return;
    const { 0: word, index: lead } = first;
    const { length } = written;
    let list = this.#byWord.get(word);
    if (!list) {
      list = [];
      this.#byWord.set(word, list);
    }
    let alike = list.find((one) => one.lead === lead && one.length === length);
    if (!alike) {
      alike = { lead, length, secrets: new Set() };
      list.push(alike);
      // The longest first: one may begin with another.
      list.sort((a, b) => b.length - a.length);
    }
    alike.secrets.add(written);
  }
}

/** Not an address: a cookie can hold one. */
function isSought(secret: string): boolean {
  return secret.length >= MIN_LENGTH && !/^[a-z]+:\/\//i.test(secret);
}

function isApart(text: string, start: number, written: string): boolean {
  const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  const end = start + written.length;
  const opens = !(isWord(text[start - 1]) && isWord(written[0]));
  return opens && !(isWord(text[end]) && isWord(written.at(-1)));
}
