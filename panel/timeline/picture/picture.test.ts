import { expect, it } from 'vitest';
import type { LaneFacts, TimelineView } from '../../types.ts';
import { layLanes } from './lane-layout.ts';
import { linesOf, pictureOf } from './picture.ts';

/** One connection after another, a second each. */
function view(connections: number): TimelineView {
  const lanes = Array.from(
    { length: connections },
    (_, number): LaneFacts => ({
      id: `${number}`,
      label: '',
      openedAt: number * 1000,
      answeredBy: null,
      endedAt: number * 1000 + 1000,
      end: null,
      gaps: [],
      busy: [],
    }),
  );
  return {
    lanes: () => lanes,
    gaps: () => [],
    columns: (_lane, _from, _to, width) => ({
      ticks: [],
      totals: [],
      bars: new Uint8Array(width),
      whole: new Uint8Array(width),
    }),
    working: null,
    close: () => {},
  };
}

const picture = (connections: number, from = 0) =>
  pictureOf(view(connections), [from, connections * 1000], 800, layLanes(connections, false, 1), [], []);

it('the ninth connection is on the line of the first, and told from it', () => {
  const { lanes, of } = picture(17);
  expect(of).toBe(17);
  expect(linesOf({ lanes })).toBe(8);
  const [first, ninth, last] = [lanes[0], lanes[8], lanes[16]];
  expect(new Set([first?.top, ninth?.top, last?.top]).size).toBe(1);
  expect([first, ninth, last].map((lane) => lane?.isSecond)).toEqual([false, true, false]);
  expect([first, ninth, last].map((lane) => lane?.sharesLine)).toEqual([false, true, true]);
});

it('where each connection in view has a line of its own, there are as many lines', () => {
  const { lanes } = picture(17, 12_500);
  expect([lanes.length, linesOf({ lanes })]).toEqual([5, 5]);
});
