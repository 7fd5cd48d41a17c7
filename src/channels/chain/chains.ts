import type { PlainRecord } from '../../tape/index.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import type { EventStreamListener } from '../event-stream/event-streams.ts';
import type { ConnectionRow } from '../model/reconnect.ts';
import { canJoin, joinableTo, joinedByHand, rebuildChain } from './by-hand.ts';
import { Candidates } from './candidates.ts';
import { Chain } from './chain.ts';
import { connectionRow } from './connection-row.ts';
import type { Join } from './link.ts';
import { bestPlacement, findPlacements, type Placement, predecessorOf, RANK } from './placing.ts';
import type { Certainty } from './rule.ts';

/** Contests remembered: what was contested longer ago has continued, or never will. */
const MAX_CONTESTED = 64;

/** Where channels are listed. */
export interface ChannelList {
  /** In order of opening. */
  add(chain: Chain): void;
  remove(chain: Chain): void;
  replace(chain: Chain, by: Chain): void;
}

/**
 * Which connection continues which. A request is joined as soon as it is made, and judged again when its headers and
 * its answer are known; once it has rows, or an answer or an end, it stays where it is, unless the user says otherwise.
 */
export class Chains implements EventStreamListener {
  readonly #list: ChannelList;
  readonly #names: ReadonlyMap<string, string>;
  readonly #byId = new Map<string, Chain>();
  readonly #chainOf = new Map<EventStream, Chain>();
  readonly #candidates = new Candidates();
  /** Connections whose place may still change. */
  readonly #movable = new Set<EventStream>();
  /** Connections that another one, by which they are listed, could have continued as well. */
  readonly #contested = new Map<EventStream, { certainty: Certainty; tails: readonly EventStream[] }>();

  /** @param names channel ids that connections already had before the log was cleared. */
  constructor(list: ChannelList, names: ReadonlyMap<string, string>) {
    this.#list = list;
    this.#names = names;
  }

  /** A connection appears. */
  add(stream: EventStream): void {
    this.#startChain(stream);
    this.#movable.add(stream);
  }

  /** One more entry of a connection was read; `fact` where it was one. */
  changed(stream: EventStream, fact: PlainRecord | null): void {
    if (this.#movable.has(stream)) this.#placeByFact(stream, fact);
    const chain = this.#chainOf.get(stream);
    if (!chain) return;
    chain.changed(stream);
    if (fact?.kind === 'end' && chain.latest.stream === stream) this.#candidates.add(chain);
  }

  chainOf(stream: EventStream): Chain | undefined {
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

  /** Ids of the chains that this one could continue by hand. */
  joinable(id: string): readonly string[] {
    const chain = this.#byId.get(id);
    return chain ? joinableTo(chain, this.#byId.values()).map((each) => each.id) : [];
  }

  /**
   * Makes a channel of its own of a connection and those after it. @returns its id; null where it is no later
   * connection of a chain.
   */
  split(stream: EventStream): string | null {
    const chain = this.#chainOf.get(stream);
    const index = chain?.indexOf(stream) ?? -1;
    if (!chain || index < 1) return null;
    this.#fixPlace(chain.latest.stream);
    const rest = rebuildChain(chain.links.slice(index), stream.id);
    this.#replace(chain, rebuildChain(chain.links.slice(0, index), chain.id));
    this.#list.add(rest);
    this.#register(rest);
    return rest.id;
  }

  /** Continues with chain `earlier` where chain `later` begins. @returns false where they overlap, or are the same. */
  join(earlier: string, later: string): boolean {
    const [first, second] = [this.#byId.get(earlier), this.#byId.get(later)];
    if (!first || !second || !canJoin(first, second)) return false;
    this.#fixPlace(first.latest.stream);
    this.#fixPlace(second.latest.stream);
    this.#remove(second);
    const whole = rebuildChain(joinedByHand(first, second), first.id);
    this.#replace(first, whole);
    this.#register(whole);
    return true;
  }

  /** Puts a shorter or longer chain in the place of one; only {@link #take} lets requests continue it. */
  #replace(chain: Chain, by: Chain): void {
    this.#candidates.remove(chain);
    this.#list.replace(chain, by);
    this.#byId.set(by.id, by);
    for (const { stream } of by.links) this.#chainOf.set(stream, by);
  }

  #register(chain: Chain): void {
    this.#byId.set(chain.id, chain);
    for (const { stream } of chain.links) this.#chainOf.set(stream, chain);
    if (chain.latest.stream.facts.end) this.#candidates.add(chain);
  }

  #startChain(stream: EventStream): void {
    const chain = new Chain(stream, this.#names.get(stream.id));
    this.#list.add(chain);
    this.#register(chain);
  }

  #remove(chain: Chain): void {
    this.#list.remove(chain);
    this.#byId.delete(chain.id);
    this.#candidates.remove(chain);
  }

  #placeByFact(stream: EventStream, fact: PlainRecord | null): void {
    const final = stream.rows.count > 0 || fact?.kind === 'response' || fact?.kind === 'end';
    if (!final && fact?.kind !== 'request' && fact?.kind !== 'sent') return;
    if (this.#place(stream)) {
      // Where it was, or where it is now, another may have its place after all.
      for (const other of this.#movable) if (other !== stream) this.#place(other);
    }
    if (final) this.#fixPlace(stream);
  }

  /** From now on it stays where it is; a reconnect gets the row that says so. */
  #fixPlace(stream: EventStream): void {
    if (!this.#movable.delete(stream)) return;
    const chain = this.#chainOf.get(stream);
    const index = chain?.indexOf(stream) ?? 0;
    if (index > 0) chain?.rows.addReconnectRow(index);
  }

  /** Puts a connection where the rule says. @returns whether it was elsewhere before. */
  #place(stream: EventStream): boolean {
    const chain = this.#chainOf.get(stream);
    // What already continues it holds it in its place.
    if (!chain || chain.latest.stream !== stream) return false;
    this.#contested.delete(stream);
    const found = findPlacements(stream, this.#candidates, (other) => this.#movable.has(other));
    const best = bestPlacement(found);
    const alone = chain.links.length === 1;
    if (!best) {
      if (alone || !chain.dropLast()) return false;
      this.#startChain(stream);
      return true;
    }
    const join = this.#joinOf(stream, best, found);
    if (best.chain === chain) {
      chain.updateJoin(join);
      return false;
    }
    if (alone) this.#remove(chain);
    else if (!chain.dropLast()) return false;
    if (best.evicts) {
      best.chain.dropLast();
      this.#startChain(best.evicts);
    }
    best.chain.add(stream, join);
    this.#chainOf.set(stream, best.chain);
    return true;
  }

  #joinOf(stream: EventStream, best: Placement, found: readonly Placement[]): Join {
    const { certainty, why } = best;
    const rivals = found.filter((each) => each !== best && RANK[each.certainty] >= RANK[certainty]);
    const tail = predecessorOf(best, stream);
    let others = rivals.length;
    for (const other of this.#contested.values()) {
      if (tail && RANK[other.certainty] >= RANK[certainty] && other.tails.includes(tail)) others++;
    }
    const tails = rivals.flatMap((rival) => predecessorOf(rival, stream) ?? []);
    if (tails.length > 0) this.#contested.set(stream, { certainty, tails });
    const [oldest] = this.#contested.keys();
    if (oldest && this.#contested.size > MAX_CONTESTED) this.#contested.delete(oldest);
    return { certainty, why, others };
  }
}
