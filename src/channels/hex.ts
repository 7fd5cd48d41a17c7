/** Bytes of binary data in a row. */
export const HEX_PREVIEW = 64;

/** Two digits a byte, apart. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
