/**
 * Makes what the eye cannot see visible: C0 controls as their pictures (U+2400 …), and characters that reorder or
 * hide text as their code point. Text from the network is shown as it is, not as it would like to look.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

// C0, DEL, C1, soft hyphen, zero-width and bidirectional controls, line and paragraph separator, BOM.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes as visible text. Those that are not a whole UTF-8 character (the halves of one that was cut by a chunk border,
 * or no UTF-8 at all) are shown as ⟨hex⟩.
 */
export function visibleBytes(bytes: Uint8Array): string {
  try {
    return visible(strict.decode(bytes));
  } catch {
    return pieceByPiece(bytes);
  }
}

function pieceByPiece(bytes: Uint8Array): string {
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
