import { contains } from '../terms/text.ts';
import type { FilterKey } from './key.ts';

export const data: FilterKey = {
  name: 'data',
  example: 'data:error',
  help: 'text in the data alone',
  joins: 'any',
  test(value) {
    const has = contains(value);
    return 'wrong' in has ? has : ({ text }) => text !== null && has(text.data);
  },
};
