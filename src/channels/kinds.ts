import { type Cursor, Table } from '../tape/index.ts';
import type { ChannelKind, KindTotals, WorkListener } from './connection/kind.ts';
import type { ConnectionView } from './connection/view.ts';

/** The kinds of channel, in the order in which they are asked whether a connection is theirs. */
export class Kinds {
  readonly #kinds: readonly ChannelKind[];

  constructor(kinds: readonly ChannelKind[]) {
    this.#kinds = kinds;
  }

  /** The kind that reads a connection. Called for each entry of a flood: no closure is made. */
  of(connection: string): ChannelKind | undefined {
    for (const kind of this.#kinds) if (kind.has(connection)) return kind;
    return undefined;
  }

  /** The kind that reads the entry at the cursor. A further request of a connection, or what comes on it, may make it another kind's. */
  readerOf(cursor: Cursor): ChannelKind | undefined {
    const { connection, table } = cursor;
    const now = this.of(connection.id);
    const fact = table === Table.Fact ? cursor.fact() : null;
    const request = fact?.kind === 'request' ? fact : null;
    if (now && !request && !now.passesOn?.(cursor)) return now;
    // What is passed on is no longer its kind's; a further request may well be.
    const from = now ? this.#kinds.indexOf(now) + (request ? 0 : 1) : 0;
    const candidates = this.#kinds.slice(from);
    const next = candidates.find((kind) => kind.claims(connection, request));
    if (next === now) return now;
    now?.release?.(connection.id);
    next?.adopt(connection, cursor.passed(Table.Fact), cursor.passed(Table.Chunk));
    return next;
  }

  /** Its kind lets go of a connection: it is read once more, from its first entry on. */
  letGo(connection: string): void {
    this.of(connection)?.release?.(connection);
  }

  /** The connections of which more may come. */
  *open(): Generator<ConnectionView> {
    for (const kind of this.#kinds) yield* kind.open();
  }

  /** Does what is to be done besides reading entries, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean, listener: WorkListener): boolean {
    for (const kind of this.#kinds) if (kind.work?.(until, listener)) return true;
    return false;
  }

  /** Nothing more of a connection is read, which could not be read. */
  stopReading(connection: string): void {
    for (const kind of this.#kinds) kind.stopReading?.(connection);
  }

  totals(): KindTotals {
    const sums = { events: 0, bytes: 0, gaps: 0 };
    for (const kind of this.#kinds) {
      const { events, bytes, gaps } = kind.totals();
      sums.events += events;
      sums.bytes += bytes;
      sums.gaps += gaps;
    }
    return sums;
  }
}
