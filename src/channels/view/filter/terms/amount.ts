import type { Value } from '../syntax/tree.ts';
import type { Wrong } from './row.ts';

/** What one of a unit is in the unit that rows have; the unit in small letters, '' where none is written. */
export type Units = Readonly<Record<string, number>>;

export type AmountTest = (amount: number) => boolean;

const NUMBER = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i;

const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '=': (left, right) => left === right,
};

/**
 * Whether an amount is as it is asked for: `>1k`, `>=1k`, `<1k`, `<=1k`, `1k..2k` (both included), `=1k` or `1k`.
 * @param takes what is to be said of a value that is none of these.
 */
export function amount(value: Value, units: Units, takes: string): AmountTest | Wrong {
  if (value.kind === 'regex') return { wrong: takes };
  const [from, to, ...more] = value.text.split('..').map((text) => inUnits(text, units));
  if (from != null && to != null && more.length === 0) return (seen) => from <= seen && seen <= to;
  const [, sign = '', text = ''] = /^([<>]=?|=?)(.*)$/.exec(value.text) ?? [];
  const compare = COMPARE[sign || '='];
  const wanted = inUnits(text, units);
  return compare && wanted !== null ? (seen) => compare(seen, wanted) : { wrong: takes };
}

function inUnits(text: string, units: Units): number | null {
  const [, digits, unit = ''] = NUMBER.exec(text.trim()) ?? [];
  const one = units[unit.toLowerCase()];
  return digits === undefined || one === undefined ? null : Number(digits) * one;
}
