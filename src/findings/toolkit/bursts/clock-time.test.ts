import { expect, test } from 'vitest';
import { clockTime } from './clock-time.ts';

const arrived = Date.UTC(2026, 0, 1, 9, 30, 7);
const at = arrived - 2000;

test.each([
  ['2026-01-01 09:30:05', at],
  ['2026-01-01T15:00:05.250 (no zone)', at + 250],
  ['Thu Jan 01 2026 10:30:05 GMT+0100 (Central European Standard Time)', at],
  ['tick at 9:30:05 AM', at],
  ['{"time":"15:15:05,5"}', at + 500],
  ['09:31:07', arrived + 60_000],
  ['09:30', null],
  ['hello', null],
  ['127:00:05', null],
])('%s', (text, expected) => {
  expect(clockTime(text, arrived)).toBe(expected);
});

test('without a clock there is none', () => {
  expect(clockTime('09:30:05', Number.NaN)).toBeNull();
});
