import { Chain } from './chain.ts';
import type { ChainLink } from './link.ts';
import type { ChainMember } from './member.ts';
import type { ReconnectRule } from './reconnect-rule.ts';

/** Whether a chain ended before another began, so that their rows do not mix; and no recording's with a server's. */
export function canJoin(earlier: Chain, later: Chain): boolean {
  const end = earlier.latest.member.facts.end;
  const begin = later.links[0]?.member.facts.request;
  if (earlier === later || end === null || begin == null || end.at > begin.at) return false;
  return (earlier.answeredBy === null) === (later.answeredBy === null);
}

/** Those of some chains that `later` could continue; those of its address first, then the latest to end. */
export function joinableTo<C extends Chain>(later: C, chains: Iterable<C>): C[] {
  const fits = [...chains].filter((each) => canJoin(each, later));
  const endedAt = (chain: C): number => chain.latest.member.facts.end?.at ?? 0;
  const address = addressOf(later);
  const isAlike = (chain: C): number => Number(addressOf(chain) === address);
  return fits.sort((a, b) => isAlike(b) - isAlike(a) || endedAt(b) - endedAt(a));
}

/** The connections of two chains, the second continuing the first. */
export function joinedByHand<M extends ChainMember, S>(
  earlier: Chain<M, S>,
  later: Chain<M, S>,
): readonly ChainLink<M, S>[] {
  return [
    ...earlier.links,
    ...later.links.map((link): ChainLink<M, S> => {
      return link.join
        ? link
        : { ...link, join: { certainty: 'by hand', why: 'Joined by hand.', others: 0 } };
    }),
  ];
}

/** A chain of connections that are there already, with their rows. @throws RangeError where there are none. */
export function rebuildChain<M extends ChainMember, S>(
  links: readonly ChainLink<M, S>[],
  rule: ReconnectRule<M, S>,
  id: string,
): Chain<M, S> {
  const [first, ...rest] = links;
  if (!first) throw new RangeError('a chain has a connection');
  const chain = new Chain(first.member, rule, id);
  for (const { member, join } of rest) {
    if (!join) throw new RangeError(`connection ${member.id} continues none`);
    const index = chain.links.length;
    chain.add(member, join);
    chain.rows.addReconnectRow(index);
    chain.rows.updateKeys(index);
  }
  return chain;
}

/** Without the query: a cursor in it changes. */
function addressOf(chain: Chain): string | undefined {
  return chain.links[0]?.member.facts.request?.url?.replace(/[?#].*$/, '');
}
