/**
 * Whether a WebSocket continues where another one ended. No browser opens one again by itself, so it is always the program
 * that does. The rule, its reasons and its limits are in docs/chains.md.
 */
import { duration } from '../../../format/durations.ts';
import { combinedHeader } from '../../../format/headers.ts';
import type { JoinJudgement } from '../../chain/link.ts';
import { samePlace } from '../../connection/place.ts';
import type { WebSocketMember } from '../member.ts';
import { pauseBefore, type WebSocketReconnectState } from './reconnect-state.ts';

/** Milliseconds that the end may be reported after the request: two processes measure the two times. */
const LATE_END = 50;
/** The same of one that was open: a page that closes one opens the next at once, and its end comes when the server has said so too. */
const LATE_CLOSE = 1000;
/** Milliseconds of a pause that programs make between two attempts, and beyond which it is a conversation of its own. */
const PAUSE = 60_000;
const LONG_PAUSE = 300_000;
/** Programs that wait longer after each failure double the pause; with some chance added it may be three times as long. */
const GROWTH = 3;

const no = (why: string): JoinJudgement => ({ joins: false, why });

/**
 * @param before what its source had said before `earlier`.
 * @param hasSameAddress whether both addresses are one, but for what is made up for each connection.
 */
export function judgeWebSocketJoin(
  earlier: WebSocketMember,
  before: WebSocketReconnectState,
  later: WebSocketMember,
  hasSameAddress: boolean,
): JoinJudgement {
  const { request, end } = earlier.facts;
  const next = later.facts.request;
  if (!request || !next) return no('The request of one of them is not known.');
  if (next.openBefore) return no('It was open before capture began.');
  if (!samePlace(request, next)) return no('Another place in the program opened it.');
  if (!hasSameAddress) return no('It has another address.');
  if (!sameSubprotocols(earlier, later)) return no('It offers other subprotocols.');
  if (!end || end.at > next.at + lateness(earlier) || wasAlive(earlier, next.at))
    return no('The earlier one was still open.');
  if (end.inferred) return no('The page that opened the earlier one is gone.');
  const pause = Math.max(0, next.at - end.at);
  const last = pauseBefore(earlier, before);
  // One whose handshake shows that it fits goes before it.
  if (!isAsked(later))
    return { joins: true, certainty: 'uncertain', why: `${SAME}; its handshake is not known yet.` };
  if (pause <= PAUSE) return { joins: true, certainty: 'likely', why: `${SAME}, soon after the end.` };
  if (last !== null && pause <= GROWTH * last) {
    const why = `${SAME}, and the pause before was ${duration(last)}: programs wait longer after each failure.`;
    return { joins: true, certainty: 'likely', why };
  }
  if (pause > LONG_PAUSE) return no('It came too long after the end.');
  return {
    joins: true,
    certainty: 'uncertain',
    why: `${SAME}, but long after the end: it may be a new one.`,
  };
}

const SAME = 'The same place in the program opened one like it again';

/** Milliseconds that its end may be reported late. */
const lateness = ({ facts: { response } }: WebSocketMember): number =>
  response?.status === 101 ? LATE_CLOSE : LATE_END;

/** Whether something came or went on it after a tape time: then its end is no end that was only reported late. */
function wasAlive({ facts: { response }, lastFrameAt }: WebSocketMember, at: number): boolean {
  return (response?.at ?? at) > at || (lastFrameAt ?? at) > at;
}

/** Whether its handshake left, or never will. */
function isAsked({ facts: { sent, response, end, request } }: WebSocketMember): boolean {
  return sent !== null || response !== null || end !== null || (request?.headers.length ?? 0) > 0;
}

/** Whether both offer the same, as far as that is known (yet) of both. */
function sameSubprotocols(one: WebSocketMember, other: WebSocketMember): boolean {
  const [a, b] = [subprotocolsOf(one), subprotocolsOf(other)];
  return a === undefined || b === undefined || a === b;
}

/** Undefined while the headers are not known. */
function subprotocolsOf({ facts: { request, sent } }: WebSocketMember): string | undefined {
  const headers = sent?.headers ?? request?.headers ?? [];
  if (headers.length === 0) return undefined;
  return combinedHeader(headers, 'sec-websocket-protocol') ?? '';
}
