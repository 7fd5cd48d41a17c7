import { type Column, countColumn } from '../../tape/index.ts';
import type { ChannelRows } from '../model/channel.ts';
import type { Span } from '../model/events.ts';

/** What a row takes to look at besides its bytes, as bytes. */
const ROW = 256;
/** Bytes to look at between two looks at the clock. */
const CLOCK_EVERY = 32 * 1024;

/** The rows that a view lets pass, in order of capture. */
export interface RowSelection {
  readonly count: number;
  /** Key of the row at a place. */
  at(place: number): number;
  /** Place of a key, or -1. */
  placeOf(key: number): number;
  /** Looks at new rows until `until` says stop. @returns whether there are more. */
  work(until: () => boolean): boolean;
  /** 0 to 1 while rows are still to be looked at; null else. */
  readonly working: number | null;
}

/** All of them: nothing is kept. */
export class AllRows implements RowSelection {
  readonly #rows: ChannelRows;
  readonly working = null;

  constructor(rows: ChannelRows) {
    this.#rows = rows;
  }
  get count(): number {
    return this.#rows.count;
  }
  at(place: number): number {
    return place;
  }
  placeOf(key: number): number {
    return key < this.count ? key : -1;
  }
  work(): boolean {
    return false;
  }
}

/** Those for which `passes` holds, found in slices as they come. */
export class FilteredRows implements RowSelection {
  readonly #rows: ChannelRows;
  readonly #passes: (key: number) => boolean;
  readonly #found: Column<Uint32Array> = countColumn();
  #seen = 0;

  constructor(rows: ChannelRows, passes: (key: number) => boolean) {
    this.#rows = rows;
    this.#passes = passes;
  }
  get count(): number {
    return this.#found.length;
  }
  at(place: number): number {
    return this.#found.at(place);
  }
  placeOf(key: number): number {
    const place = this.#found.lastAtMost(key);
    return place >= 0 && this.#found.at(place) === key ? place : -1;
  }
  work(until: () => boolean): boolean {
    const { count } = this.#rows;
    let effort = 0;
    while (this.#seen < count) {
      const key = this.#seen++;
      if (this.#passes(key)) this.#found.push(key);
      effort += ROW + this.#rows.size(key);
      if (effort < CLOCK_EVERY) continue;
      effort = 0;
      if (until()) return this.#seen < count;
    }
    return false;
  }
  get working(): number | null {
    const { count } = this.#rows;
    return this.#seen < count ? this.#seen / count : null;
  }
}

/** Those of a span of time: a stretch of rows where times rise, which is found by searching twice; else each is looked at. */
export class RowsInSpan implements RowSelection {
  readonly #rows: ChannelRows;
  readonly #span: Span;
  #known = -1;
  #first = 0;
  #end = 0;
  #found: FilteredRows | null = null;

  constructor(rows: ChannelRows, span: Span) {
    this.#rows = rows;
    this.#span = span;
  }
  get count(): number {
    this.#look();
    return this.#found?.count ?? this.#end - this.#first;
  }
  at(place: number): number {
    return this.#found ? this.#found.at(place) : this.#first + place;
  }
  placeOf(key: number): number {
    this.#look();
    if (this.#found) return this.#found.placeOf(key);
    return key >= this.#first && key < this.#end ? key - this.#first : -1;
  }
  work(until: () => boolean): boolean {
    this.#look();
    return this.#found?.work(until) ?? false;
  }
  get working(): number | null {
    this.#look();
    return this.#found?.working ?? null;
  }

  #look(): void {
    const { count } = this.#rows;
    if (this.#found || this.#known === count) return;
    this.#known = count;
    const first = this.#rows.firstFrom?.(this.#span[0]) ?? null;
    const end = this.#rows.firstFrom?.(this.#span[1]) ?? null;
    if (first === null || end === null) {
      this.#found = new FilteredRows(this.#rows, (key) => isWithin(this.#span, this.#rows.time(key)));
      return;
    }
    this.#first = first;
    this.#end = end;
  }
}

export function isWithin([from, to]: Span, at: number): boolean {
  return from <= at && at < to;
}
