import {
  type ConnectionTape,
  type Cursor,
  isLoss,
  type PlainRecord,
  type RequestRecord,
  Table,
} from '../../../tape/index.ts';
import { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { EventStreamMember } from './member.ts';

/** Bytes of a stream by which it may be known whose it is. */
const MAX_BEGIN = 1024;

const decoder = new TextDecoder();

/** Called as event streams appear and as something comes on them. */
export interface EventStreamListener {
  /** An event stream appears. */
  add(member: EventStreamMember): void;
  /** One more entry was read, `fact` where it was one; or, with null, what the browser dispatched was compared. */
  changed(member: EventStreamMember, fact: PlainRecord | null): void;
}

/** Who knows the clients of which event streams can be. */
export interface ClientsOfStreams {
  /** An EventSource asks. What is known by it is said of the streams that it concerns. */
  requested(request: RequestRecord): void;
  /** Whether the begin of a stream could tell whose it is. Asked at each chunk: one look-up. */
  wants(connection: string): boolean;
  /** The begin of a stream, as far as it came. @param text may be read again when there is more of it. */
  answered(connection: string, text: string): void;
}

/** The connections that are event streams: each entry of theirs is handed to them once. */
export class EventStreams {
  readonly #listener: EventStreamListener;
  readonly #byId = new Map<string, EventStreamMember>();
  /** Those whose dispatched messages may have to be compared. */
  readonly #uncompared = new Set<EventStreamMember>();
  /** A large chunk that is being read in slices. */
  #partialChunk: { member: EventStreamMember; chunk: number; from: number } | null = null;
  /** Kept as entries are read: it is asked for at every draw. */
  readonly #totals = { events: 0, bytes: 0, gaps: 0 };

  readonly #clients: ClientsOfStreams;

  constructor(listener: EventStreamListener, clients: ClientsOfStreams) {
    this.#listener = listener;
    this.#clients = clients;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get(id: string): EventStream | undefined {
    return this.#byId.get(id)?.stream;
  }

  /** As its chain sees it. */
  member(id: string): EventStreamMember | undefined {
    return this.#byId.get(id);
  }

  *all(): Generator<EventStream> {
    for (const { stream } of this.#byId.values()) yield stream;
  }

  /** A connection is an event stream from now on; its first `facts` facts were read as another kind's. */
  adopt(connection: ConnectionTape, facts: number): void {
    const stream = new EventStream(connection);
    for (let row = 0; row < facts; row++) {
      const fact = connection.facts[row];
      if (fact) stream.addFact(fact, row);
    }
    const member = new EventStreamMember(stream);
    this.#byId.set(connection.id, member);
    this.#listener.add(member);
  }

  /** Reads the entry at the cursor, which is of one of them. @returns bytes read; of a large chunk those of its first slice. */
  read(cursor: Cursor): number {
    const member = this.#byId.get(cursor.connection.id);
    if (!member) return 0;
    let bytes = 0;
    if (cursor.table === Table.Chunk) bytes = this.#addChunk(member, cursor.row, 0);
    else if (cursor.table === Table.Message) {
      member.stream.addMessage(cursor.row);
      this.#count(member, 1, 0);
      this.#listener.changed(member, null);
    } else if (cursor.table === Table.Fact) {
      const fact = cursor.fact();
      member.stream.addFact(fact, cursor.row);
      // Before it gets its place: that depends on whose it is.
      if (fact.kind === 'request' && fact.via === 'eventsource') this.#clients.requested(fact);
      if (fact.kind === 'gap' && isLoss(fact) && member.facts.answeredBy === null) this.#totals.gaps++;
      this.#listener.changed(member, fact);
    }
    this.#uncompared.add(member);
    return bytes;
  }

  /** Whether a large chunk is read in part: it is to be continued before the next entry. */
  get hasPartialChunk(): boolean {
    return this.#partialChunk !== null;
  }

  /** Id of the event stream whose large chunk is being read; null where none is. */
  get partialChunkOf(): string | null {
    return this.#partialChunk?.member.id ?? null;
  }

  /** Nothing more of this event stream is read. */
  stopReading(id: string): void {
    if (this.#partialChunk?.member.id === id) this.#partialChunk = null;
    const member = this.#byId.get(id);
    if (member) this.#uncompared.delete(member);
  }

  /** Reads the next slice of a large chunk. @returns bytes read. */
  continueChunk(): number {
    return this.#partialChunk
      ? this.#addChunk(this.#partialChunk.member, this.#partialChunk.chunk, this.#partialChunk.from)
      : 0;
  }

  /** Says that the last chunk of a connection has grown, and is to be read on from its byte `from`. */
  chunkExtended(id: string, from: number): void {
    const member = this.#byId.get(id);
    if (member) this.#partialChunk = { member, chunk: member.stream.tape.chunks.count - 1, from };
  }

  /** Says that messages were dispatched on `id`: they are no entries of the tape, and would not be noticed. */
  dispatched(id: string): void {
    const member = this.#byId.get(id);
    if (member) this.#uncompared.add(member);
  }

  /**
   * Compares what the browser dispatched with what was read, until `until` says stop.
   * @param changed called for each stream on which something was compared.
   * @param failed called with the id of each that could not be compared; it is to stop reading it.
   * @returns whether there is more to do.
   */
  compareDispatched(
    until: () => boolean,
    changed: () => void,
    failed: (connection: string, error: unknown) => void,
  ): boolean {
    for (const member of this.#uncompared) {
      try {
        if (member.stream.compareDispatched(until)) {
          this.#listener.changed(member, null);
          changed();
        }
      } catch (error) {
        failed(member.id, error);
        continue;
      }
      if (member.stream.canCompareDispatched) return true;
      this.#uncompared.delete(member);
    }
    return false;
  }

  totals(): { events: number; bytes: number; gaps: number } {
    return { ...this.#totals };
  }

  #readBegin({ id, stream: { tape } }: EventStreamMember): void {
    const begin = tape.bytes.peek(0, Math.min(tape.bytes.length, MAX_BEGIN));
    if (begin) this.#clients.answered(id, decoder.decode(begin));
  }

  /** What a recording gave the page is in no sum of what servers sent. */
  #count({ facts }: EventStreamMember, events: number, bytes: number): void {
    if (facts.answeredBy !== null) return;
    this.#totals.events += events;
    this.#totals.bytes += bytes;
  }

  #addChunk(member: EventStreamMember, chunk: number, from: number): number {
    const { stream } = member;
    const { counts } = stream.rows;
    const before = counts[RowKind.Event];
    const next = stream.addChunk(chunk, from);
    const read = (next > 0 ? next : stream.tape.chunks.size(chunk)) - from;
    this.#count(member, counts[RowKind.Event] - before, read);
    this.#partialChunk = next > 0 ? { member, chunk, from: next } : null;
    if (this.#clients.wants(member.id)) this.#readBegin(member);
    this.#listener.changed(member, null);
    return read;
  }
}
