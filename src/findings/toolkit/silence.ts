import { type EventStream, RowKind } from '../../channels/index.ts';
import type { StreamObserver } from '../observer.ts';
import type { RuleContext } from '../rule.ts';
import { silentUntil } from './busy.ts';
import { Rhythm } from './rhythm.ts';

/** Silence no longer than this is never called one, milliseconds: a thread may be busy, a network slow. */
const MIN_SILENCE = 2000;

/** A chunk that may have come this much later than it was sent is no measure of a rhythm, milliseconds. */
const MAX_LATE = 1000;

/** A stretch without a byte, milliseconds on the tape's clock. */
export interface Silence {
  /** The last byte before it, as an offset in the connection; -1 where none had come. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/** Observes a stream: its rhythm, its silences, and the one that lasts. */
export class SilenceObserver {
  readonly rhythm = new Rhythm();
  /** For {@link StreamObserver}. */
  readonly row: NonNullable<StreamObserver['row']>;
  readonly chunk: NonNullable<StreamObserver['chunk']>;
  readonly #stream: EventStream;
  readonly #context: RuleContext;
  #hasComment = false;
  #hasEvent = false;
  #lastAt: number | null = null;

  /** @param onSilence called for each silence over two seconds that is over, before the rhythm counts it. */
  constructor(stream: EventStream, context: RuleContext, onSilence: (silence: Silence) => void = () => {}) {
    this.#stream = stream;
    this.#context = context;
    this.row = ({ kind }) => {
      if (kind === RowKind.Comment) this.#hasComment = true;
      else if (kind === RowKind.Event || kind === RowKind.Discarded) this.#hasEvent = true;
    };
    this.chunk = (chunk) => {
      const at = stream.tape.chunks.at(chunk);
      const from = this.#lastAt;
      const isLate = from !== null && at - silentUntil(stream, from, at) > MAX_LATE;
      if (from !== null && at - from > MIN_SILENCE) {
        const since = context.calmSince(from, at);
        if (at - since > MIN_SILENCE)
          onSilence({ offset: stream.tape.chunks.start(chunk) - 1, from: since, to: at });
        if (since > from) this.rhythm.interrupt();
      }
      // Neither the interval before what came late nor the one after it is the server's.
      if (isLate) this.rhythm.interrupt();
      this.rhythm.add(at, this.#hasComment, this.#hasEvent);
      if (isLate) this.rhythm.interrupt();
      this.#hasComment = false;
      this.#hasEvent = false;
      this.#lastAt = at;
    };
  }

  /**
   * What of a silence is certain; null where nothing is. That the thread which reads was busy, or that the machine
   * slept, can be reported after the silence is over.
   */
  certain(silence: Silence): Silence | null {
    const from = this.#context.calmSince(silence.from, silence.to);
    const to = silentUntil(this.#stream, from, silence.to);
    return to - from > MIN_SILENCE ? { ...silence, from, to } : null;
  }

  /** The silence that lasts at tape time `now`; null where there is none, or where it cannot be known. */
  lasting(now: number): Silence | null {
    const { facts } = this.#stream;
    if (facts.end || facts.suspendedAt !== null || facts.response?.status !== 200) return null;
    // Without bytes comments are not known.
    if ((facts.fidelity.at(-1)?.level ?? 'bytes') !== 'bytes') return null;
    const from = this.#lastAt ?? facts.response.at;
    return this.certain({ offset: this.#stream.tape.bytes.length - 1, from, to: now });
  }
}
