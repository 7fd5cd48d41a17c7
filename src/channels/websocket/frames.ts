import type { Direction } from '../../tape/index.ts';

/** Opcodes of WebSocket frames and their names (RFC 6455, 5.2 and 11.8). */
export const Opcode = { Continuation: 0, Text: 1, Binary: 2, Close: 8, Ping: 9, Pong: 10 } as const;

const NAMES: Readonly<Record<number, string>> = {
  [Opcode.Continuation]: 'continuation',
  [Opcode.Text]: 'text',
  [Opcode.Binary]: 'binary',
  [Opcode.Close]: 'close',
  [Opcode.Ping]: 'ping',
  [Opcode.Pong]: 'pong',
};

/** What a frame is called in the Type column. */
export function frameName(opcode: number): string {
  return NAMES[opcode] ?? `opcode ${opcode}`;
}

/**
 * Bytes before a frame's payload, by its length (RFC 6455, 5.2); what a client sends carries a mask as well. Computed, as
 * if the message had been one frame and not compressed: a browser reports neither.
 */
export function frameHeaderBytes(length: number, direction: Direction): number {
  return 2 + (length > 65_535 ? 8 : length > 125 ? 2 : 0) + (direction === 'sent' ? 4 : 0);
}
