import { setTimeout as pause } from 'node:timers/promises';

/** The time now in milliseconds since 1970, with a fraction: the same scale as a page's timeOrigin + now(). */
export function wallNow(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Waits for `ms` milliseconds, never for less, and for at least one turn: a timer counts from the start of its loop's turn, so that one set late in
 * a long turn fires early. Rejects when the signal aborts.
 */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + ms;
  let left = ms;
  do {
    await pause(left, undefined, { signal });
    left = until - performance.now();
  } while (left > 0);
}
