import {
  type Cursor,
  type GapRecord,
  type ListenersRecord,
  type NavigateRecord,
  Table,
  type Tape,
} from '../tape/index.ts';
import { Chain } from './chain.ts';
import { Chains } from './chains.ts';
import type { Channel } from './channel.ts';
import { detailOf, type Surroundings } from './detail.ts';
import type { ConnectionDetail, ConnectionRow, StreamRow } from './model.ts';
import { exchangeStream } from './polls/as-stream.ts';
import { PollFinder } from './polls/finder.ts';
import { PollIntents } from './polls/intents.ts';
import { rowAt } from './raw.ts';
import { RowKind } from './rows.ts';
import { SocketChannel } from './socket/index.ts';
import { StreamChannel } from './stream.ts';

/** What an entry takes to read, as bytes of a chunk would, besides the bytes it brings. */
const ENTRY = 2048;

/** The clock is read after so much effort: about a millisecond of a thread that has not yet compiled this code. */
const CLOCK_EVERY = 32 * 1024;

/**
 * Everything derived from one tape. {@link update} reads what was appended since the last call, in slices, and never
 * reads an entry twice.
 */
export class Channels {
  readonly tape: Tape;
  readonly #cursor: Cursor;
  #streams = new Map<string, StreamChannel>();
  #sockets = new Map<string, SocketChannel>();
  #channels = new Map<string, Channel>();
  readonly #chains: Chains;
  /** Channels and dividers in order of appearance. */
  #list: (Channel | NavigateRecord)[] = [];
  #listeners = new Map<string, ListenersRecord>();
  /** Streams whose dispatched messages may have to be compared. */
  #unsettled = new Set<StreamChannel>();
  /** A large chunk that is being read in slices. */
  #half: { stream: StreamChannel; chunk: number; from: number } | null = null;
  #rows: readonly StreamRow[] = [];
  #rowsVersion = -1;
  /** Exchanges that are no event streams, and the poll loops among them. */
  readonly polls: PollFinder;
  /** Grows with every change. */
  version = 0;
  gaps = 0;
  /** Gaps that belong to no connection. */
  readonly holes: GapRecord[] = [];

  /**
   * @param intents what the user said of endpoints, over the rule for poll loops.
   * @param names ids of the channels that connections belonged to before the log was cleared: they stay what they were.
   */
  constructor(tape: Tape, intents = new PollIntents(), names: ReadonlyMap<string, string> = new Map()) {
    this.tape = tape;
    this.#cursor = tape.cursor();
    this.polls = new PollFinder({
      intents,
      onLoop: (loop) => this.#addChannel(loop, undefined),
      onNoLoop: (loop) => this.#removeChannel(loop),
    });
    this.#chains = new Chains(
      {
        add: (chain) => this.#addChannel(chain, chain.links[0]?.stream.facts.request?.at),
        remove: (chain) => this.#removeChannel(chain),
        replace: (chain, by) => {
          this.#list[this.#list.lastIndexOf(chain)] = by;
          this.#channels.set(by.id, by);
        },
      },
      names,
    );
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** Channels of every kind, dividers left out. */
  all(): IterableIterator<Channel> {
    return this.#channels.values();
  }

  /** One connection's event stream; an ordinary exchange is given the shape of one, without events. */
  stream(id: string): StreamChannel | undefined {
    const exchange = this.polls.exchange(id);
    return exchange ? exchangeStream(exchange.tape) : this.#streams.get(id);
  }

  streams(): IterableIterator<StreamChannel> {
    return this.#streams.values();
  }

  socket(id: string): SocketChannel | undefined {
    return this.#sockets.get(id);
  }

  sockets(): IterableIterator<SocketChannel> {
    return this.#sockets.values();
  }

  /** Kept bytes `start` to `end` of a connection, of a socket among its payloads; null where they are not at hand. */
  bytes(id: string, start: number, end: number): Uint8Array | null {
    const tape = this.tape.connection(id);
    return (this.#sockets.has(id) ? tape?.frames.bytes : tape?.bytes)?.peek(start, end) ?? null;
  }

  /** The chain a connection belongs to; undefined where it is no event stream's. */
  chainOf(connection: string): Chain | undefined {
    const stream = this.#streams.get(connection);
    return stream && this.#chains.chainOf(stream);
  }

  /** The connections of a channel of event streams, in order; none for a channel of another kind. */
  streamsOf(id: string): readonly StreamChannel[] {
    const channel = this.#channels.get(id);
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
    const socket = this.#sockets.get(connection);
    if (socket) return socket.rows.holding(offset);
    const loop = this.polls.loopOf(connection);
    if (loop) return loop.rows.holding(loop.cycleAt(connection), offset);
    const stream = this.#streams.get(connection);
    const local = stream ? rowAt(stream, offset) : null;
    return local === null ? null : this.keyOf(connection, local);
  }

  /** Key within its channel of a connection's row. */
  keyOf(connection: string, local: number): number {
    return this.chainOf(connection)?.rows.keyOf(connection, local) ?? local;
  }

  /** Makes a channel of its own of a connection and those after it. @returns its id; null where there is nothing to split. */
  split(connection: string): string | null {
    const stream = this.#streams.get(connection);
    this.version++;
    return stream ? this.#chains.split(stream) : null;
  }

  /** Chains that ended before this one began, which it could go on with by hand; those of its address first. */
  joinable(id: string): readonly string[] {
    return this.#chains.joinable(id);
  }

  /** Goes on with channel `earlier` where `later` begins. @returns whether it could. */
  join(earlier: string, later: string): boolean {
    this.version++;
    return this.#chains.join(earlier, later);
  }

  /** The latest look at who listens on `url`; null where nobody looked. */
  listeners(url: string): ListenersRecord | null {
    return this.#listeners.get(url) ?? null;
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    const stream = this.#streams.get(id);
    if (stream) this.#unsettled.add(stream);
  }

  /**
   * Derives until `until` says stop.
   * @returns whether there is more to do.
   */
  update(until: () => boolean): boolean {
    let effort = 0;
    for (let step = this.#step(); step > 0; step = this.#step()) {
      this.version++;
      effort += step;
      if (effort < CLOCK_EVERY) continue;
      effort = 0;
      if (until()) return true;
    }
    for (const stream of this.#unsettled) {
      if (stream.settle(until)) this.version++;
      if (stream.canSettle) return true;
      this.#unsettled.delete(stream);
    }
    return false;
  }

  /** The user said something of an endpoint: what follows from it. */
  reconsider(): void {
    this.polls.reconsider();
    this.version++;
  }

  /** Rows of the Streams grid; the same array until something changes. */
  rows(): readonly StreamRow[] {
    if (this.#rowsVersion !== this.version) {
      this.#rowsVersion = this.version;
      const around = this.#around();
      this.#rows = this.#list.map((entry) => ('kind' in entry ? dividerOf(entry) : entry.summary(around)));
    }
    return this.#rows;
  }

  detail(id: string): ConnectionDetail | null {
    const stream = this.stream(id);
    if (stream) return detailOf(stream, this.#around());
    return this.#sockets.get(id)?.detail(this.#around()) ?? null;
  }

  totals(): { events: number; bytes: number; gaps: number } {
    let events = 0;
    let bytes = 0;
    for (const { rows, tape } of this.#streams.values()) {
      events += rows.counts[RowKind.Event] + rows.counts[RowKind.Message];
      bytes += tape.chunks.total;
    }
    for (const loop of this.polls.loops()) {
      events += loop.rows.events;
      bytes += loop.payloadBytes;
    }
    let cut = 0;
    for (const { traffic, cut: missing } of this.#sockets.values()) {
      cut += missing.frames;
      events += traffic.sent.frames + traffic.received.frames;
      bytes += traffic.sent.bytes + traffic.received.bytes;
    }
    return { events, bytes, gaps: this.gaps + cut };
  }

  /** Reads one entry, or one slice of a large chunk. @returns the effort, in bytes or their equal; 0 where there is none. */
  #step(): number {
    if (this.#half) {
      const { stream, chunk, from } = this.#half;
      return this.#takeChunk(stream, chunk, from);
    }
    const cursor = this.#cursor;
    if (!cursor.advance()) return 0;
    if (cursor.connection.id === '') {
      this.#takeFact();
      return ENTRY;
    }
    const socket = this.#socketOf();
    if (socket) {
      this.#takeOfSocket(socket);
      return ENTRY;
    }
    if (this.#takeExchange()) return ENTRY;
    const stream = this.#streamOf();
    let effort = ENTRY;
    if (cursor.table === Table.Chunk) effort = this.#takeChunk(stream, cursor.row, 0);
    else if (cursor.table === Table.Message) {
      stream.takeMessage(cursor.row);
      this.#chains.took(stream, null);
    } else if (cursor.table === Table.Fact) {
      const fact = cursor.fact();
      if (fact.kind === 'gap') this.gaps++;
      stream.takeFact(fact, cursor.row);
      this.#chains.took(stream, fact);
    }
    this.#unsettled.add(stream);
    return effort;
  }

  /** The socket whose entry this is; undefined where the connection is none. The first entry decides. */
  #socketOf(): SocketChannel | undefined {
    const { connection } = this.#cursor;
    const known = this.#sockets.get(connection.id);
    if (known || this.#streams.has(connection.id)) return known;
    const [first] = connection.facts;
    // Of a damaged file the request may be lost.
    const isSocket = first?.kind === 'request' ? first.via === 'websocket' : connection.hasFrames;
    if (!isSocket) return undefined;
    const socket = new SocketChannel(connection);
    this.#sockets.set(connection.id, socket);
    this.#addChannel(socket, undefined);
    return socket;
  }

  #takeOfSocket(socket: SocketChannel): void {
    const cursor = this.#cursor;
    if (cursor.table === Table.Frame) socket.takeFrame(cursor.row);
    if (cursor.table !== Table.Fact) return;
    const fact = cursor.fact();
    if (fact.kind === 'gap') this.gaps++;
    socket.takeFact(fact, cursor.row);
  }

  /** What belongs to an exchange that is no event stream goes to the polls. */
  #takeExchange(): boolean {
    const { connection, table } = this.#cursor;
    if (table !== Table.Fact) return this.polls.exchange(connection.id) !== undefined;
    const fact = this.#cursor.fact();
    return this.polls.take(connection, fact);
  }

  #takeChunk(stream: StreamChannel, chunk: number, from: number): number {
    const next = stream.takeChunk(chunk, from);
    this.#half = next > 0 ? { stream, chunk, from: next } : null;
    this.#chains.took(stream, null);
    return ENTRY + (next > 0 ? next : stream.tape.chunks.size(chunk)) - from;
  }

  #streamOf(): StreamChannel {
    const { connection } = this.#cursor;
    let stream = this.#streams.get(connection.id);
    if (!stream) {
      stream = new StreamChannel(connection);
      // Until its answer came it may have been taken for an ordinary exchange.
      for (let row = 0; row < this.#cursor.row; row++) {
        const fact = this.#cursor.table === Table.Fact ? connection.facts[row] : undefined;
        if (fact) stream.takeFact(fact, row);
      }
      this.#streams.set(connection.id, stream);
      this.#chains.begin(stream);
    }
    return stream;
  }

  /** @param openedAt tape time; undefined puts it at the end. */
  #addChannel(channel: Channel, openedAt: number | undefined): void {
    this.#channels.set(channel.id, channel);
    const before =
      openedAt === undefined ? -1 : this.#list.findLastIndex((entry) => openedOf(entry) <= openedAt);
    if (openedAt === undefined) this.#list.push(channel);
    else this.#list.splice(before + 1, 0, channel);
  }

  #removeChannel(channel: Channel): void {
    this.#channels.delete(channel.id);
    const index = this.#list.lastIndexOf(channel);
    if (index >= 0) this.#list.splice(index, 1);
  }

  #takeFact(): void {
    const fact = this.#cursor.fact();
    if (fact.kind === 'gap') {
      this.gaps++;
      this.holes.push(fact);
    }
    if (fact.kind === 'listeners') this.#listeners.set(fact.url, fact);
    if (fact.kind === 'navigate') this.polls.navigated();
    if (fact.kind === 'navigate' && this.#list.length > 0) this.#list.push(fact);
  }

  #around(): Surroundings {
    let open: Map<string, number> | null = null;
    return {
      listeners: (url) => this.#listeners.get(url) ?? null,
      openToHost: (host) => {
        open ??= this.#openToHosts();
        return open.get(host) ?? 0;
      },
    };
  }

  /** HTTP/1.1 connections in use by host; what does not say its protocol counts as HTTP/1.1 once it was sent. */
  #openToHosts(): Map<string, number> {
    const open = new Map<string, number>();
    for (const { facts } of this.#streams.values()) {
      const { request, sent, response, end } = facts;
      if (!request?.url || end || !(sent || response)) continue;
      if (response?.protocol && !response.protocol.startsWith('http/1')) continue;
      const host = URL.canParse(request.url) ? new URL(request.url).host : '';
      open.set(host, (open.get(host) ?? 0) + 1);
    }
    for (const { request, sent, response } of this.polls.running()) {
      if (!sent || (response?.protocol && !response.protocol.startsWith('http/1'))) continue;
      const host = request.url && URL.canParse(request.url) ? new URL(request.url).host : '';
      open.set(host, (open.get(host) ?? 0) + 1);
    }
    return open;
  }
}

function openedOf(entry: Channel | NavigateRecord): number {
  if ('kind' in entry) return entry.at;
  return entry instanceof Chain ? (entry.links[0]?.stream.facts.request?.at ?? 0) : 0;
}

function dividerOf(record: NavigateRecord): StreamRow {
  const words = {
    navigation: 'Navigated to',
    reload: 'Reloaded',
    restored: 'Back to (from the back/forward cache)',
  };
  return {
    kind: 'divider',
    id: `navigate@${record.at}`,
    at: record.at,
    text: `${words[record.how]} ${record.url}`,
  };
}
