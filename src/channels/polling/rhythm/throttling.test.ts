import { describe, expect, it } from 'vitest';
import { stateAt } from '../../index.ts';
import { type Ask, loopsIn } from '../../testing/polling.ts';

/** As Chromium 156 ran the timers of a page, before and after it was hidden: milliseconds from one request to the next. */
const MEASURED = {
  '250 ms': [219, 249, 254, 245, 251, 259, 241, 409, 103, 252, 253, 240, 247, 246, 250, 498],
  'hidden, 250 ms': [973, 979, 999, 1000, 1105, 898, 1002, 996, 999, 1004, 997, 1000, 1008, 1044, 949, 1000],
  'hidden, 1.5 s': [1023, 1996, 1007, 1973, 1036, 2001, 996],
};

function asks(periods: readonly number[], change: Partial<Ask> = {}): Ask[] {
  let at = 0;
  return [0, ...periods].map((period) => {
    at += period;
    return { at, held: 5, answer: '{"progress":4}', ...change };
  });
}

function loopOf(all: readonly Ask[]) {
  const [loop, ...others] = loopsIn(all);
  expect(others).toEqual([]);
  if (!loop) throw new Error('no loop');
  return loop;
}

const { '250 ms': shown, 'hidden, 250 ms': hidden } = MEASURED;
const minutes = [60_000, 60_020, 59_990];

describe('a page that becomes hidden', () => {
  it('polls by the same loop: its timer is held back to whole seconds, and later to minutes', () => {
    const loop = loopOf(asks([...shown, ...hidden, ...minutes]));
    expect(loop.judged).toMatchObject({ label: 'short-poll', sureness: 'certain' });
    expect(loop.cycleCount).toBe(1 + shown.length + hidden.length + minutes.length);
    const all = [...Array(loop.cycleCount).keys()];
    expect(all.filter((index) => loop.isContinuedAt(index))).toEqual([]);
    expect(loop.overview().why.at(-1)).toBe(
      'From request 18 on they begin on whole seconds or minutes, as by a timer of a hidden page: Chromium holds these back.',
    );
  });

  it('has not stopped for as long as the next minute is not over', () => {
    const stateAfter = (periods: readonly number[], ms: number) => {
      const all = asks(periods);
      return stateAt(loopOf(all).summary().state, (all.at(-1)?.at ?? 0) + ms).kind;
    };
    expect(stateAfter(shown, 20_000)).toBe('ended');
    expect(stateAfter([...shown, ...hidden], 50_000)).toBe('open');
    expect(stateAfter([...shown, ...hidden], 70_000)).toBe('ended');
    expect(stateAfter([...shown, ...hidden, 60_000], 50_000)).toBe('open');
  });

  it('is seen again: then the timer is the page’s own', () => {
    const loop = loopOf(asks([...shown, ...hidden, ...shown]));
    expect(loop.overview().why.at(-1)).toBe(
      'Requests 18 to 33 began on whole seconds or minutes, as by a timer of a hidden page: Chromium holds these back.',
    );
    expect(loop.overview().gaps.max).toBeLessThan(1200);
  });

  it('is a short poll where its timer comes after one second and after two', () => {
    const loop = loopOf(asks(MEASURED['hidden, 1.5 s']));
    expect(loop.judged).toMatchObject({ label: 'short-poll' });
    expect(loop.overview().why.join(' ')).toMatch(/They begin on whole seconds/);
  });
});

describe('nothing is said of a hidden page', () => {
  it('where the server holds each request for a second', () => {
    const quick = asks(shown);
    const from = (quick.at(-1)?.at ?? 0) + 250;
    const held = [...Array(12).keys()].map((i) => ({ at: from + i * 1001, held: 1000, answer: '[]' }));
    for (const loop of loopsIn([...quick, ...held]))
      expect(loop.overview().why.join(' ')).not.toMatch(/hidden/);
  });

  it.each([
    ['a period of a second', Array(30).fill(1000)],
    ['a period of nearly a second', Array(30).fill(1010)],
    ['longer and longer pauses', [...shown, 500, 1000, 2000, 4000, 8000, 16_000]],
    ['pauses as they come', [...shown, 1310, 1720, 1130, 2410, 1250, 1680]],
    ['another even period', [...shown, ...Array(12).fill(700)]],
  ])('%s', (_, periods) => {
    for (const loop of loopsIn(asks(periods))) expect(loop.overview().why.join(' ')).not.toMatch(/hidden/);
  });
});
