import { injectedId } from './no-server.ts';
import type { AgreedRecord, DispatchedRecord, TapeRecord } from './records.ts';
import { Table, type Tape } from './tape.ts';

/**
 * A tape as it stands at one moment, all of it or some connections of it: what comes later is not in it, so that it can
 * be looked through and written in pieces while capture continues.
 *
 * For some connections it holds their records, the general records (the clock, capture,
 * navigation, notes, kinds this version does not know), their iframes and workers, the listeners on their
 * addresses, and what the user sent there.
 */
export class Excerpt {
  readonly #tape: Tape;
  readonly #length: number;
  readonly #lastAt: number;
  readonly #chosen: ReadonlySet<string> | null;
  /** Messages dispatched so far, by connection; those without any are left out. */
  readonly #dispatched = new Map<string, number>();

  /** @param connections ids of those to take; null for all. */
  constructor(tape: Tape, connections: Iterable<string> | null = null) {
    this.#tape = tape;
    this.#length = tape.length;
    this.#lastAt = tape.lastAt;
    this.#chosen = connections && new Set(connections);
    for (const connection of tape.connections()) {
      const { id } = connection;
      if (connection.hasDispatched && this.#has(id)) this.#dispatched.set(id, connection.dispatched.total);
    }
  }

  /** Milliseconds since the Unix epoch when the tape began; NaN where not known. */
  get began(): number {
    return this.#tape.wall(0);
  }

  /** Facts alone, without what came in floods, in the order of capture. */
  facts(): Generator<TapeRecord> {
    return this.#walk(true);
  }

  /** Everything, in the order of capture; what the browser dispatched follows at the end, agreed runs as counts. */
  *records(): Generator<TapeRecord> {
    yield* this.#walk(false);
    for (const [id, count] of this.#dispatched) {
      const log = this.#tape.connection(id)?.dispatched;
      if (log) yield* log.records(id, this.#lastAt, count) as Generator<DispatchedRecord | AgreedRecord>;
    }
  }

  *#walk(isFactsOnly: boolean): Generator<TapeRecord> {
    const around = this.#chosen && new GeneralRecordFilter(this.#tape, this.#chosen);
    const cursor = this.#tape.cursor();
    for (let entry = 0; entry < this.#length && cursor.advance(); entry++) {
      const { connection, row, table } = cursor;
      if (isFactsOnly && table !== Table.Fact) continue;
      if (connection.id !== '' && !this.#has(connection.id)) continue;
      if (table === Table.Chunk) yield connection.chunkRecord(row);
      else if (table === Table.Message) yield connection.messageRecord(row);
      else if (table === Table.Frame) yield connection.frames.record(row, connection.id);
      else if (connection.id !== '' || !around || around.has(cursor.fact())) yield cursor.fact();
    }
  }

  #has(id: string): boolean {
    return this.#chosen === null || this.#chosen.has(id);
  }
}

/** Fields by which a general record names a connection it concerns. */
const NAMING = ['on', 'connection', 'earlier', 'later'];

/** Which general records belong to some connections. */
class GeneralRecordFilter {
  readonly #chosen: ReadonlySet<string>;
  readonly #contexts = new Set<string>();
  readonly #addresses = new Set<string>();

  constructor(tape: Tape, chosen: ReadonlySet<string>) {
    this.#chosen = chosen;
    for (const id of chosen) {
      for (const fact of tape.connection(id)?.facts ?? []) {
        if (fact.kind === 'redirect') this.#addresses.add(fact.url);
        if (fact.kind !== 'request') continue;
        this.#contexts.add(fact.context.id);
        for (const url of [fact.url, ...(fact.candidates ?? [])]) if (url) this.#addresses.add(url);
      }
    }
  }

  has(record: TapeRecord): boolean {
    if (record.kind === 'injected')
      return this.#addresses.has(record.url) || this.#chosen.has(injectedId(record));
    if (record.kind === 'listeners') return this.#addresses.has(record.url);
    if (record.kind === 'target') return this.#contexts.has(record.context.id);
    const fields: Record<string, unknown> = record.kind === 'unknown' ? record.raw : { ...record };
    return NAMING.every((field) => {
      const id = Object.hasOwn(fields, field) ? fields[field] : undefined;
      return typeof id !== 'string' || this.#chosen.has(id);
    });
  }
}
