/**
 * The characters of windows-1252 for the bytes 0x80 to 0x9f (WHATWG Encoding, index-windows-1252); all others are those of the
 * same number. Written out: `TextDecoder` of Node 20 reads these as Latin-1.
 */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
/** The first of these bytes. */
const FIRST = 0x80;

/** The byte that is read as a character; -1 where none is. */
function byteOf(character: string): number {
  const high = HIGH.indexOf(character);
  if (high >= 0) return FIRST + high;
  const code = character.charCodeAt(0);
  return code < FIRST || (code > 0x9f && code <= 0xff) ? code : -1;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * A header that was sent as raw UTF-8, as Last-Event-ID is. The protocol and DevTools' log report it read as windows-1252. What
 * cannot have been so, or is no UTF-8 then, is given back as it is.
 */
export function fromWindows1252(value: string): string {
  const bytes = new Uint8Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const byte = byteOf(value.charAt(i));
    if (byte < 0) return value;
    bytes[i] = byte;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    return value;
  }
}
