import { isGoodClose, Opcode, type WebSocketChain, type WebSocketMember } from '../../../channels/index.ts';
import type { Evidence } from '../../finding.ts';

/** Whether a WebSocket opened, as far as the tape shows. */
export function wasOpen({ facts: { response, request }, lastFrameAt }: WebSocketMember): boolean {
  if (response) return response.status === 101;
  return request?.openBefore === true || lastFrameAt !== null;
}

/** Whether a later connection than number `index` (from 0) of a chain opened. */
export function openedSince({ latest, links }: WebSocketChain, index: number): boolean {
  return index < links.length - 1 && wasOpen(latest.member);
}

/** How one ended that Chromium did not report as failed. */
export function endedCleanly({ facts: { end }, close }: WebSocketMember): boolean {
  return end?.how === 'complete' && !end.inferred && (close === null || isGoodClose(close));
}

/** From its response, or where there was none from its request, to its end, milliseconds; null while it runs. */
export function ageOf({ facts: { request, response, end } }: WebSocketMember): number | null {
  return end && end.at - (response?.at ?? request?.at ?? end.at);
}

/** Whether the page sent something and the server sent something after it. */
export function hadAnswer({ tape, traffic, firstSentFrame }: WebSocketMember): boolean {
  if (firstSentFrame < 0 || traffic.received.frames === 0) return false;
  const { frames } = tape;
  for (let frame = firstSentFrame + 1; frame < frames.count; frame++)
    if (frames.direction(frame) === 'received' && frames.opcode(frame) < Opcode.Close) return true;
  return false;
}

/** Names connection number `index` (from 0) of a chain. */
export function connectionEvidence({ links }: WebSocketChain, index: number): Evidence {
  return {
    kind: 'connection',
    connection: links[index]?.member.id ?? '',
    text: links.length > 1 ? `connection ${index + 1}` : 'connection',
  };
}
