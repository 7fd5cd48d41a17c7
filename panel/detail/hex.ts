import { hexByte } from '../../src/format/hex.ts';

/** One row of a hex dump. */
export interface HexRow {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

/** Bytes as a row of a hex dump, `perRow` places wide. @param at their offset in the stream. */
export function hexRow(bytes: Uint8Array, at: number, perRow: number): HexRow {
  const pairs = Array.from(bytes, hexByte);
  while (pairs.length < perRow) pairs.push('  ');
  const groups: string[] = [];
  for (let i = 0; i < perRow; i += 8) groups.push(pairs.slice(i, i + 8).join(' '));
  const text = Array.from(bytes, visible).join('');
  return { offset: at.toString(16).padStart(8, '0'), hex: groups.join('  '), text };
}

/** ASCII as it is, everything else as a dot: every byte one place wide, as in any hex dump. */
function visible(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
