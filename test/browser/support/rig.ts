import type { Browser, Page } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../../fixtures-server/index.ts';
import { launchBrowser } from '../../devtools/launch.ts';
import { type OpenOptions, openStreamsPanel, type StreamsPanel } from '../../devtools/open-panel.ts';
import type { PanelDriver } from '../../devtools/panel-driver.ts';
import { poll } from '../../devtools/poll.ts';
import { navigated } from './navigation.ts';

/** Everything a browser test stands on: fixtures, a page, real DevTools with the Streams panel shown and recording. */
export interface Rig {
  readonly fixtures: Fixtures;
  readonly browser: Browser;
  readonly page: Page;
  readonly streams: StreamsPanel;
  readonly panel: PanelDriver;
  /** Goes to an address, and waits until the panel shows nothing of the page before. */
  visit(url: string): Promise<void>;
  /** Opens a lesson and waits until it says that it is done. */
  lesson(id: string, query?: string, origin?: string): Promise<void>;
  /** Opens a lesson that continues. */
  open(id: string, query?: string, origin?: string): Promise<void>;
  /** All text that is shown in the panel. */
  text(): Promise<string>;
  waitForText(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

/** Those that are open, for what is printed of a failed test. */
export const openRigs = new Set<Rig>();

export async function startRig(options?: OpenOptions): Promise<Rig> {
  const fixtures = await startFixtures();
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(fixtures.url);
  const streams = await openStreamsPanel(page, options);
  const { panel } = streams;
  await panel.waitForCapture();

  const visit = (url: string): Promise<void> => navigated(panel, () => page.goto(url));
  const open = (id: string, query = '', origin = fixtures.url): Promise<void> =>
    visit(`${origin}/s/${id}/?run=${id}${query}`);
  const text = async (): Promise<string> => String(await panel.frame.evaluate('document.body.innerText'));
  const rig: Rig = {
    fixtures,
    browser,
    page,
    streams,
    panel,
    visit,
    open,
    async lesson(id, query, origin) {
      await open(id, query, origin);
      const done = () => page.evaluate(() => document.body.dataset.state === 'done');
      await poll(`lesson ${id} to be done`, done);
    },
    text,
    async waitForText(pattern) {
      let seen = '';
      return poll(
        `${pattern}`,
        async () => {
          seen = await text();
          return pattern.test(seen) && seen;
        },
        { seen: () => seen },
      );
    },
    async close() {
      openRigs.delete(rig);
      await browser.close();
      await fixtures.close();
    },
  };
  openRigs.add(rig);
  return rig;
}
