import type { EventStream } from '../event-stream/event-stream.ts';
import type { Candidates } from './candidates.ts';
import type { Chain } from './chain.ts';
import type { ChainLink, Join } from './link.ts';
import { earlierOf, laterOf } from './reconnect-state.ts';
import { type Certainty, judgeJoin } from './rule.ts';

export const RANK: Readonly<Record<Certainty, number>> = { uncertain: 1, likely: 2, confirmed: 3 };

/** A chain that a connection can continue. */
export interface Placement {
  readonly chain: Chain;
  readonly certainty: Certainty;
  readonly why: string;
  readonly endedAt: number;
  /** A connection that has the place, but less of a right to it: it must find another. */
  readonly evicts: EventStream | null;
}

/**
 * The chains that `stream` can continue, the one that it is in included.
 * @param mayMove whether a connection's place may still change.
 */
export function findPlacements(
  stream: EventStream,
  candidates: Candidates,
  mayMove: (stream: EventStream) => boolean,
): Placement[] {
  const later = laterOf(stream);
  const found: Placement[] = [];
  if (!later) return found;
  for (const chain of candidates.of(later.request)) {
    const { latest } = chain;
    const isTaken = chain.links.length > 1 && mayMove(latest.stream);
    const link = isTaken ? chain.links.at(-2) : latest;
    const earlier = link && link.stream !== stream ? earlierOf(link.stream, link.stateBefore) : null;
    if (!earlier?.end) continue;
    const judged = judgeJoin(earlier, later);
    if (!judged.joins) continue;
    const evicts = isTaken && latest.stream !== stream ? latest : null;
    if (evicts?.join && rankOf(evicts.join) >= RANK[judged.certainty]) continue;
    found.push({ ...judged, chain, evicts: evicts?.stream ?? null, endedAt: earlier.end.at });
  }
  return found;
}

/** The surest; of equals the one that has waited longest. */
export function bestPlacement(found: readonly Placement[]): Placement | null {
  let best: Placement | null = null;
  for (const each of found) {
    const difference = best ? RANK[each.certainty] - RANK[best.certainty] : 1;
    if (difference > 0 || (difference === 0 && best && each.endedAt < best.endedAt)) best = each;
  }
  return best;
}

/** The connection that `stream` would continue. */
export function predecessorOf({ chain, evicts }: Placement, stream: EventStream): EventStream | undefined {
  const isTaken = evicts !== null || chain.latest.stream === stream;
  const link: ChainLink | undefined = isTaken ? chain.links.at(-2) : chain.latest;
  return link?.stream;
}

function rankOf({ certainty }: Join): number {
  return certainty === 'by hand' ? Number.POSITIVE_INFINITY : RANK[certainty];
}
