import { describe, expect, it } from 'vitest';
import { axisMarks, clockLabel, midnightBefore, niceStep, secondsLabel } from './time-axis.ts';

describe('the time axis', () => {
  it.each([
    [0.03, 0.05],
    [0.1, 0.1],
    [1, 1],
    [1.1, 2],
    [3, 5],
    [70, 100],
    [500, 500],
    [501, 1000],
    [2500, 5000],
    [11_000, 15_000],
    [45_000, 60_000],
    [2_000_000, 3_600_000],
    [100_000_000, 172_800_000],
  ])('for at least %d ms between labels takes steps of %d', (min, step) => {
    expect(niceStep(min)).toBeCloseTo(step, 9);
  });

  it('has marks at whole steps from the origin, the end excluded', () => {
    const marks = axisMarks(900, 2900, 4, 900, secondsLabel);
    expect(marks).toEqual([
      { at: 900, label: '0.0 s' },
      { at: 1400, label: '0.5 s' },
      { at: 1900, label: '1.0 s' },
      { at: 2400, label: '1.5 s' },
    ]);
    expect(axisMarks(0, 100_000, 5, 0, secondsLabel).map(({ label }) => label)).toEqual([
      '0 s',
      '30 s',
      '60 s',
      '90 s',
    ]);
  });

  it('never has more marks than there is room for, and one', () => {
    for (const length of [0.5, 1, 3, 17, 250, 999, 1001, 61_000, 4e6, 3e8]) {
      for (const max of [1, 3, 8, 12]) {
        expect(axisMarks(123.4, 123.4 + length, max, 0, () => '').length).toBeLessThanOrEqual(max + 1);
      }
    }
  });

  it('labels with as many digits as the marks need to differ', () => {
    expect(secondsLabel(500, 500)).toBe('0.5 s');
    expect(secondsLabel(12_000, 2000)).toBe('12 s');
    expect(secondsLabel(1000.5, 0.5)).toBe('1.0005 s');
    expect(secondsLabel(-250, 50)).toBe('−0.25 s');
    expect(secondsLabel(3_600_000, 60_000)).toBe('3,600 s');
    const wall = new Date(2026, 0, 2, 12, 30, 5, 120).getTime();
    expect(clockLabel(wall, 20)).toBe('12:30:05.120');
    expect(clockLabel(wall, 5000)).toBe('12:30:05');
    expect(clockLabel(wall, 60_000)).toBe('12:30');
    expect([20, 5000, 60_000].map((step) => clockLabel(1e300, step))).toEqual(Array(3).fill('not known'));
  });

  it('counts wall-clock steps from local midnight', () => {
    const wall = new Date(2026, 0, 2, 0, 0, 10).getTime();
    expect(midnightBefore(500, wall)).toBe(500 - 10_000);
  });
});
