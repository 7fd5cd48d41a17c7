import {
  type ConnectionTape,
  type Cursor,
  type PlainRecord,
  type RequestRecord,
  Table,
} from '../../tape/index.ts';
import type { ChannelKind, KindTotals } from '../connection/kind.ts';
import { PiecesChannel } from './pieces.ts';

/** The responses that are read in pieces, each a channel of its own. They were exchanges until that was seen. */
export class Pieces implements ChannelKind {
  readonly #onBegin: (pieces: PiecesChannel) => void;
  readonly #onRemoved: (pieces: PiecesChannel) => void;
  readonly #byId = new Map<string, PiecesChannel>();
  /** A large chunk that is being read in slices. */
  #partialChunk: { readonly pieces: PiecesChannel; readonly chunk: number; readonly from: number } | null =
    null;
  /** Kept as entries are read: it is asked for at every draw. */
  readonly #totals = { events: 0, bytes: 0, gaps: 0 };

  /** @param onBegin called for each as it appears. @param onRemoved called for one that turns out to be an event stream. */
  constructor(onBegin: (pieces: PiecesChannel) => void, onRemoved: (pieces: PiecesChannel) => void) {
    this.#onBegin = onBegin;
    this.#onRemoved = onRemoved;
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
        pieces.addFact(record, fact);
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
    this.#onRemoved(pieces);
  }

  read(cursor: Cursor): number {
    const pieces = this.#byId.get(cursor.connection.id);
    if (!pieces) return 0;
    if (cursor.table === Table.Chunk) return this.#addChunk(pieces, cursor.row, 0);
    if (cursor.table !== Table.Fact) return 0;
    const fact = cursor.fact();
    if (fact.kind === 'gap') this.#totals.gaps++;
    const before = pieces.counts[0];
    pieces.addFact(fact, cursor.row);
    this.#totals.events += pieces.counts[0] - before;
    // Of what continues from before the log was cleared, and of what states its framing, that is all there is to go by.
    if (fact.kind === 'response' && pieces.segments.length === 0) pieces.chooseFraming(0);
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

  *open(): Generator<PiecesChannel> {
    for (const pieces of this.#byId.values()) if (!pieces.facts.end) yield pieces;
  }

  totals(): KindTotals {
    return { ...this.#totals };
  }

  #addChunk(pieces: PiecesChannel, chunk: number, from: number): number {
    const before = pieces.counts[0];
    const next = pieces.addChunk(chunk, from);
    const read = (next > 0 ? next : pieces.tape.chunks.size(chunk)) - from;
    this.#totals.events += pieces.counts[0] - before;
    this.#totals.bytes += read;
    this.#partialChunk = next > 0 ? { pieces, chunk, from: next } : null;
    return read;
  }
}

const isExchange = (record: ConnectionTape['facts'][number]): boolean =>
  record.kind === 'request' && record.exchange === true;
