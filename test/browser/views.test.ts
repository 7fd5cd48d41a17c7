/** How a stream can be looked at: times, pause, following, sorting, hiding, copying, and what outlives the panel. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStreamsPanel } from '../devtools/open-panel.ts';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 700 } });
  panel = rig.panel;
});

afterAll(() => rig?.close());

/** Chooses in a list of choices by its label, as a user would. */
const choose = (label: string, value: string) =>
  panel.frame.evaluate(
    (wanted, option) => {
      const all = [...document.querySelectorAll('select')];
      const select = all.find(
        (one) => one.ariaLabel === wanted || one.labels[0]?.textContent?.startsWith(wanted),
      );
      if (!select) throw new Error(`no choice ${wanted}`);
      select.value = option;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    label,
    value,
  );

/** Opens the clock, which continues until the page leaves. */
async function openClock(query: string): Promise<void> {
  await rig.open('clock', query);
  await panel.selectStream('clock');
}

const secondsOf = (cell: string | undefined) => Number.parseFloat(cell ?? '');
/** "+24 ms" or "+1.20 s" in milliseconds. */
const spanOf = (cell: string | undefined) =>
  secondsOf(cell) * (/ m?s$/.exec(cell ?? '')?.[0] === ' s' ? 1000 : 1);

describe('times', () => {
  test('by the wall clock are those that the server wrote, and +Δ is the way from the row before', async () => {
    await openClock('&every=200');
    await panel.waitForRows(4);
    const relative = await panel.rows();
    for (const [i, row] of relative.entries()) {
      const before = relative[i - 1];
      if (!before) continue;
      const way = (secondsOf(row.Time) - secondsOf(before.Time)) * 1000;
      expect(Math.abs(spanOf(row['+Δ']) - way), `${JSON.stringify(row)} after ${before.Time}`).toBeLessThan(
        8,
      );
    }

    await choose('Times', 'wall');
    await poll('wall-clock times', async () =>
      /^\d\d:\d\d:\d\d\.\d{3}$/.test((await panel.rows())[0]?.Time ?? ''),
    );
    for (const row of await panel.rows()) {
      const written = new Date(row.Data ?? '');
      const [hours = 0, minutes = 0, seconds = 0] = (row.Time ?? '').split(':').map(Number);
      const shown = new Date(written).setHours(hours, minutes, 0, seconds * 1000);
      expect(Math.abs(shown - written.getTime()), `${row.Time} for ${row.Data}`).toBeLessThan(20_000);
    }

    await choose('Times', 'delta');
    await poll('ways', async () => (await panel.rows())[1]?.Time?.startsWith('+'));
    await choose('Times', 'relative');
  });
});

describe('a stream that continues', () => {
  // What one test leaves behind when it fails must not fail those after it.
  afterEach(async () => {
    await panel.filter('');
    if (/Paused/.test(await rig.text())) await panel.press('Pause view');
  });

  test('stands still while the view is paused, is captured all the same, and catches up', async () => {
    await openClock('&every=50');
    await panel.waitForRows(3);
    await panel.press('Pause view');
    await rig.waitForText(/Paused · \d+ new/);
    const count = await panel.rowCount();
    await rig.waitForText(/Paused · [1-9]\d+ new/);
    expect(await panel.rowCount()).toBe(count);
    // Another filter during the pause shows what is there, and then stands still as well.
    await panel.filter('data:nothing');
    await rig.waitForText(/0 of \d+ match/);
    await panel.filter('T');
    let footer = '';
    await poll(
      'rows of the other filter',
      async () => {
        footer = (await rig.text()).slice(-200);
        return (await panel.rowCount()) >= count;
      },
      { seen: () => footer },
    );
    await rig.waitForText(/Paused · [1-9]\d* new/);
    await panel.filter('');
    await panel.press('Pause view');
    await panel.waitForRows(count + 10);
  });

  test('is followed until one scrolls up; then new rows are counted, and a button leads to them', async () => {
    await openClock('&every=20');
    const count = 60;
    await panel.waitForRows(count);
    const isDrawn = async (index: number) =>
      (await panel.table('Events'))?.rows.some((row) => row.index === index);
    await poll('the newest row', async () => isDrawn((await panel.rowCount()) - 1));
    await panel.scrollTo(0);
    await rig.waitForText(/▾ [1-9]\d* new/);
    await panel.waitForRows(count + 30);
    expect(await isDrawn(0)).toBe(true);

    // The place is kept while another tab is open, and Raw counts in its own right.
    await panel.openTab('Raw');
    await poll('new rows on the wire', async () => {
      await panel.frame.evaluate(`document.querySelector('[aria-label=Raw][role=grid]').scrollTop = 0`);
      return /▾ [1-9]\d* new/.test(await rig.text());
    });
    await panel.openTab('Events');
    await poll('the first row again', () => isDrawn(0));

    await panel.press('▾');
    await poll('the newest row', async () => isDrawn((await panel.rowCount()) - 1));
    expect(await isDrawn(0)).toBe(false);
  });

  test('is marked when it is silent for longer than the limit that was set', async () => {
    await panel.press('Settings');
    const limit = await panel.frame.waitForSelector('aria/Mark as quiet after s');
    await limit?.focus();
    await limit?.evaluate((input) => (input as HTMLInputElement).select());
    await limit?.type('600');
    await openClock('&n=2&every=60000');
    await panel.waitForStream(/open.*s ago$/);
    await limit?.evaluate((input) => (input as HTMLInputElement).select());
    await limit?.type('1');
    await panel.waitForStream(/s, longer than the limit/);
    await limit?.evaluate((input) => (input as HTMLInputElement).select());
    await limit?.type('600');
    await poll('the mark to go', async () => !/limit/.test((await panel.streams())[0]?.['Last byte'] ?? ''));
    await limit?.evaluate((input) => (input as HTMLInputElement).select());
    await limit?.type('15');
    await panel.press('Settings');
  });
});

describe('the grid of events', () => {
  test('is sorted by a click on a header, the other way by a second, and as it came by a third', async () => {
    await rig.lesson('json');
    await panel.selectStream('stream');
    const asCame = (await panel.waitForRows(7)).map((row) => row.ID);
    const sizes = async () => (await panel.rows()).map((row) => secondsOf(row.Size));
    const sorted = (await sizes()).toSorted((a, b) => a - b);
    await panel.press('Size');
    await poll('smallest first', async () => JSON.stringify(await sizes()) === JSON.stringify(sorted));
    await panel.press('Size');
    await poll(
      'largest first',
      async () => JSON.stringify(await sizes()) === JSON.stringify(sorted.toReversed()),
    );
    await panel.press('Size');
    await poll('as it came', async () => {
      return JSON.stringify((await panel.rows()).map((row) => row.ID)) === JSON.stringify(asCame);
    });
  });

  test('hides a column and brings it back', async () => {
    const menu = () =>
      panel.frame.evaluate(() => {
        const header = document.querySelector(
          '[role=grid][aria-label=Events] [role=columnheader] .header-button',
        );
        header?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      });
    const headers = async () => (await panel.table('Events'))?.headers;
    await menu();
    await panel.press('Size', 'menuitemcheckbox');
    await poll('no Size', async () => !(await headers())?.includes('Size'));
    await menu();
    await panel.press('Reset columns', 'menuitem');
    await poll('Size', async () => (await headers())?.includes('Size'));
  });

  test('shows comments, or not', async () => {
    await rig.lesson('heartbeats');
    await panel.selectStream('stream');
    await panel.waitForRows(8);
    const types = async () => new Set((await panel.rows()).map((row) => row.Type));
    expect(await types()).toEqual(new Set(['message', 'comment']));
    await panel.press('Comments', 'checkbox');
    await poll('no comments', async () => (await panel.rowCount()) === 2);
    expect(await types()).toEqual(new Set(['message']));
    await panel.press('Comments', 'checkbox');
    await panel.waitForRows(8);
  });

  test('is empty for a reason, and says it', async () => {
    await rig.lesson('cors-refused');
    await panel.selectStream('stream');
    await rig.waitForText(/No event came\.\s+Blocked by the browser: .*no Access-Control-Allow-Origin/);
  });
});

describe('a row', () => {
  beforeEach(async () => {
    await rig.browser
      .defaultBrowserContext()
      .overridePermissions(rig.fixtures.url, ['clipboard-read', 'clipboard-write']);
  });

  /** What another page gets from the clipboard. */
  async function clipboard(pattern: RegExp): Promise<string> {
    await rig.page.bringToFront();
    let seen = '';
    return poll(
      `${pattern} in the clipboard`,
      async () => {
        seen = await rig.page.evaluate(() => navigator.clipboard.readText());
        return pattern.test(seen) && seen;
      },
      { seen: () => seen },
    );
  }

  test('shows JSON as a tree with numbers as they were written, and gives value, path, row and curl to the clipboard', async () => {
    await rig.lesson('json');
    await panel.selectStream('stream');
    await panel.waitForRows(7);
    await panel.clickRow(1);
    await panel.openTab('Data');
    const tree = await rig.waitForText(/12345678901234567890/);
    expect(tree).toMatch(/1\.10\b/);

    await panel.press('Copy value');
    const value = await clipboard(/^\{"big":12345678901234567890/);
    expect(JSON.parse(value)).toBeTypeOf('object');
    await panel.press('Copy row');
    expect((await clipboard(/^2\tnumbers\t/)).split('\t')).toHaveLength(6);
    await panel.frame.focus('[role=tree]');
    await panel.key('ArrowDown');
    await panel.press('Copy path');
    await clipboard(/^\$\.big$/);
    await panel.press('Copy this value');
    await clipboard(/^12345678901234567890$/);

    await panel.openTab('Connections');
    await panel.press('Copy as cURL');
    const curl = await clipboard(/^curl /);
    expect(curl).toMatch(/ -N\b|--no-buffer/);
    expect(curl).toContain(`${rig.fixtures.url}/s/json/stream?run=json`);
    await panel.openTab('Events');
  });

  test('shows its very bytes', async () => {
    await rig.lesson('split-message');
    await panel.selectStream('stream');
    await panel.waitForRows(1);
    await panel.clickRow(0);
    await panel.openTab('Bytes');
    const [connection] = rig.fixtures.connections('split-message');
    const written = Buffer.concat(connection?.chunks.map((chunk) => chunk.bytes) ?? []).toString('hex');
    const table = await poll('the bytes', () => panel.table('Bytes'));
    const shown = table.rows.map((row) => (row.cells.Hex ?? '').replace(/\s/g, '')).join('');
    expect(written).not.toBe('');
    expect(shown).toBe(written);
  });
});

test('a size of text for projectors and the unfolded grid Requests outlive DevTools', async () => {
  const scale = (from: PanelDriver) =>
    from.frame.evaluate(
      `getComputedStyle(document.querySelector('.app')).getPropertyValue('--scale').trim()`,
    );
  const repeat = () =>
    rig.page.evaluate(async () => {
      for (const page of [1, 2]) await fetch(`/s/pagination/poll?page=${page}`);
    });
  await repeat();
  expect(await panel.requests()).toMatchObject([{ Name: 'poll', Requests: '2', Status: '200' }]);
  await panel.press('Settings');
  await choose('Text size', '2');
  await poll('twice the size', async () => (await scale(panel)) === '2');
  expect(await panel.frame.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await rig.streams.devtools.close();
  const again = await openStreamsPanel(rig.page);
  await poll('twice the size again', async () => (await scale(again.panel)) === '2');
  await again.panel.waitForCapture();
  await repeat();
  await poll('the grid', () => again.panel.table('Requests'));
});
