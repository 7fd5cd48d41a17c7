import type { Chain, ChainMember, EventStreamChain, WebSocketChain } from '../../channels/index.ts';
import {
  callAll,
  callGuarded,
  type GuardedCallback,
  type GuardedObserver,
  guardedCallback,
} from '../guard.ts';
import type { ChainRuleObserver, ConnectionsObserver, WebSocketChainRuleObserver } from '../observer.ts';
import { StreamWalk } from './stream.ts';

/** Walks over what came on one connection of a chain. */
interface ConnectionWalk {
  work(until: () => boolean): boolean;
}

/** Walks over the connections of an event stream’s chain, and over what came on those that have observers. */
export function eventStreamChainWalk(
  chain: EventStreamChain,
  observers: readonly GuardedObserver<ChainRuleObserver>[],
): ChainWalk {
  return new ChainWalk(chain, observers, (index) => {
    const onConnection = observers.map((guarded) => ({
      guarded,
      observer: callGuarded(guarded, (watcher) => watcher.began?.(index)) ?? null,
    }));
    const stream = chain.links[index]?.member.stream;
    return stream ? new StreamWalk(stream, onConnection) : NOTHING;
  });
}

/** Walks over the connections of a WebSocket’s chain. What rules want of each they read when it is over. */
export function webSocketChainWalk(
  chain: WebSocketChain,
  observers: readonly GuardedObserver<WebSocketChainRuleObserver>[],
): ChainWalk {
  return new ChainWalk(chain, observers, () => NOTHING);
}

const NOTHING: ConnectionWalk = { work: () => false };

/** Walks over the connections of a chain, each once. */
export class ChainWalk {
  readonly #chain: Pick<Chain, 'links'>;
  readonly #walkOf: (index: number) => ConnectionWalk;
  readonly #onEnd: readonly GuardedCallback<number>[];
  #index = 0;
  /** On the connection at {@link #index}; null before it has its place. */
  #walk: ConnectionWalk | null = null;
  #isEnded = false;

  /** @param walkOf begins the walk over what came on a connection, by its place in the chain from 0. */
  constructor(
    chain: Pick<Chain, 'links'>,
    observers: readonly GuardedObserver<ConnectionsObserver>[],
    walkOf: (index: number) => ConnectionWalk,
  ) {
    this.#chain = chain;
    this.#walkOf = walkOf;
    this.#onEnd = observers.flatMap((to) => guardedCallback(to, to.observer?.ended));
  }

  /** Continues until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    const { links } = this.#chain;
    for (let link = links[this.#index]; link; link = links[this.#index]) {
      const { member } = link;
      const isLatest = this.#index === links.length - 1;
      if (isLatest && !hasPlace(member)) return false;
      this.#walk ??= this.#walkOf(this.#index);
      if (this.#walk.work(until)) return true;
      const { end } = member.facts;
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
}

/** Before that a connection may still turn out to be another chain's. */
function hasPlace({ rows, facts }: ChainMember): boolean {
  return rows.count > 0 || facts.response !== null || facts.end !== null;
}
