import { JsonScanner, JsonState } from './scanner.ts';

const OPENS = new Set([0x7b, 0x5b]);

/**
 * Whether the begin of a body plainly is objects or arrays of JSON that a byte ends: at least one is whole, none is
 * broken, and what comes behind the last begins one too. Text that only happens to be JSON (a number a line) is not.
 */
export function looksDelimited(head: Uint8Array, delimiter: number): boolean {
  let whole = 0;
  for (let from = 0; from < head.length; ) {
    const at = head.indexOf(delimiter, from);
    const end = at < 0 ? head.length : at;
    const scanner = new JsonScanner(from === 0);
    scanner.scanWhole(head, from, end);
    const { state } = scanner;
    if (state !== JsonState.Before) {
      const isEnded = at >= 0;
      if (!OPENS.has(firstByte(head, from))) return false;
      if (state === JsonState.Failed || (isEnded && state !== JsonState.Complete)) return false;
      if (isEnded) whole++;
    }
    if (at < 0) break;
    from = at + 1;
  }
  return whole > 0;
}

/** The first byte of a text that is no white space; a byte order mark at the begin of the body is passed over. */
export function firstByte(head: Uint8Array, from = 0): number {
  let at = from === 0 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : from;
  while (at < head.length && (head[at] as number) <= 0x20) at++;
  return head[at] ?? 0;
}
