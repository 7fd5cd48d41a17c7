/**
 * The policy of recording: when to attach, what to do when it is refused or lost, what the user should know, and how to
 * continue. One operation at a time; Record works again after each of them.
 */

import { deadline } from '../protocol/deadline.ts';
import type { Discovery } from '../protocol/discovery.ts';
import {
  type LostReason,
  ProtocolError,
  type ProtocolSessions,
  type Transport,
} from '../protocol/transport.ts';
import type { SourceName, TapeWriter } from '../tape/index.ts';
import { systemTime, TapeClock, type TimeSource } from './clock.ts';
import { captureProtocol, type ProtocolCapture } from './debugger/index.ts';
import { ConnectionIds } from './http/connection-ids.ts';
import type { HarEntry } from './log/har.ts';
import { captureHar, type GetHar, type HarCapture } from './log/index.ts';
import { noticeOf } from './notices.ts';
import { refusalOf } from './refusal.ts';
import type { CaptureControl, CaptureStatus, Notice, NoticeCode } from './status.ts';

export interface Attachment {
  readonly transport: Transport;
  readonly discovery?: Discovery;
}

export interface RecorderParts {
  readonly tape: TapeWriter;
  /** @throws Error with the browser's sentence where it is refused. */
  readonly attach: () => Promise<Attachment>;
  /** Detaches whatever is attached, also an orphan of an earlier life. */
  readonly detach: () => Promise<void>;
  readonly getHar: GetHar;
  readonly reload: () => Promise<void>;
  /** The page went elsewhere; known without an attachment. */
  readonly onNavigated?: (listener: (url: string) => void) => () => void;
  /** A request is over; known without an attachment (`devtools.network.onRequestFinished`). */
  readonly onFinished?: (listener: (entry: HarEntry) => void) => () => void;
  readonly time?: TimeSource;
  /** The browser and its version, “Chrome 156”. */
  readonly browser?: string;
}

const CALL_DEADLINE = 10_000;

/** Events that only a page whose thread runs sends. */
const SIGNS_OF_LIFE = new Set([
  'Network.requestWillBeSent',
  'Network.responseReceived',
  'Network.dataReceived',
]);

interface ProtocolRun {
  readonly kind: 'protocol';
  readonly transport: Transport;
  readonly capture: ProtocolCapture;
  readonly stopListening: () => void;
}
interface HarRun {
  readonly kind: 'har';
  readonly capture: HarCapture;
}

export class Recorder implements CaptureControl {
  readonly #parts: RecorderParts;
  readonly #clock: TapeClock;
  readonly #connectionIds = new ConnectionIds();
  readonly #har: HarCapture;
  readonly #listeners = new Set<() => void>();
  readonly #notices = new Map<NoticeCode, Notice>();
  readonly #unsubscribe: () => void;
  /** For the records that say that capture is on. */
  readonly #browser: Pick<RecorderParts, 'browser'>;
  #state: CaptureStatus['state'] = 'off';
  /** What the user asked for; what runs can be less. */
  #source: SourceName = 'protocol';
  #run: ProtocolRun | HarRun | null = null;
  #filled = false;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    this.#browser = parts.browser === undefined ? {} : { browser: parts.browser };
    this.#clock = new TapeClock(parts.time ?? systemTime);
    const { tape } = parts;
    const getHar = () => deadline(parts.getHar(), CALL_DEADLINE);
    this.#har = captureHar({ getHar, tape, clock: this.#clock, connectionIds: this.#connectionIds });
    tape.append(this.#clock.record());
    const stopNavigated = parts.onNavigated?.((url) => {
      this.#har.navigated(url);
      void this.#retry();
    });
    const stopFinished = parts.onFinished?.((entry) => this.#har.finished(entry));
    this.#unsubscribe = () => {
      stopNavigated?.();
      stopFinished?.();
    };
  }

  status(): CaptureStatus {
    return {
      state: this.#state,
      source: this.#run?.kind ?? this.#source,
      notices: [...this.#notices.values()],
    };
  }

  protocolSessions(): ProtocolSessions | null {
    return this.#run?.kind === 'protocol' ? this.#run.capture.protocolSessions : null;
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  record(on: boolean): Promise<void> {
    return this.#enqueue(() => (on ? this.#start() : this.#stop('Record was switched off')));
  }

  use(source: SourceName): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#source === source && this.#run?.kind === source) return;
      const running = this.#run !== null;
      this.#source = source;
      if (running) {
        await this.#stop('the source was changed');
        await this.#start();
      } else this.#changed();
    });
  }

  dismiss(code: NoticeCode): void {
    if (this.#notices.delete(code)) this.#changed();
  }

  async reloadPage(): Promise<void> {
    await this.#parts.reload();
  }

  async findListeners(): Promise<void> {
    // A page that does not answer cannot list its listeners.
    if (this.#run?.kind === 'protocol') await this.#run.capture.findListeners().catch(() => {});
  }

  dispose(): Promise<void> {
    this.#unsubscribe();
    return this.#enqueue(() => this.#stop('DevTools was closed'));
  }

  /** One after the other, and a failure of one is not the next one's. */
  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step).catch((error: unknown) => {
      this.#state = this.#run ? 'on' : 'off';
      this.#addNotice('capture-failed', error instanceof Error ? error.message : String(error));
    });
    return this.#last;
  }

  async #start(): Promise<void> {
    if (this.#run) {
      // Messages are captured since bytes were refused: try once more for the bytes.
      if (this.#run.kind === this.#source) return;
      await this.#stop('the debugger is tried again');
    }
    this.#notices.clear();
    this.#state = 'starting';
    this.#changed();
    this.#parts.tape.append(this.#clock.renew());
    if (this.#source === 'har') this.#startHar('messages-only');
    else await this.#startProtocol();
  }

  /** @param attachment where there is one already. */
  async #startProtocol(attachment?: Attachment): Promise<void> {
    const attachedAt = this.#clock.now();
    try {
      this.#runProtocol(attachment ?? (await this.#attach()));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#startHar(refusalOf(detail), detail);
      return;
    }
    const run = this.#run;
    if (run?.kind !== 'protocol') return;
    const filling = this.#har.attached(attachedAt, !this.#filled);
    this.#filled = true;
    try {
      await run.capture.start();
    } catch (error) {
      if (this.#run !== run) return;
      // Its thread is busy: what was sent takes effect when it answers.
      if (error instanceof ProtocolError && error.timeout) this.#noAnswer(run.transport);
      else {
        const detail = error instanceof Error ? error.message : String(error);
        await this.#stop(detail);
        this.#startHar('capture-failed', detail);
        return;
      }
    }
    if (this.#run !== run) return;
    this.#state = 'on';
    this.#changed();
    await filling;
  }

  /** An attachment of our own from an earlier life is in the way of the next: taken over by detaching it. */
  async #attach(): Promise<Attachment> {
    try {
      return await this.#attachInTime();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (refusalOf(message) !== 'another-debugger') throw error;
      await this.#parts.detach().catch(() => {});
      return this.#attachInTime();
    }
  }

  /** One that comes after its deadline is detached: else the browser's banner would stay with nothing behind it. */
  async #attachInTime(): Promise<Attachment> {
    const attaching = this.#parts.attach();
    let isLate = false;
    void attaching.then(
      () => {
        if (isLate) void this.#enqueue(() => this.#detachUnused());
      },
      () => {},
    );
    try {
      return await deadline(attaching, CALL_DEADLINE);
    } catch (error) {
      isLate = true;
      throw error;
    }
  }

  async #detachUnused(): Promise<void> {
    if (this.#run?.kind !== 'protocol') await this.#parts.detach().catch(() => {});
  }

  #runProtocol({ transport, discovery }: Attachment): void {
    const { tape } = this.#parts;
    const capture = captureProtocol({
      transport,
      tape,
      clock: this.#clock,
      connectionIds: this.#connectionIds,
      identify: (unknown) => this.#har.identify(unknown),
      ...(discovery ? { discovery } : {}),
      onCrashed: () => this.#addNotice('crashed'),
      onRevived: () => {
        this.dismiss('crashed');
        this.dismiss('no-answer');
      },
      onNoAnswer: () => this.#noAnswer(transport),
    });
    const stopLost = transport.onLost((reason) => void this.#enqueue(() => this.#lost(reason)));
    this.#run = { kind: 'protocol', transport, capture, stopListening: stopLost };
    tape.append({
      kind: 'capture',
      at: this.#clock.now(),
      state: 'on',
      source: 'protocol',
      ...this.#browser,
    });
  }

  #startHar(code: NoticeCode, detail?: string): void {
    const { tape } = this.#parts;
    tape.append({
      kind: 'capture',
      at: this.#clock.now(),
      state: 'on',
      source: 'har',
      why: noticeOf(code).text,
      ...this.#browser,
    });
    this.#run = { kind: 'har', capture: this.#har };
    this.#har.start(!this.#filled);
    this.#filled = true;
    this.#state = 'on';
    this.#addNotice(code, detail);
  }

  async #stop(why: string): Promise<void> {
    const run = this.#run;
    this.#run = null;
    if (!run) return;
    const { tape, detach } = this.#parts;
    run.capture.stop();
    this.#har.stop();
    if (run.kind === 'protocol') {
      run.stopListening();
      await detach().catch(() => {});
    }
    tape.append({ kind: 'capture', at: this.#clock.now(), state: 'off', source: run.kind, why });
    this.#state = 'off';
    this.#notices.delete('crashed');
    this.#notices.delete('no-answer');
    this.#changed();
  }

  async #lost(reason: LostReason): Promise<void> {
    const run = this.#run;
    if (run?.kind !== 'protocol') return;
    this.#run = null;
    run.stopListening();
    run.capture.stop();
    this.#har.stop();
    const { tape } = this.#parts;
    tape.append({ kind: 'capture', at: this.#clock.now(), state: 'lost', source: 'protocol', why: reason });
    if (reason === 'canceled_by_user') {
      this.#state = 'off';
      this.#addNotice('banner-cancelled');
      return;
    }
    // The page was replaced by one the debugger may not see; where it may, continue at once.
    this.#state = 'lost';
    this.#addNotice('target-closed');
    await this.#startProtocol();
    this.#notices.delete('target-closed');
    this.#changed();
  }

  /** Only messages are captured: after a navigation the page may be one that can be attached to. */
  #retry(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#run?.kind !== 'har' || this.#source !== 'protocol') return;
      let attachment: Attachment;
      try {
        attachment = await this.#attach();
      } catch {
        return;
      }
      await this.#stop('the debugger could attach again');
      this.#notices.clear();
      this.#state = 'starting';
      await this.#startProtocol(attachment);
    });
  }

  /** The notice stays until the page shows a sign of life. */
  #noAnswer(transport: Transport): void {
    this.#addNotice('no-answer');
    const stop = transport.on((method) => {
      if (!SIGNS_OF_LIFE.has(method)) return;
      stop();
      this.dismiss('no-answer');
    });
  }

  #addNotice(code: NoticeCode, detail?: string): void {
    this.#notices.set(code, noticeOf(code, detail));
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export function createRecorder(parts: RecorderParts): CaptureControl {
  return new Recorder(parts);
}
