import { amount } from '../terms/amount.ts';
import type { FilterKey } from './key.ts';

/** Decimal, as the column Size has them. */
const UNITS = { '': 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };

export const size: FilterKey = {
  name: 'size',
  example: 'size:>1k',
  help: 'bytes, with k or M: >1k, <=2.5M, 100..500',
  also: ['larger-than'],
  joins: 'all',
  test(value) {
    const fits = amount(value, UNITS, 'size: takes bytes, with k or M: size:>1k, size:<=2.5M, size:100..500');
    return 'wrong' in fits ? fits : (row) => fits(row.size);
  },
};
