/**
 * Messages without the debugger: `chrome.devtools.network.getHAR()`, asked about once a second. The browser keeps the
 * finished messages of every event stream there; no comments, no chunks, no `retry`.
 */
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import type { Identified, UnknownStream } from '../identify.ts';
import { requestOfEntry, startOf } from './entry.ts';
import type { HarEntry, HarLog } from './har.ts';
import { matchUnknownStream } from './match.ts';
import { countOf, HarTracker, messagesOf, type Tracked } from './tracker.ts';
import { isWebSocketEntry } from './websocket.ts';

export type GetHar = () => Promise<HarLog>;

export interface HarCapture {
  /** Begins to follow the log. @param all whether what it holds already belongs on the tape. */
  start(all: boolean): void;
  stop(): void;
  /**
   * The debugger attached at tape time `at`: what begins from then on is the protocol's.
   * @param past whether what began before belongs on the tape too. A stream is identified only when that is there.
   */
  attached(at: number, past: boolean): Promise<void>;
  identify(unknown: UnknownStream): Promise<Identified | null>;
  /** `onRequestFinished` */
  finished(entry: HarEntry): void;
  /** The page went elsewhere. */
  navigated(url: string): void;
}

export interface HarCaptureNeeds {
  readonly getHar: GetHar;
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  readonly connectionIds: ConnectionIds;
}

const INTERVAL = 1000;
/** The log is copied whole each time: a long one is asked for less often, so that this takes at most a tenth of the time. */
const SHARE = 10;

export function captureHar({ getHar, tape, clock, connectionIds }: HarCaptureNeeds): HarCapture {
  const tracker = new HarTracker(tape, clock, connectionIds);
  /** Streams whose messages only the log reports, while the protocol does the rest. */
  const followed = new Set<Tracked>();
  let running = false;
  /** Counts the stops: what was begun before one has nothing more to do after it. */
  let run = 0;
  let attachedAt = 0;
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
      run++;
      followed.clear();
      clearTimeout(timer);
      tracker.stopped(clock.now());
    },
    attached(at, past) {
      attachedAt = at;
      filling = past ? fill() : Promise.resolve();
      return filling;
    },
    async identify(unknown) {
      const mine = run;
      await filling;
      const log = await getHar();
      if (mine !== run) return null;
      const streams = tracker.read(log);
      const match = matchUnknownStream(streams, unknown, clock);
      if (!match) return null;
      const { tracked, index } = match;
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
