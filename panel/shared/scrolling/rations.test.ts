import { describe, expect, it } from 'vitest';
import { Round } from './rations.ts';

/** Draws as the hook does, with rows that cost `cost` milliseconds each. @returns the places that were drawn. */
function setUp(cost: number) {
  const round = new Round<number>();
  let version = 0;
  const draw = (size: number, fromEnd = false): number[] => {
    const { start, end } = round.next(size, fromEnd);
    for (let place = start; place < end; place++) round.rows[place] = version;
    round.measured(end - start, (end - start) * cost);
    return Array.from({ length: end - start }, (_, i) => start + i);
  };
  return {
    round,
    change: (size: number, fromEnd?: boolean) => {
      version++;
      return draw(size, fromEnd);
    },
    continueRound: (size: number, fromEnd?: boolean) => {
      round.continueRound();
      return draw(size, fromEnd);
    },
    version: () => version,
  };
}

describe('rows by rations', () => {
  it('come a few a frame at first, from where they are seen', () => {
    const top = setUp(0.1);
    expect(top.change(20)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(top.round.hasMore).toBe(true);
    const end = setUp(0.1);
    expect(end.change(20, true)).toEqual([14, 15, 16, 17, 18, 19]);
  });

  it('are drawn all at once when that is quick', () => {
    const { change, continueRound, round } = setUp(0.1);
    change(20);
    expect(continueRound(20)).toHaveLength(14);
    expect(change(20)).toHaveLength(20);
    expect(round.hasMore).toBe(false);
  });

  it('come a few a frame while that is slow, and each gets its turn', () => {
    const { change, continueRound, round } = setUp(5);
    const drawn = change(20, true);
    while (round.hasMore) drawn.push(...continueRound(20, true));
    expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('all show the last state in the end, however often it changed on the way', () => {
    const { change, continueRound, round, version } = setUp(5);
    change(20, true);
    continueRound(20, true);
    change(20, true);
    change(20, true);
    for (let frames = 0; round.hasMore; frames++) {
      expect(frames).toBeLessThan(20);
      continueRound(20, true);
    }
    expect(round.rows).toEqual(Array.from({ length: 20 }, () => version()));
  });

  it('begin again where there are more or fewer of them', () => {
    const { change, continueRound, round } = setUp(5);
    change(20);
    expect(change(3)).toEqual([0, 1, 2]);
    expect(round.rows).toHaveLength(3);
    change(9);
    while (round.hasMore) continueRound(9);
    expect(round.rows.filter((row) => row !== undefined)).toHaveLength(9);
  });

  it('are none where there are none', () => {
    const { change, round } = setUp(1);
    expect(change(0)).toEqual([]);
    expect(round.hasMore).toBe(false);
  });
});
