import type { Chain } from './chain.ts';
import { type Certainty, type Join, RANK, rankOf } from './link.ts';
import type { ChainMember } from './member.ts';
import { type Placement, predecessorOf } from './placing.ts';
import type { ReconnectRule } from './reconnect-rule.ts';

/** Contests remembered: what was contested longer ago has continued, or never will. */
const MAX_CONTESTED = 64;

/** Connections that another one, by which it is listed, could have continued as well. */
interface Contest<M> {
  readonly certainty: Certainty;
  readonly tails: readonly M[];
}

/** Which connections could have continued other ones than they did. */
export class Contests<M extends ChainMember, S> {
  readonly #rule: ReconnectRule<M, S>;
  readonly #chainOf: (connection: string) => Chain<M, S> | undefined;
  readonly #contests = new Map<M, Contest<M>>();

  constructor(rule: ReconnectRule<M, S>, chainOf: (connection: string) => Chain<M, S> | undefined) {
    this.#rule = rule;
    this.#chainOf = chainOf;
  }

  /** The join of `member` at the best of the places that it fits. The others are remembered until it is judged again. */
  join(member: M, best: Placement<M, S>, found: readonly Placement<M, S>[]): Join {
    const { certainty, why, byPage } = best;
    const tail = predecessorOf(best, member);
    const rivals = new Set<M>();
    for (const each of found) {
      const rival = each === best || each.isApart ? undefined : predecessorOf(each, member);
      if (rival && RANK[each.certainty] >= RANK[certainty]) rivals.add(rival);
    }
    // What it could have continued before more was known of it may be continued by another since.
    for (const rival of this.#tailsOf(member))
      if (this.#couldContinue(rival, member, certainty)) rivals.add(rival);
    this.forget(member);
    if (tail) rivals.delete(tail);
    if (rivals.size > 0) this.#contests.set(member, { certainty, tails: [...rivals] });
    const [oldest] = this.#contests.keys();
    if (oldest !== undefined && this.#contests.size > MAX_CONTESTED) this.#contests.delete(oldest);
    const others = rivals.size + (tail ? this.#contesting(tail, certainty).length : 0);
    return { certainty, why, others, ...(byPage && { byPage }) };
  }

  /** It fits nothing else, or it is known now what it continues. */
  forget(member: M): void {
    this.#contests.delete(member);
  }

  /**
   * What `member`, which continues `tail`, could continue as well: what it fits, and what those continue that could have had
   * its place.
   */
  otherTails(member: M, tail: M): M[] {
    const theirs = this.#contesting(tail, 'uncertain').flatMap((other) => {
      const chain = this.#chainOf(other.id);
      return chain?.links[chain.indexOf(other.id) - 1]?.member ?? [];
    });
    return [...this.#tailsOf(member), ...theirs];
  }

  #tailsOf(member: M): readonly M[] {
    return this.#contests.get(member)?.tails ?? [];
  }

  /** Those that could have continued `tail`, and as surely. */
  #contesting(tail: M, certainty: Certainty): M[] {
    return [...this.#contests].flatMap(([member, contest]) =>
      RANK[contest.certainty] >= RANK[certainty] && contest.tails.includes(tail) ? [member] : [],
    );
  }

  /** Whether `member` fits `tail` as surely as `certainty`, and what has that place has no greater right to it. */
  #couldContinue(tail: M, member: M, certainty: Certainty): boolean {
    const chain = this.#chainOf(tail.id);
    const index = chain?.indexOf(tail.id) ?? -1;
    const link = chain?.links[index];
    const judged = link && this.#rule.judge(tail, link.stateBefore, member, link.join);
    if (!judged?.joins || RANK[judged.certainty] < RANK[certainty]) return false;
    const next = chain?.links[index + 1]?.join;
    return !next || rankOf(next) <= RANK[judged.certainty];
  }
}
