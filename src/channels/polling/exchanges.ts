import { type ConnectionTape, type Cursor, type RequestRecord, Table } from '../../tape/index.ts';
import type { ChannelKind, KindTotals } from '../connection/kind.ts';
import { ExchangeConnection } from './connection.ts';
import type { EndpointChoices } from './endpoint-choices.ts';
import type { InPieces } from './in-pieces.ts';
import type { PollDetector } from './poll-detector.ts';

/** The connections that are ordinary exchanges; those that repeat as polls do are loops, which are channels. */
export class Exchanges implements ChannelKind {
  readonly #polls: PollDetector;
  readonly #inPieces: InPieces;

  readonly #choices: EndpointChoices;

  constructor(polls: PollDetector, inPieces: InPieces, choices: EndpointChoices) {
    this.#polls = polls;
    this.#inPieces = inPieces;
    this.#choices = choices;
  }

  has(connection: string): boolean {
    return this.#polls.exchange(connection) !== undefined;
  }

  /** What the user wants shown as a stream is none, from its request on. */
  claims(_connection: ConnectionTape, request: RequestRecord | null): boolean {
    return (
      request?.exchange === true && request.framing === undefined && this.#choices.streamOf(request) === null
    );
  }

  /** A response that is read in pieces is a channel of its own; a poll of a loop stays one, however slowly it is answered. */
  passesOn(cursor: Cursor): boolean {
    const { id } = cursor.connection;
    const exchange = this.#polls.exchange(id);
    return (
      exchange !== undefined && this.#inPieces.isSeenAt(cursor, exchange.request) && !this.#polls.isInLoop(id)
    );
  }

  /** The request that claims it begins it. */
  adopt(): void {}

  /** It turned out to be an event stream, or is read in pieces. */
  release(connection: string): void {
    this.#polls.remove(connection);
  }

  read(cursor: Cursor): number {
    const { connection, table, row } = cursor;
    if (table === Table.Fact) this.#polls.addFact(connection, cursor.fact());
    else if (table === Table.Chunk) this.#polls.addChunk(connection.id, row);
    return 0;
  }

  connection(id: string): ExchangeConnection | undefined {
    const exchange = this.#polls.exchange(id);
    return exchange && new ExchangeConnection(exchange.tape, (offset) => this.#rowAt(id, offset));
  }

  *open(): Generator<ExchangeConnection> {
    for (const { id } of this.#polls.running()) {
      const connection = this.connection(id);
      if (connection) yield connection;
    }
  }

  totals(): KindTotals {
    let events = 0;
    let bytes = 0;
    for (const loop of [...this.#polls.loops(), ...this.#polls.besideStreams()]) {
      // What a recording gave the page is in no sum of what servers sent.
      if (loop.answeredBy !== null) continue;
      events += loop.rows.events;
      bytes += loop.payloadBytes;
    }
    return { events, bytes, gaps: 0 };
  }

  #rowAt(id: string, offset: number): number | null {
    const loop = this.#polls.loopOf(id);
    const row = loop?.rows.holding(loop.cycleIndexOf(id), offset) ?? null;
    return loop && row !== null ? this.#polls.keyOf(loop, row) : null;
  }
}
