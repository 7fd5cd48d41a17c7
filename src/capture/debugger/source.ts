/** Chromium's debugger as a source: every byte, with the banner. DevTools' own log can serve beside it. */
import { type LostReason, ProtocolError } from '../../protocol/transport.ts';
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { Companion } from '../companion.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import type { IsShownAsStream } from '../http/keeping.ts';
import type { CaptureRun, CaptureSource, RunAbilities, RunEvent } from '../source.ts';
import { type Attachment, type AttachmentParts, TabAttachment } from './attachment.ts';
import { captureProtocol, type ProtocolCapture } from './index.ts';

export interface DebuggerSourceParts extends AttachmentParts {
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  readonly connectionIds: ConnectionIds;
  readonly isShownAsStream?: IsShownAsStream;
  /** Without one, of what was open before only what the page can say is known. */
  readonly companion?: Companion;
}

/** Events that only a page whose thread runs sends. */
const SIGNS_OF_LIFE = new Set([
  'Network.requestWillBeSent',
  'Network.responseReceived',
  'Network.dataReceived',
]);

export function createDebuggerSource(parts: DebuggerSourceParts): CaptureSource {
  const tab = new TabAttachment(parts);
  return {
    id: 'protocol',
    name: 'the debugger',
    fidelity: 'bytes',
    async open(signal) {
      const since = parts.clock.now();
      return new DebuggerRun(parts, tab, await tab.attach(signal), since);
    },
  };
}

class DebuggerRun implements CaptureRun {
  readonly abilities: RunAbilities;
  readonly #companion: Companion | undefined;
  readonly #tab: TabAttachment;
  readonly #attachment: Attachment;
  /** Tape time from which what begins is this run's. */
  readonly #since: number;
  readonly #capture: ProtocolCapture;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #stopLost: () => void;
  #isLost = false;
  /** The companion brings the past; null before the start. */
  #filling: Promise<void> | null = null;
  #stopAwaitingLife: (() => void) | null = null;
  #stopping: Promise<void> | null = null;

  constructor(parts: DebuggerSourceParts, tab: TabAttachment, attachment: Attachment, since: number) {
    const { tape, clock, connectionIds, companion, isShownAsStream } = parts;
    const { transport, discovery } = attachment;
    this.#companion = companion;
    this.#tab = tab;
    this.#attachment = attachment;
    this.#since = since;
    const capture = captureProtocol({
      transport,
      tape,
      clock,
      connectionIds,
      ...(companion ? { identify: companion.identify } : {}),
      ...(discovery ? { discovery } : {}),
      ...(isShownAsStream ? { isShownAsStream } : {}),
      onCrashed: () => this.#emit({ kind: 'crashed' }),
      onRevived: () => this.#emit({ kind: 'revived' }),
      onNoAnswer: () => this.#onNoAnswer(),
    });
    this.#capture = capture;
    this.abilities = {
      protocol: capture.protocolSessions,
      findListeners: () => capture.findListeners(),
      findAddresses: () => capture.findAddresses(),
      heap: () => capture.heap(),
    };
    this.#stopLost = transport.onLost((why) => this.#onLost(why));
  }

  async start(past: boolean): Promise<void> {
    if (this.#stopping) return;
    this.#filling = this.#companion?.attached(this.#since, past) ?? Promise.resolve();
    try {
      await this.#capture.start();
    } catch (error) {
      // Where only an answer is missing its thread is busy: what was sent takes effect when it answers.
      if (error instanceof ProtocolError && error.timeout) this.#onNoAnswer();
      else if (!this.#stopping) {
        // Nothing is captured until the next source runs: its start must not wait for the past.
        this.#filling = Promise.resolve();
        throw error;
      }
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  on(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #end(): Promise<void> {
    this.#listeners.clear();
    await this.#filling;
    this.#stopAwaitingLife?.();
    this.#capture.stop();
    // Before the start it is another run's.
    if (this.#filling) this.#companion?.stop();
    this.#stopLost();
    if (this.#isLost) this.#tab.lost();
    else await this.#tab.detach();
  }

  #onLost(why: LostReason): void {
    this.#isLost = true;
    this.#emit({ kind: 'lost', why });
  }

  #onNoAnswer(): void {
    if (this.#stopping) return;
    this.#emit({ kind: 'no-answer' });
    this.#stopAwaitingLife ??= this.#attachment.transport.on((method) => {
      if (!SIGNS_OF_LIFE.has(method)) return;
      this.#stopAwaitingLife?.();
      this.#stopAwaitingLife = null;
      this.#emit({ kind: 'answers' });
    });
  }

  #emit(event: RunEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
