import { expect, it } from 'vitest';
import { spanText } from './span-text.ts';

it('spans are written as the Time column writes times', () => {
  const wall = (at: number) => new Date(2026, 0, 2, 12, 0, 0).getTime() + at;
  expect(spanText([900, 2100], { mode: 'relative', origin: 400, wall })).toBe('0.500 s – 1.700 s');
  expect(spanText([900, 2100], { mode: 'delta', origin: 400, wall })).toBe('0.500 s – 1.700 s');
  expect(spanText([900, 2100], { mode: 'wall', origin: 400, wall })).toBe('12:00:00.900 – 12:00:02.100');
});
