import { keyOf, type PollRequest } from '../poll-request.ts';
import { Sequence } from './sequence.ts';

/** Sequences of one client to one endpoint that are kept open; a burst of parallel calls begins as many as it has. */
const MAX_OPEN = 40;
/** Endpoints with sequences that are no loop; the longest unused are forgotten. */
const MAX_ENDPOINTS = 1000;

/** The sequences that a request may continue, by client and endpoint, the latest used last. A bounded number. */
export class OpenSequences {
  readonly #isLoop: (sequence: Sequence) => boolean;
  #byKey = new Map<string, Sequence[]>();

  /** @param isLoop whether a sequence must be kept. */
  constructor(isLoop: (sequence: Sequence) => boolean) {
    this.#isLoop = isLoop;
  }

  *[Symbol.iterator](): Generator<Sequence> {
    for (const sequences of this.#byKey.values()) yield* sequences;
  }

  /** The sequence that has its response and whose requests are most alike; else a new one. */
  for(asked: PollRequest): Sequence {
    const key = keyOf(asked);
    const open = this.#byKey.get(key) ?? [];
    this.#byKey.delete(key);
    this.#byKey.set(key, open);
    const best = bestSequence(open, asked);
    if (!best) {
      this.#makeRoom(open);
      const made = new Sequence(asked);
      open.push(made);
      return made;
    }
    open.splice(open.indexOf(best), 1);
    open.push(best);
    return best;
  }

  /** Closes those that `isOver` says are over. */
  close(isOver: (sequence: Sequence) => boolean): void {
    for (const [key, sequences] of this.#byKey) {
      const left = sequences.filter((sequence) => !isOver(sequence));
      if (left.length === 0) this.#byKey.delete(key);
      else this.#byKey.set(key, left);
    }
  }

  drop(sequence: Sequence): void {
    const left = this.#byKey.get(sequence.key)?.filter((each) => each !== sequence) ?? [];
    if (left.length === 0) this.#byKey.delete(sequence.key);
    else this.#byKey.set(sequence.key, left);
  }

  /** What is no loop and was not used for the longest goes. */
  #makeRoom(open: Sequence[]): void {
    if (open.length >= MAX_OPEN) {
      const oldest = open.findIndex((sequence) => !this.#isLoop(sequence));
      if (oldest >= 0) open.splice(oldest, 1);
    }
    if (this.#byKey.size <= MAX_ENDPOINTS) return;
    for (const [key, sequences] of this.#byKey) {
      if (sequences === open || sequences.some(this.#isLoop)) continue;
      this.#byKey.delete(key);
      return;
    }
  }
}

/** Null where none is free, or where the request is none that the free ones would send next. */
function bestSequence(open: readonly Sequence[], asked: PollRequest): Sequence | null {
  let best: Sequence | null = null;
  let likeness = Number.NEGATIVE_INFINITY;
  // The latest used is last: of equally alike ones it is the one.
  for (const sequence of open) {
    if (!sequence.isFree || sequence.isByAnother(asked)) continue;
    const like = sequence.likeness(asked);
    if (like < likeness) continue;
    best = sequence;
    likeness = like;
  }
  // Sent before, but not last: two requests in turn, each a sequence of its own.
  if (!best || best.repeatsEarlier(asked)) return null;
  for (const other of open) {
    if (other === best || other.likeness(asked) < likeness || !runsBeside(other, best)) continue;
    best.ambiguous = true;
    other.ambiguous = true;
  }
  return best;
}

/** It sent a request since the other one did, or still waits. A request sent twice as a page loaded does not continue. */
function runsBeside(other: Sequence, best: Sequence): boolean {
  return !other.isFree || (other.last?.request.at ?? 0) >= (best.last?.request.at ?? 0);
}
