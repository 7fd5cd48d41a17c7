/**
 * Which event types of an EventSource nobody listens to, found without a look into the page's heap.
 *
 * `Performance.getMetrics` says how long scripts of the page have run so far, on the network's clock. Where that is the same before and
 * after a message was dispatched, none ran: no listener was called. A listener that does nothing takes 20 µs; one that still runs is
 * counted with the time it ran so far (measured on Chromium 156). Where a script ran it may have been another one: nothing is concluded,
 * and the next message is looked at. The page cannot notice: nothing of it is run, and its heap is not touched.
 */
import { ProtocolError } from '../../protocol/transport.ts';
import type { ConnectionWriter } from '../http/connection-writer.ts';
import type { Needs } from './needs.ts';

/** The type of an event without a name. It is what nearly every page listens to. */
const UNNAMED = 'message';
/**
 * A new type is decided by readings after each message, so that those of other types do not count for it: so many. From then on
 * milliseconds from one reading to the next at least: while a type is undecided, and later.
 */
const MAX_AT_ONCE = 40;
const SPACING = 250;
const SPACING_LATER = 1000;
/** Readings while nothing comes, so that the next message has a fresh one before it; how many, and milliseconds between them. */
const MAX_PULSES = 10;
const PULSE = 1000;
/** Messages with which a script ran each time, until a type is given up; and until one that was unheard is so no longer. */
const MAX_TRIES = 80;
const HEARD_AGAIN = 10;
/** Types of one connection that are watched. */
const MAX_TYPES = 50;

interface Reading {
  /** Seconds on the network's clock. */
  readonly at: number;
  /** Seconds that scripts had run. */
  readonly script: number;
}

interface WatchedType {
  readonly connection: ConnectionWriter;
  readonly type: string;
  state: 'undecided' | 'unheard' | 'given up';
  /** Messages in a row with which a script ran. */
  ran: number;
  /** When the first message came that no reading has come after; seconds on the network's clock. */
  since: number | null;
}

interface Thread {
  readonly watched: Set<WatchedType>;
  last: Reading | null;
  /** Tape time of the latest reading. */
  readAt: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** Tape time of the next reading, where there is a timer. */
  due: number;
  isReading: boolean;
  isEnabled: boolean;
  pulses: number;
  /** Readings without a pause since a type was new. */
  atOnce: number;
}

export class UnheardTypes {
  readonly #needs: Pick<Needs, 'transport' | 'clock'>;
  /** By session; null where its target cannot say how long scripts ran, as workers cannot. */
  readonly #threads = new Map<string, Thread | null>();
  readonly #types = new WeakMap<ConnectionWriter, Map<string, WatchedType>>();
  #stopped = false;
  /** Bytes in the JavaScript heap of the page, as last reported. */
  heap: number | null = null;

  constructor(needs: Pick<Needs, 'transport' | 'clock'>) {
    this.#needs = needs;
  }

  /** An EventSource of the session opens: its first message should have a reading before it. */
  opened(session: string): void {
    const thread = this.#thread(session);
    if (thread) this.#schedule(session, thread);
  }

  /** A message is being dispatched. @param at seconds on the network's clock. */
  message(connection: ConnectionWriter, type: string, at: number): void {
    if (connection.via !== 'eventsource') return;
    const { session } = connection.identity;
    const thread = this.#thread(session);
    if (!thread) return;
    if (type === UNNAMED) {
      // Its listener must not count for the next message, which may have a name.
      if (isUndecided(thread)) this.#schedule(session, thread);
      return;
    }
    const watched = this.#watch(thread, connection, type);
    // What is reported after the reading that came after it has no reading before it.
    if (!watched || (thread.last && at <= thread.last.at)) return;
    watched.since ??= at;
    thread.pulses = 0;
    this.#schedule(session, thread);
  }

  /** The session's target is gone. */
  detached(session: string): void {
    const thread = this.#threads.get(session);
    if (thread?.timer) clearTimeout(thread.timer);
    this.#threads.delete(session);
  }

  stop(): void {
    this.#stopped = true;
    for (const session of [...this.#threads.keys()]) this.detached(session);
  }

  #thread(session: string): Thread | null {
    const kept = this.#threads.get(session);
    if (kept !== undefined || this.#stopped) return kept ?? null;
    const thread: Thread = {
      watched: new Set(),
      last: null,
      readAt: Number.NEGATIVE_INFINITY,
      timer: null,
      due: 0,
      isReading: false,
      isEnabled: false,
      pulses: 0,
      atOnce: 0,
    };
    this.#threads.set(session, thread);
    return thread;
  }

  #watch(thread: Thread, connection: ConnectionWriter, type: string): WatchedType | null {
    let types = this.#types.get(connection);
    if (!types) {
      types = new Map();
      this.#types.set(connection, types);
    }
    let watched = types.get(type);
    if (!watched) {
      if (types.size >= MAX_TYPES) return null;
      watched = { connection, type, state: 'undecided', ran: 0, since: null };
      types.set(type, watched);
      thread.watched.add(watched);
      thread.atOnce = 0;
    }
    return watched.state === 'given up' ? null : watched;
  }

  #schedule(session: string, thread: Thread, wait = 0): void {
    if (thread.isReading || this.#stopped) return;
    const now = this.#needs.clock.now();
    const spacing = spacingOf(thread);
    const due = Math.max(now + wait, thread.readAt + spacing);
    if (thread.timer) {
      if (thread.due <= due) return;
      clearTimeout(thread.timer);
    }
    thread.due = due;
    thread.timer = setTimeout(() => {
      thread.timer = null;
      void this.#look(session, thread);
    }, due - now);
    (thread.timer as { unref?(): void }).unref?.();
  }

  async #look(session: string, thread: Thread): Promise<void> {
    thread.isReading = true;
    const reading = await this.#read(session, thread);
    thread.isReading = false;
    if (this.#threads.get(session) !== thread) return;
    if (reading === 'cannot') {
      this.#threads.set(session, null);
      return;
    }
    thread.readAt = this.#needs.clock.now();
    thread.atOnce++;
    if (reading) this.#judge(thread, reading);
    thread.last = reading;
    const isWaiting = [...thread.watched].some(({ since }) => since !== null);
    if (isWaiting) this.#schedule(session, thread);
    else if (isUndecided(thread) && thread.pulses++ < MAX_PULSES) this.#schedule(session, thread, PULSE);
  }

  /** @returns null where no answer came in time, `cannot` where the target never gives one. */
  async #read(session: string, thread: Thread): Promise<Reading | 'cannot' | null> {
    const { transport } = this.#needs;
    try {
      if (!thread.isEnabled) await transport.send('Performance.enable', undefined, session);
      thread.isEnabled = true;
      const { metrics } = await transport.send('Performance.getMetrics', undefined, session);
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value;
      if (session === '') this.heap = of('JSHeapUsedSize') ?? null;
      const [at, script] = [of('Timestamp'), of('ScriptDuration')];
      return at === undefined || script === undefined ? 'cannot' : { at, script };
    } catch (error) {
      return error instanceof ProtocolError && error.timeout ? null : 'cannot';
    }
  }

  #judge(thread: Thread, { at, script }: Reading): void {
    const { last } = thread;
    for (const watched of thread.watched) {
      const { since, connection } = watched;
      if (connection.ended) thread.watched.delete(watched);
      if (since === null || since > at) continue;
      watched.since = null;
      if (last && since > last.at) this.#decide(thread, watched, script !== last.script);
    }
  }

  #decide(thread: Thread, watched: WatchedType, hasRun: boolean): void {
    const { connection, type } = watched;
    watched.ran = hasRun ? watched.ran + 1 : 0;
    if (!hasRun && watched.state === 'undecided') {
      watched.state = 'unheard';
      connection.unheard(this.#needs.clock.now(), type, false);
    } else if (watched.state === 'unheard' && watched.ran >= HEARD_AGAIN) {
      watched.state = 'undecided';
      connection.unheard(this.#needs.clock.now(), type, true);
    } else if (watched.ran >= MAX_TRIES) {
      watched.state = 'given up';
      thread.watched.delete(watched);
    }
  }
}

const isUndecided = ({ watched }: Thread): boolean => [...watched].some(({ state }) => state === 'undecided');

function spacingOf(thread: Thread): number {
  if (!isUndecided(thread)) return SPACING_LATER;
  return thread.atOnce < MAX_AT_ONCE ? 0 : SPACING;
}
