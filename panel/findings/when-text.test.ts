import { expect, test } from 'vitest';
import { whenByClock, whenText } from './when-text.ts';

const wall = (at: number): number => new Date(2026, 10, 22, 12, 30, 5).getTime() + at;

test('when a finding was seen counts from the opening of its channel', () => {
  expect(whenText({ since: 3012, at: 4549, ongoing: false }, 1000)).toBe('2.012 s – 3.549 s');
  expect(whenText({ since: 3012, at: 3012, ongoing: false }, 1000)).toBe('at 2.012 s');
  expect(whenText({ since: 3012, at: 9000, ongoing: true }, 1000)).toBe('since 2.012 s');
});

test('what was there before the channel opened was there from its opening on', () => {
  expect(whenText({ since: 900, at: 9000, ongoing: true }, 1000)).toBe('since 0.000 s');
});

test('its tooltip has the clock, to match a server’s log', () => {
  expect(whenByClock({ since: 12, at: 12, ongoing: false }, wall)).toBe('At 12:30:05.012');
  expect(whenByClock({ since: 12, at: 1500, ongoing: false }, wall)).toBe(
    'First at 12:30:05.012, last at 12:30:06.500',
  );
  expect(whenByClock({ since: 12, at: 1500, ongoing: true }, wall)).toBe('Since 12:30:05.012');
});
