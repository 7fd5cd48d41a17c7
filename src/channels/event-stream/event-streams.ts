import { type ConnectionTape, type Cursor, type PlainRecord, Table } from '../../tape/index.ts';
import { EventStream } from './event-stream.ts';
import { RowKind } from './row-table.ts';

/** Called as event streams appear and as something comes on them. */
export interface EventStreamListener {
  /** An event stream appears. */
  add(stream: EventStream): void;
  /** One more entry of a stream was read; `fact` where it was one. */
  changed(stream: EventStream, fact: PlainRecord | null): void;
}

/** The connections that are event streams: each entry of theirs is handed to them once. */
export class EventStreams {
  readonly #listener: EventStreamListener;
  readonly #byId = new Map<string, EventStream>();
  /** Those whose dispatched messages may have to be compared. */
  readonly #uncompared = new Set<EventStream>();
  /** A large chunk that is being read in slices. */
  #partialChunk: { stream: EventStream; chunk: number; from: number } | null = null;
  /** Gaps on them so far. */
  gaps = 0;

  constructor(listener: EventStreamListener) {
    this.#listener = listener;
  }

  get(id: string): EventStream | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<EventStream> {
    return this.#byId.values();
  }

  /** Reads the entry at the cursor. @returns bytes read; of a large chunk those of its first slice. */
  read(cursor: Cursor): number {
    const stream = this.#byId.get(cursor.connection.id) ?? this.#adopt(cursor.connection, cursor);
    let bytes = 0;
    if (cursor.table === Table.Chunk) bytes = this.#addChunk(stream, cursor.row, 0);
    else if (cursor.table === Table.Message) {
      stream.addMessage(cursor.row);
      this.#listener.changed(stream, null);
    } else if (cursor.table === Table.Fact) {
      const fact = cursor.fact();
      if (fact.kind === 'gap') this.gaps++;
      stream.addFact(fact, cursor.row);
      this.#listener.changed(stream, fact);
    }
    this.#uncompared.add(stream);
    return bytes;
  }

  /** Whether a large chunk is read in part: it is to be continued before the next entry. */
  get hasPartialChunk(): boolean {
    return this.#partialChunk !== null;
  }

  /** Id of the event stream whose large chunk is being read; null where none is. */
  get partialChunkOf(): string | null {
    return this.#partialChunk?.stream.id ?? null;
  }

  /** Nothing more of this event stream is read. */
  stopReading(id: string): void {
    if (this.#partialChunk?.stream.id === id) this.#partialChunk = null;
    const stream = this.#byId.get(id);
    if (stream) this.#uncompared.delete(stream);
  }

  /** Reads the next slice of a large chunk. @returns bytes read. */
  continueChunk(): number {
    return this.#partialChunk
      ? this.#addChunk(this.#partialChunk.stream, this.#partialChunk.chunk, this.#partialChunk.from)
      : 0;
  }

  /** Says that the last chunk of a connection has grown, and is to be read on from its byte `from`. */
  chunkExtended(id: string, from: number): void {
    const stream = this.#byId.get(id);
    if (stream) this.#partialChunk = { stream, chunk: stream.tape.chunks.count - 1, from };
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    const stream = this.#byId.get(id);
    if (stream) this.#uncompared.add(stream);
  }

  /**
   * Compares what the browser dispatched with what was read, until `until` says stop.
   * @param changed called for each stream on which something was compared.
   * @param failed called for each that could not be compared; it is to stop reading it.
   * @returns whether there is more to do.
   */
  compareDispatched(
    until: () => boolean,
    changed: () => void,
    failed: (stream: EventStream, error: unknown) => void,
  ): boolean {
    for (const stream of this.#uncompared) {
      try {
        if (stream.compareDispatched(until)) changed();
      } catch (error) {
        failed(stream, error);
        continue;
      }
      if (stream.canCompareDispatched) return true;
      this.#uncompared.delete(stream);
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

  #addChunk(stream: EventStream, chunk: number, from: number): number {
    const next = stream.addChunk(chunk, from);
    this.#partialChunk = next > 0 ? { stream, chunk, from: next } : null;
    this.#listener.changed(stream, null);
    return (next > 0 ? next : stream.tape.chunks.size(chunk)) - from;
  }

  #adopt(connection: ConnectionTape, { table, row }: Cursor): EventStream {
    const stream = new EventStream(connection);
    // Before its response it may have been an ordinary exchange.
    for (let earlier = 0; earlier < row; earlier++) {
      const fact = table === Table.Fact ? connection.facts[earlier] : undefined;
      if (fact) stream.addFact(fact, earlier);
    }
    this.#byId.set(connection.id, stream);
    this.#listener.add(stream);
    return stream;
  }
}
