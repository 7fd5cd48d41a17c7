import type { TapeRecord } from '../../tape/index.ts';
import type { WebSocketState } from './state.ts';

/** What a new tape must begin with so that an open socket continues under it: its handshake, and a gap that says why. */
export function* carryWebSocket(
  { id, facts, lastFrameAt }: WebSocketState,
  at: number,
  why: string,
): Generator<TapeRecord> {
  for (const fact of [facts.request, facts.sent, facts.response]) if (fact) yield fact;
  if (facts.suspendedAt !== null) yield { kind: 'suspend', at: facts.suspendedAt, on: id };
  if (lastFrameAt !== null || facts.gaps.length > 0) yield { kind: 'gap', at, on: id, why };
}
