/**
 * Whether the threads that read open connections answer. Chromium reports a read when the page's thread makes it: of a
 * thread that runs a long script, or stands at a breakpoint or a dialog, the protocol reports nothing, as for a server that is silent.
 *
 * Where nothing has come for a second the thread is asked for a no-op: the literal 0, awaited. It answers plain commands
 * at a breakpoint as well, but a promise is settled only by a thread that continues (measured on Chromium 156). The page
 * cannot notice: a literal runs none of its code, and V8 awaits it without the page's `Promise`.
 */
import { ProtocolError } from '../../../protocol/transport.ts';
import type { ConnectionWriter } from '../../http/connection-writer.ts';
import type { Needs } from '../needs.ts';

/** Milliseconds between two looks. A devtools page gets its timers once a second, whatever it asks for. */
const PULSE = 500;
/** Silence after which a thread is asked, and how often at most. A little less than a second, which is never exact. */
const SILENCE = 900;
/** An answer that takes longer is late: the way there and back takes a few milliseconds. */
const LATE = 250;
/** Without a pulse for this long the panel's own thread was blocked, and nothing is known of the page's. Milliseconds. */
const OWN_DELAY = 1600;
/** After this a call that was not answered is believed lost, and made again. Milliseconds. */
const GIVEN_UP = 600_000;

/** What asks for the no-op, in parameters of `Runtime.evaluate`. */
const NO_OP = { expression: '0', awaitPromise: true, returnByValue: true, silent: true } as const;

interface Probe {
  readonly at: number;
  /** The thread's last sign of life before. */
  readonly alive: number;
  /** What was open then. */
  readonly of: readonly ConnectionWriter[];
  isReported: boolean;
}

interface Thread {
  /** Its last sign of life; -Infinity before the first. */
  alive: number;
  /** What it has not answered yet. */
  probe: Probe | null;
}

export class Threads {
  readonly #needs: Pick<Needs, 'transport' | 'tape' | 'clock'>;
  readonly #connections: () => Iterable<ConnectionWriter>;
  /** By session. */
  readonly #threads = new Map<string, Thread>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #pulse = 0;

  /** @param connections all that is under way; a connection's session names the thread that reads it. */
  constructor(
    needs: Pick<Needs, 'transport' | 'tape' | 'clock'>,
    connections: () => Iterable<ConnectionWriter>,
  ) {
    this.#needs = needs;
    this.#connections = connections;
  }

  start(): void {
    this.#pulse = this.#needs.clock.now();
    this.#timer = setInterval(() => this.#look(), PULSE);
    (this.#timer as { unref?(): void }).unref?.();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#threads.clear();
  }

  #look(): void {
    const { clock, tape } = this.#needs;
    for (const record of clock.look()) tape.append(record);
    const now = clock.now();
    this.#pulse = now;
    const open = this.#open();
    for (const [session, { probe }] of this.#threads) {
      if (!open.has(session) && !probe) this.#threads.delete(session);
    }
    for (const [session, connections] of open) {
      let thread = this.#threads.get(session);
      if (!thread) {
        thread = { alive: Number.NEGATIVE_INFINITY, probe: null };
        this.#threads.set(session, thread);
      }
      if (thread.probe) this.#report(thread.probe, now);
      else {
        for (const { lastActivityAt } of connections) thread.alive = Math.max(thread.alive, lastActivityAt);
        if (now - thread.alive > SILENCE) void this.#probe(session, thread, connections);
      }
    }
  }

  /** Connections that something can come on, by session. */
  #open(): Map<string, ConnectionWriter[]> {
    const open = new Map<string, ConnectionWriter[]>();
    for (const connection of this.#connections()) {
      if (!connection.listed || connection.ended || connection.suspended) continue;
      const { session } = connection.identity;
      const same = open.get(session);
      if (same) same.push(connection);
      else open.set(session, [connection]);
    }
    return open;
  }

  /** Says that a thread does not answer, while it does not. */
  #report(question: Probe, now: number): void {
    if (question.isReported || !isLate(question, now)) return;
    question.isReported = true;
    for (const connection of question.of) connection.busy(now, question.alive, question.at);
  }

  async #probe(session: string, thread: Thread, of: readonly ConnectionWriter[]): Promise<void> {
    const at = this.#needs.clock.now();
    const alive = Math.min(at, thread.alive === Number.NEGATIVE_INFINITY ? at : thread.alive);
    const question: Probe = { at, alive, of, isReported: false };
    thread.probe = question;
    while (await this.#isLost(session)) if (this.#threads.get(session) !== thread) return;
    if (this.#threads.get(session) === thread) this.#onAnswer(session, thread, question);
  }

  /** @returns true where no answer came for so long that none is waited for. */
  async #isLost(session: string): Promise<boolean> {
    try {
      await this.#needs.transport.send('Runtime.evaluate', NO_OP, session, GIVEN_UP);
    } catch (error) {
      // A refusal is an answer too; or the thread is gone, and waited for no longer.
      return error instanceof ProtocolError && error.timeout;
    }
    return false;
  }

  #onAnswer(session: string, thread: Thread, question: Probe): void {
    thread.probe = null;
    const now = this.#needs.clock.now();
    // The panel's own thread was late to read the answer, which may have come as early as its last pulse.
    const to = now - this.#pulse > OWN_DELAY ? Math.max(question.at, this.#pulse) : now;
    thread.alive = Math.max(thread.alive, to);
    if (question.isReported || isLate(question, to)) {
      for (const connection of question.of) connection.busy(now, question.alive, question.at, to);
    }
    // It may be busy again at once.
    const open = now - question.at > SILENCE ? this.#open().get(session) : undefined;
    if (open) void this.#probe(session, thread, open);
  }
}

/** Whether a thread has not answered by `now`, nor read anything: if it did, its answer is held up elsewhere. */
function isLate({ at, of }: Probe, now: number): boolean {
  // What it reads when it is free again comes a moment before its answer.
  return (
    now - at > LATE && !of.some(({ lastActivityAt }) => lastActivityAt > at && lastActivityAt < now - LATE)
  );
}
