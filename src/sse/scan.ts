/** Finding line ends; WHATWG HTML 9.2.5: `end-of-line = ( cr lf / cr / lf )`. */

export const LF = 0x0a;
export const CR = 0x0d;

/** Position of the first CR or LF in `bytes` at or after `from`; `bytes.length` where there is none. */
export function lineEndIn(bytes: Uint8Array, from: number): number {
  const n = bytes.length;
  for (let i = from; i < n; i++) {
    const byte = bytes[i] as number;
    // One comparison for nearly every byte: what text holds below CR is LF, the tab and little else.
    if (byte <= CR && (byte === LF || byte === CR)) return i;
  }
  return n;
}
