import type { ConnectionTape, Cursor } from '../../../tape/index.ts';
import { Chains, type ChannelList } from '../../chain/chains.ts';
import { mayContinue } from '../../connection/facts.ts';
import type { ChannelKind, KindTotals, WorkListener } from '../../connection/kind.ts';
import type { Companion, StreamClient } from '../../model/companion.ts';
import { EventStreamConnection } from '../connection.ts';
import type { EventStream } from '../event-stream.ts';
import { type ClientsOfStreams, EventStreams } from './event-streams.ts';
import type { EventStreamMember } from './member.ts';
import type { ReconnectState } from './reconnect-state.ts';
import { EVENT_STREAM_RECONNECTS } from './reconnects.ts';

/** The connections that are event streams, each part of a chain: one that goes on with what another began. */
export class EventStreamKind implements ChannelKind {
  readonly chains: Chains<EventStreamMember, ReconnectState>;
  readonly streams: EventStreams;

  /** @param names channel ids that connections already had before the log was cleared. */
  constructor(list: ChannelList, names: ReadonlyMap<string, string>, clients: ClientsOfStreams) {
    this.chains = new Chains(EVENT_STREAM_RECONNECTS, list, names);
    this.streams = new EventStreams(this.chains, clients);
  }

  /** An event stream is a known client's. @param companion what stands beside it; null where that stands beside an earlier one of its session. */
  setClient(connection: string, client: StreamClient, companion: Companion | null): void {
    const member = this.streams.member(connection);
    if (!member) return;
    member.client = client;
    member.companion = companion;
    this.chains.companionChanged(member);
  }

  /** Something came beside an event stream. */
  companionChanged(connection: string): void {
    const member = this.streams.member(connection);
    if (member) this.chains.companionChanged(member);
  }

  /** Key, within its channel, of a row that stands beside an event stream; null where it has none. */
  keyBeside(connection: string, row: number): number | null {
    return this.chains.chainOf(connection)?.rows.keyBeside(connection, row) ?? null;
  }

  has(connection: string): boolean {
    return this.streams.has(connection);
  }

  /** The last that is asked: what no other kind claims is read as an event stream. */
  claims(): boolean {
    return true;
  }

  adopt(connection: ConnectionTape, facts: number): void {
    this.streams.adopt(connection, facts);
  }

  read(cursor: Cursor): number {
    return this.streams.read(cursor);
  }

  stopReading(connection: string): void {
    this.streams.stopReading(connection);
  }

  /** Compares what the browser dispatched with what was read. */
  work(until: () => boolean, { changed, failed }: WorkListener): boolean {
    return this.streams.compareDispatched(until, changed, failed);
  }

  connection(id: string): EventStreamConnection | undefined {
    const stream = this.streams.get(id);
    return stream && this.#connectionOf(stream);
  }

  *open(): Generator<EventStreamConnection> {
    for (const stream of this.streams.all()) if (mayContinue(stream.facts)) yield this.#connectionOf(stream);
  }

  totals(): KindTotals {
    return this.streams.totals();
  }

  #connectionOf(stream: EventStream): EventStreamConnection {
    // Asked anew each time: a chain may be split or joined while the view is held.
    const keyOf = (row: number) => this.chains.chainOf(stream.id)?.rows.keyOf(stream.id, row) ?? row;
    return new EventStreamConnection(stream, keyOf);
  }
}
