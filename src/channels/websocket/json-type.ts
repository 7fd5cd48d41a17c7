/** Bytes of a message that are looked at: a type that comes later is not shown. */
export const MAX_SCANNED = 16_384;
/** Characters of a type that are shown. */
const MAX_TYPE = 80;
/** Digits of a number that may be a type; a longer one is a time or an id. */
const MAX_DIGITS = 6;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** `"type"` */
const TYPE = [QUOTE, 0x74, 0x79, 0x70, 0x65, QUOTE] as const;
const NUMBER = new RegExp(`^-?\\d{1,${MAX_DIGITS}}$`);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The member `type` of a message that is a JSON object: a string, or a short integer. Null where there is none. Only the
 * object's own members count, not those of objects in it. The message is scanned, not parsed, and no further than 16 KiB: it may
 * have megabytes, or may not be kept whole.
 * @param bytes the message, or its beginning; UTF-8.
 */
export function jsonType(bytes: Uint8Array): string | null {
  const end = Math.min(bytes.length, MAX_SCANNED);
  let at = afterSpace(bytes, 0, end);
  if (bytes[at] !== OPEN_BRACE) return null;
  do {
    const key = afterSpace(bytes, at + 1, end);
    if (bytes[key] !== QUOTE) return null;
    const keyEnd = afterString(bytes, key, end);
    const colon = afterSpace(bytes, keyEnd, end);
    if (bytes[colon] !== COLON) return null;
    const value = afterSpace(bytes, colon + 1, end);
    const valueEnd = afterValue(bytes, value, end);
    if (isType(bytes, key, keyEnd)) return valueEnd < end ? typeIn(bytes.subarray(value, valueEnd)) : null;
    at = afterSpace(bytes, valueEnd, end);
  } while (bytes[at] === COMMA && at < end);
  return null;
}

function isType(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === TYPE.length && TYPE.every((byte, index) => bytes[from + index] === byte);
}

/** @param value a whole value of JSON, with what may follow it of white space. */
function typeIn(value: Uint8Array): string | null {
  if (value[0] !== QUOTE) {
    const text = decoder.decode(value.subarray(0, MAX_DIGITS + 2)).trim();
    return NUMBER.test(text) ? text : null;
  }
  const text = unquoted(decoder.decode(value));
  if (text === null || text === '') return null;
  return text.length > MAX_TYPE ? `${text.slice(0, MAX_TYPE)}…` : text;
}

function unquoted(json: string): string | null {
  try {
    return String(JSON.parse(json));
  } catch {
    return null;
  }
}

function afterSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) at++;
  return at;
}

/** White space of JSON (RFC 8259, section 2). */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** @param from place of the string's opening quote. */
function afterString(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return end;
}

function afterValue(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; ) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = afterString(bytes, at, end);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
    at++;
  }
  return end;
}
