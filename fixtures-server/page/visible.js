/** Text and bytes made visible: line ends and control characters as escapes, bytes that are no UTF-8 in hex. */

const longest = 2000;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// What cannot be seen, or changes how its neighbours are seen: controls, direction marks, the byte order mark.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

// Escapes as programmers write them, since many fonts lack Unicode's pictures of control characters.
function signOf(character) {
  if (character in known) return known[character];
  const hex = character.charCodeAt(0).toString(16).toUpperCase();
  return hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
}

/** Appends the text to the element, its unseen characters as escapes in a colour of their own. */
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
