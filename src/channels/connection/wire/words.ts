import type { ConnectionTape } from '../../../tape/index.ts';

/** Bytes of a body in which its words are looked for. */
const LOOKED_AT = 4000;

/** The first words of a body on one line; of a page of HTML without its tags, as plain text. */
export function wordsOf({ bytes }: ConnectionTape, mimeType: string): string {
  const found = bytes.peek(0, Math.min(bytes.length, LOOKED_AT));
  const text = found ? new TextDecoder().decode(found) : '';
  const plain =
    mimeType === 'text/html'
      ? text.replace(/<(style|script)\b[^>]*>[^<]*/gi, ' ').replace(/<[^>]*>?/g, ' ')
      : text;
  return plain.replace(/\s+/g, ' ').trim();
}
