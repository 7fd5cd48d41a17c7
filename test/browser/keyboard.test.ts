/** The whole way from a stream to the lines of one of its events, in real DevTools, without a mouse. */
import type { KeyInput } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1000, height: 800 } });
});

afterAll(() => rig?.close());

/** Role and name of what has the focus. */
const focused = async (): Promise<string> =>
  String(
    await rig.panel.frame.evaluate(
      `(({ role, ariaLabel, textContent, tagName }) => (role ?? tagName) + ' ' + (ariaLabel ?? textContent))(document.activeElement)`,
    ),
  );

/** Presses Tab until something has the focus; a panel that is one long way of stops is no way either. */
async function tabTo(name: string, max = 30): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < max; i++) {
    await rig.panel.key('Tab');
    passed.push(await focused());
    if (passed.at(-1) === name) return;
  }
  throw new Error(`Tab did not lead to ${name}, but to ${passed.join(', ')}`);
}

async function keys(...pressed: KeyInput[]): Promise<void> {
  for (const key of pressed) await rig.panel.key(key);
}

const selectedIn = async (grid: string): Promise<number | undefined> =>
  (await rig.panel.table(grid))?.rows.find((row) => row.selected)?.index;

test('Tab and arrow keys lead from a stream to an event, through its lines, and back', async () => {
  const { panel } = rig;
  await rig.lesson('two-on-one-url');
  await panel.waitForRows(3);
  await panel.frame.focus('[aria-label=Record]');

  await tabTo('grid Streams');
  await keys('Home', 'ArrowDown');
  await poll('the second stream', async () => (await selectedIn('Streams')) === 1);
  await rig.waitForText(/\(2 of 2\)/);

  await tabTo('grid Events');
  await keys('Home', 'ArrowDown', 'ArrowDown');
  await poll('the third event', async () => (await selectedIn('Events')) === 2);
  expect(await panel.table('Merge')).toBeNull();
  await keys('Enter');
  await tabTo('tab Data');
  await keys('ArrowRight');
  await poll('Merge', () => panel.table('Merge'));

  await tabTo('table Merge');
  await rig.waitForText(/After line 1 of 3/);
  await keys('ArrowDown');
  await rig.waitForText(/After line 2 of 3/);
  await keys('End');
  await rig.waitForText(/After line 3 of 3/);
  await keys('ArrowUp', 'Home');
  await rig.waitForText(/After line 1 of 3/);

  await keys('Escape');
  // In real DevTools Escape also opens the console drawer, where a panel does not take it first.
  await poll('the detail to close', async () => (await panel.table('Merge')) === null);
  expect(await focused()).toBe('grid Events');
});

test('headers are sorted and their menu is opened by keyboard', async () => {
  const { panel } = rig;
  await panel.frame.focus('[aria-label=Events]');
  await tabTo('BUTTON ID');
  await keys('End');
  expect(await focused()).toBe('BUTTON Size');
  await keys('Enter');
  await poll('the sort', async () =>
    panel.frame.evaluate(`document.querySelector('[role=columnheader][aria-sort=ascending]') !== null`),
  );
  await keys('ContextMenu');
  await poll('the menu', async () => (await focused()).startsWith('menuitemcheckbox'));
  await keys('Escape');
  await poll('the header again', async () => (await focused()) === 'BUTTON Size');
  await keys('Enter', 'Enter');
});

test('Ctrl+F opens the find bar of DevTools, which goes from row to row of Events', async () => {
  const { panel } = rig;
  await rig.lesson('named-events', '&open=200');
  await panel.selectStream('stream');
  const rows = await panel.waitForRows(5);
  const prices = rows.flatMap((row, index) => (row.Type === 'price' ? [index] : []));
  expect(prices.length).toBeGreaterThan(1);
  await panel.frame.focus('[aria-label=Events]');
  const { keyboard } = panel.frame.page();
  await keyboard.down('Control');
  await keys('f');
  await keyboard.up('Control');
  const inBar = () =>
    panel.frame.page().evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active instanceof HTMLInputElement;
    });
  await poll('the find bar', inBar);
  await keyboard.type('PRICE');
  const isAt = (number: number) =>
    rig.waitForText(new RegExp(`Find “PRICE”: ${number} of ${prices.length} rows`));
  const selects = (number: number) =>
    poll(`match ${number}`, async () => (await selectedIn('Events')) === prices[number - 1]);
  await isAt(1);
  await selects(1);
  await keys('Enter');
  await isAt(2);
  await selects(2);
  await keyboard.down('Shift');
  await keys('Enter');
  await keyboard.up('Shift');
  await selects(1);
  await keys('Escape');
  await poll('the end of it', async () => !(await rig.text()).includes('Find “'));
  expect(await selectedIn('Events')).toBe(prices[0]);
  // The focus is DevTools' own until the panel is clicked.
  await panel.clickRow(0);
});

test('the shortcuts are those of the Network panel', async () => {
  const { panel } = rig;
  await panel.frame.focus('[aria-label=Events]');
  await keys('/');
  await poll('the filter', async () => (await focused()).endsWith('Filter'));
  const { keyboard } = panel.frame.page();
  await keyboard.down('Control');
  await keys('l');
  await keyboard.up('Control');
  await poll('an empty list', async () => (await panel.streams()).length === 0);
});
