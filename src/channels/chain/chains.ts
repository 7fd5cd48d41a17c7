import type { PlainRecord } from '../../tape/index.ts';
import type { StreamChannel } from '../event-stream/event-stream.ts';
import type { EventStreamListener } from '../event-stream/event-streams.ts';
import type { ConnectionRow } from '../model/reconnect.ts';
import { canJoin, joinableTo, joinedByHand, rebuilt } from './by-hand.ts';
import { Candidates } from './candidates.ts';
import { Chain } from './chain.ts';
import { connectionRow } from './connection-row.ts';
import type { Join } from './link.ts';
import { bestOf, type Found, findPlaces, RANK, tailOf } from './placing.ts';
import type { Certainty } from './rule.ts';

/** Contests remembered: what was contested longer ago has gone on, or never will. */
const MOST_CONTESTED = 64;

/** Where channels are listed. */
export interface ChannelList {
  /** In order of opening. */
  add(chain: Chain): void;
  remove(chain: Chain): void;
  replace(chain: Chain, by: Chain): void;
}

/**
 * Which connection goes on with which. A request is joined as soon as it is made, and judged again when its headers and
 * its answer are known; once it has rows, or an answer or an end, it stays where it is, unless the user says otherwise.
 */
export class Chains implements EventStreamListener {
  readonly #list: ChannelList;
  readonly #names: ReadonlyMap<string, string>;
  readonly #byId = new Map<string, Chain>();
  readonly #chainOf = new Map<StreamChannel, Chain>();
  readonly #candidates = new Candidates();
  /** Connections whose place may still change. */
  readonly #undecided = new Set<StreamChannel>();
  /** Connections that another one, by which they are listed, could have gone on with as well. */
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

  /** One more entry of a connection was taken in; `fact` where it was one. */
  took(stream: StreamChannel, fact: PlainRecord | null): void {
    if (this.#undecided.has(stream)) this.#consider(stream, fact);
    const chain = this.#chainOf.get(stream);
    if (!chain) return;
    chain.took(stream);
    if (fact?.kind === 'end' && chain.latest.stream === stream) this.#candidates.add(chain);
  }

  chainOf(stream: StreamChannel): Chain | undefined {
    return this.#chainOf.get(stream);
  }

  /** Connections `start` to `end` (from 0) of a chain; none where there is no chain of that id. */
  connections(id: string, start: number, end: number): readonly ConnectionRow[] {
    const chain = this.#byId.get(id);
    const rows: ConnectionRow[] = [];
    const last = chain ? Math.min(end, chain.links.length) : 0;
    for (let index = Math.max(0, start); chain && index < last; index++)
      rows.push(connectionRow(chain, index));
    return rows;
  }

  /** Ids of the chains that this one could go on with by hand. */
  joinable(id: string): readonly string[] {
    const chain = this.#byId.get(id);
    return chain ? joinableTo(chain, this.#byId.values()).map((each) => each.id) : [];
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
    this.#list.add(rest);
    this.#take(rest);
    return rest.id;
  }

  /** Goes on with chain `earlier` where chain `later` begins. @returns false where they overlap, or are the same. */
  join(earlier: string, later: string): boolean {
    const [first, second] = [this.#byId.get(earlier), this.#byId.get(later)];
    if (!first || !second || !canJoin(first, second)) return false;
    this.#decide(first.latest.stream);
    this.#decide(second.latest.stream);
    this.#remove(second);
    const whole = rebuilt(joinedByHand(first, second), first.id);
    this.#swap(first, whole);
    this.#take(whole);
    return true;
  }

  /** Puts a shorter or longer chain in the place of one; only {@link #take} lets requests go on with it. */
  #swap(chain: Chain, by: Chain): void {
    this.#candidates.forget(chain);
    this.#list.replace(chain, by);
    this.#byId.set(by.id, by);
    for (const { stream } of by.links) this.#chainOf.set(stream, by);
  }

  #take(chain: Chain): void {
    this.#byId.set(chain.id, chain);
    for (const { stream } of chain.links) this.#chainOf.set(stream, chain);
    if (chain.latest.stream.facts.end) this.#candidates.add(chain);
  }

  #alone(stream: StreamChannel): void {
    const chain = new Chain(stream, this.#names.get(stream.id));
    this.#list.add(chain);
    this.#take(chain);
  }

  #remove(chain: Chain): void {
    this.#list.remove(chain);
    this.#byId.delete(chain.id);
    this.#candidates.forget(chain);
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
    // What already goes on with it holds it in its place.
    if (!chain || chain.latest.stream !== stream) return false;
    this.#contested.delete(stream);
    const found = findPlaces(stream, this.#candidates, (other) => this.#undecided.has(other));
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
    if (alone) this.#remove(chain);
    else if (!chain.dropLast()) return false;
    if (best.evicts) {
      best.chain.dropLast();
      this.#alone(best.evicts);
    }
    best.chain.add(stream, join);
    this.#chainOf.set(stream, best.chain);
    return true;
  }

  #joinOf(stream: StreamChannel, best: Found, found: readonly Found[]): Join {
    const { certainty, why } = best;
    const rivals = found.filter((each) => each !== best && RANK[each.certainty] >= RANK[certainty]);
    const tail = tailOf(best, stream);
    let others = rivals.length;
    for (const other of this.#contested.values()) {
      if (tail && RANK[other.certainty] >= RANK[certainty] && other.tails.includes(tail)) others++;
    }
    const tails = rivals.flatMap((rival) => tailOf(rival, stream) ?? []);
    if (tails.length > 0) this.#contested.set(stream, { certainty, tails });
    const [oldest] = this.#contested.keys();
    if (oldest && this.#contested.size > MOST_CONTESTED) this.#contested.delete(oldest);
    return { certainty, why, others };
  }
}
