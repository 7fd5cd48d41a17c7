import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../../devtools/launch.ts';
import { type PanelAlone, servePanelAlone } from '../../devtools/panel-alone.ts';

export const EVENTS = '[role=grid][aria-label=Events]';
export const STREAMS = '[role=grid][aria-label=Streams]';

interface Options {
  readonly width?: number;
  readonly isDark?: boolean;
}

/**
 * The panel in a plain page, on a session of its own over a tape: what it does with what it is given. To be called once
 * in a file of tests: they share a browser, and each has a page.
 */
export function panelAlone() {
  let browser: Browser;
  let served: PanelAlone;
  let page: Page;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchBrowser({ extensions: [] }), servePanelAlone()]);
  });
  afterEach(() => page?.close());
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  return {
    /** Opens the test's page. */
    async open(query = '', { width = 1100, isDark = false }: Options = {}): Promise<Page> {
      page = await browser.newPage();
      await page.setViewport({ width, height: 700 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]);
      await page.goto(served.url(query));
      await page.waitForSelector(EVENTS);
      // The grid is there before its session has looked at the tape: a click would find no row.
      if (query !== '?empty') await page.waitForSelector(`${STREAMS} [aria-rowindex]`);
      return page;
    },
    /** Evaluates in the page, on what `test/devtools/alone/page.ts` offers. */
    alone: (call: string) => page.evaluate(`alone.${call}`),
    click: (text: string) =>
      page.evaluate((name) => {
        const all = [...document.querySelectorAll<HTMLElement>('button, [role=tab], [role^=menuitem]')];
        all.find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name)?.click();
      }, text),
    /** Opens a tab by the beginning of its name: that of Findings has their number as well. */
    clickTab: (name: string) =>
      page.evaluate((wanted) => {
        const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
        tabs.find((one) => one.textContent?.startsWith(wanted))?.click();
      }, name),
    text: (selector: string) => page.$eval(selector, (element) => element.textContent ?? ''),
    selectedRow: () =>
      page.evaluate((grid) => {
        const row = document.querySelector(`${grid} [aria-selected=true]`);
        return Number(row?.getAttribute('aria-rowindex') ?? 0);
      }, EVENTS),
  };
}
