import { countColumn } from './column.ts';
import { ConnectionTape } from './connection.ts';
import type { ClockRecord, PlainRecord, TapeRecord, TapeWriter } from './records.ts';

/** Which table of a connection an entry of the tape is in. */
export const Table = { Fact: 0, Chunk: 1, Message: 2, Frame: 3 } as const;
export type Table = (typeof Table)[keyof typeof Table];

const TABLES = 4;
/** Id of the row of facts that belong to no connection. */
const NO_CONNECTION = '';

/**
 * The append-only store. Facts are objects; what comes in floods lives in columns. The order over all connections is
 * one 32-bit number an entry: whose, and in which table; which row follows from counting.
 */
export class Tape implements TapeWriter {
  #order = countColumn();
  #connections: ConnectionTape[] = [new ConnectionTape(NO_CONNECTION)];
  #byId = new Map<string, number>([[NO_CONNECTION, 0]]);
  #clocks: ClockRecord[] = [];
  #last = 0;
  #listener: (() => void) | null = null;

  /** Entries so far. */
  get length(): number {
    return this.#order.length;
  }
  /** Tape time of the latest record, milliseconds. */
  get lastAt(): number {
    return this.#last;
  }

  /** Facts that belong to no connection, in order. */
  get general(): readonly PlainRecord[] {
    return this.#at(0).facts;
  }

  /** Calls `listener` after each append; it must be quick. One at most: the tape has one reader of its own. */
  onAppend(listener: (() => void) | null): void {
    this.#listener = listener;
  }

  append(record: TapeRecord): void {
    if (record.at > this.#last) this.#last = record.at;
    switch (record.kind) {
      case 'chunk': {
        const index = this.#indexOf(record.on);
        const connection = this.#at(index);
        const start = record.bytes ? connection.bytes.append(record.bytes) : connection.bytes.length;
        connection.chunks.push(record.at, start, record.length, record.wire);
        this.#order.push(index * TABLES + Table.Chunk);
        break;
      }
      case 'message': {
        const index = this.#indexOf(record.on);
        this.#at(index).messages.push(record);
        this.#order.push(index * TABLES + Table.Message);
        break;
      }
      case 'frame': {
        const index = this.#indexOf(record.on);
        this.#at(index).frames.push(record);
        this.#order.push(index * TABLES + Table.Frame);
        break;
      }
      case 'dispatched':
      case 'agreed':
        this.#at(this.#indexOf(record.on)).dispatched.append(record);
        break;
      default:
        this.#appendFact(record);
    }
    this.#listener?.();
  }

  /** Adds a connection that has nothing on it yet. @throws Error where there is one of its id. */
  adopt(connection: ConnectionTape): void {
    if (connection.id === NO_CONNECTION) return;
    if (this.#byId.has(connection.id)) throw new Error(`there is a connection ${connection.id}`);
    this.#byId.set(connection.id, this.#connections.length);
    this.#connections.push(connection);
  }

  /** Adds the next row of a table of an adopted connection to the order. @param at tape time, milliseconds. */
  entered(connection: ConnectionTape, table: Exclude<Table, typeof Table.Fact>, at: number): void {
    if (at > this.#last) this.#last = at;
    this.#order.push(this.#indexOf(connection.id) * TABLES + table);
    this.#listener?.();
  }

  /** Milliseconds since the Unix epoch at tape time `at`; NaN before any clock record. */
  wall(at: number): number {
    let clock = this.#clocks[0];
    for (const candidate of this.#clocks) {
      if (candidate.at > at) break;
      clock = candidate;
    }
    return clock ? clock.wall + (at - clock.at) : Number.NaN;
  }

  /** Tape time at wall time `wall`, by the latest clock record. */
  timeAt(wall: number): number {
    const clock = this.#clocks.at(-1);
    return clock ? clock.at + (wall - clock.wall) : 0;
  }

  /** Every connection, in the order of its first record. */
  connections(): readonly ConnectionTape[] {
    return this.#connections.slice(1);
  }

  connection(id: string): ConnectionTape | undefined {
    const index = this.#byId.get(id);
    return index ? this.#connections[index] : undefined;
  }

  /** Whose an entry is, and in which table. @throws RangeError outside 0 … length - 1. */
  entry(index: number): { readonly connection: ConnectionTape; readonly table: Table } {
    const slot = this.#order.at(index);
    const table = (slot % TABLES) as Table;
    return { connection: this.#at((slot - table) / TABLES), table };
  }

  /** Walks the entries from the first; continues where it stopped when more were appended. */
  cursor(): Cursor {
    return new Cursor(
      () => this.#order.length,
      (entry) => this.#order.at(entry),
      (index) => this.#at(index),
    );
  }

  #appendFact(record: PlainRecord): void {
    if (record.kind === 'clock') this.#clocks.push(record);
    const index = this.#indexOf('on' in record && record.on !== undefined ? record.on : NO_CONNECTION);
    this.#at(index).facts.push(record);
    this.#order.push(index * TABLES + Table.Fact);
  }

  #indexOf(id: string): number {
    let index = this.#byId.get(id);
    if (index === undefined) {
      index = this.#connections.length;
      this.#connections.push(new ConnectionTape(id));
      this.#byId.set(id, index);
    }
    return index;
  }

  #at(index: number): ConnectionTape {
    const connection = this.#connections[index];
    if (!connection) throw new RangeError(`connection ${index}`);
    return connection;
  }
}

/** A place on a tape. Reuses its fields: no object an entry. */
export class Cursor {
  #entry = 0;
  #slot = 0;
  /** Rows seen so far, by connection and table. */
  #seen: number[] = [];
  #length: () => number;
  #order: (entry: number) => number;
  #connectionAt: (index: number) => ConnectionTape;

  connection: ConnectionTape;
  table: Table = Table.Fact;
  row = 0;

  constructor(
    length: () => number,
    order: (entry: number) => number,
    connectionAt: (index: number) => ConnectionTape,
  ) {
    this.#length = length;
    this.#order = order;
    this.#connectionAt = connectionAt;
    this.connection = connectionAt(0);
  }

  /** Rows of a table of the present connection that lie before the present entry. */
  passed(table: Table): number {
    const seen = this.#seen[this.#slot - this.table + table] ?? 0;
    return table === this.table ? seen - 1 : seen;
  }

  /** Entries not walked yet. */
  get left(): number {
    return this.#length() - this.#entry;
  }

  /** Goes to the next entry and sets `connection`, `table` and `row`; false at the end. */
  advance(): boolean {
    if (this.#entry >= this.#length()) return false;
    const slot = this.#order(this.#entry++);
    const table = slot % TABLES;
    this.#slot = slot;
    this.connection = this.#connectionAt((slot - table) / TABLES);
    this.table = table as Table;
    this.row = this.#seen[slot] ?? 0;
    this.#seen[slot] = this.row + 1;
    return true;
  }

  /** The fact at a {@link Table.Fact} entry. @throws RangeError elsewhere. */
  fact(): PlainRecord {
    const fact = this.table === Table.Fact ? this.connection.facts[this.row] : undefined;
    if (!fact) throw new RangeError('not at a fact');
    return fact;
  }
}
