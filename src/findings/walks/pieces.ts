import type { PiecesChannel } from '../../channels/index.ts';
import { callAll, type GuardedCallback, type GuardedObserver, guardedCallback } from '../guard.ts';
import type { PiecesRuleObserver } from '../observer.ts';
import { CLOCK_EVERY } from './clock.ts';

/** Walks over the records of a response that is read in pieces, each once. */
export class PiecesWalk {
  readonly #pieces: PiecesChannel;
  readonly #onRecord: readonly GuardedCallback<number>[];
  #next = 0;

  constructor(pieces: PiecesChannel, observers: readonly GuardedObserver<PiecesRuleObserver>[]) {
    this.#pieces = pieces;
    this.#onRecord = observers.flatMap((to) => guardedCallback(to, to.observer?.record));
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    for (let steps = 1; this.#next < this.#pieces.records; steps++) {
      callAll(this.#onRecord, this.#next++);
      if (steps % CLOCK_EVERY === 0 && until()) return true;
    }
    return false;
  }
}
