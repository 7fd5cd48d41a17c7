import type { Candidates } from './candidates.ts';
import type { Chain } from './chain.ts';
import { type Certainty, RANK, rankOf } from './link.ts';
import type { ChainMember } from './member.ts';

/** A chain that a connection can continue. */
export interface Placement<M extends ChainMember, S> {
  readonly chain: Chain<M, S>;
  readonly certainty: Certainty;
  readonly why: string;
  readonly byPage?: true;
  readonly endedAt: number;
  /** Whether a recording answered one of both and not the other: neither continues the other, whatever its request says. */
  readonly isApart: boolean;
  /** A connection that has the place, but less of a right to it: it must find another. */
  readonly evicts: M | null;
}

/**
 * The chains that `member` can continue, the one that it is in included.
 * @param mayMove whether a connection's place may still change.
 */
export function findPlacements<M extends ChainMember, S>(
  member: M,
  candidates: Candidates<M, S>,
  mayMove: (member: M) => boolean,
): Placement<M, S>[] {
  const found: Placement<M, S>[] = [];
  for (const chain of candidates.of(member)) {
    const { latest } = chain;
    const isTaken = chain.links.length > 1 && mayMove(latest.member);
    const link = isTaken ? chain.links.at(-2) : latest;
    const end = link?.member.facts.end;
    if (!link || link.member === member || !end) continue;
    const judged = chain.rule.judge(link.member, link.stateBefore, member, link.join);
    if (!judged.joins) continue;
    const evicts = isTaken && latest.member !== member ? latest : null;
    if (evicts?.join && rankOf(evicts.join) >= RANK[judged.certainty]) continue;
    const isApart = !haveOneSource(link.member, member);
    // A recording continues no server; but a request that continues a recording continues nothing else.
    if (isApart && member.facts.answeredBy !== null) continue;
    found.push({ ...judged, chain, isApart, evicts: evicts?.member ?? null, endedAt: end.at });
  }
  return found;
}

/** Whether a recording answered both, or neither. */
export function haveOneSource(one: ChainMember, other: ChainMember): boolean {
  return (one.facts.answeredBy === null) === (other.facts.answeredBy === null);
}

/** The surest; of equals the one that has waited longest. Null also where that is one that it cannot continue. */
export function bestPlacement<M extends ChainMember, S>(
  found: readonly Placement<M, S>[],
): Placement<M, S> | null {
  let best: Placement<M, S> | null = null;
  for (const each of found) {
    const difference = best ? RANK[each.certainty] - RANK[best.certainty] : 1;
    if (difference > 0 || (difference === 0 && best && each.endedAt < best.endedAt)) best = each;
  }
  return best?.isApart ? null : best;
}

/** The connection that `member` would continue. */
export function predecessorOf<M extends ChainMember, S>(
  { chain, evicts }: Placement<M, S>,
  member: M,
): M | undefined {
  const isTaken = evicts !== null || chain.latest.member === member;
  return (isTaken ? chain.links.at(-2) : chain.latest)?.member;
}
