/**
 * Text from the network as it is, not as it would like to look: what the eye cannot see gets a name. One list says
 * what cannot be seen.
 *
 * There are two ways to write it. `pieces` cuts a text at what cannot be seen, for a view that draws labels.
 * `visible` makes a plain string of it, in which a control is its picture (U+2400 …) and everything else stands as
 * `⟨…⟩`. Pictures and brackets that the server itself sent are written as `⟨U+…⟩`, so that nothing it sends can pass
 * for a control or for a byte that is no UTF-8. `visiblePieces` cuts such a string again.
 */

/** Names of the C0 controls, by code. */
const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** Names of what turns, joins or breaks text unseen. */
const NAMES: Readonly<Record<string, string>> = {
  '\u007f': 'DEL',
  '\u0085': 'NEL',
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u2028': 'LSEP',
  '\u2029': 'PSEP',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

/** Joiners (U+200C, U+200D) are left alone: scripts and emoji need them. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/;
/** What `visible` writes itself, and so must not take from the server as it came. */
const OWN_SIGNS = /[\u2400-\u2421\u27e8]/;
const TO_WRITE = new RegExp(`${UNSEEN.source}|${OWN_SIGNS.source}`, 'g');
const AT_UNSEEN = new RegExp(`(${UNSEEN.source})`);
const AT_SIGNS = /([\u2400-\u2421]|⟨[^⟩]*⟩)/;

const PICTURES = 0x2400;
const DELETE_PICTURE = '\u2421';

/** A stretch of text. */
export interface Piece {
  readonly text: string;
  /** Names what cannot be seen; null for ordinary text. */
  readonly name: string | null;
}

/** Whether a text as it came holds something that cannot be seen. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** Cuts a text as it came at what cannot be seen. */
export function pieces(text: string): Piece[] {
  return cut(text, AT_UNSEEN, (sign) => ({ text: sign, name: nameOf(sign) }));
}

/** Cuts a text that `visible` or `visibleBytes` wrote at its signs. What the server itself sent is ordinary text. */
export function visiblePieces(text: string): Piece[] {
  return cut(text, AT_SIGNS, (sign) => {
    if (sign === DELETE_PICTURE) return { text: sign, name: 'DEL' };
    if (!sign.startsWith('⟨')) return { text: sign, name: C0[sign.charCodeAt(0) - PICTURES] ?? sign };
    const code = /^⟨U\+([0-9A-F]{4,6})⟩$/.exec(sign)?.[1];
    if (code === undefined) return { text: sign, name: sign.slice(1, -1) };
    const character = String.fromCodePoint(Number.parseInt(code, 16));
    return OWN_SIGNS.test(character)
      ? { text: character, name: null }
      : { text: sign, name: nameOf(character) };
  });
}

function cut(text: string, at: RegExp, special: (sign: string) => Piece): Piece[] {
  return text
    .split(at)
    .map((piece, i) => (i % 2 === 1 ? special(piece) : { text: piece, name: null }))
    .filter((piece) => piece.text !== '');
}

function nameOf(character: string): string {
  return NAMES[character] ?? C0[character.charCodeAt(0)] ?? codeOf(character);
}

/** "U+202E". */
function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text as a plain string in which everything can be seen: "a␊b", "⟨U+202E⟩". */
export function visible(text: string): string {
  return text.replace(TO_WRITE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(PICTURES + code);
    if (code === 0x7f) return DELETE_PICTURE;
    return `⟨${codeOf(character)}⟩`;
  });
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as a plain string in which everything can be seen. Those that are not a whole UTF-8 character (the halves of
 * one that was cut by a chunk border, or no UTF-8 at all) are written as `⟨FF⟩`, several as `⟨C3 28⟩`.
 */
export function visibleBytes(bytes: Uint8Array): string {
  try {
    return visible(strict.decode(bytes));
  } catch {
    return characterByCharacter(bytes);
  }
}

function characterByCharacter(bytes: Uint8Array): string {
  let text = '';
  let broken: string[] = [];
  const flush = (): void => {
    if (broken.length > 0) text += `⟨${broken.join(' ')}⟩`;
    broken = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length === 0) {
      broken.push((bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0'));
      at++;
      continue;
    }
    flush();
    text += visible(strict.decode(bytes.subarray(at, at + length)));
    at += length;
  }
  flush();
  return text;
}

/** Bytes of the whole UTF-8 character at `at`; 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
