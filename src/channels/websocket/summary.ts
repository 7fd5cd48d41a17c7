import { combinedHeader } from '../../format/headers.ts';
import { plural } from '../../format/numbers.ts';
import { commonDetail } from '../connection/detail.ts';
import { connectionState } from '../connection/state.ts';
import { commonSummary, gapWarnings } from '../connection/summary.ts';
import type { Verdict } from '../connection/verdict.ts';
import type { ConnectionDetail, WebSocketDetail } from '../model/connection.ts';
import type { ChannelSummary, ConnectionState } from '../model/stream.ts';
import { closeMeaning } from './close.ts';
import type { WebSocketState } from './state.ts';
import { SWITCHING_PROTOCOLS, webSocketVerdict } from './verdict.ts';

export function webSocketSummary(socket: WebSocketState): ChannelSummary {
  const { facts, traffic } = socket;
  const said = webSocketVerdict(socket);
  return {
    ...commonSummary(socket.id, facts),
    transport: 'websocket',
    via: 'websocket',
    state: webSocketConnectionState(socket, said),
    verdict: said.text,
    // All payload bytes of a frame are known. Its header, mask and compression are not, and the panel says so.
    fidelity: 'bytes',
    events: traffic.sent.frames + traffic.received.frames,
    comments: 0,
    discarded: 0,
    bytes: traffic.sent.bytes + traffic.received.bytes,
    lastByteAt: socket.lastFrameAt,
    warnings: [...(said.good ? [] : [said.text]), ...webSocketWarnings(socket)],
  };
}

/** Its state by itself. */
export function webSocketConnectionState(
  { facts, lastFrameAt }: WebSocketState,
  said: Verdict,
): ConnectionState {
  const state = connectionState(facts, lastFrameAt, said.good);
  const { response } = facts;
  // A handshake that was refused is over, though no end was reported.
  return state.kind === 'open' && response && response.status !== SWITCHING_PROTOCOLS
    ? { kind: 'ended', at: response.at, good: false, inferred: false }
    : state;
}

/** What a connection's own tape gives reason to warn of, besides how it ended. */
export function webSocketWarnings({ facts, cut }: WebSocketState): string[] {
  const warnings = gapWarnings(facts);
  if (cut.frames > 0) {
    warnings.push(
      `${plural(cut.frames, 'frame was', 'frames were')} longer than what is kept of one: ${plural(cut.bytes, 'byte is', 'bytes are')} missing.`,
    );
  }
  return warnings;
}

/** All that is known of one WebSocket, for the panel. */
export function webSocketDetail(socket: WebSocketState): ConnectionDetail {
  const { facts } = socket;
  const summary = webSocketSummary(socket);
  return {
    summary,
    ...commonDetail(facts, summary.verdict),
    initiatorNote: facts.request?.initiator
      ? null
      : 'The browser did not say which script opened the socket.',
    // Frames are no chunks of a body.
    chunks: 0,
    decodedBytes: summary.bytes,
    wireBytes: null,
    eventStream: null,
    webSocket: framesOf(socket),
  };
}

function framesOf({ facts, traffic, cut, close, framing, lastFrameAt }: WebSocketState): WebSocketDetail {
  const answer = facts.response?.headers ?? [];
  const asked = facts.sent?.headers ?? facts.request?.headers ?? [];
  return {
    hasOpened:
      facts.response?.status === SWITCHING_PROTOCOLS ||
      facts.request?.openBefore === true ||
      lastFrameAt !== null,
    subprotocol: combinedHeader(answer, 'sec-websocket-protocol'),
    subprotocolsAsked: combinedHeader(asked, 'sec-websocket-protocol'),
    extensions: combinedHeader(answer, 'sec-websocket-extensions'),
    packets: framing === 'engine.io' || framing === 'socket.io' ? framing : null,
    sent: { ...traffic.sent },
    received: { ...traffic.received },
    cut: { ...cut },
    close: close && {
      by: close.direction === 'sent' ? 'page' : 'server',
      code: close.code,
      meaning: close.code === null ? null : closeMeaning(close.code),
      reason: close.reason,
    },
  };
}
