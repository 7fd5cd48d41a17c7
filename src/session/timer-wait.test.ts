import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitByTimer } from './timer-wait.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('waiting by a timer', () => {
  it('is over after its time, and leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, 'removeEventListener');
    const waiting = waitByTimer(100, signal);
    await vi.advanceTimersByTimeAsync(100);
    await expect(waiting).resolves.toBeUndefined();
    expect(remove).toHaveBeenCalledWith('abort', expect.any(Function));
  });

  it('is given up with the signal, also with one that is aborted already', async () => {
    const ending = new AbortController();
    const waiting = waitByTimer(100, ending.signal);
    ending.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    await expect(waitByTimer(100, ending.signal)).rejects.toThrow('over');
    expect(vi.getTimerCount()).toBe(0);
  });
});
