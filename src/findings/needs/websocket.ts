import { openerOf, type WebSocketChain, type WebSocketMember } from '../../channels/index.ts';
import { type Cause, type Known, partly, without } from './cause.ts';
import type { SocketChainOnlyNeed, SocketNeed } from './need.ts';

/** What is known of a WebSocket. */
export function socketKnowledge(socket: WebSocketMember): Readonly<Record<SocketNeed, Known>> {
  const { facts, lastFrameAt, traffic, control, close } = socket;
  const { request, response, end, gaps } = facts;
  const wasOpen = response?.status === 101 || request?.openBefore === true || lastFrameAt !== null;
  const isJudged = wasOpen || response !== null || (end !== null && !end.inferred);
  const pending: Cause = end ? 'no-response' : 'no-response-yet';
  const notOpen = wasOpen ? null : without(isJudged ? 'never-opened' : pending);
  const part = request?.openBefore ? partly('before-recording') : gaps.length > 0 ? partly('gap') : null;
  const messages = traffic.sent.frames + traffic.received.frames - control.sent - control.received;
  return {
    handshake: isJudged ? null : without(pending),
    'open-socket': notOpen,
    'frame-times': notOpen ?? part,
    messages: notOpen ?? (messages > 0 ? part : without(end ? 'no-message' : 'no-message-yet')),
    'close-frame': notOpen ?? (close ? null : without('no-close-frame')),
    opener: notOpen ?? (request && openerOf(request) !== null ? null : without('opener-unknown')),
  };
}

/** What is known of the WebSockets of one source together. */
export function webSocketChainKnowledge({
  links,
}: WebSocketChain): Readonly<Record<SocketChainOnlyNeed, Known>> {
  return { reconnect: links.length > 1 ? null : without('no-reconnect') };
}
