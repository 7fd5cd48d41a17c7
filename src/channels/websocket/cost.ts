import { headerValues } from '../../format/headers.ts';
import { loadOf } from '../connection/load.ts';
import { LoadSums } from '../connection/sums.ts';
import type { Cost } from '../model/cost.ts';
import type { WebSocketState } from './state.ts';
import { SWITCHING_PROTOCOLS } from './verdict.ts';

/** The handshake, which is a request, and the frames both ways. */
export function webSocketCost({
  facts,
  tape,
  traffic,
  control,
  frameHeaders,
  lastFrameAt,
}: WebSocketState): Cost {
  const { response } = facts;
  // The browser reports the one request twice.
  const handshake = loadOf({ ...facts, sent: facts.sent ? [facts.sent] : [] }, tape);
  const sums = new LoadSums();
  sums.add({
    ...handshake,
    tcpReused: handshake.tcpReused ?? (opensItsOwn(response) ? false : undefined),
    protocol: handshake.protocol ?? (opensItsOwn(response) ? 'http/1.1' : undefined),
    frameHeaders,
    body: {
      bytes: traffic.sent.bytes + traffic.received.bytes,
      // The browser reports payloads as they are before compression (RFC 7692).
      estimated: headerValues(response?.headers ?? [], 'sec-websocket-extensions').some((value) =>
        value.includes('permessage-deflate'),
      ),
    },
  });
  return {
    ...sums.read(),
    messages: {
      received: traffic.received.frames - control.received,
      sent: traffic.sent.frames - control.sent,
    },
    empty: null,
    openedAt: facts.request?.at ?? 0,
    lastAt: lastFrameAt,
  };
}

/** A handshake by status 101 is HTTP/1.1's, and has its TCP connection for itself (RFC 6455, 4.1); HTTP/2 answers 200 (RFC 8441). */
function opensItsOwn(response: WebSocketState['facts']['response']): boolean {
  return response?.status === SWITCHING_PROTOCOLS;
}
