import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extentOf,
  isStuck,
  maxPhysical,
  maxVirtual,
  revealing,
  scrolled,
  settled,
  spacerLimit,
  toPhysical,
  toVirtual,
  visibleRows,
} from './windowing.ts';

const ROW = 20;
const VIEW = 400;
const huge = extentOf(10_000_000, ROW, VIEW);
const small = extentOf(1000, ROW, VIEW);

describe('a list that fits', () => {
  it('has one coordinate', () => {
    expect(small.spacer).toBe(20_000);
    expect(toVirtual(small, 1234)).toBe(1234);
    expect(scrolled(small, { virtual: 0, physical: 0 }, 700)).toEqual({ virtual: 700, physical: 700 });
  });

  it('draws what is in view and some spare rows', () => {
    expect(visibleRows(0, VIEW, ROW, 1000, 8)).toEqual({ start: 0, end: 28 });
    expect(visibleRows(10_000, VIEW, ROW, 1000, 8)).toEqual({ start: 492, end: 528 });
    expect(visibleRows(19_600, VIEW, ROW, 1000, 8)).toEqual({ start: 972, end: 1000 });
    expect(visibleRows(0, VIEW, ROW, 0, 8)).toEqual({ start: 0, end: 0 });
  });

  it('draws nothing before the first row when it was scrolled beyond a list that became short', () => {
    const { start, end } = visibleRows(90_000, VIEW, ROW, 3, 8);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBe(3);
  });
});

describe('ten million rows', () => {
  it('stay below what Chromium allows, also when zoomed', () => {
    expect(huge.spacer).toBeLessThan(33_554_428);
    for (const ratio of [0.5, 1, 2, 4, 10]) expect(spacerLimit(ratio) * ratio).toBeLessThan(33_554_428);
  });

  it('reach both ends', () => {
    expect(toVirtual(huge, 0)).toBe(0);
    expect(toVirtual(huge, maxPhysical(huge))).toBe(maxVirtual(huge));
    const last = visibleRows(maxVirtual(huge), VIEW, ROW, 10_000_000, 0);
    expect(last.end).toBe(10_000_000);
  });

  it('map there and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: maxVirtual(huge), noNaN: true }), (virtual) => {
        expect(toVirtual(huge, toPhysical(huge, virtual))).toBeCloseTo(virtual, 3);
      }),
    );
  });

  it('map in order', () => {
    fc.assert(
      fc.property(fc.nat(maxPhysical(huge)), fc.nat(maxPhysical(huge)), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(toVirtual(huge, low)).toBeLessThanOrEqual(toVirtual(huge, high));
      }),
    );
  });

  it('can each be reached with the wheel', () => {
    const from = settled(huge, 100_000_000);
    const next = scrolled(huge, from, from.physical + 100);
    expect(next.virtual).toBe(100_000_100);
  });

  it('jump in proportion with the scroll bar', () => {
    const from = settled(huge, 0);
    const half = scrolled(huge, from, maxPhysical(huge) / 2);
    expect(half.virtual / maxVirtual(huge)).toBeCloseTo(0.5, 3);
  });

  it('are never cut off at an end by drift: wheeling up from anywhere ends at row 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 700 }), (start, step) => {
        let at = settled(huge, start);
        for (let i = 0; i < 1_000_000 && at.virtual > 0; i++) {
          const to = Math.max(0, at.physical - step);
          at = scrolled(huge, at, to);
          if (isStuck(huge, at)) at = settled(huge, at.virtual);
        }
        expect(at).toEqual({ virtual: 0, physical: 0 });
      }),
      { numRuns: 30 },
    );
  });
});

describe('revealing a row', () => {
  it('moves no further than needed', () => {
    expect(revealing(100, VIEW, ROW, 10)).toBe(100);
    expect(revealing(1000, VIEW, ROW, 10)).toBe(200);
    expect(revealing(0, VIEW, ROW, 30)).toBe(220);
  });

  it('shows the top of a row that is taller than the view', () => {
    expect(revealing(0, 10, ROW, 3)).toBe(60);
  });
});
