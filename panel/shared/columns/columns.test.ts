import { describe, expect, it } from 'vitest';
import { nextSort, withHidden } from './columns.ts';

describe('sorting', () => {
  it('goes none, ascending, descending, none', () => {
    const first = nextSort<string>(null, 'size');
    const second = nextSort(first, 'size');
    expect([first, second, nextSort(second, 'size')]).toEqual([
      { by: 'size', descending: false },
      { by: 'size', descending: true },
      null,
    ]);
    expect(nextSort(second, 'id')).toEqual({ by: 'id', descending: false });
  });
});

it('hides a column and shows it, and keeps what else was chosen of it', () => {
  expect(withHidden({ size: { width: 99 } }, 'size', true)).toEqual({ size: { width: 99, hidden: true } });
  expect(withHidden({}, 'host', false)).toEqual({ host: { hidden: false } });
});
