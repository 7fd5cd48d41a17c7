import { describe, expect, it } from 'vitest';
import type { LaneFacts } from '../../types.ts';
import { lanesIn, layLanes, MAX_LANES, wholeSpan } from './lane-layout.ts';

function lane(openedAt: number, endedAt: number | null): LaneFacts {
  return { id: `${openedAt}`, label: '', openedAt, answeredBy: null, endedAt, end: null, gaps: [], busy: [] };
}

describe('lanes', () => {
  it('have the same room however many there are', () => {
    expect(layLanes(1, false, 1)).toEqual({ axis: 16, top: 28, line: 40, lines: 1, height: 70 });
    for (const scale of [1, 1.3, 2]) {
      for (const isTight of [false, true]) {
        const { height } = layLanes(1, isTight, scale);
        for (const count of [2, 3, 4, 5, 6, 7, 8, 9, 1000]) {
          const layout = layLanes(count, isTight, scale);
          expect(layout.height).toBe(height);
          expect(layout.top + layout.lines * layout.line).toBeLessThanOrEqual(height);
        }
      }
    }
    expect(layLanes(1000, false, 1).lines).toBe(8);
    expect(layLanes(1, true, 1).height).toBe(50);
  });

  it('are those that lived in the span, the newest where there are too many', () => {
    const lanes = [lane(0, 10), lane(10, 20), lane(20, 30), lane(30, null)];
    expect(lanesIn(lanes, [15, 25])).toEqual({ of: 2, shown: [1, 2] });
    expect(lanesIn(lanes, [100, 200])).toEqual({ of: 1, shown: [3] });
    const many = Array.from({ length: 2000 }, (_, number) => lane(number, number + 1));
    const { of, shown } = lanesIn(many, [0, 5000]);
    expect([of, shown.length, shown.at(-1)]).toEqual([2000, MAX_LANES, 1999]);
  });

  it('span from the first opening to the last end, or to now', () => {
    expect(wholeSpan([lane(100, 200), lane(150, 1100)], 5000)).toEqual([100, 1110]);
    expect(wholeSpan([lane(100, 200), lane(150, null)], 1100)).toEqual([100, 1110]);
    expect(wholeSpan([], 7)).toEqual([7, 8]);
    expect(wholeSpan([lane(9, null)], 7)).toEqual([7, 8]);
  });
});
