import { describe, expect, it } from 'vitest';
import { createDrawScheduler } from './draw-scheduler.ts';

const FRAME = 16;

/** A clock whose frames come every 16 ms while the panel is shown. */
function fakeClock() {
  let now = 1000;
  let pending: (() => void) | null = null;
  return {
    clock: {
      now: () => now,
      nextFrame: (callback: () => void) => {
        pending = callback;
        return () => {
          pending = null;
        };
      },
    },
    spend: (ms: number) => {
      now += ms;
    },
    isWaiting: () => pending !== null,
    frame() {
      now += FRAME;
      const callback = pending;
      pending = null;
      callback?.();
    },
    get now() {
      return now;
    },
  };
}

function setUp(cost = 2) {
  const time = fakeClock();
  const draws: number[] = [];
  const scheduler = createDrawScheduler(time.clock, (done) => {
    draws.push(time.now);
    time.spend(cost);
    done();
  });
  return { time, draws, scheduler };
}

describe('drawing', () => {
  it('draws the first change in the next frame', () => {
    const { time, draws, scheduler } = setUp();
    scheduler.request();
    expect(draws).toEqual([]);
    time.frame();
    expect(draws).toEqual([1016]);
  });

  it('draws many changes of one frame once', () => {
    const { time, draws, scheduler } = setUp();
    for (let i = 0; i < 100; i++) scheduler.request();
    time.frame();
    time.frame();
    expect(draws).toHaveLength(1);
  });

  it('does nothing while nothing changes', () => {
    const { time, scheduler } = setUp();
    scheduler.request();
    time.frame();
    expect(time.isWaiting()).toBe(false);
  });

  it('draws about eight times a second while changes pour in', () => {
    const { time, draws, scheduler } = setUp();
    const end = time.now + 1000;
    while (time.now < end) {
      scheduler.request();
      time.frame();
    }
    expect(draws.length).toBeGreaterThanOrEqual(7);
    expect(draws.length).toBeLessThanOrEqual(9);
  });

  it('leaves a slow drawing more time between, but never stands still', () => {
    const { time, draws, scheduler } = setUp(200);
    const end = time.now + 3000;
    while (time.now < end) {
      scheduler.request();
      time.frame();
    }
    expect(draws.length).toBeGreaterThanOrEqual(4);
    expect(draws.length).toBeLessThanOrEqual(6);
  });

  it('draws the last change of a flood within a few frames', () => {
    const { time, draws, scheduler } = setUp();
    scheduler.request();
    time.frame();
    scheduler.request();
    const last = time.now;
    while (draws.length < 2) time.frame();
    expect((draws[1] ?? 0) - last).toBeLessThanOrEqual(3 * FRAME);
  });

  it('draws nothing without frames, and all of it with the first one', () => {
    const { time, draws, scheduler } = setUp();
    scheduler.request();
    time.spend(60_000);
    scheduler.request();
    expect(draws).toEqual([]);
    time.frame();
    expect(draws).toHaveLength(1);
  });

  it('stops', () => {
    const { time, draws, scheduler } = setUp();
    scheduler.request();
    scheduler.stop();
    time.frame();
    scheduler.request();
    time.frame();
    expect(draws).toEqual([]);
  });
});
