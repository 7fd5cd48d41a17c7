import { Tape, type TapeRecord } from '../../tape/index.ts';
import { request, response, toBytes } from '../../tape/testing.ts';
import type { WebSocketChannel } from '../websocket/websocket.ts';
import { derive } from './derive.ts';

/** A socket's request, at 0 ms. */
export const asked = (url = 'ws://example.test/socket'): TapeRecord =>
  request('ws', { via: 'websocket', url, headers: [['Sec-WebSocket-Protocol', 'chat, other']] });

/** The answer that opens it, at 5 ms. */
export const opened = (): TapeRecord =>
  response('ws', {
    status: 101,
    statusText: 'Switching Protocols',
    headers: [
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Protocol', 'chat'],
    ],
    mimeType: '',
  });

/** A frame; text where the content is text, else binary. */
export function frame(
  direction: 'sent' | 'received',
  at: number,
  content: string | Uint8Array,
  opcode = typeof content === 'string' ? 1 : 2,
): TapeRecord {
  const bytes = toBytes(content);
  return { kind: 'frame', at, on: 'ws', direction, opcode, bytes, length: bytes.length };
}

/** The socket of these records. */
export function webSocketOf(records: readonly TapeRecord[]): WebSocketChannel {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  const socket = derive(tape).webSocket('ws');
  if (!socket) throw new Error('no socket');
  return socket;
}
