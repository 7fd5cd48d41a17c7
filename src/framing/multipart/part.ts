import type { Peek } from '../record.ts';

/** Bytes in which the end of a part's headers is looked for. */
const MAX_HEADERS = 16_384;

const LF = 0x0a;
const CR = 0x0d;

const decoder = new TextDecoder();

/**
 * Where the body of a part begins: behind the empty line that ends its headers; null where it has no such line.
 * @param start of the boundary line that begins it.
 */
export function bodyStart(start: number, end: number, peek: Peek): number | null {
  const head = peek(start, Math.min(end, start + MAX_HEADERS));
  let at = head.indexOf(LF) + 1;
  while (at > 0 && at < head.length) {
    const next = head.indexOf(LF, at);
    if (next < 0) return null;
    if (next === at || (next === at + 1 && head[at] === CR)) return start + next + 1;
    at = next + 1;
  }
  return null;
}

/** Content-Type of a part without its parameters, in lower case; '' where it has none. @param head from its boundary line on. */
export function partType(head: Uint8Array): string {
  const found = /^content-type[ \t]*:[ \t]*([^;\r\n]*)/im.exec(decoder.decode(head));
  return found?.[1]?.trim().toLowerCase() ?? '';
}
