import { type ChannelRows, PENDING } from '../model/channel.ts';
import type { EventRow, EventsSpec, EventsView, FilterError } from '../model/events.ts';
import { both, type Filter, findFilter, parseFilter } from './filter/filter.ts';
import { AllRows, FilteredRows, isWithin, type RowSelection, RowsInSpan } from './passing.ts';
import { RowFacts } from './row-facts.ts';
import { Sorting } from './sorting.ts';

/**
 * A filtered, sorted window on one channel's rows. Without filter and sort it keeps nothing and costs nothing; else the
 * rows that pass are found in slices, as they come.
 */
export class RowsView implements Omit<EventsView, 'close'> {
  readonly #rows: ChannelRows;
  readonly #spec: EventsSpec;
  readonly #filter: Filter;
  readonly filterError: FilterError | null;
  readonly #selection: RowSelection;
  #sorting: Sorting | null;
  /** While paused: the counts and order that stand still. */
  #frozen: { readonly count: number; readonly order: Uint32Array | null; readonly pending: boolean } | null =
    null;

  /** Place in the order of the key that was asked for last. */
  #foundAt = 0;

  constructor(rows: ChannelRows, spec: EventsSpec) {
    this.#rows = rows;
    this.#spec = spec;
    const { filter, error } = parseFilter(spec.filter);
    this.#filter = spec.find === undefined ? filter : both(filter, findFilter(spec.find));
    this.filterError = error;
    if (!this.#filter.passesAll || !spec.comments)
      this.#selection = new FilteredRows(rows, (key) => this.#passes(key));
    else this.#selection = spec.span ? new RowsInSpan(rows, spec.span) : new AllRows(rows);
    this.#sorting = spec.sort ? new Sorting(comparer(rows, spec.sort.by), spec.sort.descending) : null;
  }

  get count(): number {
    if (this.#frozen) return this.#frozen.count;
    return this.#rowCount + (this.#showsPending() ? 1 : 0);
  }

  get total(): number {
    const { count, comments, hasPending } = this.#rows;
    return (this.#spec.comments ? count : count - comments) + (hasPending ? 1 : 0);
  }

  get working(): number | null {
    // An order that was not begun yet is no empty one.
    const isUnsorted = this.#sorting?.order.length === 0 && this.#selection.count > 0;
    return this.#selection.working ?? this.#sorting?.working ?? (isUnsorted ? 0 : null);
  }

  get paused(): boolean {
    return this.#frozen !== null;
  }

  get behind(): number {
    if (!this.#frozen) return 0;
    return this.#selection.count + (this.#showsPending() ? 1 : 0) - this.#frozen.count;
  }

  /** Looks at new rows until `until` says stop. @returns whether there is more to do. */
  work(until: () => boolean): boolean {
    if (this.#selection.work(until)) return true;
    return this.#sorting?.work(this.#selection.count, (place) => this.#selection.at(place), until) ?? false;
  }

  rows(start: number, end: number): readonly EventRow[] {
    const made: EventRow[] = [];
    const last = Math.min(end, this.count);
    for (let position = Math.max(0, start); position < last; position++) {
      made.push(this.#row(position));
    }
    return made;
  }

  indexOf(key: number): number {
    if (key === PENDING) return this.#pendingShown ? this.count - 1 : -1;
    const order = this.#order;
    if (order) return this.#placeIn(order, key);
    const place = this.#selection.placeOf(key);
    return place < this.count ? place : -1;
  }

  /** Asked at every draw for the row that is picked: mostly it is where it was. */
  #placeIn(order: Uint32Array, key: number): number {
    if (order[this.#foundAt] === key) return this.#foundAt;
    const place = order.indexOf(key);
    if (place >= 0) this.#foundAt = place;
    return place;
  }

  pause(on: boolean): void {
    if (on === this.paused) return;
    this.#frozen = on
      ? { count: this.count, order: this.#sorting?.order ?? null, pending: this.#showsPending() }
      : null;
  }

  /** Rows that can be shown: while a sort is under way, those of the last one. */
  get #rowCount(): number {
    return this.#sorting ? this.#sorting.order.length : this.#selection.count;
  }

  get #order(): Uint32Array | null {
    return this.#frozen ? this.#frozen.order : (this.#sorting?.order ?? null);
  }

  get #pendingShown(): boolean {
    return this.#frozen ? this.#frozen.pending : this.#showsPending();
  }

  #row(position: number): EventRow {
    const pendingPlace = this.#pendingShown && position === this.count - 1;
    if (pendingPlace && (this.#order || position >= this.#selection.count)) {
      return this.#rows.describe(this.#rows.hasPending ? PENDING : this.#rows.count - 1);
    }
    // While paused, the block that was pending may have become the row that is now in its place.
    return this.#rows.describe(this.#order ? (this.#order[position] ?? 0) : this.#selection.at(position));
  }

  #showsPending(): boolean {
    if (!this.#rows.hasPending) return false;
    if (this.#spec.span && !isWithin(this.#spec.span, this.#rows.describe(PENDING).at)) return false;
    if (this.#filter.passesAll) return true;
    return this.#filter.matches(new RowFacts(this.#rows, PENDING));
  }

  #passes(key: number): boolean {
    if (!this.#spec.comments && this.#rows.isComment(key)) return false;
    if (this.#spec.span && !isWithin(this.#spec.span, this.#rows.time(key))) return false;
    if (this.#filter.passesAll) return true;
    return this.#filter.matches(new RowFacts(this.#rows, key));
  }
}

type Compare = (left: number, right: number) => number;

const words = new Intl.Collator('en', { numeric: true });

/** Order of two rows by a column; of equal ones the earlier is first. */
function comparer(rows: ChannelRows, by: NonNullable<EventsSpec['sort']>['by']): Compare {
  const delta = (key: number): number => (key > 0 ? rows.time(key) - rows.time(key - 1) : 0);
  switch (by) {
    case 'time':
      return (left, right) => rows.time(left) - rows.time(right);
    case 'delta':
      return (left, right) => delta(left) - delta(right);
    case 'size':
      return (left, right) => rows.size(left) - rows.size(right);
    default: {
      const text = (key: number): string => rows.describe(key)[by];
      return (left, right) => words.compare(text(left), text(right));
    }
  }
}
