import type { ChainLink } from '../../chain/link.ts';
import type { WebSocketMember } from '../member.ts';

/** What is known of one source when one of its connections has ended. */
export interface WebSocketReconnectState {
  /** Tape time of its latest end, milliseconds; null before the first. */
  readonly endedAt: number | null;
  /** The first message that the page sent on the latest connection on which it sent any; null where it has not. */
  readonly firstSent: string | null;
}

/** One connection of a WebSocket's chain. */
export type WebSocketLink = ChainLink<WebSocketMember, WebSocketReconnectState>;

export const INITIAL_WEBSOCKET_STATE: WebSocketReconnectState = { endedAt: null, firstSent: null };

export function webSocketStateAfter(
  { facts, firstSent }: WebSocketMember,
  before: WebSocketReconnectState,
): WebSocketReconnectState {
  return { endedAt: facts.end?.at ?? before.endedAt, firstSent: firstSent ?? before.firstSent };
}

/** How long the page waited before a connection, milliseconds; null for the first. */
export function pauseBefore(
  { facts: { request } }: WebSocketMember,
  { endedAt }: WebSocketReconnectState,
): number | null {
  return request && endedAt !== null ? Math.max(0, request.at - endedAt) : null;
}
