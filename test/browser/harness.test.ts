import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../devtools/launch.ts';
import { openStreamsPanel, type StreamsPanel } from '../devtools/open-panel.ts';
import { poll } from '../devtools/poll.ts';

/** What every other browser test takes for granted: real DevTools with our panel in it, shown and hidden. */
let browser: Browser;
let streams: StreamsPanel;

beforeAll(async () => {
  browser = await launchBrowser();
  streams = await openStreamsPanel(await browser.newPage());
});

afterAll(() => browser?.close());

test('DevTools shows the Streams panel, its grid and its status', async () => {
  const { panel } = streams;
  const grid = await poll('grid "Streams"', () => panel.table('Streams'));
  expect(grid.rows).toEqual([]);
  await panel.waitForStatus(/\S/);
});

test('a panel behind another one is not drawn, and comes back', async () => {
  const { panel, hide, show } = streams;
  const frames = `new Promise((resolve) => {
    requestAnimationFrame(() => resolve('drawn'));
    setTimeout(resolve, 2000, 'not drawn');
  })`;
  await hide();
  await expect(panel.frame.evaluate(frames)).resolves.toBe('not drawn');
  expect(await panel.status()).not.toBe('');
  await show();
  await poll('it to be drawn', async () => (await panel.frame.evaluate(frames)) === 'drawn');
});

test('the panel can be made narrow and dark', async () => {
  const { panel, devtools } = streams;
  await devtools.resize(500, 700);
  await devtools.setTheme('dark');
  await poll('500 px', () => panel.frame.evaluate(() => innerWidth === 500));
  await poll('the dark', () =>
    panel.frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches),
  );
});
