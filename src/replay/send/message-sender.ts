/** Messages sent by the user to the page's own listeners: one series at a time, and nothing is left behind. */
import type { Protocol } from 'devtools-protocol';
import type { ProtocolSessions } from '../../protocol/transport.ts';
import type { Wait } from '../wait.ts';
import type {
  Message,
  Pace,
  SendingEnd,
  SendingRun,
  SendingStatus,
  SendOutcome,
  Target,
  Timed,
} from './model.ts';
import { PageObjects } from './page-objects.ts';

export interface SentMessage {
  readonly target: Target;
  readonly message: Message;
  readonly origin: string;
  readonly heard: number | null;
}

export interface MessageSenderParts {
  readonly protocolSessions: ProtocolSessions;
  readonly wait: Wait;
  /** A clock that never goes back, milliseconds. */
  readonly now: () => number;
  /** What the page gets as `event.origin`. */
  readonly originOf: (target: Target) => string;
  /** Called for each message that was dispatched. */
  readonly sent: (sent: SentMessage) => void;
  /** Called at every change of status. */
  readonly changed: () => void;
}

/** From a look at the page's objects until they are let go of. */
export class MessageSender {
  readonly #parts: MessageSenderParts;
  readonly #objects: PageObjects;
  readonly #stops: (() => void)[];
  #status: SendingStatus = {
    targets: null,
    isLooking: false,
    silent: 0,
    problem: null,
    run: null,
    isLeft: false,
  };
  #running: AbortController | null = null;
  #isClosed = false;
  #lookNumber = 0;

  constructor(parts: MessageSenderParts) {
    this.#parts = parts;
    const { protocolSessions } = parts;
    this.#objects = new PageObjects(protocolSessions);
    this.#stops = [
      protocolSessions.transport.on((method, params, session) => {
        if (method !== 'Page.frameNavigated' || session !== '') return;
        if ((params as Protocol.Page.FrameNavigatedEvent).frame.parentId === undefined) this.#navigated();
      }),
      protocolSessions.transport.onLost(() => this.close('detached')),
    ];
  }

  status(): SendingStatus {
    return this.#status;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Looks for the page's objects, unless messages are being sent to one. */
  async find(): Promise<void> {
    if (this.#running || this.#isClosed) return;
    const look = ++this.#lookNumber;
    this.#change({ isLooking: true, problem: null });
    try {
      const { targets, silent } = await this.#objects.find();
      if (look === this.#lookNumber) this.#change({ targets, silent, isLooking: false });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (look === this.#lookNumber)
        this.#change({
          targets: null,
          isLooking: false,
          problem: `The page’s objects could not be looked up: ${why}`,
        });
    }
    // Closed since: what this look found is released.
    if (look !== this.#lookNumber && !this.#status.isLooking) this.#objects.release();
  }

  /** Sends them one after the other, and stops at the first that does not get through. */
  async send(target: Target, messages: readonly Timed[], pace: Pace): Promise<void> {
    if (this.#running || this.#isClosed) return;
    const running = new AbortController();
    this.#running = running;
    const run: SendingRun = {
      target,
      total: messages.length,
      sent: 0,
      withoutListener: [],
      isUnknown: false,
      end: null,
    };
    this.#change({ run });
    // Whatever fails, the series is over then, and the next one can begin.
    const end = await this.#sendAll(target, messages, pace, running.signal).catch((error: unknown) => ({
      how: 'failed' as const,
      why: error instanceof Error ? error.message : String(error),
    }));
    this.#running = null;
    // Who aborted it has said why.
    if (this.#status.run?.end === null) this.#end(end.how, end.why);
    if (this.#status.isLeft) this.close();
  }

  cancel(): void {
    this.#abort('cancelled');
  }

  /** The dialog is closed: what is being sent is sent to its end, and then it closes. */
  leave(): void {
    if (this.#running) this.#change({ isLeft: true });
    else this.close();
  }

  /** The dialog is open again. */
  stay(): void {
    if (this.#status.isLeft) this.#change({ isLeft: false });
  }

  close(why: SendingEnd = 'cancelled'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#abort(why);
    for (const stop of this.#stops.splice(0)) stop();
    this.#releaseObjects();
  }

  #navigated(): void {
    this.#abort('navigated');
    this.#releaseObjects();
  }

  /** Lets go of the objects: also of a page that lies in the back/forward cache, where they would live on. */
  #releaseObjects(): void {
    this.#lookNumber++;
    this.#objects.release();
    this.#change({ targets: null, isLooking: false });
  }

  async #sendAll(
    target: Target,
    messages: readonly Timed[],
    pace: Pace,
    signal: AbortSignal,
  ): Promise<{ how: SendingEnd; why: string | null }> {
    const { now, wait, originOf } = this.#parts;
    const began = now();
    const first = messages[0]?.at ?? 0;
    for (const message of messages) {
      if (pace !== 'at-once') {
        const left = (message.at - first) / pace - (now() - began);
        if (left > 0) await wait(left, signal).catch(() => {});
      }
      if (signal.aborted) break;
      const origin = originOf(target);
      const actual = asReceived(target, message);
      const outcome = await this.#objects.send(target, actual, origin);
      if (outcome.kind !== 'sent')
        return { how: outcome.kind, why: outcome.kind === 'failed' ? outcome.why : null };
      this.#count(target, actual, origin, outcome);
    }
    return { how: 'complete', why: null };
  }

  #count(
    target: Target,
    message: Message,
    origin: string,
    { heard }: Extract<SendOutcome, { kind: 'sent' }>,
  ): void {
    this.#parts.sent({ target, message, origin, heard });
    const { run } = this.#status;
    if (!run) return;
    const isNew = heard === 0 && !run.withoutListener.includes(message.type);
    this.#change({
      run: {
        ...run,
        sent: run.sent + 1,
        withoutListener: isNew ? [...run.withoutListener, message.type] : run.withoutListener,
        isUnknown: run.isUnknown || heard === null,
      },
    });
  }

  #abort(why: SendingEnd): void {
    if (!this.#running) return;
    this.#end(why, null);
    this.#running.abort();
  }

  #end(how: SendingEnd, why: string | null): void {
    const { run } = this.#status;
    if (run) this.#change({ run: { ...run, end: { how, why } } });
  }

  #change(change: Partial<SendingStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#parts.changed();
  }
}

/** A WebSocket dispatches no other type, and has no ids. */
function asReceived({ to }: Target, { type, data, binary, id }: Message): Message {
  return to === 'websocket'
    ? { type: 'message', data, binary, id: '' }
    : { type: type === '' ? 'message' : type, data, binary, id };
}
