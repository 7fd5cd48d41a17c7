import { equals } from '../terms/text.ts';
import type { FilterKey } from './key.ts';

export const type: FilterKey = {
  name: 'type',
  example: 'type:price',
  help: 'the whole type; * stands for anything',
  also: ['event'],
  joins: 'any',
  test(value) {
    const fits = equals(value);
    return 'wrong' in fits ? fits : ({ text }) => text !== null && fits(text.type);
  },
};
