/**
 * Finds the log's entry for a stream without a request from the protocol: the same messages come by both ways, at
 * the same time on the network's clock.
 */
import type { TapeClock } from '../clock.ts';
import type { UnknownStream } from '../identify.ts';
import { viaOfEntry } from './entry.ts';
import { messagesOf, type Tracked } from './tracker.ts';
import { isWebSocketEntry } from './websocket.ts';

/** Both clocks are paired with wall time by themselves, to about a millisecond. Milliseconds. */
const SAME_MOMENT = 50;
/** Two that are this close cannot be distinguished by time. */
const AS_CLOSE = 2;

export interface Match {
  readonly tracked: Tracked;
  /** Index of the message in {@link UnknownStream}. */
  readonly index: number;
}

export function matchUnknownStream(
  streams: readonly Tracked[],
  unknown: UnknownStream,
  clock: TapeClock,
): Match | null {
  let best: (Match & { distance: number }) | null = null;
  let unsure = false;
  for (const tracked of streams) {
    if (tracked.claimed || tracked.ended || isWebSocketEntry(tracked.entry)) continue;
    // Only an EventSource's messages are reported by the protocol.
    if ((viaOfEntry(tracked.entry) === 'eventsource') !== (unknown.message !== undefined)) continue;
    const match = closest(tracked, unknown, clock);
    if (!match || match.distance > SAME_MOMENT) continue;
    const rival = best;
    if (rival && Math.abs(rival.distance - match.distance) < AS_CLOSE)
      unsure ||= rival.tracked.entry.request.url !== tracked.entry.request.url;
    if (!rival || match.distance < rival.distance) best = { ...match, tracked };
  }
  return unsure ? null : best;
}

function closest(tracked: Tracked, { message, reads }: UnknownStream, clock: TapeClock) {
  let best: { index: number; distance: number } | null = null;
  messagesOf(tracked).forEach((candidate, index) => {
    const at = clock.fromWall(candidate.time * 1000);
    let distance = Number.POSITIVE_INFINITY;
    if (message) {
      const same =
        candidate.data === message.data &&
        candidate.eventName === message.type &&
        candidate.eventId === message.id;
      if (same) distance = Math.abs(at - message.at);
    } else for (const read of reads) distance = Math.min(distance, Math.abs(at - read));
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { index, distance };
  });
  return best as { index: number; distance: number } | null;
}
