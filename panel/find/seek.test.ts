import { describe, expect, it } from 'vitest';
import type { EventRow, EventsView } from '../types.ts';
import { seek, type Way } from './seek.ts';

/** A view on rows with these keys, in this order. */
function viewOf(keys: readonly number[], working: number | null = null): EventsView {
  return {
    count: keys.length,
    total: keys.length,
    working,
    filterError: null,
    paused: false,
    behind: 0,
    rows: (start, end) => keys.slice(start, end).map((key) => ({ key }) as EventRow),
    indexOf: (key) => keys.indexOf(key),
    pause: () => {},
    close: () => {},
  };
}

const shown = viewOf([5, 3, 8, 1, 9, 2]);
const fitting = viewOf([3, 1, 2]);
const found = (selected: number | null, way: Way, rows = fitting): number | string | null => {
  const row = seek(shown, rows, selected, way);
  return row !== null && row !== 'none' ? row.key : row;
};

describe('from the selected row', () => {
  it.each<[number | null, Way, number]>([
    [8, 'next', 1],
    [8, 'here', 1],
    [1, 'here', 1],
    [1, 'next', 2],
    [1, 'previous', 3],
    [8, 'previous', 3],
    // Around the ends.
    [2, 'next', 3],
    [2, 'here', 2],
    [3, 'previous', 2],
    [5, 'previous', 2],
    // Nothing selected, or what the filter hides.
    [null, 'here', 3],
    [null, 'next', 3],
    [null, 'previous', 2],
    [77, 'next', 3],
  ])('%s, %s: %s', (selected, way, key) => {
    expect(found(selected, way)).toBe(key);
  });

  it('says that no row fits, but not before all were looked at', () => {
    expect(found(8, 'next', viewOf([]))).toBe('none');
    expect(found(8, 'next', viewOf([], 0.5))).toBeNull();
  });

  it('goes on at once where the next one is known, and waits where an end would have to be', () => {
    const half = viewOf([3, 1], 0.5);
    expect(found(3, 'next', half)).toBe(1);
    expect(found(1, 'next', half)).toBeNull();
    expect(found(1, 'previous', half)).toBeNull();
  });

  it('leaves out what came after the grid was paused', () => {
    expect(found(1, 'next', viewOf([3, 1, 40, 41]))).toBe(3);
    expect(found(3, 'previous', viewOf([3, 1, 40, 41]))).toBe(1);
    expect(found(3, 'next', viewOf([40]))).toBe('none');
  });
});
