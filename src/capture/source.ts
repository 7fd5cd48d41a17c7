/**
 * A capture source: one way to get hold of the page and to write on the tape what it does. The recorder has a list of
 * them, the best first. Two phases: a retry gets hold of the page while another run still records, and swaps only when
 * it has it.
 */
import type { LostReason, ProtocolSessions } from '../protocol/transport.ts';
import type { Fidelity, SourceName } from '../tape/index.ts';
import type { NoticeCode } from './status.ts';

export interface CaptureSource {
  readonly id: SourceName;
  /** How the reasons on the tape name it: “the debugger”. */
  readonly name: string;
  /** The most that it knows of a connection. */
  readonly fidelity: Fidelity;
  /**
   * Gets hold of the page; writes nothing. A source has one run at a time; the run of another may be under way.
   * Where it comes too late for its signal it lets go by itself.
   * @throws CaptureRefused
   */
  open(signal: AbortSignal): Promise<CaptureRun>;
}

export interface CaptureRun {
  /**
   * Resolves when what the page does from now on is captured; the past may still be on its way to the tape. After
   * {@link stop} it does nothing.
   * @param past whether what began before belongs on the tape, as far as the source knows it.
   * @throws Error where the page refuses after all. It is then to be stopped.
   */
  start(past: boolean): Promise<void>;
  /**
   * What is open ends, inferred, and the page is let go. Whatever happens it never throws; it can be called at any time,
   * and again. A past that is on its way is waited for.
   */
  stop(): Promise<void>;
  /** Called from now on, until the run stops. @returns a function that stops it. */
  on(listener: (event: RunEvent) => void): () => void;
  readonly abilities: RunAbilities;
}

/** What can be done by a run beside capture; null where it cannot. The same objects as long as the run lasts. */
export interface RunAbilities {
  readonly protocol: ProtocolSessions | null;
  /** Writes a `listeners` record for each of the page's EventSource objects' URLs. */
  readonly findListeners: (() => Promise<void>) | null;
  /** Looks for the addresses of what was open before, where they are not known. */
  readonly findAddresses: (() => Promise<void>) | null;
  /** Bytes in the page's JavaScript heap, as last reported; null where that is not known. */
  readonly heap: (() => number | null) | null;
}

export type RunEvent =
  /** The browser took the page away: there is nothing left to let go. */
  | { readonly kind: 'lost'; readonly why: LostReason }
  /** The page crashed, and was loaded again. */
  | { readonly kind: 'crashed' | 'revived' }
  /** The page left a call without an answer; it shows a sign of life. */
  | { readonly kind: 'no-answer' | 'answers' };

/** A source cannot have the page. The message is the browser's own words. */
export class CaptureRefused extends Error {
  override readonly name = 'CaptureRefused';
  readonly code: Extract<
    NoticeCode,
    'another-debugger' | 'not-debuggable' | 'attach-refused' | 'no-answer' | 'capture-failed'
  >;
  constructor(code: CaptureRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Any other error is a fault, of the source or of the page. */
export function asRefusal(error: unknown): CaptureRefused {
  if (error instanceof CaptureRefused) return error;
  return new CaptureRefused('capture-failed', error instanceof Error ? error.message : String(error));
}

/** @throws CaptureRefused as soon as the signal aborts; what the promise brings later is the caller's to let go. */
export function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new CaptureRefused('no-answer', 'no answer'));
    if (signal.aborted) refuse();
    signal.addEventListener('abort', refuse, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', refuse));
  });
}
