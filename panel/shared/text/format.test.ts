import { describe, expect, it } from 'vitest';
import { ago, clock, count, delta, moment, plural, seconds, size, span } from './format.ts';

describe('numbers', () => {
  it('are grouped and agree with their noun', () => {
    expect(count(1204)).toBe('1,204');
    expect(plural(1, 'event')).toBe('1 event');
    expect(plural(0, 'event')).toBe('0 events');
    expect(plural(10_000_000, 'event')).toBe('10,000,000 events');
  });

  it('are sizes as DevTools writes them', () => {
    expect([0, 999, 1000, 1550, 79_000_000].map(size)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.6 kB',
      '79.0 MB',
    ]);
  });
});

describe('spans', () => {
  it.each([
    [0, '0.0 ms'],
    [0.42, '0.4 ms'],
    [24.4, '24 ms'],
    [999.6, '1.00 s'],
    [1200, '1.20 s'],
    [59_999, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_260_000, '2 h 01 min'],
    [-24, '−24 ms'],
  ])('%d is %s', (ms, text) => {
    expect(span(ms)).toBe(text);
  });

  it('say how long ago', () => {
    expect([400, 9_900, 9_960, 17_400, 185_000].map(ago)).toEqual([
      '0.4 s ago',
      '9.9 s ago',
      '10 s ago',
      '17 s ago',
      '3 min 05 s ago',
    ]);
  });
});

describe('the time column', () => {
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
    expect(clock(wall(-1))).toBe('03:04:04.999');
  });

  it('writes differences with their sign', () => {
    expect([delta(null), delta(0), delta(24), delta(-3)]).toEqual(['', '+0.0 ms', '+24 ms', '−3.0 ms']);
    expect(seconds(-1)).toBe('−0.001 s');
  });
});
