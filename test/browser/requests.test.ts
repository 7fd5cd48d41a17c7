/** The grid Requests, in the panel alone: what repeats and has no row in Streams. */
import type { Page } from 'puppeteer';
import { describe, expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { poll } from '../devtools/poll.ts';
import { EVENTS, panelAlone, STREAMS } from './support/panel-alone.ts';

const REQUESTS = '[role=grid][aria-label=Requests]';
const LATEST = '[role=grid][aria-label="Latest requests"]';
const DETAIL = '[aria-label="Selected requests"]';
const FOLD = '[aria-label="Requests that repeat"] button[aria-expanded]';

const panel = panelAlone();
const { click, text } = panel;
let page: Page;

async function open(...options: Parameters<typeof panel.open>): Promise<void> {
  page = await panel.open(...options);
  await page.waitForSelector(FOLD);
}

async function unfold(): Promise<void> {
  await page.focus(FOLD);
  await page.keyboard.press('Enter');
  await page.waitForSelector(REQUESTS);
}

const attribute = (selector: string, name: string) =>
  page.$eval(selector, (element, of) => element.getAttribute(of), name);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
/** The name in the active row of a grid, which it names to assistive technology. */
const activeName = (grid: string) =>
  page.$eval(grid, (element) => {
    const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    return row?.getAttribute('aria-selected') === 'true' ? row.querySelector('.name')?.textContent : null;
  });

test('is one line until it is unfolded; it counts in nothing of Streams', async () => {
  await open('?requests=40');
  const all = 'Requests that repeat: 40 addresses, 120 requests, 2 failing';
  await poll('all of them', async () => (await text(FOLD)) === all);
  expect(await page.$(REQUESTS)).toBeNull();
  // Three streams and a divider; the events are those of the streams.
  expect(await attribute(STREAMS, 'aria-rowcount')).toBe('4');
  expect(await text('[aria-label=Capture]')).toContain('2,004 events');
  expect(
    await page.$$eval(`${STREAMS} [role=row]`, (rows) => rows.map((row) => row.textContent).join()),
  ).not.toContain('part-');

  await unfold();
  expect(await attribute(FOLD, 'aria-expanded')).toBe('true');
  expect(await attribute(REQUESTS, 'aria-rowcount')).toBe('40');
  const headers = await page.$$eval(`${REQUESTS} [role=columnheader]`, (all) =>
    all.map((one) => one.ariaLabel),
  );
  expect(headers).toEqual(['Name', 'Method', 'What', 'Requests', 'Questions', 'Status', 'Last']);
  // What was chosen holds for the next panel.
  expect(await page.evaluate(() => window.alone.host.settings.current().requests)).toBe(true);
  await click(all);
  await poll('the line alone', async () => (await page.$(REQUESTS)) === null);
});

test('is not there where nothing repeats', async () => {
  page = await panel.open('?rows=20');
  await poll('the streams', async () => (await text(STREAMS)).includes('missing'));
  expect(await page.$(FOLD)).toBeNull();
});

test('is gone through by keyboard, as Streams is, and shows the group in place of the tabs', async () => {
  await open('?requests=40');
  await unfold();
  await page.focus(REQUESTS);
  await page.keyboard.press('ArrowDown');
  // What fails comes first.
  await poll('the first', async () => (await activeName(REQUESTS)) === 'failing part-8');
  expect(await text(DETAIL)).toContain('The latest 3 of 3 requests failed. HTTP 503.');
  expect(await page.$('[role=tab]')).toBeNull();
  expect(await page.$(`${STREAMS} [aria-selected=true]`)).toBeNull();
  await page.keyboard.press('End');
  await poll('the last', async () => (await activeName(REQUESTS)) === 'part-40');
  expect(await attribute(`${REQUESTS} [aria-selected=true]`, 'aria-rowindex')).toBe('40');

  const cells = (row: string) => page.$$eval(`${row} > *`, (all) => all.map((one) => one.textContent));
  expect((await cells('table[aria-label=Questions] tbody tr:nth-child(2)')).slice(0, 3)).toEqual([
    'of=b',
    '1',
    '200',
  ]);
  expect((await cells(`${LATEST} [aria-rowindex="2"]`)).slice(0, 6)).toEqual([
    '2',
    '0.200 s',
    '30 ms',
    // Each asks for something else: none follows the other.
    '–',
    '200',
    'data',
  ]);
  await page.focus(LATEST);
  await page.keyboard.press('Home');
  await poll('its facts', async () => (await text(DETAIL)).includes('part-40?of=a'));

  await page.focus(STREAMS);
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('[role=tab]');
  expect(await page.$(DETAIL)).toBeNull();
  expect(await page.$(`${REQUESTS} [aria-selected=true]`)).toBeNull();
});

test('is where the user says that a group is a poll loop, or none, and takes it back', async () => {
  await open('?requests=3');
  await unfold();
  await page.click(`${REQUESTS} [aria-rowindex="2"]`);
  await click('Treat as a poll loop');
  await poll('its row in Streams', async () => (await activeName(STREAMS))?.includes('part-2'));
  expect(await focused()).toBe('Streams');
  expect(await attribute(REQUESTS, 'aria-rowcount')).toBe('2');

  await page.click(`${STREAMS} [aria-selected=true]`, { button: 'right' });
  await click('Not a poll loop');
  await poll('the group', async () => (await attribute(REQUESTS, 'aria-rowcount')) === '3');
  // The user is led there; what is shown stays a stream until a row is chosen.
  expect(await focused()).toBe('Requests');
  expect(await page.$('[role=tab]')).not.toBeNull();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await poll('the second', async () => (await activeName(REQUESTS)) === 'part-2');
  await click('Not a poll loop');
  await poll('what was said', async () => (await text(DETAIL)).includes('You said that it is no poll loop.'));
  await click('Take it back');
  await poll('the reason', async () => (await text(DETAIL)).includes('different questions'));
  expect(await activeName(REQUESTS)).toBe('part-2');
});

test('is where the user has the responses shown as streams; their rows take it back', async () => {
  await open('?requests=3');
  await unfold();
  await page.click(`${REQUESTS} [aria-rowindex="2"]`, { button: 'right' });
  await click('Show as a stream');
  await poll('the latest of its rows', async () => (await activeName(STREAMS))?.includes('of=c'));
  expect(await focused()).toBe('Streams');
  expect(await attribute(REQUESTS, 'aria-rowcount')).toBe('2');
  // Three streams and a divider, and a row a response.
  expect(await attribute(STREAMS, 'aria-rowcount')).toBe('7');
  await poll('its record', async () => (await text(EVENTS)).includes('{"n":1}'));
  expect(await text('.footer-text')).toContain('the response came whole, in one chunk');

  await panel.clickTab('Overview');
  await poll('the choice', async () => (await text('[aria-label=Overview]')).includes('You chose that'));
  await click('Take it back');
  await poll('the group', async () => (await attribute(REQUESTS, 'aria-rowcount')) === '3');
  expect(await attribute(STREAMS, 'aria-rowcount')).toBe('4');
  expect(await focused()).toBe('Requests');

  // A poll loop is shown so from its Overview, and its rows have it in their menu too.
  await page.click(`${REQUESTS} [aria-rowindex="2"]`);
  await click('Treat as a poll loop');
  await page.waitForSelector('[aria-label=Overview] button');
  await click('Show as a stream');
  await poll('its rows', async () => (await attribute(STREAMS, 'aria-rowcount')) === '7');
  expect(await activeName(STREAMS)).toContain('of=c');
  await page.click(`${STREAMS} [aria-selected=true]`, { button: 'right' });
  await click('Take it back');
  await poll('the group again', async () => (await attribute(REQUESTS, 'aria-rowcount')) === '3');
});

test('draws what is seen of a thousand rows', async () => {
  await open('?requests=1000');
  await unfold();
  await poll('all of them', async () => (await attribute(REQUESTS, 'aria-rowcount')) === '1000');
  expect(await page.$$eval(`${REQUESTS} [role=row]`, (rows) => rows.length)).toBeLessThan(60);
});

describe('axe finds nothing', () => {
  test.each([
    { width: 1100, isDark: false },
    { width: 500, isDark: true },
  ])('$width px, dark: $isDark', async (options) => {
    const check = async (state: string) => {
      expect({ state, violations: await runAxe(page.mainFrame()) }).toEqual({ state, violations: [] });
    };
    await open('?requests=40', options);
    await check('folded');
    await unfold();
    await check('unfolded');
    await page.click(`${REQUESTS} [aria-rowindex="1"]`);
    await page.waitForSelector(DETAIL);
    await page.click(`${LATEST} [aria-rowindex="1"]`);
    await check('a group and one of its requests');
  });
});
