import {
  type Cursor,
  type Decision,
  type GapRecord,
  type InjectedRecord,
  injectedId,
  isLoss,
  type ListenersRecord,
  type PlainRecord,
  Table,
  type Tape,
} from '../tape/index.ts';
import { Chain } from './chain/chain.ts';
import type { ConnectionFacts } from './connection/facts.ts';
import type { KindTotals } from './connection/kind.ts';
import { withoutBlame } from './connection/summary.ts';
import type { ConnectionView } from './connection/view.ts';
import { chunkPartsOf } from './connection/wire/chunk-parts.ts';
import { Decisions } from './decisions.ts';
import { EventStreamKind } from './event-stream/chain/kind.ts';
import { isEventStreamChain } from './event-stream/chain/reconnects.ts';
import type { EventStream } from './event-stream/event-stream.ts';
import { EveryChains } from './every-chains.ts';
import { InjectedChannel } from './injected/channel.ts';
import { Kinds } from './kinds.ts';
import { Listing } from './listing.ts';
import type { Channel } from './model/channel.ts';
import type { ConnectionDetail } from './model/connection.ts';
import type { Environment } from './model/environment.ts';
import type { EndpointChoice, PollRows } from './model/polls.ts';
import type { ChunkParts } from './model/raw.ts';
import type { ConnectionRow } from './model/reconnect.ts';
import type { ChannelListRow } from './model/stream.ts';
import { Pieces } from './pieces/kind.ts';
import type { PiecesChannel } from './pieces/pieces.ts';
import { EndpointChoices } from './polling/endpoint-choices.ts';
import { Exchanges } from './polling/exchanges.ts';
import { InPieces } from './polling/in-pieces.ts';
import { PollLoop } from './polling/loop.ts';
import { PollDetector } from './polling/poll-detector.ts';
import { ReadAgain } from './read-again.ts';
import { TapeEnvironment } from './tape-environment.ts';
import { WebSocketKind } from './websocket/chain/kind.ts';
import type { WebSocketMember } from './websocket/member.ts';

const NO_PARTS: ChunkParts = { parts: [], count: 0, duration: 0 };
const never = (): boolean => false;

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
  readonly #webSockets: WebSocketKind;
  readonly #pieces: Pieces;
  readonly #eventStreams: EventStreamKind;
  /** Exchanges that are no event streams, and the poll loops among them. */
  readonly polls: PollDetector;
  /** In the order in which they are asked whether a connection is theirs. */
  readonly #kinds: Kinds;
  /** Those of every kind that is joined to chains. */
  readonly #chains: EveryChains;
  readonly #decisions: Decisions;
  /** What is read once more, before the tape is read on; null where nothing is. */
  #again: ReadAgain | null = null;
  readonly #environment = new TapeEnvironment(
    () => this.#requests(),
    () => this.polls.running(),
  );
  /** Grows with every change. */
  version = 0;
  /** What was read so far, in bytes; an entry counts as some too. */
  read = 0;
  /** Connections that are closed off: nothing more of them is read, so that all else is. By id. */
  readonly #closedOff = new Map<string, ReadingFault>();
  /** Gaps that belong to no connection. */
  readonly looseGaps: GapRecord[] = [];
  #looseLosses = 0;

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
      onLoop: (loop) => {
        this.#decisions.loopBegan(loop);
        this.#listing.push(loop);
      },
      onLoopRemoved: (loop) => this.#listing.remove(loop),
      onStreamClient: (connection, client, beside) =>
        this.#eventStreams.setClient(connection, client, beside),
      onBeside: (connection) => this.#eventStreams.companionChanged(connection),
      keyBeside: (connection, row) => this.#eventStreams.keyBeside(connection, row),
    });
    this.#webSockets = new WebSocketKind(this.#listing, names);
    this.#eventStreams = new EventStreamKind(this.#listing, names, {
      requested: (request) => this.polls.beginStream(request),
      wants: (connection) => this.polls.wantsStream(connection),
      answered: (connection, text) => this.polls.streamAnswered(connection, text),
    });
    this.#pieces = new Pieces({
      onBegin: (pieces) => this.#listing.push(pieces),
      onRemoved: (pieces) => this.#listing.remove(pieces),
      byHand: (request) => endpointChoices.streamOf(request),
    });
    const inPieces = new InPieces((connection) => this.#pieces.connection(connection)?.facts);
    this.#kinds = new Kinds([
      this.#webSockets,
      new Exchanges(this.polls, inPieces, endpointChoices),
      this.#pieces,
      this.#eventStreams,
    ]);
    this.#chains = new EveryChains([this.#eventStreams.chains, this.#webSockets.chains]);
    this.#decisions = new Decisions({
      chains: this.#chains,
      loop: (connection) => this.loop(PollLoop.idOf(connection)),
      polls: this.polls,
      pieces: this.#pieces,
      endpointChoices,
      readAgain: (endpoint) => {
        this.#again = new ReadAgain(endpoint, {
          ahead: this.#cursor,
          cursor: tape.cursor(),
          polls: this.polls,
          pieces: this.#pieces,
          kinds: this.#kinds,
          isStream: endpointChoices.of(endpoint) === 'stream',
        });
      },
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

  /** One connection, whatever goes over it; undefined where the tape has none of this id. */
  connection(id: string): ConnectionView | undefined {
    return this.#kinds.of(id)?.connection(id);
  }

  /** The connections of which more may come. */
  open(): Iterable<ConnectionView> {
    return this.#kinds.open();
  }

  /** The event stream on a connection; undefined where it is none. */
  stream(id: string): EventStream | undefined {
    return this.#eventStreams.streams.get(id);
  }

  streams(): IterableIterator<EventStream> {
    return this.#eventStreams.streams.all();
  }

  /** The WebSocket on a connection; undefined where it is none. */
  webSocket(id: string): WebSocketMember | undefined {
    return this.#webSockets.get(id);
  }

  webSockets(): IterableIterator<WebSocketMember> {
    return this.#webSockets.all();
  }

  /** The response on a connection that is read in pieces; undefined where it is none. */
  pieces(id: string): PiecesChannel | undefined {
    return this.#pieces.connection(id);
  }

  /** Bytes `start` to `end` of what rows of a connection count; null where they are not in memory. */
  bytes(id: string, start: number, end: number): Uint8Array | null {
    return this.connection(id)?.content.peek(start, end) ?? null;
  }

  /** The chunks that bytes of a connection came in; see {@link bytes}. */
  chunkParts(id: string, start: number, end: number): ChunkParts {
    const view = this.connection(id);
    return view && view.content === view.tape.bytes ? chunkPartsOf(view.tape, start, end) : NO_PARTS;
  }

  /** The chain a connection belongs to; undefined where its kind is not joined to chains. */
  chainOf(connection: string): Chain | undefined {
    return this.#chains.chainOf(connection);
  }

  /** The connections of a channel of event streams, in order; none for a channel of another kind. */
  streamsOf(id: string): readonly EventStream[] {
    const channel = this.#listing.channel(id);
    return isEventStreamChain(channel) ? channel.links.map(({ member }) => member.stream) : [];
  }

  /** Rows `start` to `end` of a chain's connections; none for a channel of another kind. */
  connections(id: string, start: number, end: number): readonly ConnectionRow[] {
    return this.#chains.connections(id, start, end);
  }

  /** Which of its chain's connections it is, from 1; null where it is in none. */
  connectionNumber(connection: string): number | null {
    const chain = this.chainOf(connection);
    return chain ? chain.indexOf(connection) + 1 : null;
  }

  /**
   * Makes a channel of its own of a connection and those after it.
   * @param until as of {@link update}. Where it stops before all was read, the split is done when it is.
   * @returns its id; null where there is nothing to split.
   */
  split(connection: string, at = this.tape.lastAt, until = never): string | null {
    return this.#decide(at, { what: 'split', connection }, until) ? connection : null;
  }

  /** Chains that ended before this one began, which it could continue by hand; those of its address first. */
  joinable(id: string): readonly string[] {
    return this.#chains.joinable(id);
  }

  /** Continues with channel `earlier` where `later` begins. @param until as of {@link split}. @returns whether it could. */
  join(earlier: string, later: string, at = this.tape.lastAt, until = never): boolean {
    const [first, second] = [this.#listing.channel(earlier), this.#listing.channel(later)];
    if (!(first instanceof Chain && second instanceof Chain)) return false;
    const [before, after] = [first.latest.member.id, second.links[0]?.member.id];
    if (after === undefined) return false;
    return this.#decide(at, { what: 'join', earlier: before, later: after }, until);
  }

  /** Sets what an endpoint's requests are shown as; null takes the choice back. @param until as of {@link split}. */
  setEndpointChoice(
    endpoint: string,
    intent: EndpointChoice | null,
    at = this.tape.lastAt,
    until = never,
  ): void {
    this.#decide(at, { what: 'poll', endpoint, intent }, until);
  }

  /** Chooses what is a row of a poll loop. @param until as of {@link split}. */
  showPollRows(id: string, rows: PollRows, at = this.tape.lastAt, until = never): void {
    const first = this.loop(id)?.first;
    if (first) this.#decide(at, { what: 'poll-rows', connection: first.id, rows }, until);
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
    return this.#environment.listeners(url);
  }

  /** The last chunk of a connection has grown: reading continues at its byte `from`. No entry says so. */
  chunkExtended(id: string, from: number): void {
    if (this.#closedOff.has(id)) return;
    this.#eventStreams.streams.chunkExtended(id, from);
    this.#pieces.chunkExtended(id, from);
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    if (!this.#closedOff.has(id)) this.#eventStreams.streams.dispatched(id);
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
    return this.#kinds.work(until, this.#workListener);
  }

  /** Rows of the Streams grid; the same array until something changes. */
  rows(): readonly ChannelListRow[] {
    return this.#listing.rows(
      this.version,
      () => ({ environment: this.environment(), versions: this.#environment.versions }),
      ({ id }, error) => this.#addFault(id, error),
    );
  }

  /** What the tape says around its connections, as it stands now. */
  environment(): Environment {
    return this.#environment.now();
  }

  /** All that is known of one connection; null where the tape has none of this id. */
  detail(id: string): ConnectionDetail | null {
    const detail = this.connection(id)?.detail(this.environment());
    return detail ? { ...detail, summary: withoutBlame(detail.summary) } : null;
  }

  /** Sums over all channels. Gaps are records that say something was lost. */
  totals(): KindTotals {
    const totals = this.#kinds.totals();
    return { ...totals, gaps: totals.gaps + this.#looseLosses };
  }

  /** A throw must not come again at each further entry: the connection it is about is closed off. */
  #stepOrCloseOff(): number {
    try {
      return this.#step();
    } catch (error) {
      const partial = this.#eventStreams.streams.partialChunkOf ?? this.#pieces.partialChunkOf;
      this.#closeOff(partial ?? (this.#again ?? this.#cursor).connection.id, error);
      return ENTRY;
    }
  }

  #closeOff(connection: string, error: unknown): void {
    this.#kinds.stopReading(connection);
    this.version++;
    this.#addFault(connection, error);
  }

  readonly #workListener = {
    changed: () => {
      this.version++;
    },
    failed: (connection: string, error: unknown) => this.#closeOff(connection, error),
  };

  #addFault(connection: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    if (!this.#closedOff.has(connection)) this.#closedOff.set(connection, { connection, why });
  }

  /** Requests that last: event streams in the order of their requests, then responses that are read in pieces. */
  *#requests(): Generator<{ readonly id: string; readonly facts: ConnectionFacts }> {
    yield* this.streams();
    yield* this.#pieces.all();
  }

  /** Reads one entry, or one slice of a large chunk. @returns the effort, in bytes or their equal; 0 where there is none. */
  #step(): number {
    const { streams } = this.#eventStreams;
    if (streams.hasPartialChunk) return ENTRY + streams.continueChunk();
    if (this.#pieces.hasPartialChunk) return ENTRY + this.#pieces.continueChunk();
    if (this.#again) return ENTRY + this.#readAgain(this.#again);
    const cursor = this.#cursor;
    if (!cursor.advance()) return 0;
    const { connection } = cursor;
    if (connection.id === '') {
      this.#addFact(cursor.fact());
      return ENTRY;
    }
    if (this.#closedOff.size > 0 && this.#closedOff.has(connection.id)) return ENTRY;
    if (cursor.table === Table.Fact) this.#environment.factAdded();
    return ENTRY + (this.#kinds.readerOf(cursor)?.read(cursor) ?? 0);
  }

  /** Reads a few of the entries that are read once more. @returns the effort. */
  #readAgain(again: ReadAgain): number {
    this.#environment.factAdded();
    if (!again.advance()) {
      this.#again = null;
      return 0;
    }
    return this.#closedOff.has(again.connection.id) ? 0 : again.read();
  }

  /**
   * Puts on the tape what the user decided, so that every reader of the tape gets the same, and reads on to it as far as
   * `until` lets it: a decision is about all that stands before it.
   * @returns whether it can be done, by what was read so far. What cannot be done after all is said in {@link leftOut}.
   */
  #decide(at: number, decision: Decision, until: () => boolean): boolean {
    this.update(until);
    if (this.#decisions.check(decision) !== null) return false;
    this.tape.append({ kind: 'decision', at, ...decision });
    this.update(until);
    return true;
  }

  /** A fact that belongs to no connection. */
  #addFact(fact: PlainRecord): void {
    if (fact.kind === 'gap') this.looseGaps.push(fact);
    if (fact.kind === 'gap' && isLoss(fact)) this.#looseLosses++;
    if (fact.kind === 'decision') this.#decisions.applyRecord(fact);
    if (fact.kind === 'injected') this.#addInjected(fact);
    if (fact.kind === 'listeners') this.#environment.addListeners(fact);
    if (fact.kind === 'capture' && fact.state !== 'on') this.polls.captureStopped();
    if (fact.kind !== 'navigate') return;
    this.polls.navigated();
    this.#webSockets.navigated();
    this.#listing.divide(fact);
  }

  /** One sent to an object that belongs to no connection on the tape. */
  #addInjected(fact: InjectedRecord): void {
    const channel = this.#listing.channel(injectedId(fact));
    if (channel instanceof InjectedChannel) channel.add(fact);
    else this.#listing.push(new InjectedChannel(fact));
  }
}
