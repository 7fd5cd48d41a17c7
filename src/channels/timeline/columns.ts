import { firstNotBefore } from '../../tape/index.ts';
import type { Bars } from '../model/lane.ts';
import { type LaneColumns, TICK_KINDS } from '../model/timeline.ts';
import type { TickIndex } from './tick-index.ts';

/**
 * Counts a lane's ticks in `width` columns of equal time. The cost goes with the columns and the logarithm of the ticks.
 * @throws RangeError where `from` is not before `to`, or there is no column.
 */
export function columnsOf(
  indexes: readonly TickIndex[],
  bars: Bars,
  from: number,
  to: number,
  width: number,
): LaneColumns {
  if (!(from < to) || !(width >= 1)) throw new RangeError(`no columns from ${from} to ${to}, ${width} wide`);
  const edge = (column: number): number => (column === width ? to : from + ((to - from) * column) / width);
  const ticks = Array.from({ length: TICK_KINDS }, () => new Uint32Array(width));
  const totals = new Array<number>(TICK_KINDS).fill(0);
  for (const index of indexes) countTicks(index, edge, width, ticks, totals);
  return { ticks, totals, ...layBars(bars, edge, width) };
}

function countTicks(
  index: TickIndex,
  edge: (column: number) => number,
  width: number,
  ticks: readonly Uint32Array[],
  totals: number[],
): void {
  let before = new Uint32Array(TICK_KINDS);
  let after = new Uint32Array(TICK_KINDS);
  let tick = index.firstFrom(edge(0));
  index.countBefore(tick, before);
  for (let column = 0; column < width; column++) {
    const next = index.firstFrom(edge(column + 1), tick);
    if (next === tick) continue;
    tick = next;
    after.fill(0);
    index.countBefore(tick, after);
    for (let kind = 0; kind < TICK_KINDS; kind++) {
      const counts = ticks[kind];
      const more = (after[kind] ?? 0) - (before[kind] ?? 0);
      if (!counts || more === 0) continue;
      counts[column] = (counts[column] ?? 0) + more;
      totals[kind] = (totals[kind] ?? 0) + more;
    }
    [before, after] = [after, before];
  }
}

function layBars(
  bars: Bars,
  edge: (column: number) => number,
  width: number,
): { bars: Uint8Array; whole: Uint8Array } {
  const kinds = new Uint8Array(width);
  const whole = new Uint8Array(width);
  let begun = 0;
  for (let column = 0; column < width; column++) {
    const [start, end] = [edge(column), edge(column + 1)];
    begun = firstNotBefore(begun, bars.count, (bar) => bars.from(bar) < end);
    const last = begun - 1;
    // One that was over at once is seen all the same.
    if (last < 0 || (bars.to(last) <= start && bars.from(last) < start)) continue;
    kinds[column] = bars.kind(last);
    if (bars.from(last) <= start && bars.to(last) >= end) whole[column] = 1;
  }
  return { bars: kinds, whole };
}
