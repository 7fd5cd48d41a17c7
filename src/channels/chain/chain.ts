import { duration } from '../../format/durations.ts';
import type { AnsweredBy } from '../../tape/index.ts';
import { costTogether } from '../connection/cost/together.ts';
import { commonSummary } from '../connection/summary.ts';
import type { BlockDetail } from '../model/block.ts';
import type { Channel } from '../model/channel.ts';
import type { Cost } from '../model/cost.ts';
import type { Environment } from '../model/environment.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';
import type { ChainLink, Join } from './link.ts';
import type { ChainMember } from './member.ts';
import type { ReconnectRule } from './reconnect-rule.ts';
import { ChainRows, type ReconnectNote } from './rows.ts';
import { ChainSums } from './sums.ts';

/** One source: its connections, each a reconnect of the one before. Connections are numbered from 0. */
export class Chain<M extends ChainMember = ChainMember, S = unknown> implements Channel {
  readonly id: string;
  /** Of its kind: one and the same object for all chains of it. */
  readonly rule: ReconnectRule<M, S>;
  readonly rows = new ChainRows((connection) => this.#reconnectNote(connection));
  version = 0;
  readonly #links: ChainLink<M, S>[] = [];
  readonly #lanes: Lane[] = [];
  readonly #sums: ChainSums;

  /** @param id names the channel; its first connection's, or the one it had before the log was cleared. */
  constructor(member: M, rule: ReconnectRule<M, S>, id: string = member.id) {
    this.id = id;
    this.rule = rule;
    this.#sums = new ChainSums(rule.noun);
    this.#push({ member, join: null, stateBefore: rule.initialState });
  }

  get links(): readonly ChainLink<M, S>[] {
    return this.#links;
  }

  get latest(): ChainLink<M, S> {
    return this.#links.at(-1) as ChainLink<M, S>;
  }

  get answeredBy(): AnsweredBy | null {
    return this.#first.facts.answeredBy;
  }

  /** Continues with another connection. */
  add(member: M, join: Join): void {
    this.version++;
    const { latest } = this;
    this.#push({
      member,
      join,
      stateBefore: this.rule.stateAfter(latest.member, latest.stateBefore, latest.join),
    });
  }

  /** Something came on one of its connections. Called for each entry of a flood. */
  changed(member: M): void {
    this.version++;
    const index = this.indexOf(member.id);
    this.rows.updateKeys(index);
    this.#sums.changed(index);
  }

  /** It is known now what stands beside one of its connections, or more of that. */
  companionChanged(member: M): void {
    this.version++;
    const index = this.indexOf(member.id);
    const { companion } = member;
    if (companion) this.rows.addBeside(index, companion.rows);
    this.rows.updateKeys(index);
    this.#sums.changed(index);
  }

  /** Of the latest connection more became known than when it was joined. */
  updateJoin(join: Join): void {
    this.version++;
    this.#links[this.#links.length - 1] = { ...this.latest, join };
    this.#sums.updateJoin(join);
  }

  /** Takes the latest connection back, which turned out to be another's. @returns false where it has rows already. */
  dropLast(): boolean {
    if (!this.rows.dropLast()) return false;
    this.version++;
    this.#links.pop();
    this.#lanes.length = Math.min(this.#lanes.length, this.#links.length);
    this.#sums.dropLast();
    return true;
  }

  /** Which of its connections this is; -1 where it is none. Nearly always it is the latest. */
  indexOf(connection: string): number {
    let index = this.#links.length - 1;
    while (index >= 0 && this.#links[index]?.member.id !== connection) index--;
    return index;
  }

  /** Named by its first connection, in the state of its latest, with the sums of all. */
  summary(environment: Environment): ChannelSummary {
    const latest = this.latest.member.summary(environment);
    const first = this.#first;
    if (this.#links.length === 1) return { ...latest, id: this.id };
    const { openedBefore: _, ...ofLatest } = latest;
    const { events, comments, discarded, bytes, lastAt, warnings } = this.#sums.read();
    const { name, url, openedAt, openedBefore } = commonSummary(first.id, first.facts);
    // A known client's row is named by its base, which all its connections share.
    const isClients = latest.client !== undefined;
    return {
      ...ofLatest,
      id: this.id,
      connections: this.#links.length,
      name: isClients ? latest.name : name,
      url,
      openedAt,
      ...(openedBefore && { openedBefore }),
      events,
      comments,
      discarded,
      bytes,
      lastByteAt: lastAt,
      warnings: [...latest.warnings, ...warnings.read(this.#links.length - 1)],
    };
  }

  cost(): Cost {
    const { loads, received, sent, lastAt } = this.#sums.read();
    const cost: Cost = {
      ...loads.read(),
      messages: { received, sent },
      empty: null,
      openedAt: this.#first.facts.request?.at ?? 0,
      lastAt,
    };
    const beside = this.#links.flatMap(({ member: { companion } }) => (companion ? [companion.cost()] : []));
    return beside.length === 0 ? cost : { ...cost, ...costTogether([cost, ...beside]) };
  }

  connectionIds(): readonly string[] {
    return this.#links.flatMap(({ member }) => [member.id, ...(member.companion?.connectionIds() ?? [])]);
  }

  lanes(): readonly Lane[] {
    return this.#links.map(({ member }, index) => {
      this.#lanes[index] ??= member.lane(index + 1);
      return this.#lanes[index];
    });
  }

  block(key: number): BlockDetail | null {
    const place = this.rows.locate(key);
    const detail = place && !place.beside ? this.#memberAt(place.connection)?.block(place.local) : null;
    return detail ? { ...detail, key } : null;
  }

  payload(key: number): Payload | null {
    const place = this.rows.locate(key);
    const member = place && this.#memberAt(place.connection);
    return (place?.beside ? member?.companion : member)?.payload(place?.local ?? key) ?? null;
  }

  get #first(): M {
    return (this.#links[0] as ChainLink<M, S>).member;
  }

  #push(link: ChainLink<M, S>): void {
    this.rule.placed(link.member, link.stateBefore);
    this.#links.push(link);
    this.rows.add(link.member);
    this.#sums.add(link.member, link.join);
  }

  #memberAt(connection: number): M | undefined {
    return this.#links[connection]?.member;
  }

  #reconnectNote(connection: number): ReconnectNote {
    const member = this.#links[connection]?.member;
    const end = this.#links[connection - 1]?.member.facts.end;
    const at = member?.facts.request?.at ?? 0;
    const after = end ? `, ${duration(at - end.at)} after connection ${connection} ended` : '';
    const what = member ? this.rule.beginningText(member, this.#links[connection - 1] ?? null) : null;
    return { at, text: `Connection ${connection + 1}${after}${what === null ? '' : `; ${what}`}` };
  }
}
