import type { BusyStretch, EventStream } from '../../channels/index.ts';
import { firstNotBefore } from '../../tape/index.ts';

/** A thread that is free again reads what came while it was busy within this, milliseconds. */
const SOON = 500;

/** What is read by a thread: an event stream or a WebSocket. */
type Read = Pick<EventStream, 'facts'>;

/** A time in which the thread that reads a stream did not respond (tape time, milliseconds). */
export interface Busy {
  /** Its last sign of life before. */
  readonly alive: number;
  readonly from: number;
  /** When it responded; Infinity while it does not. */
  readonly to: number;
}

/** Busy stretches of a stream, those that run into each other as one. */
export function busyTimes({ facts: { busy, end } }: Read): readonly Busy[] {
  const times: Busy[] = [];
  for (const { alive, from, to } of busy) {
    const last = times.at(-1);
    const until = to ?? end?.at ?? Number.POSITIVE_INFINITY;
    if (last && alive - last.to <= SOON) times[times.length - 1] = { ...last, to: Math.max(last.to, until) };
    else times.push({ alive, from, to: until });
  }
  return times;
}

/**
 * Until when the stream was silent for certain, of a silence from `from` to `to`: what ended it may have come as soon as
 * the thread that read it was busy. Where the thread was free again and read nothing, nothing had come.
 */
export function silentUntil(stream: Read, from: number, to: number): number {
  const { busy, end } = stream.facts;
  let until = to;
  for (let index = lastBegun(busy, to); index >= 0; index--) {
    const stretch = busy[index];
    if (!stretch || stretch.alive >= until) continue;
    const over = stretch.to ?? end?.at ?? Number.POSITIVE_INFINITY;
    if (over + SOON < until) break;
    until = stretch.alive;
  }
  return Math.max(from, until);
}

/** Whether what was read at `at` may have waited for a thread that was busy. */
export function cameLate(stream: Read, at: number): boolean {
  const { busy } = stream.facts;
  const last = busy[lastBegun(busy, at)];
  return last !== undefined && (last.to === null || at <= last.to + SOON);
}

/** The last stretch that may have begun before `at`; -1 where none has. Searched, since it is needed chunk by chunk. */
function lastBegun(busy: readonly BusyStretch[], at: number): number {
  return firstNotBefore(0, busy.length, (index) => (busy[index]?.alive ?? at) < at) - 1;
}
