import type { Direction } from '../../tape/index.ts';

/**
 * Bytes before a frame's payload, by its length (RFC 6455, 5.2); what a client sends carries a mask as well. Computed, as
 * if the message had been one frame and not compressed: a browser tells neither.
 */
export function frameHeaderBytes(length: number, direction: Direction): number {
  return 2 + (length > 65_535 ? 8 : length > 125 ? 2 : 0) + (direction === 'sent' ? 4 : 0);
}
