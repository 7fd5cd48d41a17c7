/**
 * The demo: the fixtures server, a browser with the extension, DevTools on the Streams panel. In a window where there
 * is a display; without one it shows the same in text and a picture, and ends.
 */
import { mkdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { type Fixtures, startFixtures } from '../../fixtures-server/index.ts';
import { launchBrowser } from './launch.ts';
import { openStreamsPanel } from './open-panel.ts';
import type { PanelDriver } from './panel-driver.ts';
import { poll } from './poll.ts';
import { textTable } from './text-table.ts';

const PICTURE = resolve(import.meta.dirname, '../../.cache/streams-panel.png') as `${string}.png`;

/** What the headless demo shows, and how many rows each lesson comes to. */
const LESSONS = [
  { id: 'named-events', rows: 5 },
  { id: 'split-message', rows: 1 },
];

function hasDisplay(env = process.env): boolean {
  if (env.STREAMSCOPE_HEADLESS) return false;
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The tab that the browser opened with. */
async function firstPage(browser: Browser): Promise<Page> {
  return (await browser.pages())[0] ?? browser.newPage();
}

/** A window for a person to use, until it is closed. */
async function showWindow(browser: Browser, fixtures: Fixtures): Promise<void> {
  const page = await firstPage(browser);
  await page.goto(`${fixtures.url}/`);
  const { devtools } = await openStreamsPanel(page, { dock: 'bottom' });
  await devtools.takeShare(0.6);
  console.log(
    `\nLessons: ${fixtures.url}/\nPick one in the browser. Close the browser or press Ctrl+C to end.`,
  );
  // On macOS a browser outlives its last window: the last tab is what counts.
  await new Promise<void>((closed) => {
    browser.once('disconnected', () => closed());
    browser.on('targetdestroyed', () => {
      if (!browser.targets().some((target) => target.type() === 'page')) closed();
    });
  });
}

/** Runs a lesson under the panel and prints the panel's rows. */
async function printLesson(url: string, rows: number, page: Page, panel: PanelDriver): Promise<void> {
  // The stream's address carries the name of the run, which distinguishes it from the lesson before.
  const run = `demo-${rows}-${Date.now()}`;
  await page.goto(`${url}?run=${run}`);
  await panel.selectStream(run);
  await panel.waitForRows(rows);
  await poll('the lesson to end', () => page.evaluate(() => document.body.dataset.state === 'done'));
  const table = await panel.table('Events');
  if (!table) throw new Error('The panel shows no grid "Events".');
  const cells = table.rows.map((row) => row.cells);
  console.log(`\n${await page.title()} (${url})\n\n${textTable(table.headers, cells)}`);
}

/** The same without a display: two lessons, their rows as text, and a picture of the panel. */
async function showText(browser: Browser, fixtures: Fixtures): Promise<void> {
  console.log('There is no display, so the browser runs without a window.');
  const page = await firstPage(browser);
  const { devtools, panel } = await openStreamsPanel(page);
  await panel.waitForCapture();
  for (const { id, rows } of LESSONS) await printLesson(`${fixtures.url}/s/${id}/`, rows, page, panel);

  await panel.clickRow(0);
  const lines = await panel.merge();
  console.log(`\nHow its writes became one event\n\n${textTable(Object.keys(lines[0] ?? {}), lines)}`);
  await mkdir(resolve(PICTURE, '..'), { recursive: true });
  await devtools.screenshot(PICTURE);
  console.log(`\nThe panel as it looks: ${relative(process.cwd(), PICTURE)}`);
}

/** Settles at the first Ctrl+C. More may come (npm passes on what the terminal already sent): they must not kill us. */
const asked = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
});

const windowed = hasDisplay();
const fixtures = await startFixtures();
try {
  const browser = await launchBrowser({
    headless: !windowed,
    // Ctrl+C is for this program to act on: the server has to be closed too.
    handleSignals: false,
    extraArgs: windowed ? ['--window-size=1400,1000'] : [],
  });
  try {
    await Promise.race([windowed ? showWindow(browser, fixtures) : showText(browser, fixtures), asked]);
  } finally {
    await browser.close();
  }
} finally {
  await fixtures.close();
}
