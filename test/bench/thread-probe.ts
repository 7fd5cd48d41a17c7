import type { Frame, Page } from 'puppeteer';
import { runIn } from './in-page.ts';

declare global {
  interface Window {
    /** The longest time, in milliseconds, that a task of the highest priority had to wait for this thread. */
    longestBlock?: number;
  }
}

/** Milliseconds between two pings: few enough to cost the thread nothing. */
const PERIOD = 10;

interface Scheduler {
  postTask(task: () => void, options: { priority: 'user-blocking'; delay: number }): Promise<void>;
}

/**
 * Begins to measure how long a document's thread is blocked: a ping of the highest priority every few milliseconds, as
 * a click would be; its delay is how long the thread was blocked. The document must be shown, since timers of
 * hidden ones are throttled. All documents of an extension in one DevTools share a thread, so one is enough.
 */
export async function watchThread(place: Page | Frame): Promise<void> {
  await runIn(
    place,
    (period: number) => {
      const { scheduler } = globalThis as unknown as { scheduler: Scheduler };
      window.longestBlock = 0;
      let due = performance.now() + period;
      const ping = () => {
        const now = performance.now();
        window.longestBlock = Math.max(window.longestBlock ?? 0, now - due);
        due = now + period;
        void scheduler.postTask(ping, { priority: 'user-blocking', delay: period });
      };
      void scheduler.postTask(ping, { priority: 'user-blocking', delay: period });
    },
    PERIOD,
  );
}

/** The longest block since {@link watchThread}, in milliseconds. */
export function longestBlock(place: Page | Frame): Promise<number> {
  return runIn(place, () => window.longestBlock ?? Number.NaN);
}
