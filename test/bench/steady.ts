import type { Page } from 'puppeteer';
import { poll } from '../devtools/poll.ts';
import { runIn } from './in-page.ts';

declare global {
  interface Window {
    /** The delay of each event, in milliseconds; see `fixtures-server/page/steady.js`. */
    delays: number[];
  }
}

/** Runs lesson "steady" in a page. @returns the delay of each event from its sending to the page's handler. */
export async function runSteady(page: Page, server: string, rate: number, count: number): Promise<number[]> {
  await page.goto(`${server}/s/steady/?rate=${rate}&count=${count}`, { waitUntil: 'domcontentloaded' });
  const isDone = () => runIn(page, () => document.body.dataset.state === 'done');
  await poll('the steady stream to end', isDone, { timeout: 60_000, every: 500 });
  const delays = await runIn(page, () => window.delays);
  if (delays.length !== count) throw new Error(`The page received ${delays.length} of ${count}.`);
  return delays;
}
