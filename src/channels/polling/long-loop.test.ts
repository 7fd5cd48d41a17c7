import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Channels, RowsView, Timeline } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { askTape, inTurn, loopsOf } from '../testing/polling.ts';
import { Exchange } from './exchange.ts';
import type { PollLoop } from './loop.ts';

/** Enough for what grows with the cycles to be seen; a hundred thousand cost the same a cycle. */
const MANY = 20_000;

const tapeOf = (cycles: number) =>
  askTape(
    inTurn(cycles, (i) => ({
      url: `http://site.test/poll?since=${i}`,
      held: 700,
      answer: i % 3 ? '[]' : '[1,2]',
    })),
  );

/** Counts how often exchanges are looked at, whatever is read of them. */
function looks(): { readonly count: number } {
  const { prototype } = Exchange;
  const spies = [
    vi.spyOn(prototype, 'id', 'get'),
    vi.spyOn(prototype, 'isOver', 'get'),
    vi.spyOn(prototype, 'overAt', 'get'),
    vi.spyOn(prototype, 'sentAt', 'get'),
    vi.spyOn(prototype, 'held', 'get'),
    vi.spyOn(prototype, 'body', 'get'),
    vi.spyOn(prototype, 'judgeOutcome'),
    vi.spyOn(prototype, 'content'),
  ];
  return {
    get count() {
      return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    },
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

it('a cycle costs the same number of looks however many there were before', () => {
  const looked = (cycles: number): number => {
    const tape = tapeOf(cycles);
    const counted = looks();
    derive(tape);
    const { count: all } = counted;
    vi.restoreAllMocks();
    return all / cycles;
  };
  const few = looked(500);
  expect(few).toBeGreaterThan(1);
  expect(looked(4000)).toBeLessThan(few * 1.05);
});

it('so does one whose body the page never reads: the browser reports no end of it', () => {
  const looked = (cycles: number): number => {
    const tape = askTape(inTurn(cycles, () => ({ held: 40, gap: 960, answer: '{"a":1}', isOpen: true })));
    const counted = looks();
    expect(loopsOf(derive(tape))).toHaveLength(1);
    const { count: all } = counted;
    vi.restoreAllMocks();
    return all / cycles;
  };
  const few = looked(200);
  expect(looked(1600)).toBeLessThan(few * 1.2);
});

it('whether one is held is told without a look at those whose body the page never reads', () => {
  const cycles = 400;
  // The last one is read.
  const asks = inTurn(cycles, (i) => ({
    held: 40,
    gap: 960,
    answer: '{"a":1}',
    isOpen: i < cycles - 1,
  }));
  const [loop] = loopsOf(derive(askTape(asks)));
  let read = 0;
  for (let i = 0; i < cycles; i++) {
    const exchange = loop?.exchange(i);
    const response = exchange?.response ?? null;
    const get = () => {
      read++;
      return response;
    };
    if (exchange) Object.defineProperty(exchange, 'response', { get });
  }
  expect(loop?.summary().state.kind).toBe('resting');
  expect(read).toBeLessThan(40);
});

it('an answer whose end the browser never reports runs no longer than until the next request', () => {
  const channels = derive(
    askTape(inTurn(50, () => ({ held: 700, status: 204, isOpen: true, change: { mimeType: '' } }))),
  );
  expect(loopsOf(channels)[0]?.cycleCount).toBe(50);
  expect([...channels.polls.running()]).toHaveLength(1);
});

describe('a loop of very many cycles', () => {
  let channels: Channels;
  let loop: PollLoop;
  beforeAll(() => {
    channels = derive(tapeOf(MANY));
    [loop] = loopsOf(channels) as [PollLoop];
  }, 60_000);

  it('is one row, which is told without looking at each', () => {
    const counted = looks();
    channels.version++;
    const empty = MANY - Math.ceil(MANY / 3);
    expect(channels.rows()).toMatchObject([{ connections: MANY, comments: empty }]);
    expect(channels.totals().events).toBe(2 * (MANY - empty));
    expect(loop.overview()).toMatchObject({ cycles: MANY, outcomes: { empty } });
    expect(counted.count).toBeLessThan(20);
  });

  it('has a table of which only what is drawn is made', () => {
    const counted = looks();
    expect(loop.cycleRows(MANY - 40, MANY).at(-1)).toMatchObject({ number: MANY });
    expect(loop.cycleRows(0, 40)).toHaveLength(40);
    expect(loop.cycleIndexOf('x7')).toBe(6);
    expect(loop.cycleIndexOf('x0')).toBe(-1);
    expect(counted.count).toBeLessThan(80 * 10);
  });

  it('finds the row of a cycle, and the cycle of a row, at either end', () => {
    expect(loop.rowOf('x1')).toBe(0);
    for (const number of [2, 3, MANY - 1, MANY]) {
      const key = loop.rowOf(`x${number}`) ?? -1;
      expect(loop.rows.describe(key)).toMatchObject({ connection: `x${number}` });
      expect(loop.rows.exchangeOf(key - 1).id).not.toBe(`x${number}`);
    }
    expect(loop.rowOf('x0')).toBeNull();
  });

  it('has a timeline that costs by its width', () => {
    const timeline = new Timeline(loop, () => []);
    while (timeline.work(never));
    const end = channels.tape.lastAt;
    const counted = looks();
    const { totals } = timeline.columns(0, 0, end + 1, 1000);
    expect(totals.reduce((sum, count) => sum + count, 0)).toBe(loop.rows.count);
    expect(counted.count).toBeLessThan(1000 * 60);
    const before = counted.count;
    timeline.columns(0, end / 2, end / 2 + 7000, 1000);
    // Ten cycles in view.
    expect(counted.count - before).toBeLessThan(1000 * 20);
  });

  it('has a view of its rows that keeps nothing of them', () => {
    const counted = looks();
    const view = new RowsView(loop.rows, { stream: loop.id, filter: '', comments: true, sort: null });
    while (view.work(never));
    expect(view.count).toBe(loop.rows.count);
    expect(view.rows(view.count - 30, view.count)).toHaveLength(30);
    expect(counted.count).toBeLessThan(30 * 10);
  });
});
