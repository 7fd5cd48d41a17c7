import type { PlainRecord } from '../../tape/index.ts';
import type { ConnectionRow } from '../model/reconnect.ts';
import { Beginnings } from './beginnings.ts';
import { canJoin, joinableTo, joinedByHand, rebuildChain } from './by-hand.ts';
import { Candidates } from './candidates.ts';
import { Chain } from './chain.ts';
import { Contests } from './contests.ts';
import type { Join } from './link.ts';
import type { ChainMember } from './member.ts';
import { bestPlacement, findPlacements } from './placing.ts';
import type { ReconnectRule } from './reconnect-rule.ts';
import { exchanged, settledPlace } from './settling.ts';

/** Where channels are listed. */
export interface ChannelList {
  /** In order of opening. */
  add(chain: Chain): void;
  remove(chain: Chain): void;
  replace(chain: Chain, by: Chain): void;
}

/**
 * Which connection continues which, of one kind. A request is joined as soon as it is made, and judged again when its headers
 * and its response are known; once it has rows, or a response or an end, it stays where it is, unless the user says otherwise.
 */
export class Chains<M extends ChainMember = ChainMember, S = unknown> {
  readonly #rule: ReconnectRule<M, S>;
  readonly #list: ChannelList;
  readonly #names: ReadonlyMap<string, string>;
  readonly #byId = new Map<string, Chain<M, S>>();
  /** By connection. */
  readonly #chainOf = new Map<string, Chain<M, S>>();
  readonly #candidates: Candidates<M, S>;
  /** Connections whose place may still change. */
  readonly #movable = new Set<M>();
  readonly #beginnings = new Beginnings<M, S>();
  readonly #contests: Contests<M, S>;
  /** Those that fit several, and have not said what shows which of them they continue. */
  readonly #unsettled = new Set<M>();

  /** @param names channel ids that connections already had before the log was cleared. */
  constructor(rule: ReconnectRule<M, S>, list: ChannelList, names: ReadonlyMap<string, string>) {
    this.#rule = rule;
    this.#list = list;
    this.#names = names;
    this.#candidates = new Candidates(rule);
    this.#contests = new Contests(rule, (id) => this.#chainOf.get(id));
  }

  /** A connection appears. */
  add(member: M): void {
    this.#startChain(member);
    this.#movable.add(member);
  }

  /**
   * One more entry of a connection was read; `fact` where it was one. Also where something became known of it without an
   * entry, with null: only then are its figures counted again.
   */
  changed(member: M, fact: PlainRecord | null): void {
    if (this.#movable.size > 0 && this.#movable.has(member)) this.#placeByFact(member, fact);
    const chain = this.#chainOf.get(member.id);
    if (!chain) return;
    chain.changed(member);
    // Called for each frame of a flood, and nearly always there is none.
    if (this.#unsettled.size > 0 && this.#unsettled.has(member)) this.#settle(member, chain);
    if (fact?.kind === 'end') this.#ended(member);
  }

  /** It is known now whose a connection is and what stands beside it, or more of that. */
  companionChanged(member: M): void {
    const chain = this.#chainOf.get(member.id);
    if (!chain) return;
    chain.companionChanged(member);
    // By what it is now another one may continue it.
    if (chain.latest.member === member && member.facts.end) this.#candidates.add(chain);
  }

  /** The chain of that id. */
  chain(id: string): Chain<M, S> | undefined {
    return this.#byId.get(id);
  }

  /** The chain that a connection is part of. */
  chainOf(connection: string): Chain<M, S> | undefined {
    return this.#chainOf.get(connection);
  }

  /** Connections `start` to `end` (from 0) of a chain; none where there is no chain of that id. */
  connections(id: string, start: number, end: number): readonly ConnectionRow[] {
    const links = this.#byId.get(id)?.links ?? [];
    const rows: ConnectionRow[] = [];
    for (let index = Math.max(0, start); index < Math.min(end, links.length); index++)
      rows.push(this.#rule.connectionRow(links, index));
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
  split(connection: string): string | null {
    const chain = this.#chainOf.get(connection);
    const index = chain?.indexOf(connection) ?? -1;
    if (!chain || index < 1) return null;
    this.#fixPlace(chain.latest.member);
    const rest = rebuildChain(chain.links.slice(index), this.#rule, connection);
    this.#replace(chain, rebuildChain(chain.links.slice(0, index), this.#rule, chain.id));
    this.#list.add(rest);
    this.#register(rest);
    return rest.id;
  }

  /** Continues with chain `earlier` where chain `later` begins. @returns false where they overlap, or are the same. */
  join(earlier: string, later: string): boolean {
    const [first, second] = [this.#byId.get(earlier), this.#byId.get(later)];
    if (!first || !second || !canJoin(first, second)) return false;
    this.#fixPlace(first.latest.member);
    this.#fixPlace(second.latest.member);
    this.#remove(second);
    const whole = rebuildChain(joinedByHand(first, second), this.#rule, first.id);
    this.#replace(first, whole);
    this.#register(whole);
    return true;
  }

  /** Puts a shorter or longer chain in the place of one; only {@link #register} lets requests continue it. */
  #replace(chain: Chain<M, S>, by: Chain<M, S>): void {
    this.#candidates.remove(chain);
    this.#list.replace(chain, by);
    this.#byId.set(by.id, by);
    for (const { member } of by.links) this.#chainOf.set(member.id, by);
  }

  #register(chain: Chain<M, S>): void {
    this.#byId.set(chain.id, chain);
    for (const { member } of chain.links) this.#chainOf.set(member.id, chain);
    if (chain.latest.member.facts.end) this.#candidates.add(chain);
  }

  #startChain(member: M): void {
    const chain = new Chain(member, this.#rule, this.#names.get(member.id));
    this.#list.add(chain);
    this.#register(chain);
  }

  #remove(chain: Chain<M, S>): void {
    this.#list.remove(chain);
    this.#byId.delete(chain.id);
    this.#candidates.remove(chain);
  }

  #placeByFact(member: M, fact: PlainRecord | null): void {
    const final = member.rows.count > 0 || fact?.kind === 'response' || fact?.kind === 'end';
    if (!final && fact?.kind !== 'request' && fact?.kind !== 'sent' && fact?.kind !== 'answered') return;
    if (this.#place(member)) {
      // Where it was, or where it is now, another may have its place after all.
      for (const other of this.#movable) if (other !== member) this.#place(other);
    }
    if (final) this.#fixPlace(member);
  }

  /** From now on it stays where it is; a reconnect gets the row that says so. */
  #fixPlace(member: M): void {
    if (!this.#movable.delete(member)) return;
    const chain = this.#chainOf.get(member.id);
    const index = chain?.indexOf(member.id) ?? 0;
    if (index > 0) chain?.rows.addReconnectRow(index);
    else this.#beginnings.add(member);
  }

  /** Continues a chain with all connections of another. */
  #append(chain: Chain<M, S>, later: Chain<M, S>, first: Join): void {
    this.#remove(later);
    for (const { member, join } of later.links) {
      const index = chain.links.length;
      chain.add(member, join ? this.#judgedAgain(chain, member, join) : first);
      if (!this.#movable.has(member)) chain.rows.addReconnectRow(index);
      chain.rows.updateKeys(index);
    }
    this.#register(chain);
  }

  /** A join, now that more comes before it. */
  #judgedAgain({ latest, rule }: Chain<M, S>, member: M, join: Join): Join {
    const judged = rule.judge(latest.member, latest.stateBefore, member, latest.join);
    if (!judged.joins || join.certainty === 'by hand') return join;
    const { certainty, why } = judged;
    return { ...join, certainty, why };
  }

  /** Puts a connection where the rule says. @returns whether it was elsewhere before. */
  #place(member: M): boolean {
    const chain = this.#chainOf.get(member.id);
    // What already continues it holds it in its place.
    if (!chain || chain.latest.member !== member) return false;
    this.#unsettled.delete(member);
    const found = findPlacements(member, this.#candidates, (other) => this.#movable.has(other));
    const best = bestPlacement(found);
    const alone = chain.links.length === 1;
    if (!best) {
      this.#contests.forget(member);
      if (alone || !chain.dropLast()) return false;
      this.#startChain(member);
      return true;
    }
    const join = this.#contests.join(member, best, found);
    if (join.others > 0 && this.#rule.settles) this.#unsettled.add(member);
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
    best.chain.add(member, join);
    this.#chainOf.set(member.id, best.chain);
    return true;
  }

  /** A connection is over: it may be continued from now on, also by one that was requested just before. */
  #ended(member: M): void {
    const chain = this.#chainOf.get(member.id);
    if (chain?.latest.member !== member) return;
    this.#candidates.add(chain);
    const late = this.#beginnings.after(chain, (connection) => this.#chainOf.get(connection));
    if (late) this.#append(chain, late.chain, late.join);
  }

  /** One that fits several may have said now which of them it continues. */
  #settle(member: M, chain: Chain<M, S>): void {
    const before = chain.links.at(-2)?.member;
    const found = settledPlace(member, chain, {
      tails: before ? this.#contests.otherTails(member, before) : [],
      chainOf: (id) => this.#chainOf.get(id),
      isUnsettled: (other) => this.#unsettled.has(other),
    });
    if (found === null) return;
    this.#unsettled.delete(member);
    if (found === 'nowhere') return;
    this.#contests.forget(member);
    // It may have got its place before its headers were known.
    const place = found.chain.links[found.index];
    const judged = place && this.#rule.judge(place.member, place.stateBefore, member, place.join);
    const { certainty, why } = judged?.joins ? judged : (chain.latest.join as Join);
    const join: Join = { certainty, why: `${why} ${this.#rule.settledWhy ?? ''}`.trim(), others: 0 };
    if (found.chain === chain) {
      chain.updateJoin(join);
      return;
    }
    if (found.follower) this.#fixPlace(found.follower);
    const [mine, its] = exchanged(chain, found, join);
    this.#replace(chain, mine);
    this.#replace(found.chain, its);
    this.#register(mine);
    this.#register(its);
  }
}
