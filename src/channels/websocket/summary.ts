import { combinedHeader } from '../../format/headers.ts';
import { plural } from '../../format/numbers.ts';
import { nameOfUrl } from '../../format/url-name.ts';
import { commonDetail } from '../connection/detail.ts';
import { connectionState } from '../connection/state.ts';
import type { Verdict } from '../connection/verdict.ts';
import type { ConnectionDetail, WebSocketDetail } from '../model/connection.ts';
import type { Environment } from '../model/environment.ts';
import type { ChannelSummary, ConnectionState } from '../model/stream.ts';
import { closeMeaning } from './close.ts';
import type { WebSocketState } from './state.ts';
import { SWITCHING_PROTOCOLS, webSocketVerdict } from './verdict.ts';

export function webSocketSummary(socket: WebSocketState, _environment: Environment): ChannelSummary {
  const { facts, traffic } = socket;
  const { request } = facts;
  const said = webSocketVerdict(socket);
  return {
    kind: 'stream',
    id: socket.id,
    transport: 'websocket',
    connections: 1,
    name: nameOfUrl(request?.url),
    url: request?.url ?? null,
    candidates: request?.candidates ?? [],
    method: request?.method ?? '',
    via: 'websocket',
    context: request?.context ?? { kind: 'unknown', id: '' },
    state: stateOf(socket, said),
    status: facts.response?.status ?? null,
    verdict: said.text,
    // Of a frame all payload bytes are known; what is not (its header, mask and compression) the panel says.
    fidelity: 'bytes',
    events: traffic.sent.frames + traffic.received.frames,
    comments: 0,
    discarded: 0,
    bytes: traffic.sent.bytes + traffic.received.bytes,
    openedAt: request?.at ?? 0,
    lastByteAt: socket.lastFrameAt,
    warnings: warningsOf(socket, said),
  };
}

function stateOf({ facts, lastFrameAt }: WebSocketState, said: Verdict): ConnectionState {
  const state = connectionState(facts, lastFrameAt, said.good);
  const { response } = facts;
  // A handshake that was refused is over, though no end was reported.
  return state.kind === 'open' && response && response.status !== SWITCHING_PROTOCOLS
    ? { kind: 'ended', at: response.at, good: false, inferred: false }
    : state;
}

function warningsOf({ facts, cut }: WebSocketState, said: Verdict): string[] {
  const warnings: string[] = said.good ? [] : [said.text];
  for (const gap of facts.gaps.slice(0, 3)) warnings.push(`Gap: ${gap.why}`);
  if (facts.request?.openBefore)
    warnings.push('It was open before capture began: what came before is not known.');
  if (cut.frames > 0) {
    warnings.push(
      `${plural(cut.frames, 'frame was', 'frames were')} longer than what is kept of one: ${plural(cut.bytes, 'byte is', 'bytes are')} missing.`,
    );
  }
  return warnings;
}

export function webSocketDetail(socket: WebSocketState, environment: Environment): ConnectionDetail {
  const { facts } = socket;
  const { request, sent, end } = facts;
  const summary = webSocketSummary(socket, environment);
  return {
    summary,
    ...commonDetail(facts),
    requestBody: null,
    lastEventIdSent: null,
    redirects: [],
    initiatorNote: request?.initiator ? null : 'The browser did not say which script opened the socket.',
    end: end && { at: end.at, text: summary.verdict, inferred: end.inferred !== undefined },
    sentAt: sent?.at ?? null,
    chunks: 0,
    decodedBytes: summary.bytes,
    wireBytes: null,
    retry: null,
    retryBefore: null,
    lastEventId: '',
    agreement: null,
    fidelityStretches: [],
    listeners: null,
    webSocket: framesOf(socket),
  };
}

function framesOf({ facts, traffic, cut, close, framing }: WebSocketState): WebSocketDetail {
  const answer = facts.response?.headers ?? [];
  const asked = facts.sent?.headers ?? facts.request?.headers ?? [];
  return {
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
