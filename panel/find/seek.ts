import type { EventRow, EventsView } from '../types.ts';

/** `here`: the selected row itself, where it fits; else the next one. */
export type Way = 'here' | 'next' | 'previous';

/**
 * The row that fits to go to from the selected one, past the end from the beginning on. Both views have one order, so few
 * looks are needed.
 * @param shown the rows of the grid.
 * @param fitting those of them that fit.
 * @param selected key of the selected row; null where there is none.
 * @returns null where it is not known yet, as more rows are still being looked at; 'none' where no row fits.
 */
export function seek(
  shown: EventsView,
  fitting: EventsView,
  selected: number | null,
  way: Way,
): EventRow | 'none' | null {
  const isDone = fitting.working === null;
  const at = selected === null ? -1 : shown.indexOf(selected);
  /** Where a row that fits stands in the grid; one that came after the grid was paused is not in it. */
  const standing = (place: number): number => {
    const [row] = fitting.rows(place, place + 1);
    const index = row ? shown.indexOf(row.key) : -1;
    return index < 0 ? Number.POSITIVE_INFINITY : index;
  };
  /** The first that stands at or after a place of the grid. */
  const firstFrom = (index: number): number => {
    let [low, high] = [0, fitting.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (standing(middle) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const count = firstFrom(Number.POSITIVE_INFINITY);
  if (count === 0) return isDone ? 'none' : null;
  const next = firstFrom(way === 'next' ? at + 1 : Math.max(0, at));
  const place = way === 'previous' ? next - 1 : next;
  if (!isDone && (way === 'previous' || place >= count)) return null;
  const around = (place + count) % count;
  return fitting.rows(around, around + 1)[0] ?? null;
}
