import type { Frame, Page } from 'puppeteer';
import { poll } from '../devtools/poll.ts';
import { runIn } from './in-page.ts';

declare global {
  interface Window {
    /** When the last row was painted, in milliseconds since the Unix epoch; 0 until then. */
    lastRowPaintedAt?: number;
  }
}

/** Seldom: each look from outside is work for the thread that is measured. */
const LOOK_EVERY = 200;

/** Waits until a document has noted when its last row was painted. */
export async function lastRowPaintedAt(place: Page | Frame, timeout: number): Promise<number | null> {
  const noted = () => runIn(place, () => window.lastRowPaintedAt || null);
  const late = Symbol('late');
  // A thread that stands still answers no look either: the time-out must not wait for one.
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, timeout, late);
  });
  const looking = poll('the last row', noted, { timeout: timeout + 1000, every: LOOK_EVERY });
  looking.catch(() => {});
  try {
    const at = await Promise.race([looking, deadline]);
    return at === late ? null : at;
  } finally {
    clearTimeout(timer);
  }
}
