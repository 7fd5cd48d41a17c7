import type { Chain } from './chain.ts';
import type { Join } from './link.ts';
import type { ChainMember } from './member.ts';
import { haveOneSource } from './placing.ts';

/** Connections that are remembered, and how much earlier than an end they may be requested, milliseconds. */
const MAX_MEMBERS = 64;
const MAX_EARLY = 1000;

/** A chain that continues another, and why. */
export interface Continuation<M extends ChainMember, S> {
  readonly chain: Chain<M, S>;
  readonly join: Join;
}

/**
 * Connections that lately got a place at the beginning of a chain. The tape has some ends late: then what continues a
 * connection has got its place before.
 */
export class Beginnings<M extends ChainMember, S> {
  readonly #members = new Set<M>();

  add(member: M): void {
    this.#members.add(member);
    const [oldest] = this.#members;
    if (oldest && this.#members.size > MAX_MEMBERS) this.#members.delete(oldest);
  }

  /** The chain that continues one whose end was reported just now; null where none does. */
  after(
    ended: Chain<M, S>,
    chainOf: (connection: string) => Chain<M, S> | undefined,
  ): Continuation<M, S> | null {
    const { member, stateBefore, join } = ended.latest;
    const end = member.facts.end?.at ?? 0;
    for (const beginning of this.#members) {
      if ((beginning.facts.request?.at ?? 0) < end - MAX_EARLY) continue;
      const chain = chainOf(beginning.id);
      if (!chain || chain === ended || chain.links[0]?.member !== beginning) continue;
      if (!haveOneSource(member, beginning)) continue;
      const judged = ended.rule.judge(member, stateBefore, beginning, join);
      if (!judged.joins) continue;
      this.#members.delete(beginning);
      const { certainty, why, byPage } = judged;
      return { chain, join: { certainty, why, others: 0, ...(byPage && { byPage }) } };
    }
    return null;
  }
}
