import { countColumn } from '../../tape/index.ts';
import { type ChannelRows, PENDING, type RowText } from '../model/channel.ts';
import type { EventRow } from '../model/events.ts';
import type { ChainMember } from './member.ts';

/** A connection's share of a chain's rows. */
interface Part {
  readonly id: string;
  readonly rows: ChannelRows;
  /** Rows of it that have a key. */
  keyed: number;
  comments: number;
  /** Numbers of the runs that are rows of it, ascending. */
  readonly runs: number[];
}

/** What the row at a cut says. */
export interface ReconnectNote {
  readonly at: number;
  readonly text: string;
}

/** Marks in a run's column the row at a cut, which is no row of any connection. */
const RECONNECT = 0xffff_ffff;

/**
 * The rows of several connections in the order in which they became known. What one connection brings without another
 * between is a run: three numbers, however many rows it has. A chain of one connection has none at all.
 */
export class ChainRows implements ChannelRows {
  readonly #parts: Part[] = [];
  readonly #noteAt: (connection: number) => ReconnectNote;
  /** Of each run the first key, the connection's index and its first row. */
  #first = countColumn();
  #part = countColumn();
  #local = countColumn();
  #count = 0;
  /** Of those rows that have keys. */
  #comments = 0;

  /** @param noteAt the note where connection number `connection` (from 0) begins. */
  constructor(noteAt: (connection: number) => ReconnectNote) {
    this.#noteAt = noteAt;
  }

  /** Adds a connection; its rows get their keys at the next {@link updateKeys}. */
  add({ id, rows }: ChainMember): void {
    this.#parts.push({ id, rows, keyed: 0, comments: 0, runs: [] });
    // From the second connection on keys are counted; the first one's are what they were.
    if (this.#parts.length === 2) this.updateKeys(0);
  }

  /** Takes the last connection back. @returns false where its rows have keys already. */
  dropLast(): boolean {
    const last = this.#parts.at(-1);
    if (!last || this.#parts.length < 2 || last.keyed > 0 || this.#isLastRunOf(this.#parts.length - 1)) {
      return false;
    }
    this.#parts.pop();
    const [first] = this.#parts;
    if (this.#parts.length > 1 || !first) return true;
    this.#first = countColumn();
    this.#part = countColumn();
    this.#local = countColumn();
    this.#count = 0;
    this.#comments = 0;
    this.#parts[0] = { ...first, keyed: 0, comments: 0, runs: [] };
    return true;
  }

  /** Adds the row that says where connection `index` begins. */
  addReconnectRow(index: number): void {
    this.#push(index, RECONNECT);
    this.#count++;
  }

  /** Gives keys to what has become known of connection `index`. */
  updateKeys(index: number): void {
    const part = this.#parts[index];
    if (!part || this.#parts.length < 2) return;
    const { count, comments } = part.rows;
    if (count === part.keyed) return;
    if (!this.#isLastRunOf(index) || this.#local.at(this.#local.length - 1) === RECONNECT) {
      part.runs.push(this.#first.length);
      this.#push(index, part.keyed);
    }
    this.#count += count - part.keyed;
    part.keyed = count;
    this.#comments += comments - part.comments;
    part.comments = comments;
  }

  /** Key of a connection's row; {@link PENDING} stays what it is. */
  keyOf(connection: string, local: number): number {
    if (local === PENDING || this.#parts.length < 2) return local;
    const part = this.#parts.find((candidate) => candidate.id === connection);
    const run = part?.runs.findLast((candidate) => this.#local.at(candidate) <= local);
    return run === undefined ? local : this.#first.at(run) + local - this.#local.at(run);
  }

  /** Which connection a row is of, and its key there; null for the row at a cut. */
  locate(key: number): { readonly connection: number; readonly local: number } | null {
    if (key === PENDING) return { connection: this.#parts.length - 1, local: PENDING };
    if (this.#parts.length < 2) return { connection: 0, local: key };
    const run = this.#first.lastAtMost(key);
    const local = this.#local.at(run);
    return local === RECONNECT
      ? null
      : { connection: this.#part.at(run), local: local + key - this.#first.at(run) };
  }

  get count(): number {
    return this.#parts.length < 2 ? (this.#parts[0]?.rows.count ?? 0) : this.#count;
  }

  get comments(): number {
    return this.#parts.length < 2 ? (this.#parts[0]?.rows.comments ?? 0) : this.#comments;
  }

  get hasPending(): boolean {
    return this.#parts.at(-1)?.rows.hasPending ?? false;
  }

  isComment(key: number): boolean {
    const [rows, local] = this.#rowsOf(key);
    return rows?.isComment(local) ?? false;
  }

  describe(key: number): EventRow {
    const [rows, local] = this.#rowsOf(key);
    const row = rows ? rows.describe(local) : this.#reconnectRow(key);
    if (this.#parts.length < 2) return row;
    const before = key === PENDING ? this.#count - 1 : key - 1;
    return { ...row, key, delta: before >= 0 ? row.at - this.time(before) : null };
  }

  text(key: number): RowText | null {
    const [rows, local] = this.#rowsOf(key);
    return rows ? rows.text(local) : { type: '', id: '', data: this.#noteOf(key).text };
  }

  time(key: number): number {
    const [rows, local] = this.#rowsOf(key);
    return rows ? rows.time(local) : this.#noteOf(key).at;
  }

  firstFrom(time: number): number | null {
    const [only, second] = this.#parts;
    return only && !second ? (only.rows.firstFrom?.(time) ?? null) : null;
  }

  size(key: number): number {
    const [rows, local] = this.#rowsOf(key);
    return rows?.size(local) ?? 0;
  }

  /** Whether what became known last is of connection `index`. Asked for each entry of a flood: nothing is made. */
  #isLastRunOf(index: number): boolean {
    const last = this.#part.length - 1;
    return last >= 0 && this.#part.at(last) === index;
  }

  #push(part: number, local: number): void {
    this.#first.push(this.#count);
    this.#part.push(part);
    this.#local.push(local);
  }

  #rowsOf(key: number): [rows: ChannelRows | null, local: number] {
    const place = this.locate(key);
    const part = place && this.#parts[place.connection];
    return part ? [part.rows, place.local] : [null, key];
  }

  #noteOf(key: number): ReconnectNote {
    return this.#noteAt(this.#part.at(this.#first.lastAtMost(key)));
  }

  #reconnectRow(key: number): EventRow {
    const index = this.#part.at(this.#first.lastAtMost(key));
    const { at, text } = this.#noteAt(index);
    return {
      key,
      kind: 'note',
      id: '',
      idInherited: false,
      type: '',
      data: text,
      truncated: false,
      at,
      delta: null,
      size: 0,
      why: text,
      connection: this.#parts[index]?.id ?? '',
      direction: null,
      range: null,
    };
  }
}
