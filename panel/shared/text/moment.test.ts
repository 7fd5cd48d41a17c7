import { expect, it } from 'vitest';
import { moment } from './moment.ts';

const row = { at: 2350, delta: 24 };
const wall = (at: number) => new Date(2024, 0, 2, 3, 4, 5, 0).getTime() + at;

it('counts from the opening of the stream', () => {
  expect(moment('relative', row, 350, wall)).toBe('2.000 s');
});

it('counts from the row before', () => {
  expect(moment('delta', row, 350, wall)).toBe('+0.024 s');
  expect(moment('delta', { at: 1, delta: null }, 0, wall)).toBe('0.000 s');
});

it('is the local clock', () => {
  expect(moment('wall', row, 350, wall)).toBe('03:04:07.350');
});
