/** Names of the control characters, by code; their pictures (U+2400 to U+2421) have the same ones. */
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP'.split(
    ' ',
  );
/** Characters that turn, join or break text without being seen. Joiners are left alone: scripts and emoji need them. */
const UNSEEN: Readonly<Record<string, string>> = {
  '\u0085': 'NEL',
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
const DELETE = 0x7f;
const LAST_C1 = 0x9f;
const PICTURES = 0x2400;
const DELETE_PICTURE = 0x2421;

export interface Piece {
  readonly text: string;
  /** Null for ordinary text. */
  readonly name: string | null;
}

const SPECIAL =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\u2400-\u2421\ufeff]|⟨[\da-fA-F ]+⟩/;
const AROUND_SPECIAL = new RegExp(`(${SPECIAL.source})`);

/** True where a text holds a control character or its picture, or bytes that are no character. */
export function hasControls(text: string): boolean {
  return SPECIAL.test(text);
}

/** Cuts a text at control characters, at their pictures and at ⟨hex⟩. */
export function pieces(text: string): Piece[] {
  return text
    .split(AROUND_SPECIAL)
    .map((piece, i) => ({ text: piece, name: i % 2 === 1 ? nameOf(piece) : null }))
    .filter((piece) => piece.text !== '');
}

function nameOf(piece: string): string {
  const code = piece.charCodeAt(0);
  const unseen = UNSEEN[piece];
  if (unseen !== undefined) return unseen;
  // C1 controls have no names that anyone knows.
  if (code > DELETE && code <= LAST_C1) return `U+00${code.toString(16).toUpperCase()}`;
  if (code === DELETE || code === DELETE_PICTURE) return 'DEL';
  return NAMES[code < PICTURES ? code : code - PICTURES] ?? piece.slice(1, -1);
}
