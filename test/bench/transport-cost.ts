import type { TapeRecord } from '../../src/tape/index.ts';

export type Way = 'sse' | 'poll' | 'websocket';

/** What one transport cost on the wire, in bytes; header bytes of HTTP/1.1 as text, of HTTP/2 as the browser reports them. */
export interface Cost {
  readonly requests: number;
  /** TCP connections that were opened for it. */
  readonly connections: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** Answers without a message. */
  readonly empty: number;
}

/** The bytes before a frame's payload (RFC 6455, 5.2); a client's frames carry a mask as well. */
function frameHeader(length: number, isSent: boolean): number {
  return 2 + (length > 65_535 ? 8 : length > 125 ? 2 : 0) + (isSent ? 4 : 0);
}

/** The poll that is told that nothing follows: the pages of the other transports do not ask. */
function isClosing(records: readonly TapeRecord[]): boolean {
  return records.some((record) => record.kind === 'response' && record.status === 204);
}

/**
 * @param connections the records of each connection of the transport, in order. The poll that is told that nothing follows
 *   is left out.
 */
export function costOf(way: Way, connections: readonly (readonly TapeRecord[])[]): Cost {
  let headerBytes = 0;
  let bodyBytes = 0;
  let opened = 0;
  let empty = 0;
  const counted = connections.filter((records) => !isClosing(records));
  for (const records of counted) {
    let decoded = 0;
    let isReused = false;
    for (const record of records) {
      switch (record.kind) {
        case 'sent':
          headerBytes += record.headerBytes?.bytes ?? 0;
          break;
        case 'response':
          headerBytes += record.headerBytes?.bytes ?? 0;
          isReused = record.reused === true;
          break;
        case 'chunk':
          bodyBytes += record.wire ?? 0;
          decoded += record.length;
          break;
        case 'end':
          bodyBytes += record.wire ?? 0;
          break;
        case 'frame':
          headerBytes += frameHeader(record.length, record.direction === 'sent');
          bodyBytes += record.length;
          break;
      }
    }
    if (!isReused) opened++;
    // An empty list is two bytes.
    if (way === 'poll' && decoded <= 2) empty++;
  }
  return { requests: counted.length, connections: opened, headerBytes, bodyBytes, empty };
}
