import { setTimeout as pause } from 'node:timers/promises';

export interface PollOptions {
  /** Give up after this many milliseconds. It only ends what hangs: a busy machine may take its time. */
  timeout?: number;
  /** Look again after this many milliseconds, or after twice as long as the look took where that is more. */
  every?: number;
  /** What was seen last, for the message of a failure. */
  seen?: () => unknown;
}

/**
 * Looks until there is something to see. Only this file waits for time to pass, and only between two looks.
 *
 * Not puppeteer's `waitForFunction`: it polls by animation frames, which stop in a hidden panel, and runs in a world
 * of its own, where an import of DevTools' modules gives other instances than DevTools uses.
 */
export async function poll<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  { timeout = 60_000, every = 25, seen }: PollOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeout;
  let trouble: unknown;
  for (;;) {
    const begun = performance.now();
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      trouble = undefined;
    } catch (error) {
      // A frame that navigates or a row that is recycled fails one look; the next may succeed.
      trouble = error;
    }
    if (performance.now() > deadline) {
      const last = seen ? `; last seen: ${JSON.stringify(seen())}` : '';
      throw new Error(`Waited ${timeout} ms without success for ${what}${last}`, { cause: trouble });
    }
    // Looks must not be what keeps a busy machine busy.
    await pause(Math.max(every, 2 * (performance.now() - begun)));
  }
}
