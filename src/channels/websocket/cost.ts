import { headerValues } from '../../format/headers.ts';
import type { MemberFigures } from '../chain/member.ts';
import { loadOf } from '../connection/cost/load.ts';
import type { WebSocketState } from './state.ts';
import { SWITCHING_PROTOCOLS } from './verdict.ts';

/** What is summed up of a WebSocket: the handshake, which is a request, and the frames both ways. */
export function webSocketFigures({
  facts,
  tape,
  traffic,
  control,
  frameHeaders,
}: WebSocketState): MemberFigures {
  const { response } = facts;
  // The browser reports the one request twice.
  const handshake = loadOf({ ...facts, sent: facts.sent ? [facts.sent] : [] }, tape);
  const bytes = traffic.sent.bytes + traffic.received.bytes;
  return {
    load: {
      ...handshake,
      tcpReused: handshake.tcpReused ?? (opensItsOwn(response) ? false : undefined),
      protocol: handshake.protocol ?? (opensItsOwn(response) ? 'http/1.1' : undefined),
      frameHeaders,
      body: {
        bytes,
        // The browser reports payloads as they are before compression (RFC 7692).
        estimated: headerValues(response?.headers ?? [], 'sec-websocket-extensions').some((value) =>
          value.includes('permessage-deflate'),
        ),
      },
    },
    received: traffic.received.frames - control.received,
    sent: traffic.sent.frames - control.sent,
    events: traffic.sent.frames + traffic.received.frames,
    comments: 0,
    discarded: 0,
    bytes,
  };
}

/** A handshake by status 101 is HTTP/1.1's, and has its TCP connection for itself (RFC 6455, 4.1); over HTTP/2 the status is 200 (RFC 8441). */
function opensItsOwn(response: WebSocketState['facts']['response']): boolean {
  return response?.status === SWITCHING_PROTOCOLS;
}
