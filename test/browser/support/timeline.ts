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

/** How many pixels of each colour the canvas has. */
export async function timelineColors(panel: PanelDriver): Promise<ReadonlyMap<string, number>> {
  const element = await timelineOf(panel);
  const list = await element.evaluate((one) => {
    const canvas = one.querySelector('canvas');
    const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
      data: [],
    };
    const counts: Record<string, number> = {};
    for (let at = 0; at < data.length; at += 4) {
      const key = [data[at], data[at + 1], data[at + 2], data[at + 3]].join();
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return Object.entries(counts);
  });
  return new Map(list);
}

/** A colour of the style sheet as pixels have it. */
export async function styleColor(panel: PanelDriver, name: string): Promise<string> {
  const element = await timelineOf(panel);
  const text = await element.evaluate(
    (one, property) => getComputedStyle(one).getPropertyValue(property),
    `--timeline-${name}`,
  );
  return `${/\((.*)\)/.exec(text)?.[1]?.replaceAll(' ', '')},255`;
}
