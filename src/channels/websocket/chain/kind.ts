import { type ConnectionTape, type Cursor, isLoss, type RequestRecord, Table } from '../../../tape/index.ts';
import { Chains, type ChannelList } from '../../chain/chains.ts';
import { mayContinue } from '../../connection/facts.ts';
import type { ChannelKind, KindTotals } from '../../connection/kind.ts';
import { WebSocketConnection } from '../connection.ts';
import { WebSocketMember } from '../member.ts';
import type { WebSocketReconnectState } from './reconnect-state.ts';
import { WebSocketReconnects } from './reconnects.ts';

/** The connections that are WebSockets, each part of a chain: one that was opened again when another was over. */
export class WebSocketKind implements ChannelKind {
  readonly #rule = new WebSocketReconnects();
  readonly chains: Chains<WebSocketMember, WebSocketReconnectState>;
  readonly #byId = new Map<string, WebSocketMember>();
  /** Kept as entries are read: it is asked for at every draw. A frame that was not kept whole counts as a gap. */
  readonly #totals = { events: 0, bytes: 0, gaps: 0 };

  /** @param names channel ids that connections already had before the log was cleared. */
  constructor(list: ChannelList, names: ReadonlyMap<string, string>) {
    this.chains = new Chains(this.#rule, list, names);
  }

  has(connection: string): boolean {
    return this.#byId.has(connection);
  }

  /** The request may be lost in a damaged file: then its frames show what it is. */
  claims(connection: ConnectionTape, request: RequestRecord | null): boolean {
    return request ? request.via === 'websocket' : connection.hasFrames;
  }

  adopt(connection: ConnectionTape): void {
    const member = new WebSocketMember(connection);
    this.#byId.set(connection.id, member);
    this.chains.add(member);
  }

  read(cursor: Cursor): number {
    const member = this.#byId.get(cursor.connection.id);
    if (!member) return 0;
    if (cursor.table === Table.Frame) this.#addFrame(member, cursor.row);
    if (cursor.table !== Table.Fact) return 0;
    const fact = cursor.fact();
    if (fact.kind === 'gap' && isLoss(fact)) this.#totals.gaps++;
    member.addFact(fact, cursor.row);
    if (fact.kind === 'request') this.#rule.requested(member);
    this.chains.changed(member, fact);
    return 0;
  }

  /** The page went elsewhere. */
  navigated(): void {
    this.#rule.navigated();
  }

  get(id: string): WebSocketMember | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<WebSocketMember> {
    return this.#byId.values();
  }

  connection(id: string): WebSocketConnection | undefined {
    const member = this.#byId.get(id);
    return member && this.#connectionOf(member);
  }

  *open(): Generator<WebSocketConnection> {
    for (const member of this.#byId.values()) if (mayContinue(member.facts)) yield this.#connectionOf(member);
  }

  totals(): KindTotals {
    return { ...this.#totals };
  }

  #addFrame(member: WebSocketMember, row: number): void {
    const { frames } = member.tape;
    member.addFrame(row);
    const length = frames.length(row);
    this.#totals.events++;
    this.#totals.bytes += length;
    if (length > frames.kept(row)) this.#totals.gaps++;
    this.chains.changed(member, null);
  }

  #connectionOf(member: WebSocketMember): WebSocketConnection {
    // Asked anew each time: a chain may be split or joined while the view is held.
    const keyOf = (row: number) => this.chains.chainOf(member.id)?.rows.keyOf(member.id, row) ?? row;
    return new WebSocketConnection(member, keyOf);
  }
}
