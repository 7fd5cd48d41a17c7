import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Lull } from './lull.ts';

const LITTLE = 1000;
const FLOOD = 1_000_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('lets work continue at once where little came', () => {
  const lull = new Lull(() => {});
  expect(lull.isNow(LITTLE)).toBe(true);
});

it('puts it off in a flood, and asks again when the flood may be over', () => {
  const ask = vi.fn();
  const lull = new Lull(ask);
  expect(lull.isNow(FLOOD)).toBe(false);
  vi.advanceTimersByTime(99);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ask).toHaveBeenCalledOnce();
  expect(lull.isNow(FLOOD)).toBe(true);
});

it('does not put it off for ever: a flood may last', () => {
  const lull = new Lull(() => {});
  let read = FLOOD;
  for (let waited = 0; waited < 1000; waited += 50) {
    expect(lull.isNow(read)).toBe(false);
    vi.advanceTimersByTime(50);
    read += LITTLE;
  }
  expect(lull.isNow(read)).toBe(true);
  // What it began it may end, however many slices that takes.
  expect(lull.isNow(read + LITTLE)).toBe(true);
  lull.done(read + LITTLE);
  expect(lull.isNow(read + FLOOD)).toBe(false);
});

it('asks no more when it is stopped', () => {
  const ask = vi.fn();
  const lull = new Lull(ask);
  lull.isNow(FLOOD);
  lull.stop();
  vi.advanceTimersByTime(5000);
  expect(ask).not.toHaveBeenCalled();
});
