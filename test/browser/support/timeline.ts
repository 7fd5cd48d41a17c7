import type { ElementHandle } from 'puppeteer';
import { grab } from '../../devtools/look.ts';
import type { PanelDriver } from '../../devtools/panel-driver.ts';
import { poll } from '../../devtools/poll.ts';

/** The picture above the tabs. */
export function timelineOf({ frame }: PanelDriver): Promise<ElementHandle<Element>> {
  return poll('the timeline', () => grab(frame, 'find', 'application', 'Timeline'));
}

/** What the timeline's canvas shows, in words. */
export async function timelineWords(panel: PanelDriver): Promise<string> {
  const element = await timelineOf(panel);
  return element.evaluate((one) => {
    const ids = one.getAttribute('aria-describedby')?.split(' ') ?? [];
    return document.getElementById(ids[0] ?? '')?.textContent ?? '';
  });
}

/** Waits until the timeline says it, and answers all that it says. */
export async function waitForTimelineWords(panel: PanelDriver, pattern: RegExp): Promise<string> {
  let seen = '';
  const said = async () => {
    seen = await timelineWords(panel);
    return pattern.test(seen) && seen;
  };
  return poll(`the timeline to say ${pattern}`, said, { seen: () => seen });
}
