import type { ByteLog } from '../../../tape/index.ts';

/** By the names of Content-Encoding. Brotli’s bytes begin with nothing of their own. */
export type Compression = 'gzip' | 'deflate' | 'zstd';

/** RFC 1952, 2.3.1; RFC 1950, 2.2, with a window of 32 kB; RFC 8878, 3.1.1. */
const BEGINNINGS: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['deflate', [0x78, 0x01]],
  ['deflate', [0x78, 0x9c]],
  ['deflate', [0x78, 0xda]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Bytes that are looked at: two that are text as well are followed by what is none. */
const LOOKED_AT = 64;

/** What a body is compressed by, as its first bytes show; null where they do not. */
export function compressionOf(bytes: ByteLog): Compression | null {
  const head = bytes.peek(0, Math.min(bytes.length, LOOKED_AT));
  if (!head) return null;
  const [found] =
    BEGINNINGS.find(([, beginning]) => beginning.every((byte, index) => head[index] === byte)) ?? [];
  return found && !isText(head) ? found : null;
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
