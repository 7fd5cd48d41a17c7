import type { PlainRecord } from '../tape/index.ts';
import { Chain } from './chain.ts';
import { Candidates } from './joining/candidates.ts';
import { earlierOf, laterOf } from './joining/heard.ts';
import type { Join, Link } from './joining/link.ts';
import { type Certainty, judge } from './joining/rule.ts';
import type { StreamChannel } from './stream.ts';

/** Where channels are listed. */
export interface ChannelList {
  /** In order of opening. */
  add(chain: Chain): void;
  remove(chain: Chain): void;
  replace(chain: Chain, by: Chain): void;
}

const RANK: Readonly<Record<Certainty, number>> = { uncertain: 1, likely: 2, confirmed: 3 };

interface Found {
  readonly chain: Chain;
  /** A connection that has the place, but less of a right to it; it must find another. */
  readonly evicts: StreamChannel | null;
  readonly certainty: Certainty;
  readonly why: string;
  readonly endedAt: number;
}

/**
 * Which connection goes on with which. A request is joined as soon as it is made, and judged again when its headers and
 * its answer are known; once it has rows, or an answer or an end, it stays where it is, unless the user says otherwise.
 */
export class Chains {
  readonly #list: ChannelList;
  readonly #names: ReadonlyMap<string, string>;
  readonly #chainOf = new Map<StreamChannel, Chain>();
  readonly #candidates = new Candidates();
  /** Connections whose place may still change. */
  readonly #undecided = new Set<StreamChannel>();
  /** Connections that undecided ones could have gone on with instead, by the latter. */
  readonly #contested = new Map<StreamChannel, { certainty: Certainty; tails: readonly StreamChannel[] }>();

  /** @param names channel ids that connections already had before the log was cleared. */
  constructor(list: ChannelList, names: ReadonlyMap<string, string>) {
    this.#list = list;
    this.#names = names;
  }

  /** A connection appears. */
  begin(stream: StreamChannel): void {
    this.#alone(stream);
    this.#undecided.add(stream);
  }

  chainOf(stream: StreamChannel): Chain | undefined {
    return this.#chainOf.get(stream);
  }

  /** One more entry of a connection was taken in; `fact` where it was one. */
  took(stream: StreamChannel, fact: PlainRecord | null): void {
    if (this.#undecided.has(stream)) this.#consider(stream, fact);
    const chain = this.#chainOf.get(stream);
    if (!chain) return;
    chain.rows.grew(chain.links.length === 1 ? 0 : chain.indexOf(stream));
    if (fact?.kind === 'end' && chain.latest.stream === stream) this.#candidates.add(chain);
  }

  /**
   * Makes a channel of its own of a connection and those after it. @returns its id; null where it is no later
   * connection of a chain.
   */
  split(stream: StreamChannel): string | null {
    const chain = this.#chainOf.get(stream);
    const index = chain?.indexOf(stream) ?? -1;
    if (!chain || index < 1) return null;
    this.#decide(chain.latest.stream);
    const rest = rebuilt(chain.links.slice(index), stream.id);
    this.#swap(chain, rebuilt(chain.links.slice(0, index), chain.id));
    this.#take(rest);
    this.#list.add(rest);
    if (rest.latest.stream.facts.end) this.#candidates.add(rest);
    return rest.id;
  }

  /** Goes on with `earlier` where `later` begins. @returns false where they overlap, or are the same. */
  join(earlier: Chain, later: Chain): boolean {
    if (!canJoin(earlier, later)) return false;
    this.#decide(earlier.latest.stream);
    this.#decide(later.latest.stream);
    const why = 'Joined by hand.';
    const [first, ...rest] = later.links;
    if (!first) return false;
    const links: Link[] = [...earlier.links, { ...first, join: { certainty: 'by hand', why, others: 0 } }];
    this.#candidates.forget(later);
    this.#list.remove(later);
    const whole = rebuilt([...links, ...rest], earlier.id);
    this.#swap(earlier, whole);
    if (whole.latest.stream.facts.end) this.#candidates.add(whole);
    return true;
  }

  #swap(chain: Chain, by: Chain): void {
    this.#candidates.forget(chain);
    this.#list.replace(chain, by);
    this.#take(by);
  }

  #take(chain: Chain): void {
    for (const { stream } of chain.links) this.#chainOf.set(stream, chain);
  }

  #alone(stream: StreamChannel): void {
    const chain = new Chain(stream, this.#names.get(stream.id));
    this.#chainOf.set(stream, chain);
    this.#list.add(chain);
  }

  #consider(stream: StreamChannel, fact: PlainRecord | null): void {
    const final = stream.rows.count > 0 || fact?.kind === 'response' || fact?.kind === 'end';
    if (!final && fact?.kind !== 'request' && fact?.kind !== 'sent') return;
    if (this.#place(stream)) {
      // Where it was, or where it is now, another may have its place after all.
      for (const other of this.#undecided) if (other !== stream) this.#place(other);
    }
    if (final) this.#decide(stream);
  }

  /** From now on it stays where it is; a reconnect gets the row that says so. */
  #decide(stream: StreamChannel): void {
    if (!this.#undecided.delete(stream)) return;
    const chain = this.#chainOf.get(stream);
    const index = chain?.indexOf(stream) ?? 0;
    if (index > 0) chain?.rows.cut(index);
  }

  /** Puts a connection where the rule says. @returns whether it was elsewhere before. */
  #place(stream: StreamChannel): boolean {
    const chain = this.#chainOf.get(stream);
    const later = laterOf(stream);
    // What already goes on with it holds it in its place.
    if (!chain || !later || chain.latest.stream !== stream) return false;
    this.#contested.delete(stream);
    const found: Found[] = [];
    for (const candidate of this.#candidates.of(later.request)) {
      const { latest } = candidate;
      const mayMove = this.#undecided.has(latest.stream) && candidate.links.length > 1;
      const link = mayMove ? candidate.links.at(-2) : latest;
      const earlier = link && link.stream !== stream ? earlierOf(link.stream, link.before) : null;
      if (!earlier?.end) continue;
      const judged = judge(earlier, later);
      if (!judged.joins) continue;
      const evicts = mayMove && latest.stream !== stream ? latest : null;
      if (evicts?.join && rankOf(evicts.join) >= RANK[judged.certainty]) continue;
      found.push({
        ...judged,
        chain: candidate,
        evicts: evicts?.stream ?? null,
        endedAt: earlier.end.at,
      });
    }
    const best = bestOf(found);
    const alone = chain.links.length === 1;
    if (!best) {
      if (alone || !chain.dropLast()) return false;
      this.#alone(stream);
      return true;
    }
    const join = this.#joinOf(stream, best, found);
    if (best.chain === chain) {
      chain.rejoin(join);
      return false;
    }
    if (alone) {
      this.#list.remove(chain);
      this.#candidates.forget(chain);
    } else if (!chain.dropLast()) return false;
    if (best.evicts) {
      best.chain.dropLast();
      this.#alone(best.evicts);
    }
    best.chain.add(stream, join);
    this.#chainOf.set(stream, best.chain);
    return true;
  }

  #joinOf(stream: StreamChannel, best: Found, found: readonly Found[]): Join {
    const rivals = found.filter((each) => each !== best && RANK[each.certainty] >= RANK[best.certainty]);
    const tail = tailOf(best, stream);
    let others = rivals.length;
    const { certainty, why } = best;
    for (const other of this.#contested.values()) {
      if (tail && RANK[other.certainty] >= RANK[certainty] && other.tails.includes(tail)) others++;
    }
    const tails = rivals.flatMap((rival) => tailOf(rival, stream) ?? []);
    if (tails.length > 0) this.#contested.set(stream, { certainty, tails });
    return { certainty, why, others };
  }
}

function rankOf({ certainty }: Join): number {
  return certainty === 'by hand' ? Number.POSITIVE_INFINITY : RANK[certainty];
}

/** The connection that `stream` would go on with. */
function tailOf({ chain, evicts }: Found, stream: StreamChannel): StreamChannel | undefined {
  const isTaken = evicts !== null || chain.latest.stream === stream;
  return (isTaken ? chain.links.at(-2) : chain.latest)?.stream;
}

/** The surest; of equals the one that has waited longest. */
function bestOf(found: readonly Found[]): Found | null {
  let best: Found | null = null;
  for (const each of found) {
    const difference = best ? RANK[each.certainty] - RANK[best.certainty] : 1;
    if (difference > 0 || (difference === 0 && best && each.endedAt < best.endedAt)) best = each;
  }
  return best;
}

/** Whether a chain ended before another began, so that their rows do not mix. */
export function canJoin(earlier: Chain, later: Chain): boolean {
  const end = earlier.latest.stream.facts.end;
  const begin = later.links[0]?.stream.facts.request;
  return earlier !== later && end !== null && begin != null && end.at <= begin.at;
}

/** A chain of connections that are there already, with their rows. */
function rebuilt(links: readonly Link[], id: string): Chain {
  const [first, ...rest] = links as [Link, ...Link[]];
  const chain = new Chain(first.stream, id);
  for (const { stream, join } of rest) {
    if (!join) throw new RangeError(`connection ${stream.id} goes on with none`);
    const index = chain.links.length;
    chain.add(stream, join);
    chain.rows.cut(index);
    chain.rows.grew(index);
  }
  return chain;
}
