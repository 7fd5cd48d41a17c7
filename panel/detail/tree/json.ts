/**
 * JSON as it was written: nodes are ranges of the text, so that numbers keep every digit, keys their order, and keys
 * that occur twice both show. `JSON.parse` only says whether it is JSON at all; the text is read again where it is open.
 */

export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'keyword';
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface JsonChild {
  /** The key in an object; the index in an array. */
  readonly key: string | number;
  readonly node: JsonNode;
}

/** Beyond this a tree would cost more to read than it helps. */
export const MAX_JSON = 8_000_000;

/** The object or array that a text is; null where it is not JSON, or only a single value. */
export function parseJson(text: string): JsonNode | null {
  const start = skipSpace(text, 0);
  const first = text[start];
  if ((first !== '{' && first !== '[') || text.length > MAX_JSON) return null;
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return nodeAt(text, start);
}

/** What an object or array holds, in order. Only for text that is known to be JSON. */
export function childrenOf(text: string, { kind, start, end }: JsonNode): JsonChild[] {
  const children: JsonChild[] = [];
  if (kind !== 'object' && kind !== 'array') return children;
  let at = skipSpace(text, start + 1);
  while (at < end - 1) {
    let key: string | number = children.length;
    if (kind === 'object') {
      const close = endOfString(text, at);
      key = JSON.parse(text.slice(at, close)) as string;
      at = skipSpace(text, skipSpace(text, close) + 1);
    }
    const node = nodeAt(text, at);
    children.push({ key, node });
    at = skipSpace(text, node.end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return children;
}

/** A path as JavaScript writes it: `$.a[0]["odd key"]`. */
export function extendPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `${path}.${key}`
    : `${path}[${JSON.stringify(key)}]`;
}

/** What "Copy value" copies: of a string its text, of anything else what was written. */
export function valueText(text: string, { kind, start, end }: JsonNode): string {
  const written = text.slice(start, end);
  return kind === 'string' ? (JSON.parse(written) as string) : written;
}

function nodeAt(text: string, start: number): JsonNode {
  switch (text[start]) {
    case '{':
      return { kind: 'object', start, end: endOfContainer(text, start) };
    case '[':
      return { kind: 'array', start, end: endOfContainer(text, start) };
    case '"':
      return { kind: 'string', start, end: endOfString(text, start) };
    default: {
      const kind = /[tfn]/.test(text[start] ?? '') ? 'keyword' : 'number';
      return { kind, start, end: endOfWord(text, start) };
    }
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

/** By depth, not by recursion: depth is the server's choice and the stack is not. */
function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (OPEN.has(code)) depth++;
    else if (CLOSE.has(code) && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
