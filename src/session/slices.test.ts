import { afterEach, expect, it, vi } from 'vitest';
import { Slices } from './slices.ts';

interface Posted {
  run: () => void;
  priority: string;
}

/** A scheduler whose thread is never idle: only what goes ahead of a flood is run. */
function busyScheduler(): { posted: Posted[]; runNext(): boolean } {
  const posted: Posted[] = [];
  const bySignal = new Map<AbortSignal, string[]>();
  class TaskController extends AbortController {
    readonly #priority: string[];
    constructor({ priority }: { priority: string }) {
      super();
      this.#priority = [priority];
      bySignal.set(this.signal, this.#priority);
    }
    setPriority(priority: string): void {
      this.#priority[0] = priority;
    }
  }
  vi.stubGlobal('TaskController', TaskController);
  vi.stubGlobal('scheduler', {
    postTask(run: () => void, { signal }: { signal: AbortSignal }) {
      const priority = bySignal.get(signal) ?? [];
      posted.push({
        run,
        get priority() {
          return priority[0] ?? '';
        },
      });
      return Promise.resolve();
    },
  });
  return {
    posted,
    runNext() {
      const index = posted.findIndex(({ priority }) => priority === 'user-blocking');
      const [task] = index < 0 ? [] : posted.splice(index, 1);
      task?.run();
      return task !== undefined;
    },
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('makes one slice of many requests, and another while there is more to do', async () => {
  let left = 3;
  await new Promise<void>((done) => {
    const slices = new Slices(() => {
      left--;
      if (left === 0) done();
      return left > 0;
    });
    slices.ask();
    slices.ask();
  });
  expect(left).toBe(0);
});

it('waits for an idle thread, but in a flood not for longer than its patience', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const scheduler = busyScheduler();
  let runs = 0;
  const slices = new Slices(() => {
    runs++;
    return false;
  });
  slices.ask();
  slices.ask();
  expect(scheduler.posted.map(({ priority }) => priority)).toEqual(['background']);
  expect(scheduler.runNext()).toBe(false);
  vi.advanceTimersByTime(1000);
  for (let message = 0; message < 100; message++) slices.ask();
  expect(scheduler.runNext()).toBe(true);
  expect(runs).toBe(1);
  slices.ask();
  expect(scheduler.posted.map(({ priority }) => priority)).toEqual(['background']);
});

it('does nothing more once it was stopped', () => {
  const scheduler = busyScheduler();
  const slices = new Slices(() => {
    throw new Error('no slice was wanted');
  });
  slices.ask();
  slices.stop();
  slices.ask();
  expect(scheduler.posted).toHaveLength(1);
  expect(() => scheduler.posted[0]?.run()).not.toThrow();
});
