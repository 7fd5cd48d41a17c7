import { joinSaid } from '../../chain/join-said.ts';
import type { LastMessage, WebSocketConnectionRow } from '../../model/reconnect.ts';
import { webSocketEnded } from '../ended.ts';
import type { WebSocketMember } from '../member.ts';
import { webSocketConnectionState } from '../summary.ts';
import { webSocketVerdict } from '../verdict.ts';
import type { WebSocketLink } from './reconnect-state.ts';

/** What WebSockets are called where chains of any kind are spoken of. */
export const NOUN = 'WebSocket';

/**
 * Connection number `index` (from 0) of a chain, as the Connections table shows it.
 * @param madeUp names of what differs between its address and that of the one before.
 */
export function webSocketConnectionRow(
  links: readonly WebSocketLink[],
  index: number,
  madeUp: readonly string[],
): WebSocketConnectionRow {
  const link = links[index];
  if (!link) throw new RangeError(`connection ${index} of ${links.length}`);
  const { member } = link;
  const { facts, traffic } = member;
  const said = webSocketVerdict(member);
  const state = webSocketConnectionState(member, said);
  const asked =
    madeUp.length === 0
      ? ' for the same address'
      : ` for the same address, but for ${madeUp.map((name) => `“${name}”`).join(' and ')},`;
  return {
    kind: 'websocket',
    id: member.id,
    number: index + 1,
    state,
    openedAt: facts.request?.at ?? 0,
    ...(facts.request?.openBefore && { openedBefore: true }),
    // A handshake that was refused is over, though no end was reported.
    endedAt: facts.end?.at ?? (state.kind === 'ended' ? state.at : null),
    status: facts.response?.status ?? null,
    ended: webSocketEnded(member),
    verdict: said.text,
    events: traffic.sent.frames + traffic.received.frames,
    lastMessage: lastMessageOf(member),
    join: joinSaid(links, index, { noun: NOUN }, asked),
  };
}

function lastMessageOf({ tape, rows, lastMessage }: WebSocketMember): LastMessage | null {
  if (lastMessage < 0) return null;
  const { frames } = tape;
  const text = rows.previewOf(lastMessage);
  return { direction: frames.direction(lastMessage), text, at: frames.at(lastMessage) };
}
