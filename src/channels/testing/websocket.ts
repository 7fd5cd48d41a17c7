import { Tape, type TapeRecord } from '../../tape/index.ts';
import { request, response, toBytes } from '../../tape/testing.ts';
import type { Channels } from '../index.ts';
import type { WebSocketMember } from '../websocket/member.ts';
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
  on = 'ws',
): TapeRecord {
  const bytes = toBytes(content);
  return { kind: 'frame', at, on, direction, opcode, bytes, length: bytes.length };
}

/** What is derived of these records. */
export function channelsOf(records: readonly TapeRecord[]): Channels {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return derive(tape);
}

/** The WebSocket of these records. */
export function webSocketOf(records: readonly TapeRecord[]): WebSocketMember {
  const socket = channelsOf(records).webSocket('ws');
  if (!socket) throw new Error('no socket');
  return socket;
}
