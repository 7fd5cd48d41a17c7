import { expect, it } from 'vitest';
import { moment } from './moment.ts';
import { spanText, timeText } from './span-text.ts';

it('spans are written as the Time column writes times', () => {
  const wall = (at: number) => new Date(2026, 0, 2, 12, 0, 0).getTime() + at;
  expect(spanText([900, 2100], { mode: 'relative', origin: 400, wall })).toBe('0.500 s – 1.700 s');
  expect(spanText([900, 2100], { mode: 'delta', origin: 400, wall })).toBe('0.500 s – 1.700 s');
  expect(spanText([900, 2100], { mode: 'wall', origin: 400, wall })).toBe('12:00:00.900 – 12:00:02.100');
});

it('a moment has the digits of the row that came then, in the column Time', () => {
  const wall = (at: number) => new Date(2026, 0, 2, 12, 0, 0).getTime() + at;
  for (const at of [69.4996, 396.49951, 1327.5]) {
    for (const mode of ['relative', 'wall'] as const) {
      expect(timeText(at, { mode, origin: 69.2, wall })).toBe(moment(mode, { at, delta: null }, 69.2, wall));
    }
  }
  expect(timeText(0, { mode: 'delta', origin: 69, wall })).toBe('−0.069 s');
});
