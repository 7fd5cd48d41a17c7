import type { Chain } from './chain.ts';
import type { ChainMember } from './member.ts';
import type { ReconnectRule } from './reconnect-rule.ts';

/** Chains kept under one key: each request looks at all of them. */
const MAX_CHAINS = 64;

/** The chains that a request may continue, by what must be the same of both: client, kind of request and address. */
export class Candidates<M extends ChainMember, S> {
  readonly #rule: ReconnectRule<M, S>;
  readonly #byKey = new Map<string, Set<Chain<M, S>>>();

  constructor(rule: ReconnectRule<M, S>) {
    this.#rule = rule;
  }

  /** Those that may be continued by this connection, the latest to end last. */
  of(member: M): Iterable<Chain<M, S>> {
    const key = this.#rule.keyOf(member);
    const found: Iterable<Chain<M, S>> = (key !== null && this.#byKey.get(key)) || [];
    const further = [...(this.#rule.furtherKeysOf?.(member) ?? [])].flatMap((each) => [
      ...(this.#byKey.get(each) ?? []),
    ]);
    return further.length > 0 ? new Set([...found, ...further]) : found;
  }

  /** Says that a chain's latest connection has ended. */
  add(chain: Chain<M, S>): void {
    for (const key of this.#rule.keysOf(chain.latest.member)) {
      const chains = this.#byKey.get(key) ?? new Set();
      this.#byKey.set(key, chains);
      // Again at its end: the order is that of the ends, and what ended first is forgotten first.
      chains.delete(chain);
      chains.add(chain);
      const [oldest] = chains;
      if (chains.size > MAX_CHAINS && oldest) chains.delete(oldest);
    }
  }

  remove(chain: Chain<M, S>): void {
    for (const { member } of chain.links) {
      for (const key of this.#rule.keysOf(member)) {
        const chains = this.#byKey.get(key);
        // An address that is asked for once is not kept for good.
        if (chains?.delete(chain) && chains.size === 0) this.#byKey.delete(key);
      }
    }
  }
}
