import { rebuildChain } from './by-hand.ts';
import type { Chain } from './chain.ts';
import type { Join } from './link.ts';
import type { ChainMember } from './member.ts';

/** Where a connection belongs, by what it has said since it got its place. */
export interface Settled<M extends ChainMember, S> {
  readonly chain: Chain<M, S>;
  /** Number (from 0) in that chain of the connection that it continues. */
  readonly index: number;
  /** The one that has the place now, and gets the other’s; null where nobody has it, or it is there already. */
  readonly follower: M | null;
}

/** What is known of the other places. */
export interface OtherPlaces<M extends ChainMember, S> {
  /** Connections that it could have continued as well. */
  readonly tails: readonly M[];
  readonly chainOf: (connection: string) => Chain<M, S> | undefined;
  /** Whether a connection fits several, and has not said which of them it continues. */
  readonly isUnsettled: (member: M) => boolean;
}

/**
 * Where the latest connection of a chain belongs, of several that it fits.
 * @returns null while it has not said it; `nowhere` where what it said fits none, or it must stay.
 */
export function settledPlace<M extends ChainMember, S>(
  member: M,
  chain: Chain<M, S>,
  { tails, chainOf, isUnsettled }: OtherPlaces<M, S>,
): Settled<M, S> | 'nowhere' | null {
  const { rule, links, latest } = chain;
  const before = links.at(-2);
  if (!before || latest.member !== member || !rule.settles) return 'nowhere';
  const isHere = rule.settles(before.member, before.stateBefore, member);
  if (isHere === null) return null;
  if (isHere) return { chain, index: links.length - 2, follower: null };
  for (const tail of tails) {
    const other = chainOf(tail.id);
    const index = other?.indexOf(tail.id) ?? -1;
    const link = other?.links[index];
    if (!other || !link || other === chain) continue;
    const follower = other.links[index + 1]?.member ?? null;
    if (follower && (other.latest.member !== follower || !isUnsettled(follower))) continue;
    if (rule.settles(tail, link.stateBefore, member)) return { chain: other, index, follower };
  }
  return 'nowhere';
}

/** Both chains, with their latest connections exchanged: those that are to take the place of what they were. */
export function exchanged<M extends ChainMember, S>(
  chain: Chain<M, S>,
  { chain: other, index, follower }: Settled<M, S>,
  join: Join,
): readonly [chain: Chain<M, S>, other: Chain<M, S>] {
  const { rule, links, latest } = chain;
  const followers = follower ? other.links.slice(index + 1) : [];
  return [
    rebuildChain([...links.slice(0, -1), ...followers], rule, chain.id),
    rebuildChain([...other.links.slice(0, index + 1), { ...latest, join }], rule, other.id),
  ];
}
