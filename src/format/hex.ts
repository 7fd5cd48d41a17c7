/** Bytes in hexadecimal. */

/** Bytes of binary data that a row shows. */
export const HEX_PREVIEW = 64;

/** Two digits a byte: "0a". */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Two digits a byte, with spaces between: "0a ff". */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(' ');
}
