import { amount } from '../terms/amount.ts';
import type { FilterKey } from './key.ts';

const UNITS = { '': 1, ms: 1, s: 1e3, min: 6e4, h: 36e5 };

/** The first row has no time since the one before it, and so fits nothing. */
export const delta: FilterKey = {
  name: 'delta',
  example: 'delta:>2s',
  help: 'time since the row before, with ms, s or min: >2s, <50ms, 1s..5s',
  joins: 'all',
  test(value) {
    const fits = amount(
      value,
      UNITS,
      'delta: takes a time, with ms, s or min: delta:>2s, delta:<50ms, delta:1s..5s',
    );
    return 'wrong' in fits ? fits : (row) => row.delta !== null && fits(row.delta);
  },
};
