import type { TapeRecord } from '../../tape/index.ts';
import { carryFacts } from '../connection/carry.ts';
import type { WebSocketState } from './state.ts';

/** What a new tape must begin with so that an open socket continues under it: its handshake, and a gap that says why. */
export function* carryWebSocket(
  { id, facts, lastFrameAt }: WebSocketState,
  at: number,
  why: string,
): Generator<TapeRecord> {
  yield* carryFacts(id, facts);
  if (lastFrameAt !== null || facts.gaps.length > 0) yield { kind: 'gap', at, on: id, why, chosen: 'clear' };
}
