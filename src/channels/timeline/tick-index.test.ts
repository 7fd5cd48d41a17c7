import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bars, Ticks } from '../model/lane.ts';
import { BarKind, TickKind } from '../model/timeline.ts';
import { never } from '../testing/derive.ts';
import { columnsOf } from './columns.ts';
import { TickIndex } from './tick-index.ts';

const KINDS = [TickKind.Event, TickKind.Comment, TickKind.Discarded] as const;
const noBars: Bars = { count: 0, from: () => 0, to: () => 0, kind: () => 0 };

interface Tick {
  readonly at: number;
  readonly kind: TickKind;
}

function ticksOf(list: readonly Tick[], kinds: readonly TickKind[] = KINDS): Ticks {
  const tick = (index: number): Tick => {
    const found = list[index];
    if (!found) throw new RangeError(`tick ${index}`);
    return found;
  };
  return {
    get count() {
      return list.length;
    },
    kinds,
    at: (index) => tick(index).at,
    kind: (index) => tick(index).kind,
  };
}

function indexOf(ticks: Ticks): TickIndex {
  const index = new TickIndex(ticks);
  while (index.work(never));
  return index;
}

function barsOf(list: readonly (readonly [from: number, to: number])[]): Bars {
  return {
    count: list.length,
    from: (index) => list[index]?.[0] ?? 0,
    to: (index) => list[index]?.[1] ?? 0,
    kind: () => BarKind.Hold,
  };
}

describe('columns', () => {
  it('count each tick in the column of its time, the end excluded', () => {
    const index = indexOf(
      ticksOf([
        { at: 0, kind: TickKind.Event },
        { at: 9.9, kind: TickKind.Comment },
        { at: 10, kind: TickKind.Event },
        { at: 10, kind: TickKind.Event },
        { at: 39, kind: TickKind.Comment },
        { at: 40, kind: TickKind.Event },
      ]),
    );
    const { ticks, totals } = columnsOf([index], noBars, 0, 40, 4);
    expect([...(ticks[TickKind.Event] ?? [])]).toEqual([1, 2, 0, 0]);
    expect([...(ticks[TickKind.Comment] ?? [])]).toEqual([1, 0, 0, 1]);
    expect(totals[TickKind.Event]).toBe(3);
    expect(columnsOf([index], noBars, 40, 41, 1).totals[TickKind.Event]).toBe(1);
  });

  it('are those of counting one by one, for any ticks, taken in as they come', () => {
    const step = fc.record({ wait: fc.nat(5), kind: fc.constantFrom(...KINDS) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 400 }),
        fc.nat(400),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(100),
        (steps, half, width, from) => {
          let at = 0;
          const all = steps.map(({ wait, kind }) => {
            at += wait;
            return { at, kind };
          });
          const list = all.slice(0, half);
          const index = indexOf(ticksOf(list));
          list.push(...all.slice(half));
          while (index.work(never));
          const to = from + width * 4;
          const { ticks } = columnsOf([index], noBars, from, to, width);
          for (const kind of KINDS) {
            const wanted = Array.from(
              { length: width },
              (_, column) =>
                all.filter(
                  (tick) =>
                    tick.kind === kind && tick.at >= from + column * 4 && tick.at < from + column * 4 + 4,
                ).length,
            );
            expect([...(ticks[kind] ?? [])]).toEqual(wanted);
          }
        },
      ),
    );
  });

  it('lose no tick where a time falls', () => {
    const list = Array.from({ length: 1000 }, (_, tick) => ({
      at: tick % 100 === 50 ? 0 : tick,
      kind: tick % 3 === 0 ? TickKind.Comment : TickKind.Event,
    }));
    const { totals } = columnsOf([indexOf(ticksOf(list))], noBars, 0, 1000, 100);
    expect([totals[TickKind.Comment], totals[TickKind.Event]]).toEqual([334, 666]);
  });

  it.each([
    ['of one kind', [TickKind.Chunk]],
    ['of several kinds', KINDS],
  ])('of a million ticks %s cost a search for each column, not a look at each tick', (_, kinds) => {
    let looks = 0;
    const million: Ticks = {
      count: 1_000_000,
      kinds,
      at(tick) {
        looks++;
        return tick / 10;
      },
      kind(tick) {
        looks++;
        return kinds[tick % kinds.length] ?? TickKind.Event;
      },
    };
    const index = indexOf(million);
    looks = 0;
    const { totals } = columnsOf([index], noBars, 0, 100_000, 1000);
    expect(totals.reduce((sum, count) => sum + count, 0)).toBe(1_000_000);
    // Within a block of 64 a search takes 12 looks at times, and kinds 64 where they are mixed.
    expect(looks).toBeLessThan(1000 * (12 + (kinds.length > 1 ? 64 : 0)));
    looks = 0;
    columnsOf([index], noBars, 50_000, 50_001, 1000);
    expect(looks).toBeLessThan(1000 * 12 + 10 * 64);
  });

  it('show bars, the last in each column, and gaps between them', () => {
    const { bars, whole } = columnsOf(
      [],
      barsOf([
        [0, 25],
        [31, 35],
        [36, 36],
        [60, Number.POSITIVE_INFINITY],
      ]),
      0,
      80,
      8,
    );
    const H = BarKind.Hold;
    expect([...bars]).toEqual([H, H, H, H, 0, 0, H, H]);
    expect([...whole]).toEqual([1, 1, 0, 0, 0, 0, 1, 1]);
  });

  it('refuse what is no span', () => {
    expect(() => columnsOf([], noBars, 5, 5, 10)).toThrow(RangeError);
    expect(() => columnsOf([], noBars, 0, Number.NaN, 10)).toThrow(RangeError);
    expect(() => columnsOf([], noBars, 0, 5, 0)).toThrow(RangeError);
  });
});
