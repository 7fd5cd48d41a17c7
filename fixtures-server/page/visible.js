/** Text and bytes made visible: line ends and control characters as signs, bytes that are no UTF-8 in hex. */

const longest = 2000;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// What cannot be seen, or changes how its neighbours are seen: controls, direction marks, the byte order mark.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

function signOf(character) {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Appends the text to the element, its unseen characters as signs in a colour of their own. */
export function appendVisible(element, text) {
  const shown = text.slice(0, longest);
  let plain = '';
  const flush = () => {
    if (plain) element.append(plain);
    plain = '';
  };
  for (let i = 0; i < shown.length; i++) {
    const character = shown[i];
    if (!unseen.test(character)) {
      plain += character;
      continue;
    }
    flush();
    const sign = document.createElement('span');
    sign.className = 'control';
    sign.textContent = signOf(character);
    element.append(sign);
    // The line breaks where it broke on the wire; CRLF is one line end.
    if (character === '\n' || (character === '\r' && shown[i + 1] !== '\n')) plain += '\n';
  }
  // A line end at the very end needs no empty line after it.
  if (plain.endsWith('\n')) plain = plain.slice(0, -1);
  flush();
  if (text.length > longest) element.append(` … (${text.length.toLocaleString('en')} characters)`);
}

/** Bytes as text; where they are not UTF-8, everything beyond ASCII as `\xHH`. */
export function bytesToText(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) {
      text += byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`;
    }
    return text;
  }
}
