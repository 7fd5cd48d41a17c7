import { type Cursor, type ListenersRecord, type NavigateRecord, Table, type Tape } from '../tape/index.ts';
import { Chain } from './chain.ts';
import type { Channel } from './channel.ts';
import { detailOf, type Surroundings } from './detail.ts';
import type { ConnectionDetail, StreamRow } from './model.ts';
import { RowKind } from './rows.ts';
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
  #channels = new Map<string, Channel>();
  /** Channels and dividers in order of appearance. */
  #list: (Channel | NavigateRecord)[] = [];
  #listeners = new Map<string, ListenersRecord>();
  /** Streams whose dispatched messages may have to be compared. */
  #unsettled = new Set<StreamChannel>();
  /** A large chunk that is being read in slices. */
  #half: { stream: StreamChannel; chunk: number; from: number } | null = null;
  #rows: readonly StreamRow[] = [];
  #rowsVersion = -1;
  /** Grows with every change. */
  version = 0;
  gaps = 0;

  constructor(tape: Tape) {
    this.tape = tape;
    this.#cursor = tape.cursor();
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** One connection's event stream. */
  stream(id: string): StreamChannel | undefined {
    return this.#streams.get(id);
  }

  streams(): IterableIterator<StreamChannel> {
    return this.#streams.values();
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
    const stream = this.#streams.get(id);
    return stream ? detailOf(stream, this.#around()) : null;
  }

  totals(): { events: number; bytes: number; gaps: number } {
    let events = 0;
    let bytes = 0;
    for (const { rows, tape } of this.#streams.values()) {
      events += rows.counts[RowKind.Event] + rows.counts[RowKind.Message];
      bytes += tape.chunks.total;
    }
    return { events, bytes, gaps: this.gaps };
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
    const stream = this.#streamOf();
    let effort = ENTRY;
    if (cursor.table === Table.Chunk) effort = this.#takeChunk(stream, cursor.row, 0);
    else if (cursor.table === Table.Message) stream.takeMessage(cursor.row);
    else {
      const fact = cursor.fact();
      if (fact.kind === 'gap') this.gaps++;
      stream.takeFact(fact, cursor.row);
    }
    this.#unsettled.add(stream);
    return effort;
  }

  #takeChunk(stream: StreamChannel, chunk: number, from: number): number {
    const next = stream.takeChunk(chunk, from);
    this.#half = next > 0 ? { stream, chunk, from: next } : null;
    return ENTRY + (next > 0 ? next : stream.tape.chunks.size(chunk)) - from;
  }

  #streamOf(): StreamChannel {
    const { connection } = this.#cursor;
    let stream = this.#streams.get(connection.id);
    if (!stream) {
      stream = new StreamChannel(connection);
      this.#streams.set(connection.id, stream);
      const chain = new Chain(stream);
      this.#channels.set(chain.id, chain);
      this.#list.push(chain);
    }
    return stream;
  }

  #takeFact(): void {
    const fact = this.#cursor.fact();
    if (fact.kind === 'gap') this.gaps++;
    if (fact.kind === 'listeners') this.#listeners.set(fact.url, fact);
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
    return open;
  }
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
