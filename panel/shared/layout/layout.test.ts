import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const at = (width: number, height: number, textScale = 1, detail: 'auto' | 'below' | 'right' = 'auto') =>
  layoutOf({ width, height }, { textScale, detail });

describe('the layout', () => {
  it('has the list above where it is narrow, measured by the text', () => {
    const stacked = (width: number, scale: number) => at(width, 700, scale).isStacked;
    expect([500, 554, 800, 1300].map((width) => stacked(width, 1))).toEqual([true, true, false, false]);
    expect([500, 554, 800, 1300].map((width) => stacked(width, 2))).toEqual([true, true, true, true]);
  });

  it('folds the heading and the timeline where there is no height', () => {
    const folded = (width: number, height: number, scale = 1) => {
      const { isLow, foldsTimeline } = at(width, height, scale);
      return [isLow, foldsTimeline];
    };
    expect(folded(554, 700)).toEqual([false, false]);
    expect(folded(554, 373)).toEqual([true, true]);
    expect(folded(554, 700, 2)).toEqual([true, true]);
    expect(folded(1300, 700)).toEqual([false, false]);
    expect(folded(1300, 373)).toEqual([true, false]);
  });

  it('has the detail at the right where the user wants it and there is the width', () => {
    expect(at(1300, 700)).toMatchObject({ detail: 'below', canBeRight: true });
    expect(at(1300, 700, 1, 'right').detail).toBe('right');
    expect(at(800, 700, 1, 'right').detail).toBe('right');
    expect(at(554, 700, 1, 'right')).toMatchObject({ detail: 'below', canBeRight: false });
  });

  it('has it there by itself where there is width but no height, unless the user wants it below', () => {
    expect(at(1300, 373).detail).toBe('right');
    expect(at(1300, 373, 1, 'below').detail).toBe('below');
    expect(at(800, 373).detail).toBe('below');
  });

  it('is that of a large room until the room is known', () => {
    expect(layoutOf(null, { textScale: 1, detail: 'auto' })).toMatchObject({
      isStacked: false,
      isLow: false,
      foldsTimeline: false,
      detail: 'below',
    });
  });
});
