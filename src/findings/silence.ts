import { RowKind, type StreamChannel } from '../channels/index.ts';
import { Rhythm } from './rhythm.ts';
import type { Around } from './rule.ts';
import type { Ears } from './watcher.ts';

/** Silence no longer than this is never called one, milliseconds: a thread may be busy, a network slow. */
const SHORTEST = 2000;

/** A stretch without a byte, milliseconds on the tape's clock. */
export interface Silence {
  /** The last byte before it, as an offset in the connection; -1 where none had come. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/** Hears a stream: its rhythm, its silences, and the one that lasts. */
export class Listening {
  readonly rhythm = new Rhythm();
  /** For {@link Ears}. */
  readonly row: NonNullable<Ears['row']>;
  readonly chunk: NonNullable<Ears['chunk']>;
  readonly #stream: StreamChannel;
  readonly #around: Around;
  #hasComment = false;
  #hasEvent = false;
  #lastAt: number | null = null;

  /** @param onSilence called for each silence over two seconds that is over, before the rhythm learns from it. */
  constructor(stream: StreamChannel, around: Around, onSilence: (silence: Silence) => void = () => {}) {
    this.#stream = stream;
    this.#around = around;
    this.row = ({ kind }) => {
      if (kind === RowKind.Comment) this.#hasComment = true;
      else if (kind === RowKind.Event || kind === RowKind.Discarded) this.#hasEvent = true;
    };
    this.chunk = (chunk) => {
      const at = stream.tape.chunks.at(chunk);
      const from = this.#lastAt;
      if (from !== null && at - from > SHORTEST) {
        if (around.disturbed(from, at)) this.rhythm.interrupt();
        else onSilence({ offset: stream.tape.chunks.start(chunk) - 1, from, to: at });
      }
      this.rhythm.take(at, this.#hasComment, this.#hasEvent);
      this.#hasComment = false;
      this.#hasEvent = false;
      this.#lastAt = at;
    };
  }

  /** The silence that lasts at tape time `now`; null where there is none, or where none can be told. */
  lasting(now: number): Silence | null {
    const { facts } = this.#stream;
    if (facts.end || facts.suspendedAt !== null || facts.response?.status !== 200) return null;
    // Without bytes nobody hears the comments.
    if ((facts.fidelity.at(-1)?.level ?? 'bytes') !== 'bytes') return null;
    const from = this.#lastAt ?? facts.response.at;
    if (now - from <= SHORTEST || this.#around.disturbed(from, now)) return null;
    return { offset: this.#stream.tape.bytes.length - 1, from, to: now };
  }
}
