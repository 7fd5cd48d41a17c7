/**
 * Finds the log's entry for a stream without a request from the protocol: the same messages come by both ways, at
 * the same time on the network's clock.
 */
import type { TapeClock } from '../clock.ts';
import type { UnknownStream } from '../companion.ts';
import { viaOfEntry } from './entry.ts';
import { messagesOf, type Tracked } from './tracker.ts';
import { isWebSocketEntry } from './websocket.ts';

/** Both clocks are paired with wall time by themselves, to about a millisecond. Milliseconds. */
const SAME_MOMENT = 50;
/** A message can have arrived as much later than it came, where its arrival is all that its time is known by. Milliseconds. */
const LATEST_ARRIVAL = 2000;
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
    if (!isCandidate(tracked, unknown)) continue;
    const match = closest(tracked, unknown, clock);
    if (!match) continue;
    const rival = best;
    if (rival && (!clock.isPaired || Math.abs(rival.distance - match.distance) < AS_CLOSE))
      unsure ||= rival.tracked.entry.request.url !== tracked.entry.request.url;
    if (!rival || match.distance < rival.distance) best = { ...match, tracked };
  }
  return unsure ? null : best;
}

/** Whether the log has a stream that may be this one and of which it does not have as much yet as the protocol. */
export function mayMatchLater(
  streams: readonly Tracked[],
  unknown: UnknownStream,
  clock: TapeClock,
): boolean {
  const latest = unknown.message?.at ?? Math.max(...unknown.reads.slice(-1));
  return streams.some((tracked) => {
    if (!isCandidate(tracked, unknown)) return false;
    const last = messagesOf(tracked).at(-1);
    return last === undefined || clock.fromWall(last.time * 1000) < latest - SAME_MOMENT;
  });
}

/** Only an EventSource's messages are reported by the protocol. */
function isCandidate({ claimed, ended, entry }: Tracked, { message }: UnknownStream): boolean {
  if (claimed || ended || isWebSocketEntry(entry)) return false;
  return (viaOfEntry(entry) === 'eventsource') === (message !== undefined);
}

/** The message of the log that is nearest to the unknown stream's, of those that can be it. */
function closest(
  tracked: Tracked,
  { message, reads }: UnknownStream,
  clock: TapeClock,
): { index: number; distance: number } | null {
  const times = messagesOf(tracked).map(({ time }) => clock.fromWall(time * 1000));
  let best: { index: number; distance: number } | null = null;
  for (const [index, candidate] of messagesOf(tracked).entries()) {
    const at = times[index] ?? 0;
    const distance = message
      ? Math.abs(at - message.at)
      : Math.min(...reads.map((read) => Math.abs(at - read)));
    const isIt = message
      ? isSameMoment(at, message.at, clock) &&
        candidate.data === message.data &&
        candidate.eventName === message.type &&
        candidate.eventId === message.id
      : distance <= SAME_MOMENT;
    if (isIt && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { index, distance };
  }
  return best ?? (message || clock.isPaired ? null : shifted(times, reads));
}

/**
 * Reads that all came out too late by as much as the first one's arrival was: at least two of them, and all but the latest,
 * which the log may not have yet, fall on messages once that is taken away.
 */
function shifted(
  times: readonly number[],
  reads: readonly number[],
): { index: number; distance: number } | null {
  const [first] = reads;
  if (first === undefined) return null;
  for (const [index, at] of times.entries()) {
    const late = first - at;
    if (late < -SAME_MOMENT || late > LATEST_ARRIVAL) continue;
    const isMessage = (read: number) => times.some((time) => Math.abs(read - late - time) <= SAME_MOMENT);
    const found = reads.filter(isMessage).length;
    if (found >= 2 && found >= reads.length - 1) return { index, distance: Math.abs(late) };
  }
  return null;
}

/** @param at by the log. @param arrived by the protocol. Tape times. */
function isSameMoment(at: number, arrived: number, { isPaired }: TapeClock): boolean {
  const late = arrived - at;
  return late >= -SAME_MOMENT && late <= (isPaired ? SAME_MOMENT : LATEST_ARRIVAL);
}
