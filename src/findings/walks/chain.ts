import type { Chain, EventStream } from '../../channels/index.ts';
import {
  callAll,
  callGuarded,
  type GuardedCallback,
  type GuardedObserver,
  guardedCallback,
} from '../guard.ts';
import type { ChainRuleObserver } from '../observer.ts';
import { StreamWalk } from './stream.ts';

/** Walks over the connections of a chain, each once, and over what came on those that have observers. */
export class ChainWalk {
  readonly #chain: Chain;
  readonly #observers: readonly GuardedObserver<ChainRuleObserver>[];
  readonly #onEnd: readonly GuardedCallback<number>[];
  #index = 0;
  /** On the connection at {@link #index}; null before it has its place. */
  #walk: StreamWalk | null = null;
  #isEnded = false;

  constructor(chain: Chain, observers: readonly GuardedObserver<ChainRuleObserver>[]) {
    this.#chain = chain;
    this.#observers = observers;
    this.#onEnd = observers.flatMap((to) => guardedCallback(to, to.observer?.ended));
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const { links } = this.#chain;
    for (let link = links[this.#index]; link; link = links[this.#index]) {
      const { stream } = link;
      const isLatest = this.#index === links.length - 1;
      if (isLatest && !hasPlace(stream)) return false;
      this.#walk ??= this.#begin(stream);
      if (this.#walk.work(until)) return true;
      const { end } = stream.facts;
      // An end that was only inferred is taken back when the page comes back from the back/forward cache.
      if (!this.#isEnded && (!isLatest || (end && !end.inferred))) {
        this.#isEnded = true;
        callAll(this.#onEnd, this.#index);
      }
      if (isLatest) return false;
      this.#index++;
      this.#walk = null;
      this.#isEnded = false;
      if (until()) return true;
    }
    return false;
  }

  #begin(stream: EventStream): StreamWalk {
    const observers = this.#observers.map((guarded) => ({
      guarded,
      observer: callGuarded(guarded, (watcher) => watcher.began?.(this.#index)) ?? null,
    }));
    return new StreamWalk(stream, observers);
  }
}

/** Before that a connection may still turn out to be another chain's. */
function hasPlace({ rows, facts }: EventStream): boolean {
  return rows.count > 0 || facts.response !== null || facts.end !== null;
}
