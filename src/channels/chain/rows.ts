import { countColumn } from '../../tape/index.ts';
import { type ChannelRows, PENDING, type RowText } from '../model/channel.ts';
import type { EventRow } from '../model/events.ts';
import type { ChainMember } from './member.ts';

/** Rows that are a share of a chain's. */
interface Share {
  readonly rows: ChannelRows;
  /** Rows of it that have a key. */
  keyed: number;
  comments: number;
  /** Numbers of the runs that are rows of it, ascending. */
  readonly runs: number[];
}

/** A connection, with the rows of what came over it, and of what stands beside it. */
interface Part {
  readonly id: string;
  own: Share;
  beside: Share | null;
  /** Whether its place is final: what stands beside it has no key before that. */
  isPlaced: boolean;
}

/** Where a row is: its connection's number, from 0, and its key there. */
interface Place {
  readonly connection: number;
  readonly local: number;
  /** True where it is one of those beside the connection. */
  readonly beside?: true;
}

const shareOf = (rows: ChannelRows): Share => ({ rows, keyed: 0, comments: 0, runs: [] });

/** What the row at a cut says. */
export interface ReconnectNote {
  readonly at: number;
  readonly text: string;
}

/** Marks in a run's column the row at a cut, which is no row of any connection. */
const RECONNECT = 0xffff_ffff;

/**
 * The rows of several connections in the order in which they became known. What one connection brings without another
 * between is a run: three numbers, however many rows it has. A chain of one connection with nothing beside it has none at all.
 */
export class ChainRows implements ChannelRows {
  readonly #parts: Part[] = [];
  readonly #noteAt: (connection: number) => ReconnectNote;
  /** Whether rows have keys of their own: those of a single connection with nothing beside it keep what they have. */
  #isCounted = false;
  /** Of each run the first key, whose it is (twice the connection's index, and one more for what stands beside it) and its first row. */
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
  add({ id, rows, companion }: ChainMember): void {
    const beside = companion ? shareOf(companion.rows) : null;
    this.#parts.push({ id, own: shareOf(rows), beside, isPlaced: this.#parts.length === 0 });
    // From the second connection on keys are counted; the first one's are what they were.
    if (this.#parts.length === 2 || beside) this.#countKeys();
  }

  /** Adds rows that stand beside connection `index`, which has rows already: they get their keys after those. */
  addBeside(index: number, rows: ChannelRows): void {
    const part = this.#parts[index];
    if (!part || part.beside) return;
    this.#countKeys();
    part.beside = shareOf(rows);
    this.updateKeys(index);
  }

  /** From now on rows have keys of their own; those that are there keep theirs. */
  #countKeys(): void {
    if (this.#isCounted) return;
    this.#isCounted = true;
    this.updateKeys(0);
  }

  /** Takes the last connection back. @returns false where its rows have keys already. */
  dropLast(): boolean {
    const last = this.#parts.at(-1);
    const isKeyed = last && (last.own.keyed > 0 || (last.beside?.keyed ?? 0) > 0);
    if (!last || this.#parts.length < 2 || isKeyed || this.#isLastRunOf(2 * (this.#parts.length - 1))) {
      return false;
    }
    this.#parts.pop();
    const [first] = this.#parts;
    if (this.#parts.length > 1 || !first || first.beside) return true;
    this.#isCounted = false;
    this.#first = countColumn();
    this.#part = countColumn();
    this.#local = countColumn();
    this.#count = 0;
    this.#comments = 0;
    first.own = shareOf(first.own.rows);
    return true;
  }

  /** Adds the row that says where connection `index` begins. */
  addReconnectRow(index: number): void {
    this.#push(2 * index, RECONNECT);
    this.#count++;
    const part = this.#parts[index];
    if (part) part.isPlaced = true;
  }

  /** Gives keys to what has become known of connection `index`. */
  updateKeys(index: number): void {
    const part = this.#parts[index];
    if (!part || !this.#isCounted) return;
    const { own, beside } = part;
    if (beside && part.isPlaced) {
      // Both have rows without keys only where a chain is made anew: then the order is that of their times.
      while (own.keyed < own.rows.count && beside.keyed < beside.rows.count) {
        const isFirst = beside.rows.time(beside.keyed) <= own.rows.time(own.keyed);
        if (isFirst) this.#addKeys(2 * index + 1, beside, beside.keyed + 1);
        else this.#addKeys(2 * index, own, own.keyed + 1);
      }
      this.#addKeys(2 * index + 1, beside, beside.rows.count);
    }
    this.#addKeys(2 * index, own, own.rows.count);
  }

  /** Gives keys to the rows of a share up to its row `end`. @param number whose it is, as a run has it. */
  #addKeys(number: number, share: Share, end: number): void {
    if (end === share.keyed) return;
    if (!this.#isLastRunOf(number) || this.#local.at(this.#local.length - 1) === RECONNECT) {
      share.runs.push(this.#first.length);
      this.#push(number, share.keyed);
    }
    this.#count += end - share.keyed;
    share.keyed = end;
    const { count, comments } = share.rows;
    if (end < count) return;
    this.#comments += comments - share.comments;
    share.comments = comments;
  }

  /** Key of a connection's row; {@link PENDING} stays what it is. */
  keyOf(connection: string, local: number): number {
    if (local === PENDING || !this.#isCounted) return local;
    const part = this.#parts.find((candidate) => candidate.id === connection);
    return (part && this.#keyIn(part.own, local)) ?? local;
  }

  /** Key of a row that stands beside a connection; null where it has none. */
  keyBeside(connection: string, local: number): number | null {
    const beside = this.#parts.find((candidate) => candidate.id === connection)?.beside;
    return beside && local < beside.keyed ? this.#keyIn(beside, local) : null;
  }

  #keyIn({ runs }: Share, local: number): number | null {
    const run = runs.findLast((candidate) => this.#local.at(candidate) <= local);
    return run === undefined ? null : this.#first.at(run) + local - this.#local.at(run);
  }

  /** Which connection a row is of, and its key there; null for the row at a cut. */
  locate(key: number): Place | null {
    if (key === PENDING) return { connection: this.#parts.length - 1, local: PENDING };
    if (!this.#isCounted) return { connection: 0, local: key };
    const run = this.#first.lastAtMost(key);
    if (this.#local.at(run) === RECONNECT) return null;
    const number = this.#part.at(run);
    const place = { connection: number >> 1, local: this.#local.at(run) + key - this.#first.at(run) };
    return number % 2 === 0 ? place : { ...place, beside: true };
  }

  get count(): number {
    return this.#isCounted ? this.#count : (this.#parts[0]?.own.rows.count ?? 0);
  }

  get comments(): number {
    return this.#isCounted ? this.#comments : (this.#parts[0]?.own.rows.comments ?? 0);
  }

  get hasPending(): boolean {
    return this.#parts.at(-1)?.own.rows.hasPending ?? false;
  }

  isComment(key: number): boolean {
    const [rows, local] = this.#rowsOf(key);
    return rows?.isComment(local) ?? false;
  }

  describe(key: number): EventRow {
    const [rows, local] = this.#rowsOf(key);
    const row = rows ? rows.describe(local) : this.#reconnectRow(key);
    if (!this.#isCounted) return row;
    const before = key === PENDING ? this.#count - 1 : key - 1;
    if (before < 0) return { ...row, key, delta: null };
    const delta = row.at - this.time(before);
    // What stands beside a connection may be reported late: no time lies between them then.
    const isLate = delta < 0 && this.#parts.some(({ beside }) => beside !== null);
    return { ...row, key, delta: isLate ? 0 : delta };
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
    return this.#isCounted ? null : (this.#parts[0]?.own.rows.firstFrom?.(time) ?? null);
  }

  size(key: number): number {
    const [rows, local] = this.#rowsOf(key);
    return rows?.size(local) ?? 0;
  }

  /** Whether what became known last is of this one. Asked for each entry of a flood: nothing is made. */
  #isLastRunOf(number: number): boolean {
    const last = this.#part.length - 1;
    return last >= 0 && this.#part.at(last) === number;
  }

  #push(part: number, local: number): void {
    this.#first.push(this.#count);
    this.#part.push(part);
    this.#local.push(local);
  }

  #rowsOf(key: number): [rows: ChannelRows | null, local: number] {
    const place = this.locate(key);
    const part = place && this.#parts[place.connection];
    const share = part && (place.beside ? part.beside : part.own);
    return share ? [share.rows, place.local] : [null, key];
  }

  #noteOf(key: number): ReconnectNote {
    return this.#noteAt(this.#part.at(this.#first.lastAtMost(key)) >> 1);
  }

  #reconnectRow(key: number): EventRow {
    const index = this.#part.at(this.#first.lastAtMost(key)) >> 1;
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
