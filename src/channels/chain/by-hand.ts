import { Chain } from './chain.ts';
import type { ChainLink } from './link.ts';

/** Whether a chain ended before another began, so that their rows do not mix. */
export function canJoin(earlier: Chain, later: Chain): boolean {
  const end = earlier.latest.stream.facts.end;
  const begin = later.links[0]?.stream.facts.request;
  return earlier !== later && end !== null && begin != null && end.at <= begin.at;
}

/** Those of some chains that `later` could continue; those of its address first, then the latest to end. */
export function joinableTo(later: Chain, chains: Iterable<Chain>): Chain[] {
  const fits = [...chains].filter((each) => canJoin(each, later));
  const endedAt = (chain: Chain): number => chain.latest.stream.facts.end?.at ?? 0;
  const address = addressOf(later);
  const isAlike = (chain: Chain): number => Number(addressOf(chain) === address);
  return fits.sort((a, b) => isAlike(b) - isAlike(a) || endedAt(b) - endedAt(a));
}

/** The connections of two chains, the second continuing the first. */
export function joinedByHand(earlier: Chain, later: Chain): readonly ChainLink[] {
  return [
    ...earlier.links,
    ...later.links.map((link): ChainLink => {
      return link.join
        ? link
        : { ...link, join: { certainty: 'by hand', why: 'Joined by hand.', others: 0 } };
    }),
  ];
}

/** A chain of connections that are there already, with their rows. @throws RangeError where there are none. */
export function rebuildChain(links: readonly ChainLink[], id: string): Chain {
  const [first, ...rest] = links;
  if (!first) throw new RangeError('a chain has a connection');
  const chain = new Chain(first.stream, id);
  for (const { stream, join } of rest) {
    if (!join) throw new RangeError(`connection ${stream.id} continues none`);
    const index = chain.links.length;
    chain.add(stream, join);
    chain.rows.addReconnectRow(index);
    chain.rows.updateKeys(index);
  }
  return chain;
}

/** Without the query: a cursor in it changes. */
function addressOf(chain: Chain): string | undefined {
  return chain.links[0]?.stream.facts.request?.url?.replace(/[?#].*$/, '');
}
