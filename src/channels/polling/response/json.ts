/**
 * Where the parts of a JSON text lie in its bytes, so that an element is shown as it was written. Every byte that means
 * something to JSON is ASCII, and no byte of another character can look like one.
 */

/** Byte range, `end` exclusive. */
export type Range = readonly [start: number, end: number];

export interface Child {
  /** Range of the member's name with its quotes; null in an array. */
  readonly name: Range | null;
  readonly value: Range;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

const strict = new TextDecoder('utf-8', { fatal: true });

/** The value of a JSON text; undefined where it is none, or not UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strict.decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Elements or members of the array or object that begins at `from`; none where another value does.
 * @param bytes a valid JSON text: only {@link parseJson} judges that.
 */
export function childrenOf(bytes: Uint8Array, from = 0): readonly Child[] {
  let at = skipSpace(bytes, from);
  const isObject = bytes[at] === 0x7b;
  if (!OPEN.has(bytes[at] ?? 0)) return [];
  const children: Child[] = [];
  at = skipSpace(bytes, at + 1);
  while (at < bytes.length && !CLOSE.has(bytes[at] ?? 0)) {
    let name: Range | null = null;
    if (isObject) {
      const end = skipString(bytes, at);
      name = [at, end];
      at = skipSpace(bytes, end);
      if (bytes[at] === COLON) at = skipSpace(bytes, at + 1);
    }
    const end = skipValue(bytes, at);
    children.push({ name, value: [at, end] });
    at = skipSpace(bytes, end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
  return children;
}

/** Byte that a value begins with: what kind it is. */
export function firstByte(bytes: Uint8Array, [start]: Range): number {
  return bytes[start] ?? 0;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  // A byte order mark is no part of the text.
  if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at++;
  return at;
}

function skipString(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(bytes.length, at + 1);
}

function skipValue(bytes: Uint8Array, from: number): number {
  if (bytes[from] === QUOTE) return skipString(bytes, from);
  let depth = 0;
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      continue;
    }
    if (OPEN.has(byte)) depth++;
    else if (CLOSE.has(byte)) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || byte <= 0x20)) return at;
    at++;
  }
  return at;
}
