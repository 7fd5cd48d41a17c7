/** Names of the control characters, by code; their pictures (U+2400 to U+2421) have the same ones. */
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP'.split(
    ' ',
  );
const DELETE = 0x7f;
const PICTURES = 0x2400;
const DELETE_PICTURE = 0x2421;

export interface Piece {
  readonly text: string;
  /** Null for ordinary text. */
  readonly name: string | null;
}

const SPECIAL = /[\u0000-\u001f\u007f\u2400-\u2421]|⟨[\da-fA-F ]+⟩/;
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
  if (code === DELETE || code === DELETE_PICTURE) return 'DEL';
  return NAMES[code < PICTURES ? code : code - PICTURES] ?? piece.slice(1, -1);
}
