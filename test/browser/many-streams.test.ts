/** The list of streams where there are many: the panel in a plain page, on a tape with two hundred. */
import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { look } from '../devtools/look.ts';
import { poll } from '../devtools/poll.ts';
import { panelAlone, STREAMS } from './support/panel-alone.ts';

const MANY = '?streams=200';
const BOX = 'input[aria-label="Filter streams"]';

const panel = panelAlone();
const { click, text } = panel;
let page: Page;

async function open(width: number, isDark = false): Promise<void> {
  page = await panel.open(MANY, { width, isDark });
  await hasRows(200);
}

const table = async () => {
  const streams = await look(page.mainFrame(), 'table', 'Streams');
  if (!streams) throw new Error('no grid Streams');
  return streams;
};
const column = async (name: string) => (await table()).rows.map(({ cells }) => cells[name] ?? '');
const status = () => look(page.mainFrame(), 'read', 'status', 'Streams shown');
const sorted = (name: string) =>
  page.$eval(`${STREAMS} [role=columnheader][aria-label="${name}"]`, (header) => header.ariaSort);
const header = (name: string) => `${STREAMS} [role=columnheader][aria-label="${name}"] button`;

async function hasRows(count: number): Promise<void> {
  let seen = -1;
  const same = async () => {
    const { rowCount, isPartial } = await table();
    seen = rowCount;
    return rowCount === count && !isPartial;
  };
  await poll(`${count} rows in Streams`, same, { seen: () => seen });
}

async function type(text: string): Promise<void> {
  await page.click(BOX, { count: 3 });
  await page.keyboard.type(text);
}

async function expectNoViolations(state: string): Promise<void> {
  expect({ state, violations: await runAxe(page.mainFrame()) }).toEqual({ state, violations: [] });
}

test('a name that is too long is cut in its middle, and readers get all of it', async () => {
  await open(800);
  const rows = await page.$$eval(`${STREAMS} .stream-row`, (all) =>
    all.map((row) => {
      const key = row.querySelector('.name-key');
      return {
        title: row.querySelector('.name')?.getAttribute('title') ?? '',
        key: key?.textContent ?? '',
        isWhole: key !== null && key.scrollWidth <= key.clientWidth,
        isCut: [...row.querySelectorAll('.name-around')].some((part) => part.scrollWidth > part.clientWidth),
      };
    }),
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect(rows.filter(({ isWhole, isCut }) => !isWhole || !isCut)).toEqual([]);
  expect(rows[2]).toMatchObject({
    key: '3',
    title: 'GET https://host-1.example.test/live/stream?channel=prices&streamId=3&format=json',
  });
  expect((await column('Name'))[2]).toMatch(/^stream\?streamId=3&…/);
});

test('a filter of streams says what it hides, and leaves what is selected as it is', async () => {
  await open(1100);
  await page.click(`${STREAMS} [aria-rowindex="2"]`);
  await type('url:streamid=19 -kind:websocket');
  await hasRows(10);
  expect(await status()).toBe('10 of 200 shown');
  expect(await text('[aria-label="State of the stream"]')).toMatch(/^stream\?streamId=2&…/);
  expect((await table()).rows.some(({ selected }) => selected)).toBe(false);
  await click('Failed');
  await hasRows(0);
  expect(await page.$eval('.streams-none', (hint) => hint.textContent)).toMatch(
    /^No stream fits this filter\./,
  );
  await expectNoViolations('nothing fits');
  await click('Show all');
  await hasRows(200);
  expect([await status(), await page.$eval(BOX, (box) => (box as HTMLInputElement).value)]).toEqual(['', '']);
  expect((await table()).rows[1]?.selected).toBe(true);
  await click('WebSocket');
  await hasRows(20);
  expect(await look(page.mainFrame(), 'isOn', 'button', 'WebSocket')).toBe(true);
  await click('All');
  await hasRows(200);
});

test('the headers sort, and a third click gives the order of opening back', async () => {
  await open(500, true);
  const first = async () => (await column('Events'))[0];
  const sort = async (wanted: string, events: string) => {
    await page.click(header('Events'));
    await poll(`sorted ${wanted}`, async () => (await sorted('Events')) === wanted);
    await poll(`${events} first`, async () => (await first()) === events);
  };
  await sort('ascending', '0');
  await sort('descending', '7');
  await sort('none', '1');
  await click('Wrong first');
  await poll('what failed first', async () => (await column('Status'))[0] === '503');
  await expectNoViolations('wrong first');
});

test('the menu of the header has columns, which are remembered', async () => {
  await open(1100);
  await page.click(header('Events'), { button: 'right' });
  await expectNoViolations('menu of columns');
  await click('Host');
  await poll('the column', async () => (await table()).headers.includes('Host'));
  expect((await column('Host'))[0]).toBe('host-1.example.test');
  await page.click(header('Events'), { button: 'right' });
  await click('Kind');
  await poll('one less', async () => !(await table()).headers.includes('Kind'));
  const kept = await page.evaluate(() => window.alone.host.settings.current().streamColumns);
  expect(kept).toEqual({ host: { hidden: false }, kind: { hidden: true } });
});
