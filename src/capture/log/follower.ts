/**
 * Messages without the debugger: `chrome.devtools.network.getHAR()`, asked about once a second. The browser keeps the
 * finished messages of every event stream there; no comments, no chunks, no `retry`.
 */
import { deadline } from '../../protocol/deadline.ts';
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { Companion } from '../companion.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import { requestOfEntry, startOf } from './entry.ts';
import type { HarEntry, HarLog } from './har.ts';
import { type Match, matchUnknownStream, mayMatchLater } from './match.ts';
import { countOf, HarTracker, messagesOf, type Tracked } from './tracker.ts';
import { isWebSocketEntry } from './websocket.ts';

export type GetHar = () => Promise<HarLog>;

/** One for a tape: by itself it is a source, beside the debugger a companion, and it knows what is on the tape by either. */
export interface LogFollower extends Companion {
  /** Begins to follow the log. @param all whether what it holds already belongs on the tape. */
  start(all: boolean): void;
  /** `onRequestFinished`, also while nothing is recorded: what is over by the first start is known by it. */
  finished(entry: HarEntry): void;
  /** The page went elsewhere. */
  navigated(url: string): void;
}

export interface LogFollowerNeeds {
  readonly getHar: GetHar;
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  readonly connectionIds: ConnectionIds;
}

/** A look that DevTools does not answer is given up after this. Milliseconds. */
const DEADLINE = 10_000;
const INTERVAL = 1000;
/** Looks for a stream that the log may not have all of yet, and milliseconds from one to the next. */
const MAX_LOOKS = 5;
const BETWEEN_LOOKS = 250;
/** The log is copied whole each time: a long one is asked for less often, so that this takes at most a tenth of the time. */
const SHARE = 10;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function createLogFollower(needs: LogFollowerNeeds): LogFollower {
  const { tape, clock, connectionIds } = needs;
  const getHar = () => deadline(needs.getHar(), DEADLINE);
  const tracker = new HarTracker(tape, clock, connectionIds);
  /** Streams whose messages only the log reports, while the protocol does the rest. */
  const followed = new Set<Tracked>();
  let running = false;
  /** Counts the stops: what was begun before one has nothing more to do after it. */
  let run = 0;
  let attachedAt = 0;
  let stoppedAt = 0;
  let filling: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    const began = clock.now();
    const mine = run;
    try {
      const log = await getHar();
      if (mine !== run) return;
      const streams = tracker.read(log);
      for (const tracked of streams) {
        if (running && isNew(tracked)) tracker.update(tracked);
        if (followed.has(tracked)) tracker.flushUntil(tracked, countOf(tracked));
      }
    } catch {
      // DevTools is busy or going; the next look may do better.
    }
    if (mine === run) schedule((clock.now() - began) * SHARE);
  }

  async function fill(): Promise<void> {
    const mine = run;
    try {
      const log = await getHar();
      if (mine !== run) return;
      for (const tracked of tracker.read(log)) {
        // The protocol reports the rest of an open WebSocket under another id: the two would be one conversation.
        const isSocket = isWebSocketEntry(tracked.entry);
        if (isSocket && !tracker.isFinished(tracked)) continue;
        const { status, _error } = tracked.entry.response;
        // One without an answer yet shows itself to the protocol with it.
        if (!isLater(tracked) && (status > 0 || _error || isSocket)) tracker.update(tracked);
      }
    } catch {
      // A past that cannot be read must not stop what comes.
    }
  }

  /** What the log holds by now is not for the tape. */
  async function ignoreAll(): Promise<void> {
    const mine = run;
    const log = await getHar().catch(() => null);
    if (mine !== run) return;
    if (log) for (const tracked of tracker.read(log)) tracker.ignore(tracked);
    schedule();
  }

  const isLater = ({ entry }: Tracked) => clock.fromWall(startOf(entry)) >= attachedAt;

  function schedule(min = 0): void {
    clearTimeout(timer);
    if (running || followed.size > 0) timer = setTimeout(() => void look(), Math.max(INTERVAL, min));
  }

  return {
    start(all) {
      running = true;
      if (all) void look();
      else void ignoreAll();
    },
    stop() {
      running = false;
      stoppedAt = clock.now();
      run++;
      followed.clear();
      clearTimeout(timer);
      tracker.stopped(stoppedAt);
    },
    attached(at, past) {
      attachedAt = Math.max(at, stoppedAt);
      filling = past ? fill() : Promise.resolve();
      return filling;
    },
    async identify(unknown) {
      const mine = run;
      await filling;
      let match: Match | null = null;
      for (let looks = 1; match === null; looks++) {
        const log = await getHar();
        if (mine !== run) return null;
        const streams = tracker.read(log);
        match = matchUnknownStream(streams, unknown, clock);
        if (match) break;
        // The protocol can be ahead of the log, which then has a stream whose latest message is older.
        if (looks === MAX_LOOKS || !mayMatchLater(streams, unknown, clock)) return null;
        await pause(BETWEEN_LOOKS);
        if (mine !== run) return null;
      }
      const { tracked, index } = match;
      // The log's own recording of it is over: the protocol's is a row of its own.
      if (tracked.stoppedAt !== null) tracker.forget(tracked);
      const messagesFromLog = unknown.message === undefined;
      // It began before the network was listened to, but after the attachment: all of it belongs on the tape.
      if (tracked.on === null && isLater(tracked)) tracker.list(tracked);
      const listedBefore = tracked.on !== null;
      tracked.claimed = true;
      if (messagesFromLog) {
        if (listedBefore) tracker.flushUntil(tracked, messagesOf(tracked).length);
        else tracker.ignore(tracked);
        tracker.list(tracked);
        followed.add(tracked);
        schedule();
      }
      if (listedBefore && !messagesFromLog) tracker.flushUntil(tracked, index);
      const request = { ...requestOfEntry(tracked.entry), openBefore: true };
      return {
        request,
        ...(tracked.on === null ? {} : { on: tracked.on }),
        skip: messagesFromLog || !listedBefore ? 0 : Math.max(0, tracked.done - index),
        messagesFromLog,
        flushMessages: async () => {
          followed.delete(tracked);
          if (!messagesFromLog) return;
          tracker.read(await getHar());
          tracker.flushUntil(tracked, messagesOf(tracked).length);
        },
      };
    },
    finished: (entry) => tracker.finished(entry),
    navigated(url) {
      const at = clock.now();
      followed.clear();
      tracker.navigated(at);
      if (running) tape.append({ kind: 'navigate', at, url, how: 'navigation' });
    },
  };
}

/** From before recording, it is listed when there is something new of it. */
function isNew(tracked: Tracked): boolean {
  return tracked.on !== null || tracked.done === 0 || countOf(tracked) > tracked.done;
}
