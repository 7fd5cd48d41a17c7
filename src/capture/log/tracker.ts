/**
 * What of DevTools' log is on the tape already. The log is given whole each time, without ids: an entry is known again
 * by its start, method and URL, and where these are the same by its place among them. So reading it twice changes
 * nothing.
 */
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import { afterPause } from '../http/pause.ts';
import {
  endOfEntry,
  isStreamEntry,
  lastEventIdOf,
  requestOfEntry,
  responseOfEntry,
  startOf,
  untilResponse,
} from './entry.ts';
import type { HarEntry, HarLog } from './har.ts';
import { isWebSocketEntry, webSocketRecord } from './websocket.ts';

export const WHY_MESSAGES = 'The browser reports finished messages only: no comments, chunks or retry.';

export interface Tracked {
  readonly key: string;
  entry: HarEntry;
  /** Its id on the tape; null while it is not listed. */
  on: string | null;
  /** Its first messages that are dealt with: on the tape, or from before recording. */
  done: number;
  answered: boolean;
  ended: boolean;
  /** The protocol reports the rest of it. */
  claimed: boolean;
  /** Tape time at which recording stopped while it ran, milliseconds; null while it is recorded. */
  stoppedAt: number | null;
}

export class HarTracker {
  readonly #tape: TapeWriter;
  readonly #clock: TapeClock;
  readonly #connectionIds: ConnectionIds;
  readonly #tracked = new Map<string, Tracked>();
  /** Entries that the browser called finished, by their key. */
  readonly #finished = new Set<string>();

  constructor(tape: TapeWriter, clock: TapeClock, connectionIds: ConnectionIds) {
    this.#tape = tape;
    this.#clock = clock;
    this.#connectionIds = connectionIds;
  }

  /** Every stream in the log, in its order. */
  read(log: HarLog): Tracked[] {
    const places = new Map<string, number>();
    const streams: Tracked[] = [];
    for (const entry of log.entries) {
      if (!isStreamEntry(entry) && !isWebSocketEntry(entry)) continue;
      const key = this.#key(entry, places);
      let tracked = this.#tracked.get(key);
      if (tracked) tracked.entry = entry;
      else {
        tracked = {
          key,
          entry,
          on: null,
          done: 0,
          answered: false,
          ended: false,
          claimed: false,
          stoppedAt: null,
        };
        this.#tracked.set(key, tracked);
      }
      streams.push(tracked);
    }
    return streams;
  }

  #key({ startedDateTime, request }: HarEntry, places?: Map<string, number>): string {
    const key = `${startedDateTime} ${request.method} ${request.url}`;
    const place = places?.get(key) ?? 0;
    places?.set(key, place + 1);
    return place === 0 ? key : `${key} #${place}`;
  }

  /** Counts what is there as from before recording. */
  ignore(tracked: Tracked): void {
    if (tracked.on === null || tracked.stoppedAt !== null) tracked.done = countOf(tracked);
  }

  /** Appends what is new of it. */
  update(tracked: Tracked): void {
    if (tracked.claimed || tracked.ended) return;
    this.list(tracked);
    const { entry, on } = tracked;
    if (on === null) return;
    const start = this.#clock.fromWall(startOf(entry));
    if (!tracked.answered && entry.response.status > 0) {
      tracked.answered = true;
      this.#tape.append(responseOfEntry(entry, start + untilResponse(entry), on));
    }
    this.flushUntil(tracked, countOf(tracked));
    if (entry.response._error || this.#finished.has(tracked.key)) {
      tracked.ended = true;
      this.#tape.append(endOfEntry(entry, start + entry.time, on));
    }
  }

  /** Whether the browser called it finished. */
  isFinished(tracked: Tracked): boolean {
    return this.#finished.has(tracked.key);
  }

  /** Makes it a row, or continues the one it was before recording stopped. */
  list(tracked: Tracked): void {
    if (tracked.on !== null) {
      if (tracked.stoppedAt === null) return;
      for (const record of afterPause(tracked.on, tracked.stoppedAt, this.#clock.now()))
        this.#tape.append(record);
      tracked.stoppedAt = null;
      return;
    }
    const on = this.#connectionIds.create(`har-${startOf(tracked.entry).toString(36)}`);
    tracked.on = on;
    const at = this.#clock.fromWall(startOf(tracked.entry));
    const openBefore = tracked.done > 0;
    const request = requestOfEntry(tracked.entry);
    this.#tape.append({ ...request, at, on, ...(openBefore ? { openBefore } : {}) });
    const lastEventId = lastEventIdOf(tracked.entry);
    const { headers } = request;
    this.#tape.append({
      kind: 'sent',
      at,
      on,
      headers,
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });
    // Of a WebSocket the log knows as much as the protocol reports.
    if (!isWebSocketEntry(tracked.entry))
      this.#tape.append({ kind: 'fidelity', at, on, level: 'messages', why: WHY_MESSAGES });
  }

  /** Appends its messages before `end` that are not on the tape. */
  flushUntil(tracked: Tracked, end: number): void {
    const { on } = tracked;
    if (on === null) return;
    for (const message of messagesOf(tracked).slice(tracked.done, end)) {
      const { eventName: type, data, eventId: id } = message;
      this.#tape.append({
        kind: 'message',
        at: this.#clock.fromWall(message.time * 1000),
        on,
        type,
        data,
        id,
      });
    }
    for (const message of (tracked.entry._webSocketMessages ?? []).slice(tracked.done, end)) {
      const record = webSocketRecord(message, this.#clock.fromWall(message.time * 1000), on);
      if (record) this.#tape.append(record);
    }
    tracked.done = Math.max(tracked.done, end);
  }

  /** `onRequestFinished`; of two alike the first that runs is meant. */
  finished(entry: HarEntry): void {
    if (!isStreamEntry(entry) && !isWebSocketEntry(entry)) return;
    let key = this.#key(entry);
    for (let place = 1; this.#finished.has(key); place++) key = `${this.#key(entry)} #${place}`;
    this.#finished.add(key);
    const tracked = this.#tracked.get(key);
    if (!tracked || tracked.on === null) return;
    tracked.entry = entry;
    this.update(tracked);
  }

  /** The page went elsewhere: what has not ended ends without a report. */
  navigated(at: number): void {
    for (const tracked of this.#tracked.values()) {
      if (tracked.on === null || tracked.claimed || tracked.ended || tracked.stoppedAt !== null) continue;
      this.#tape.append({ kind: 'end', at, on: tracked.on, how: 'cancelled', inferred: 'navigation' });
    }
    this.#tracked.clear();
    this.#finished.clear();
  }

  /** Recording stops: what runs is not watched any more. */
  stopped(at: number): void {
    for (const tracked of this.#tracked.values()) {
      if (tracked.on === null || tracked.ended) continue;
      if (tracked.claimed) this.forget(tracked);
      else if (tracked.stoppedAt === null) {
        this.#tape.append({ kind: 'end', at, on: tracked.on, how: 'cancelled', inferred: 'capture-stopped' });
        tracked.stoppedAt = at;
      }
    }
  }

  /** Met again, it is a row of its own. */
  forget(tracked: Tracked): void {
    tracked.on = null;
    tracked.answered = false;
    tracked.claimed = false;
    tracked.stoppedAt = null;
  }
}

/** Messages of it in the log so far. */
export function countOf({ entry }: Tracked): number {
  return (isWebSocketEntry(entry) ? entry._webSocketMessages : entry._eventSourceMessages)?.length ?? 0;
}

export function messagesOf(tracked: Tracked): NonNullable<HarEntry['_eventSourceMessages']> {
  return tracked.entry._eventSourceMessages ?? [];
}
