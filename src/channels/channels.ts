import {
  type Cursor,
  type Decision,
  type DecisionRecord,
  type GapRecord,
  type InjectedRecord,
  injectedId,
  type ListenersRecord,
  type PlainRecord,
  Table,
  type Tape,
} from '../tape/index.ts';
import { Chain } from './chain/chain.ts';
import { Chains } from './chain/chains.ts';
import { Decisions } from './decisions.ts';
import { detailOf } from './event-stream/detail.ts';
import type { EventStream } from './event-stream/event-stream.ts';
import { EventStreams } from './event-stream/event-streams.ts';
import { rowAt } from './event-stream/rows/row-at.ts';
import { InjectedChannel } from './injected/channel.ts';
import { Listing } from './listing.ts';
import type { Channel } from './model/channel.ts';
import type { ConnectionDetail } from './model/connection.ts';
import type { Environment } from './model/environment.ts';
import type { EndpointChoice, PollRows } from './model/polls.ts';
import type { ConnectionRow } from './model/reconnect.ts';
import type { ChannelListRow } from './model/stream.ts';
import { exchangeAsStream } from './polling/as-stream.ts';
import { EndpointChoices } from './polling/endpoint-choices.ts';
import { PollLoop } from './polling/loop.ts';
import { PollDetector } from './polling/poll-detector.ts';
import { tcpConnectionsByHost } from './tcp-connections.ts';
import type { WebSocketChannel } from './websocket/websocket.ts';
import { WebSockets } from './websocket/websockets.ts';

/** Something that could not be read any further: by a limit, or by a fault of ours. */
export interface ReadingFault {
  /** Id of the connection; '' for what belongs to none. */
  readonly connection: string;
  readonly why: string;
}

/** What an entry takes to read, as bytes of a chunk would, besides the bytes it brings. */
const ENTRY = 2048;

/** Effort between two looks at the clock: about a millisecond of a thread that has not yet compiled this code. */
const CLOCK_EVERY = 32 * 1024;

/**
 * Everything derived from one tape. {@link update} reads what was appended since the last call, in slices, and never
 * reads an entry twice. Each entry goes to the kind of connection that it belongs to.
 */
export class Channels {
  readonly tape: Tape;
  readonly #cursor: Cursor;
  readonly #listing = new Listing();
  readonly #webSockets = new WebSockets((socket) => this.#listing.push(socket));
  readonly #chains: Chains;
  readonly #streams: EventStreams;
  /** Exchanges that are no event streams, and the poll loops among them. */
  readonly polls: PollDetector;
  readonly #decisions: Decisions;
  /** A decision that was done as it was made: the next entry of the tape. */
  #justDecided: DecisionRecord | null = null;
  #listeners = new Map<string, ListenersRecord>();
  /** Grows with every change. */
  version = 0;
  /** What was read so far, in bytes; an entry counts as some too. */
  read = 0;
  /** Connections that are closed off: nothing more of them is read, so that all else is. By id. */
  readonly #closedOff = new Map<string, ReadingFault>();
  /** Gaps that belong to no connection. */
  readonly looseGaps: GapRecord[] = [];

  /**
   * @param session the user's choices for endpoints in this session; those on the tape go before them.
   * @param names ids of the channels that connections belonged to before the log was cleared: they stay what they were.
   */
  constructor(tape: Tape, session = new EndpointChoices(), names: ReadonlyMap<string, string> = new Map()) {
    this.tape = tape;
    this.#cursor = tape.cursor();
    const endpointChoices = session.forTape();
    this.polls = new PollDetector({
      endpointChoices,
      onLoop: (loop) => this.#listing.push(loop),
      onLoopRemoved: (loop) => this.#listing.remove(loop),
    });
    this.#chains = new Chains(this.#listing, names);
    this.#streams = new EventStreams(this.#chains);
    this.#decisions = new Decisions({
      stream: (connection) => this.#streams.get(connection),
      chains: this.#chains,
      loop: (connection) => this.loop(PollLoop.idOf(connection)),
      polls: this.polls,
      endpointChoices,
    });
  }

  channel(id: string): Channel | undefined {
    return this.#listing.channel(id);
  }

  /** The poll loop of that id; undefined for a channel of another kind. */
  loop(id: string): PollLoop | undefined {
    const channel = this.#listing.channel(id);
    return channel instanceof PollLoop ? channel : undefined;
  }

  /** Channels of every kind, dividers left out. */
  all(): IterableIterator<Channel> {
    return this.#listing.all();
  }

  /** One connection's event stream; an ordinary exchange is given the shape of one, without events. */
  stream(id: string): EventStream | undefined {
    const exchange = this.polls.exchange(id);
    return exchange ? exchangeAsStream(exchange.tape) : this.#streams.get(id);
  }

  streams(): IterableIterator<EventStream> {
    return this.#streams.all();
  }

  webSocket(id: string): WebSocketChannel | undefined {
    return this.#webSockets.get(id);
  }

  webSockets(): IterableIterator<WebSocketChannel> {
    return this.#webSockets.all();
  }

  /** Kept bytes `start` to `end` of a connection, of a WebSocket among its payloads; null where they are not in memory. */
  bytes(id: string, start: number, end: number): Uint8Array | null {
    const tape = this.tape.connection(id);
    return (this.#webSockets.get(id) ? tape?.frames.bytes : tape?.bytes)?.peek(start, end) ?? null;
  }

  /** The chain a connection belongs to; undefined where it is no event stream's. */
  chainOf(connection: string): Chain | undefined {
    const stream = this.#streams.get(connection);
    return stream && this.#chains.chainOf(stream);
  }

  /** The connections of a channel of event streams, in order; none for a channel of another kind. */
  streamsOf(id: string): readonly EventStream[] {
    const channel = this.#listing.channel(id);
    return channel instanceof Chain ? channel.links.map(({ stream }) => stream) : [];
  }

  /** Rows `start` to `end` of a chain's connections; none for a channel of another kind. */
  connections(id: string, start: number, end: number): readonly ConnectionRow[] {
    return this.#chains.connections(id, start, end);
  }

  /** Which of its chain's connections it is, from 1; null where it is no event stream's. */
  connectionNumber(connection: string): number | null {
    const stream = this.#streams.get(connection);
    const chain = stream && this.#chains.chainOf(stream);
    return chain ? chain.indexOf(stream) + 1 : null;
  }

  /**
   * Key, within its channel, of the row that the byte at `offset` of a connection (of a socket: of its payloads) belongs
   * to; null where none does.
   */
  rowAt(connection: string, offset: number): number | null {
    const socket = this.#webSockets.get(connection);
    if (socket) return socket.rows.holding(offset);
    const loop = this.polls.loopOf(connection);
    if (loop) return loop.rows.holding(loop.cycleIndexOf(connection), offset);
    const stream = this.#streams.get(connection);
    const local = stream ? rowAt(stream, offset) : null;
    return local === null ? null : this.keyOf(connection, local);
  }

  /** Tape time at which the byte at `offset` of an event stream came, milliseconds; null where it is not known. */
  timeAt(connection: string, offset: number): number | null {
    const tape = this.#streams.get(connection)?.tape;
    const chunk = tape?.chunks.holding(offset) ?? -1;
    return tape && chunk >= 0 ? tape.chunks.at(chunk) : null;
  }

  /** Key within its channel of a connection's row. */
  keyOf(connection: string, local: number): number {
    return this.chainOf(connection)?.rows.keyOf(connection, local) ?? local;
  }

  /** Makes a channel of its own of a connection and those after it. @returns its id; null where there is nothing to split. */
  split(connection: string, at = this.tape.lastAt): string | null {
    return this.#decide(at, { what: 'split', connection }) ? (this.chainOf(connection)?.id ?? null) : null;
  }

  /** Chains that ended before this one began, which it could continue by hand; those of its address first. */
  joinable(id: string): readonly string[] {
    return this.#chains.joinable(id);
  }

  /** Continues with channel `earlier` where `later` begins. @returns whether it could. */
  join(earlier: string, later: string, at = this.tape.lastAt): boolean {
    const before = this.streamsOf(earlier).at(-1);
    const after = this.streamsOf(later)[0];
    if (!before || !after) return false;
    return this.#decide(at, { what: 'join', earlier: before.id, later: after.id });
  }

  /** Sets whether an endpoint's requests are a poll loop; null takes the choice back. */
  setEndpointChoice(endpoint: string, intent: EndpointChoice | null, at = this.tape.lastAt): void {
    this.#decide(at, { what: 'poll', endpoint, intent });
  }

  /** Chooses what is a row of a poll loop. */
  showPollRows(id: string, rows: PollRows, at = this.tape.lastAt): void {
    const first = this.loop(id)?.first;
    if (first) this.#decide(at, { what: 'poll-rows', connection: first.id, rows });
  }

  /** Decisions by hand that the tape holds and that do not fit it, in words for the user. */
  get leftOut(): readonly string[] {
    return this.#decisions.leftOut;
  }

  /** What could not be read any further. Each is reported once; the entries after it are passed over. */
  get faults(): IterableIterator<ReadingFault> {
    return this.#closedOff.values();
  }

  /** The latest look at the listeners on `url`; null where there was none. */
  listeners(url: string): ListenersRecord | null {
    return this.#listeners.get(url) ?? null;
  }

  /** The last chunk of a connection has grown: reading continues at its byte `from`. No entry says so. */
  chunkExtended(id: string, from: number): void {
    if (!this.#closedOff.has(id)) this.#streams.chunkExtended(id, from);
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    if (!this.#closedOff.has(id)) this.#streams.dispatched(id);
  }

  /**
   * Derives until `until` says stop.
   * @returns whether there is more to do.
   */
  update(until: () => boolean): boolean {
    let effort = 0;
    for (let step = this.#stepOrCloseOff(); step > 0; step = this.#stepOrCloseOff()) {
      this.version++;
      this.read += step;
      effort += step;
      if (effort < CLOCK_EVERY) continue;
      effort = 0;
      if (until()) return true;
    }
    return this.#streams.compareDispatched(
      until,
      () => {
        this.version++;
      },
      (stream, error) => this.#closeOff(stream.id, error),
    );
  }

  /** Rows of the Streams grid; the same array until something changes. */
  rows(): readonly ChannelListRow[] {
    return this.#listing.rows(
      this.version,
      () => this.#environment(),
      ({ id }, error) => this.#addFault(id, error),
    );
  }

  detail(id: string): ConnectionDetail | null {
    const stream = this.stream(id);
    if (stream) return detailOf(stream, this.#environment());
    return this.#webSockets.get(id)?.detail(this.#environment()) ?? null;
  }

  totals(): { events: number; bytes: number; gaps: number } {
    let { events, bytes } = this.#streams.totals();
    for (const loop of this.polls.loops()) {
      events += loop.rows.events;
      bytes += loop.payloadBytes;
    }
    const sockets = this.#webSockets.totals();
    const gaps = this.looseGaps.length + this.#streams.gaps + this.#webSockets.gaps + sockets.cut;
    return { events: events + sockets.events, bytes: bytes + sockets.bytes, gaps };
  }

  /** A throw must not come again at each further entry: the connection it is about is closed off. */
  #stepOrCloseOff(): number {
    try {
      return this.#step();
    } catch (error) {
      this.#closeOff(this.#streams.partialChunkOf ?? this.#cursor.connection.id, error);
      return ENTRY;
    }
  }

  #closeOff(connection: string, error: unknown): void {
    this.#streams.stopReading(connection);
    this.version++;
    this.#addFault(connection, error);
  }

  #addFault(connection: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    if (!this.#closedOff.has(connection)) this.#closedOff.set(connection, { connection, why });
  }

  /** Reads one entry, or one slice of a large chunk. @returns the effort, in bytes or their equal; 0 where there is none. */
  #step(): number {
    if (this.#streams.hasPartialChunk) return ENTRY + this.#streams.continueChunk();
    const cursor = this.#cursor;
    if (!cursor.advance()) return 0;
    const { connection } = cursor;
    if (connection.id === '') {
      this.#addFact(cursor.fact());
      return ENTRY;
    }
    if (this.#closedOff.size > 0 && this.#closedOff.has(connection.id)) return ENTRY;
    const isStream = this.#streams.get(connection.id) !== undefined;
    const socket = isStream
      ? undefined
      : (this.#webSockets.get(connection.id) ?? this.#webSockets.begin(connection));
    if (socket) {
      this.#webSockets.read(socket, cursor);
      return ENTRY;
    }
    if (this.#readExchange()) return ENTRY;
    return ENTRY + this.#streams.read(cursor);
  }

  /**
   * Does what the user decided and keeps it on the tape, so that every reader of the tape gets the same. All that has come
   * is read first: a decision is about what stands before it. @returns whether it could be done.
   */
  #decide(at: number, decision: Decision): boolean {
    while (this.update(() => false));
    if (this.#decisions.apply(decision) !== null) return false;
    this.version++;
    this.#justDecided = { kind: 'decision', at, ...decision };
    this.tape.append(this.#justDecided);
    return true;
  }

  /** What belongs to an exchange that is no event stream goes to the polls. */
  #readExchange(): boolean {
    const { connection, table } = this.#cursor;
    if (table !== Table.Fact) return this.polls.exchange(connection.id) !== undefined;
    return this.polls.addFact(connection, this.#cursor.fact());
  }

  /** A fact that belongs to no connection. */
  #addFact(fact: PlainRecord): void {
    if (fact.kind === 'gap') this.looseGaps.push(fact);
    if (fact.kind === 'decision' && fact !== this.#justDecided) this.#decisions.applyRecord(fact);
    if (fact.kind === 'injected') this.#addInjected(fact);
    if (fact.kind === 'listeners') this.#listeners.set(fact.url, fact);
    if (fact.kind !== 'navigate') return;
    this.polls.navigated();
    this.#listing.divide(fact);
  }

  /** One sent to an object that belongs to no connection on the tape. */
  #addInjected(fact: InjectedRecord): void {
    const channel = this.#listing.channel(injectedId(fact));
    if (channel instanceof InjectedChannel) channel.add(fact);
    else this.#listing.push(new InjectedChannel(fact));
  }

  /** TCP connections to hosts are counted on demand, once. */
  #environment(): Environment {
    let open: Map<string, number> | null = null;
    return {
      listeners: (url) => this.#listeners.get(url) ?? null,
      tcpConnectionsToHost: (host) => {
        open ??= tcpConnectionsByHost(this.#streams.all(), this.polls.running());
        return open.get(host) ?? 0;
      },
    };
  }
}
