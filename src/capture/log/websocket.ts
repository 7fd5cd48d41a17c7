/** Tape records of a WebSocket in DevTools' log. */
import type { TapeRecord } from '../../tape/index.ts';
import { framePayload } from '../http/frame-payload.ts';
import { refusalOfError } from '../http/websocket-errors.ts';
import type { HarEntry, HarWebSocketMessage } from './har.ts';

export function isWebSocketEntry(entry: HarEntry): boolean {
  return entry._resourceType === 'websocket';
}

/** One message of the log: a frame, or the answer that an error speaks of; null for other errors. */
export function webSocketRecord(message: HarWebSocketMessage, at: number, on: string): TapeRecord | null {
  const { type, opcode, data } = message;
  if (type === 'error') return refusalOfError(data, at, on);
  const direction = type === 'send' ? 'sent' : 'received';
  return { kind: 'frame', at, on, direction, opcode, ...framePayload(opcode, data) };
}

/** The last error the log has of it, or null. */
export function webSocketError({ _webSocketMessages = [] }: HarEntry): string | null {
  return _webSocketMessages.findLast(({ type }) => type === 'error')?.data ?? null;
}
