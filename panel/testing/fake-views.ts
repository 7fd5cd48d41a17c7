import type { EventRow, EventsSpec, EventsView, RawRow, RawView } from '../types.ts';

/** What the fake knows of a stream's rows: as many as it says, made when they are asked for. */
export interface FakeRows {
  count(): number;
  at(index: number): EventRow;
}

/** A view like the session's, whole at once. A filter or a sort order reads all rows, so give it few. */
export function fakeEventsView(source: FakeRows, spec: EventsSpec): EventsView {
  const isPlain = spec.filter === '' && spec.sort === null && spec.comments && !spec.span;
  let seen = -1;
  let found: EventRow[] = [];
  let stopped: number | null = null;

  function picked(): readonly EventRow[] {
    const count = source.count();
    if (seen === count) return found;
    seen = count;
    found = Array.from({ length: count }, (_, i) => source.at(i)).filter((row) => passes(row, spec));
    const { sort } = spec;
    if (sort) {
      const sign = sort.descending ? -1 : 1;
      found.sort((a, b) => sign * compare(a, b, sort.by));
    }
    return found;
  }
  const count = () => stopped ?? (isPlain ? source.count() : picked().length);

  return {
    get count() {
      return count();
    },
    get total() {
      return source.count();
    },
    working: null,
    filterError: spec.filter.startsWith('/(') ? 'Not a regular expression: unterminated group' : null,
    get paused() {
      return stopped !== null;
    },
    get behind() {
      return stopped === null ? 0 : (isPlain ? source.count() : picked().length) - stopped;
    },
    rows(start, end) {
      const last = Math.min(end, count());
      if (!isPlain) return picked().slice(start, last);
      return Array.from({ length: Math.max(0, last - start) }, (_, i) => source.at(start + i));
    },
    indexOf(key) {
      if (isPlain) return key < count() ? key : -1;
      return picked().findIndex((row) => row.key === key);
    },
    pause(on) {
      stopped = on ? (stopped ?? count()) : null;
    },
    close() {},
  };
}

function passes(row: EventRow, { filter, comments, span }: EventsSpec): boolean {
  if (span && (row.at < span[0] || row.at >= span[1])) return false;
  if (row.kind === 'comment' && !comments) return false;
  return filter.split(' ').every((word) => `${row.type} ${row.data}`.includes(word));
}

function compare(a: EventRow, b: EventRow, by: NonNullable<EventsSpec['sort']>['by']): number {
  const value = (row: EventRow) => (by === 'time' ? row.at : (row[by] ?? 0));
  const [x, y] = [value(a), value(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function fakeRawView(rows: () => readonly RawRow[]): RawView {
  return {
    get count() {
      return rows().length;
    },
    working: null,
    rows: (start, end) => rows().slice(start, end),
    indexOf: (offset) =>
      rows().findIndex((row) => row.kind === 'bytes' && row.start <= offset && offset < row.end),
    close() {},
  };
}
