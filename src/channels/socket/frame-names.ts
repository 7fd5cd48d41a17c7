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
