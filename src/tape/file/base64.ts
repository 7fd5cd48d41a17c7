const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PADDING = '='.charCodeAt(0);
const ascii = new TextDecoder();

/** Bytes to base64 (RFC 4648, section 4). `Uint8Array.toBase64` where the engine has it. */
export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as { toBase64?: () => string }).toBase64;
  return native ? native.call(bytes) : encode(bytes);
}

/** By tables: by way of `String.fromCharCode` and `btoa` a MiB took a fifth of a second in Node 20. */
function encode(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    // Of the last group one byte is two characters, and two are three.
    const characters = left < 3 ? left + 1 : 4;
    for (let place = 0; place < characters; place++) {
      text[to + place] = ALPHABET[(group >> (18 - 6 * place)) & 63] ?? PADDING;
    }
  }
  return ascii.decode(text);
}

/** Base64 to bytes. @throws SyntaxError or DOMException where it is not base64. */
export function fromBase64(text: string): Uint8Array {
  const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array }).fromBase64;
  if (native) return native(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

interface Settable {
  setFromBase64?: (text: string) => { readonly read: number; readonly written: number };
}

/**
 * The first bytes that a base64 text encodes; what is beyond is not looked at, so that the cost is theirs and not the
 * text's. `Uint8Array.setFromBase64` where the engine has it.
 * @param max how many bytes at most.
 * @throws SyntaxError or DOMException where it is not base64.
 */
export function firstOfBase64(text: string, max: number): Uint8Array {
  const bytes = new Uint8Array(max);
  const native = (bytes as Settable).setFromBase64;
  // It stops before a group of four characters whose three bytes do not all fit.
  const { read, written } = native ? native.call(bytes, text) : { read: 0, written: 0 };
  const rest = fromBase64(text.slice(read, read + Math.ceil((max - written) / 3) * 4));
  const end = Math.min(max, written + rest.length);
  bytes.set(rest.subarray(0, end - written), written);
  return bytes.subarray(0, end);
}

/** Whether a text is base64, with its padding. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
