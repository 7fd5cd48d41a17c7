/** The keys of a filter, in the order in which they are offered. One more is a file and a line here. */
import { data } from './data.ts';
import { delta } from './delta.ts';
import { dir } from './dir.ts';
import { id } from './id.ts';
import { is } from './is.ts';
import type { FilterKey } from './key.ts';
import { size } from './size.ts';
import { type } from './type.ts';

export const FILTER_KEYS: readonly FilterKey[] = [type, id, data, is, size, delta, dir];

/** @param name in small letters. */
export const filterKey = (name: string): FilterKey | undefined =>
  FILTER_KEYS.find((key) => key.name === name);
