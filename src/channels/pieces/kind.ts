import {
  type ConnectionTape,
  type Cursor,
  isLoss,
  type PlainRecord,
  type RequestRecord,
  Table,
} from '../../tape/index.ts';
import { mayContinue } from '../connection/facts.ts';
import type { ChannelKind, KindTotals } from '../connection/kind.ts';
import { PiecesChannel } from './pieces.ts';

export interface PiecesNeeds {
  /** Called for each as it appears. */
  readonly onBegin: (pieces: PiecesChannel) => void;
  /** Called for one that turns out to be an event stream, or that the user no longer wants shown as a stream. */
  readonly onRemoved: (pieces: PiecesChannel) => void;
  /** The endpoint of a request whose responses the user wants shown as streams; null for others. */
  readonly byHand: (request: RequestRecord) => string | null;
}

/**
 * The responses that are read in pieces, each a channel of its own. They were exchanges until that was seen; what the user wants shown
 * as a stream is one from its request on.
 */
export class Pieces implements ChannelKind {
  readonly #onBegin: (pieces: PiecesChannel) => void;
  readonly #onRemoved: (pieces: PiecesChannel) => void;
  readonly #byHand: (request: RequestRecord) => string | null;
  readonly #byId = new Map<string, PiecesChannel>();
  /** A large chunk that is being read in slices. */
  #partialChunk: { readonly pieces: PiecesChannel; readonly chunk: number; readonly from: number } | null =
    null;
  /** Kept as entries are read: it is asked for at every draw. */
  readonly #totals = { events: 0, bytes: 0, gaps: 0 };

  constructor({ onBegin, onRemoved, byHand }: PiecesNeeds) {
    this.#onBegin = onBegin;
    this.#onRemoved = onRemoved;
    this.#byHand = byHand;
  }

  has(connection: string): boolean {
    return this.#byId.has(connection);
  }

  /** Exchanges that the kind of exchanges does not claim, or passes on. */
  claims(connection: ConnectionTape, request: RequestRecord | null): boolean {
    return request ? request.exchange === true : connection.facts.some(isExchange);
  }

  adopt(connection: ConnectionTape, facts: number, chunks: number): void {
    const pieces = new PiecesChannel(connection);
    this.#byId.set(connection.id, pieces);
    this.#onBegin(pieces);
    let fact = 0;
    const addFactsUntil = (isReached: (record: PlainRecord) => boolean): void => {
      for (; fact < facts; fact++) {
        const record = connection.facts[fact];
        if (!record || isReached(record)) return;
        this.#addFact(pieces, record, fact);
      }
    };
    // The framing goes by the response and by what came so far. Their times do not tell their order: when a request was sent is
    // stamped as it is reported.
    addFactsUntil(() => pieces.facts.response !== null);
    if (pieces.facts.response) pieces.chooseFraming(chunks > 0 ? connection.keptEnd(chunks - 1) : 0);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const at = connection.chunks.at(chunk);
      addFactsUntil((record) => record.at > at);
      this.#addChunk(pieces, chunk, 0);
      while (this.#partialChunk) this.continueChunk();
    }
    addFactsUntil(() => false);
  }

  release(connection: string): void {
    const pieces = this.#byId.get(connection);
    if (!pieces) return;
    this.#byId.delete(connection);
    if (this.#partialChunk?.pieces === pieces) this.#partialChunk = null;
    this.#count(pieces, {
      events: -pieces.counts[0],
      bytes: -pieces.bytesRead,
      gaps: -pieces.facts.gaps.filter(isLoss).length,
    });
    this.#onRemoved(pieces);
  }

  read(cursor: Cursor): number {
    const pieces = this.#byId.get(cursor.connection.id);
    if (!pieces) return 0;
    if (cursor.table === Table.Chunk) return this.#addChunk(pieces, cursor.row, 0);
    if (cursor.table !== Table.Fact) return 0;
    const fact = cursor.fact();
    // What is said of the body stands behind the chunks before it.
    if (pieces.ground === 'open' && !PRECEDES_BODY.has(fact.kind))
      this.#settle(pieces, cursor.passed(Table.Chunk));
    this.#addFact(pieces, fact, cursor.row);
    if (fact.kind === 'response' && pieces.ground === 'open') pieces.answered();
    return 0;
  }

  /** Whether a large chunk is read in part: it is to be continued before the next entry. */
  get hasPartialChunk(): boolean {
    return this.#partialChunk !== null;
  }

  /** Id of the connection whose large chunk is being read; null where none is. */
  get partialChunkOf(): string | null {
    return this.#partialChunk?.pieces.id ?? null;
  }

  /** Reads the next slice of a large chunk. @returns bytes read. */
  continueChunk(): number {
    const partial = this.#partialChunk;
    return partial ? this.#addChunk(partial.pieces, partial.chunk, partial.from) : 0;
  }

  /** Says that the last chunk of a connection has grown, and is to be read on from its byte `from`. */
  chunkExtended(id: string, from: number): void {
    const pieces = this.#byId.get(id);
    if (pieces) this.#partialChunk = { pieces, chunk: pieces.tape.chunks.count - 1, from };
  }

  stopReading(connection: string): void {
    if (this.#partialChunk?.pieces.id === connection) this.#partialChunk = null;
  }

  connection(id: string): PiecesChannel | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<PiecesChannel> {
    return this.#byId.values();
  }

  /** Whether there are any that the user wanted shown as streams by this choice. */
  hasByHand(endpoint: string): boolean {
    for (const { byHand } of this.#byId.values()) if (byHand === endpoint) return true;
    return false;
  }

  *open(): Generator<PiecesChannel> {
    for (const pieces of this.#byId.values()) if (mayContinue(pieces.facts)) yield pieces;
  }

  totals(): KindTotals {
    return { ...this.#totals };
  }

  #addFact(pieces: PiecesChannel, fact: PlainRecord, row: number): void {
    if (fact.kind === 'request') pieces.byHand = this.#byHand(fact);
    const before = pieces.counts[0];
    pieces.addFact(fact, row);
    this.#count(pieces, {
      events: pieces.counts[0] - before,
      gaps: fact.kind === 'gap' && isLoss(fact) ? 1 : 0,
    });
  }

  /** What a recording gave the page is in no sum of what servers sent. */
  #count({ answeredBy }: PiecesChannel, { events = 0, bytes = 0, gaps = 0 }: Partial<KindTotals>): void {
    if (answeredBy !== null) return;
    this.#totals.events += events;
    this.#totals.bytes += bytes;
    this.#totals.gaps += gaps;
  }

  /** Its framing is to be chosen now, by what came so far: its chunks are read. */
  #settle(pieces: PiecesChannel, chunks: number): void {
    pieces.chooseFraming(chunks > 0 ? pieces.tape.keptEnd(chunks - 1) : 0);
    this.#addWhole(pieces, chunks);
  }

  /** Reads its first chunks, each to its end. */
  #addWhole(pieces: PiecesChannel, chunks: number): void {
    for (let chunk = 0; chunk < chunks; chunk++) {
      this.#addChunk(pieces, chunk, 0);
      while (this.#partialChunk) this.continueChunk();
    }
  }

  #addChunk(pieces: PiecesChannel, chunk: number, begin: number): number {
    let from = begin;
    if (pieces.ground === 'open') {
      this.#partialChunk = null;
      if (!pieces.lookAt(chunk)) return 0;
      this.#addWhole(pieces, chunk);
      from = 0;
    }
    const before = pieces.counts[0];
    const next = pieces.addChunk(chunk, from);
    const read = (next > 0 ? next : pieces.tape.chunks.size(chunk)) - from;
    pieces.bytesRead += read;
    this.#count(pieces, { events: pieces.counts[0] - before, bytes: read });
    this.#partialChunk = next > 0 ? { pieces, chunk, from: next } : null;
    return read;
  }
}

/** Facts that come before the body, or say nothing of it. */
const PRECEDES_BODY: ReadonlySet<PlainRecord['kind']> = new Set([
  'request',
  'sent',
  'redirect',
  'answered',
  'response',
  'busy',
  'unheard',
]);

const isExchange = (record: ConnectionTape['facts'][number]): boolean =>
  record.kind === 'request' && record.exchange === true;
