import { type ConnectionTape, type Cursor, type PlainRecord, Table } from '../../tape/index.ts';
import { StreamChannel } from './event-stream.ts';
import { RowKind } from './row-table.ts';

/** Called as event streams appear and as something comes on them. */
export interface EventStreamListener {
  /** An event stream appears. */
  begin(stream: StreamChannel): void;
  /** One more entry of a stream was taken in; `fact` where it was one. */
  took(stream: StreamChannel, fact: PlainRecord | null): void;
}

/** The connections that are event streams: each entry of theirs is handed to them once. */
export class EventStreams {
  readonly #listener: EventStreamListener;
  readonly #byId = new Map<string, StreamChannel>();
  /** Those whose dispatched messages may have to be compared. */
  readonly #unsettled = new Set<StreamChannel>();
  /** A large chunk that is being read in slices. */
  #half: { stream: StreamChannel; chunk: number; from: number } | null = null;
  /** Gaps on them so far. */
  gaps = 0;

  constructor(listener: EventStreamListener) {
    this.#listener = listener;
  }

  get(id: string): StreamChannel | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<StreamChannel> {
    return this.#byId.values();
  }

  /** Takes in the entry at the cursor. @returns bytes read; of a large chunk those of its first slice. */
  take(cursor: Cursor): number {
    const stream = this.#byId.get(cursor.connection.id) ?? this.#begin(cursor.connection, cursor);
    let bytes = 0;
    if (cursor.table === Table.Chunk) bytes = this.#takeChunk(stream, cursor.row, 0);
    else if (cursor.table === Table.Message) {
      stream.takeMessage(cursor.row);
      this.#listener.took(stream, null);
    } else if (cursor.table === Table.Fact) {
      const fact = cursor.fact();
      if (fact.kind === 'gap') this.gaps++;
      stream.takeFact(fact, cursor.row);
      this.#listener.took(stream, fact);
    }
    this.#unsettled.add(stream);
    return bytes;
  }

  /** Whether a large chunk is read in part: it is to be gone on with before the next entry. */
  get isHalfWay(): boolean {
    return this.#half !== null;
  }

  /** Reads the next slice of a large chunk. @returns bytes read. */
  goOn(): number {
    return this.#half ? this.#takeChunk(this.#half.stream, this.#half.chunk, this.#half.from) : 0;
  }

  /** Says that the last chunk of a connection has grown, and is to be read on from its byte `from`. */
  grown(id: string, from: number): void {
    const stream = this.#byId.get(id);
    if (stream) this.#half = { stream, chunk: stream.tape.chunks.count - 1, from };
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    const stream = this.#byId.get(id);
    if (stream) this.#unsettled.add(stream);
  }

  /**
   * Compares what the browser dispatched with what was read, until `until` says stop.
   * @param changed called for each stream on which something was compared.
   * @returns whether there is more to do.
   */
  settle(until: () => boolean, changed: () => void): boolean {
    for (const stream of this.#unsettled) {
      if (stream.settle(until)) changed();
      if (stream.canSettle) return true;
      this.#unsettled.delete(stream);
    }
    return false;
  }

  totals(): { events: number; bytes: number } {
    let events = 0;
    let bytes = 0;
    for (const { rows, tape } of this.#byId.values()) {
      events += rows.counts[RowKind.Event] + rows.counts[RowKind.Message];
      bytes += tape.chunks.total;
    }
    return { events, bytes };
  }

  #takeChunk(stream: StreamChannel, chunk: number, from: number): number {
    const next = stream.takeChunk(chunk, from);
    this.#half = next > 0 ? { stream, chunk, from: next } : null;
    this.#listener.took(stream, null);
    return (next > 0 ? next : stream.tape.chunks.size(chunk)) - from;
  }

  #begin(connection: ConnectionTape, { table, row }: Cursor): StreamChannel {
    const stream = new StreamChannel(connection);
    // Until its answer came it may have been taken for an ordinary exchange.
    for (let earlier = 0; earlier < row; earlier++) {
      const fact = table === Table.Fact ? connection.facts[earlier] : undefined;
      if (fact) stream.takeFact(fact, earlier);
    }
    this.#byId.set(connection.id, stream);
    this.#listener.begin(stream);
    return stream;
  }
}
