import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { type PanelAlone, servePanelAlone } from '../devtools/panel-alone.ts';
import { poll } from '../devtools/poll.ts';

/** The panel in a plain page, on a fake host: what it does with what it is given, whoever gives it. */
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

const EVENTS = '[role=grid][aria-label=Events]';
const STREAMS = '[role=grid][aria-label=Streams]';
const HEADING = '[aria-label="State of the stream"]';

interface Options {
  readonly width?: number;
  readonly isDark?: boolean;
}

async function open(query = '', { width = 1100, isDark = false }: Options = {}): Promise<void> {
  page = await browser.newPage();
  await page.setViewport({ width, height: 700 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }]);
  await page.goto(served.url(query));
  await page.waitForSelector(EVENTS);
}

/** Calls the fake host in the page. */
const host = (call: string) => page.evaluate(`fakeHost.${call}`);
const click = (text: string) =>
  page.evaluate((name) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, [role=tab], [role^=menuitem]')];
    all.find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name)?.click();
  }, text);
const text = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const selectedRow = () =>
  page.evaluate((grid) => {
    const row = document.querySelector(`${grid} [aria-selected=true]`);
    return Number(row?.getAttribute('aria-rowindex') ?? 0);
  }, EVENTS);
const lastVisibleRow = () =>
  page.evaluate((selector) => {
    const grid = document.querySelector(selector);
    const bottom = grid?.getBoundingClientRect().bottom ?? 0;
    const rows = [...(grid?.querySelectorAll('[aria-rowindex]') ?? [])];
    const seen = rows.filter((row) => row.getBoundingClientRect().bottom <= bottom + 1);
    return Number(seen.at(-1)?.getAttribute('aria-rowindex') ?? 0);
  }, EVENTS);
async function expectSoon<T>(what: string, read: () => Promise<T>, wanted: T): Promise<void> {
  let seen: T | undefined;
  const same = async () => {
    seen = await read();
    return Object.is(seen, wanted);
  };
  await poll(what, same, { seen: () => seen });
}

async function selectFlood(): Promise<void> {
  await page.click(`${STREAMS} [aria-rowindex="2"]`);
  await poll('the flood', async () => (await text(`${EVENTS} [aria-rowindex]`)).includes('row'));
}

describe('axe finds nothing', () => {
  for (const isDark of [false, true]) {
    for (const width of [500, 1100]) {
      test(`${isDark ? 'dark' : 'light'}, ${width} px`, async () => {
        const check = async (state: string) => {
          expect({ state, violations: await runAxe(page.mainFrame()) }).toEqual({ state, violations: [] });
        };
        await open('', { width, isDark });
        await check('a list');
        await page.focus(EVENTS);
        await page.keyboard.press('Home');
        for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        for (const tab of ['Data', 'Merge', 'Bytes', 'Raw', 'Connections', 'Findings (3)']) {
          await click(tab);
          await check(tab);
        }
        await host(
          `setCapture({ state: 'off', notices: [{ level: 'warning', code: 'crashed', text: 'It crashed.', action: 'reload-page' }] })`,
        );
        await click('Settings');
        await host(`importTape('a.tape.ndjson')`);
        await check('notices and settings');
        await click('Export');
        await poll('the preview', async () => (await text('dialog')).includes('2 places'));
        await check('Export');
        await click('Cancel');
        await click('Export');
        await page.click('dialog input[type=checkbox]');
        await page.waitForSelector('dialog [role=alert]');
        await check('Export with secrets');
      });
    }
  }

  test('with nothing to show', async () => {
    await open('?empty');
    expect(await runAxe(page.mainFrame())).toEqual([]);
    expect(await text('nav')).toContain('Reload the page');
  });
});

describe('by keyboard alone', () => {
  test('from the streams to an event and back', async () => {
    await open();
    await page.focus(STREAMS);
    await page.keyboard.press('ArrowDown');
    await poll('the second stream', async () => (await text(`${EVENTS} [aria-rowindex]`)).includes('row'));
    await page.keyboard.press('ArrowUp');
    await page.focus(EVENTS);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expectSoon('the third row', selectedRow, 3);
    expect(await page.$('[role=tab][id=tab-merge]')).toBeNull();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#tab-merge');
    await page.keyboard.press('Escape');
    await poll('the detail to close', async () => (await page.$('#tab-merge')) === null);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Events');
  });

  test('shortcuts are those of the Network panel', async () => {
    await open();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Filter');
    await page.keyboard.down('Control');
    await page.keyboard.press('e');
    await page.keyboard.press('l');
    await page.keyboard.up('Control');
    expect(await host('asked')).toEqual(['record false', 'clear']);
  });

  test('a block is stepped line by line', async () => {
    await open();
    await page.click(`${EVENTS} [aria-rowindex="3"]`);
    await click('Merge');
    await page.focus('[role=table][aria-label=Merge]');
    const buffers = () => page.$$eval('[aria-label=Buffers] dd', (all) => all.map((one) => one.textContent));
    expect(await buffers()).toEqual(['custom_1', 'empty', 'empty']);
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    await poll('line 6', async () => (await buffers())[2] === 'hello\n+1\n');
    expect(await buffers()).toEqual(['custom_2', 'unique_1', 'hello\n+1\n']);
    expect(await text('[aria-label=Merge] [aria-rowindex="1"]')).toContain('overwritten by line 4');
  });
});

describe('long lists', () => {
  test('the end is followed until the user scrolls up, and found again', async () => {
    await open();
    await selectFlood();
    await expectSoon('the last row', lastVisibleRow, 2000);
    await host(`change('flood', { events: 2500 })`);
    await expectSoon('the new last row', lastVisibleRow, 2500);
    await page.hover(EVENTS);
    await page.mouse.wheel({ deltaY: -300 });
    await poll('to let go', async () => (await lastVisibleRow()) < 2500);
    const before = await lastVisibleRow();
    await host(`change('flood', { events: 2600 })`);
    await poll('the button', () =>
      page.$$eval('button', (all) => all.some((one) => one.textContent === '▾ 100 new')),
    );
    expect(await lastVisibleRow()).toBe(before);
    await click('▾ 100 new');
    await expectSoon('the end', lastVisibleRow, 2600);
  });

  test('each of ten million rows can be reached', async () => {
    await open('?rows=10000000');
    await selectFlood();
    expect(await page.$eval(EVENTS, (grid) => grid.getAttribute('aria-rowcount'))).toBe('10000000');
    await expectSoon('the last row', lastVisibleRow, 10_000_000);
    expect(await page.$$eval(`${EVENTS} [role=row]`, (rows) => rows.length)).toBeLessThan(100);
    await page.focus(EVENTS);
    await page.keyboard.press('Home');
    await expectSoon('the first row', selectedRow, 1);
    await page.$eval(EVENTS, (grid) => {
      grid.scrollTop = grid.scrollHeight / 2;
    });
    await poll('the middle', async () => Math.abs((await lastVisibleRow()) - 5_000_000) < 1000);
    const middle = await lastVisibleRow();
    await page.hover(EVENTS);
    await page.mouse.wheel({ deltaY: 20 });
    await expectSoon('the row below', lastVisibleRow, middle + 1);
  });

  test('a paused view stands still', async () => {
    await open();
    await selectFlood();
    await click('Pause view');
    await host(`change('flood', { events: 2100 })`);
    await poll('what is behind', () =>
      page.$$eval('button', (all) => all.some((one) => one.textContent === 'Paused · 100 new')),
    );
    await expectSoon('the same last row', lastVisibleRow, 2000);
    await click('Pause view');
    await expectSoon('the new last row', lastVisibleRow, 2100);
  });
});

describe('columns', () => {
  const headers = () =>
    page.$$eval(`${EVENTS} [role=columnheader]`, (all) => all.map((one) => one.getAttribute('aria-label')));

  test('sort, hide and resize', async () => {
    await open();
    const sorted = () => page.$eval('[aria-label=Size]', (header) => header.getAttribute('aria-sort'));
    const order = [];
    for (let i = 0; i < 3; i++) {
      await page.click('[aria-label=Size] button');
      order.push(await sorted());
    }
    expect(order).toEqual(['ascending', 'descending', 'none']);

    await page.click('[aria-label=Size] button', { button: 'right' });
    await page.locator('::-p-aria(Size[role="menuitemcheckbox"])').click();
    await expectSoon('the header to go', async () => (await headers()).join(), 'ID,Type,Data,Time,+Δ');

    const width = () =>
      page.$eval('[aria-label=Type]', (header) => Math.round(header.getBoundingClientRect().width));
    const before = await width();
    await page.focus('[aria-label=Type] button');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await expectSoon('a wider column', width, before + 16);
  });
});

describe('the timeline', () => {
  const words = () => text('#timeline-text');

  for (const isDark of [false, true]) {
    test(`of many connections and of every kind of channel, ${isDark ? 'dark, 500' : 'light, 1100'} px`, async () => {
      await open('?lanes=5', { isDark, width: isDark ? 500 : 1100 });
      await poll('five lanes', async () => (await words()).includes(': 5 connections, 45 chunks, 20 events'));
      expect(await words()).toContain('1 gap');
      expect(await runAxe(page.mainFrame())).toEqual([]);
      await page.click(`${STREAMS} [aria-rowindex="3"]`);
      await poll('frames', async () => (await words()).includes('11 frames sent, 76 frames received'));
    });
  }

  test('says how many connections it leaves out, and shows them where it is zoomed to', async () => {
    await open('?lanes=1000');
    await poll('the limit', async () => (await words()).includes('1,000 connections (the newest 500 shown)'));
    expect(await page.$eval('[role=application]', (one) => one.clientHeight)).toBeLessThan(90);
    await page.focus('[role=application]');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('Home');
    await poll('the first of them', async () => /^0\.000 s.*: 25\d connections, /.test(await words()));
    expect(await words()).not.toContain('newest');
  });

  test('is zoomed around the pointer by Ctrl and the wheel, and moved sideways', async () => {
    await open('?lanes=5');
    await poll('all', async () => (await words()).startsWith('0.000 s – 7.'));
    await page.hover('[role=application] canvas');
    await page.keyboard.down('Control');
    await page.mouse.wheel({ deltaY: -300 });
    await page.keyboard.up('Control');
    await poll('a shorter span', async () => !(await words()).startsWith('0.000 s'));
    const before = await words();
    await page.mouse.wheel({ deltaX: 100 });
    await poll('another span', async () => (await words()) !== before);
  });
});

describe('the border', () => {
  test('mounting again with the same host changes nothing, with another begins anew', async () => {
    await open();
    const same = await page.evaluate(`(() => {
      const before = document.querySelector('.app');
      streamscopeMount(fakeHost);
      return before === document.querySelector('.app');
    })()`);
    expect(same).toBe(true);
    await page.evaluate(`streamscopeMount({ ...fakeHost, streams: () => [] })`);
    expect(await page.$eval(STREAMS, (grid) => grid.getAttribute('aria-rowcount'))).toBe('0');
  });

  test('text from the network is text', async () => {
    await open();
    await host(
      `change('split', { name: '<img src=x onerror="globalThis.hacked = 1">', verdict: '<b>bold</b>' })`,
    );
    await poll('the name', async () => (await text(STREAMS)).includes('<img'));
    expect(await page.$(`${STREAMS} img, .verdict b`)).toBeNull();
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
  });

  describe('Export', () => {
    const dialog = 'dialog[open]';
    const choose = (label: string) =>
      page.evaluate((wanted) => {
        const labels = [...document.querySelectorAll('dialog label')];
        labels
          .find((one) => one.textContent?.trim().startsWith(wanted))
          ?.querySelector('input')
          ?.click();
      }, label);
    const lastAsked = async () => ((await host('asked')) as string[]).at(-1);

    test('asks, shows what is replaced, and can be cancelled with Escape, which gives the focus back', async () => {
      await open();
      await page.focus('button[title^="Save what was captured"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector(dialog);
      await poll('the preview', async () => (await text(dialog)).includes('15 values in 2 places'));
      const shown = await text(dialog);
      expect(shown).toContain('Header Authorization');
      expect(shown).toContain('api.example.test');
      expect(shown).toContain('~2~~, ~3~~, ~4~~ and 2 more');
      expect(shown).toContain('is not searched');
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        // After the last control comes the browser's own, which is the body to the page; never one of the panel.
        const isTrapped = () => {
          const { activeElement, body } = document;
          return activeElement === body || activeElement?.closest('dialog') !== null;
        };
        expect(await page.evaluate(isTrapped)).toBe(true);
      }
      await page.keyboard.press('Escape');
      await poll('the end', async () => (await page.$(dialog)) === null);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Export');
      expect(((await host('asked')) as string[]).filter((one) => one.startsWith('exportTape'))).toEqual([]);
    });

    test('gives what was chosen: channels, format, and secrets after a warning', async () => {
      await open();
      await click('Export');
      await page.waitForSelector(dialog);
      await page.click(`${dialog} .primary`);
      await poll('the export', async () =>
        isEqual(await lastAsked(), { channels: null, format: 'plain', secrets: 'replaced' }),
      );
      await click('Export');
      await page.waitForSelector(dialog);
      await choose('Only the selected one');
      await poll('its preview', async () => /^exportPreview \["/.test((await lastAsked()) ?? ''));
      const [channel] = JSON.parse(((await lastAsked()) ?? '').replace('exportPreview ', ''));
      await choose('Packed');
      await choose('Keep secrets');
      await page.waitForSelector(`${dialog} [role=alert]`);
      expect(await text(dialog)).toContain('who has it can act as you do');
      expect(await text(`${dialog} .primary`)).toBe('Export with secrets');
      await page.click(`${dialog} .primary`);
      await poll('the export', async () =>
        isEqual(await lastAsked(), { channels: [channel], format: 'gzip', secrets: 'kept' }),
      );
    });

    test('gives all channels that are selected', async () => {
      await open();
      const rows = '[role=grid][aria-label=Streams] .stream-row';
      await page.click(`${rows}:nth-of-type(1)`);
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.up('Shift');
      await click('Export');
      await page.waitForSelector(dialog);
      await choose('Only the 2 that are selected');
      await poll('its preview', async () =>
        /^exportPreview \["[^"]+","[^"]+"\]$/.test((await lastAsked()) ?? ''),
      );
    });

    function isEqual(asked: string | undefined, choice: object): boolean {
      return asked === `exportTape ${JSON.stringify(choice)}`;
    }
  });

  test('files dropped anywhere are imported, shown by name, and let go of', async () => {
    await open();
    const drag = (type: string, target: string, names: string[]) =>
      page.evaluate(
        (type, target, names) => {
          const dataTransfer = new DataTransfer();
          for (const name of names) dataTransfer.items.add(new File(['x'], name));
          const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
          document.querySelector(target)?.dispatchEvent(event);
        },
        type,
        target,
        names,
      );
    const options = () =>
      page.$$eval('select[aria-label="Shown tape"] option', (all) => all.map((one) => one.textContent));
    expect(await options()).toEqual([]);
    await drag('dragover', EVENTS, ['a.ndjson']);
    await page.waitForSelector('.drop-hint');
    await drag('drop', EVENTS, ['a.ndjson', 'bad.txt', 'b.ndjson']);
    await poll('both', async () => (await options()).length === 3);
    expect(await page.$('.drop-hint')).toBeNull();
    expect(await options()).toEqual(['Live capture', 'Imported: a.ndjson', 'Imported: b.ndjson']);
    await poll('what failed', async () =>
      (await text('[role=alert]')).includes('bad.txt could not be imported'),
    );
    expect(await text('[aria-label="Imported tape"]')).toContain('b.ndjson');
    await page.select('select[aria-label="Shown tape"]', 'imported 0');
    await poll('the other', async () => (await text('[aria-label="Imported tape"]')).includes('a.ndjson'));
    await click('Close this tape');
    await poll('its end', async () => (await options()).length === 2);
    expect(await page.$('[aria-label="Imported tape"]')).toBeNull();
    expect(await text('[aria-label=Capture]')).toContain('Exact bytes');
  });

  test('an import that fails says why', async () => {
    await open();
    const input = await page.$('input[type=file]');
    const file = join(await mkdtemp(join(tmpdir(), 'streamscope-')), 'notes.gz');
    await writeFile(file, 'no tape');
    await input?.uploadFile(file);
    await page.waitForSelector('[role=alert]');
    expect(await text('[role=alert]')).toContain('notes.gz could not be imported: not a tape');
  });

  test.each([1100, 500])('what is said of a stream does not move what lies below, %i px', async (width) => {
    await open('', { width });
    const tab = () => page.$eval('[role=tab]', (element) => element.getBoundingClientRect().top);
    await host('change("split", { verdict: "Open.", warnings: [] })');
    await poll('the short one', async () => (await text(HEADING)).endsWith('Open.'));
    const before = await tab();
    const said = 'The server ended the stream, and the browser asks again. '.repeat(8).trim();
    await host(`change("split", { verdict: "${said}", warnings: ["${said}", "Nobody listens."] })`);
    await poll('the long one', async () => (await text(HEADING)).includes('Nobody listens.'));
    expect(await tab()).toBe(before);
    expect(await page.$eval(`${HEADING} .verdict`, (element) => element.getAttribute('title'))).toContain(
      'Nobody listens.',
    );
    // All of it can be read by keyboard.
    await page.focus(HEADING);
    await page.keyboard.press('End');
    const isAtEnd = () =>
      page.$eval(
        HEADING,
        (box) => box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 1,
      );
    await poll('its end', isAtEnd);
    expect(await runAxe(page.mainFrame())).toEqual([]);
  });
});
