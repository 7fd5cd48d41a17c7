/** Names of the control characters whose pictures (U+2400 to U+2421) stand for them in visible text. */
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL'.split(
    ' ',
  );

export interface Piece {
  readonly text: string;
  /** Null for ordinary text. */
  readonly name: string | null;
}

const ANY = /[\u2400-\u2421]|⟨[\da-fA-F ]+⟩/;

/** True where a text holds a picture of a control character, or bytes that are no character. */
export function hasControls(text: string): boolean {
  return ANY.test(text);
}

/** Cuts a text at pictures of control characters and at ⟨hex⟩. */
export function pieces(text: string): Piece[] {
  return text
    .split(/([\u2400-\u2421]|⟨[\da-fA-F ]+⟩)/)
    .map((piece, i) => ({ text: piece, name: i % 2 === 1 ? nameOf(piece) : null }))
    .filter((piece) => piece.text !== '');
}

function nameOf(piece: string): string {
  const code = (piece.codePointAt(0) ?? 0) - 0x2400;
  return NAMES[code] ?? piece.slice(1, -1);
}
