import type { Page } from 'puppeteer';
import { poll } from '../devtools/poll.ts';
import { runIn } from './in-page.ts';

export type Via = 'eventsource' | 'fetch';

export interface Flood {
  readonly count: number;
  readonly via: Via;
}

declare global {
  interface Window {
    /** What the page of lesson "flood" counts; see `fixtures-server/page/flood.js`. */
    receivedCount: number;
    inOrder: boolean;
    firstAt: number;
    lastAt: number;
  }
}

/** What the page itself received; times in milliseconds since the Unix epoch. */
export interface FloodSeen {
  readonly firstAt: number;
  readonly lastAt: number;
}

/** A row an event, and one for the "done" that follows. */
export const rowsOf = ({ count }: Flood): number => count + 1;

export const floodUrl = (server: string, { count, via }: Flood): string =>
  `${server}/s/flood/?count=${count}&via=${via}`;

/** Runs a flood in a page to its end. @throws where the page itself did not get every event in its order. */
export async function runFlood(page: Page, url: string, { count }: Flood): Promise<FloodSeen> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const isDone = () => runIn(page, () => document.body.dataset.state === 'done');
  await poll('the flood to end', isDone, { timeout: 120_000, every: 200 });
  const seen = await runIn(page, () => ({
    count: window.receivedCount,
    inOrder: window.inOrder,
    firstAt: window.firstAt,
    lastAt: window.lastAt,
  }));
  if (seen.count !== count || !seen.inOrder)
    throw new Error(`The page received ${seen.count} of ${count}, ${seen.inOrder ? '' : 'not '}in order.`);
  return seen;
}
