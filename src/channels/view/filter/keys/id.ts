import { equals } from '../terms/text.ts';
import type { FilterKey } from './key.ts';

export const id: FilterKey = {
  name: 'id',
  example: 'id:4*',
  help: 'the whole ID; * stands for anything',
  joins: 'any',
  test(value) {
    const fits = equals(value);
    return 'wrong' in fits ? fits : ({ text }) => text !== null && fits(text.id);
  },
};
