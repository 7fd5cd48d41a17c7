import type { PollLoop } from '../../channels/index.ts';
import { callAll, type GuardedCallback, type GuardedObserver, guardedCallback } from '../guard.ts';
import type { CycleAt, PollRuleObserver } from '../observer.ts';

/** Cycles between two looks at the clock: a rule may read the response of each. */
const CLOCK_EVERY = 64;

/** Walks over the cycles of a poll loop as they are over, each once. */
export class PollWalk {
  readonly #loop: PollLoop;
  readonly #onCycle: readonly GuardedCallback<CycleAt>[];
  readonly #onAny: readonly GuardedCallback<CycleAt>[];
  #next = 0;

  constructor(loop: PollLoop, observers: readonly GuardedObserver<PollRuleObserver>[]) {
    this.#loop = loop;
    this.#onCycle = observers.flatMap((to) => guardedCallback(to, to.observer?.cycle));
    this.#onAny = observers.flatMap((to) => guardedCallback(to, to.observer?.anyCycle));
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const loop = this.#loop;
    let cycle: CycleAt | null = null;
    for (let steps = 1; this.#next < loop.endedCount; steps++) {
      const index = loop.endedCycle(this.#next++);
      const exchange = loop.exchange(index);
      if (!exchange) continue;
      cycle ??= { index, exchange };
      cycle.index = index;
      cycle.exchange = exchange;
      callAll(this.#onAny, cycle);
      if (loop.receives(exchange) && !exchange.isFromCache) callAll(this.#onCycle, cycle);
      if (steps % CLOCK_EVERY === 0 && until()) return true;
    }
    return false;
  }
}
