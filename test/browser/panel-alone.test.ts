/** The panel in a plain page: what it does for eyes, keys and pointers. */
import type { Page } from 'puppeteer';
import { describe, expect, test } from 'vitest';
import { runAxe } from '../devtools/axe.ts';
import { poll } from '../devtools/poll.ts';
import { EVENTS, panelAlone, STREAMS } from './support/panel-alone.ts';

const HEADING = '[aria-label="State of the stream"]';

const panel = panelAlone();
const { alone, click, clickTab, selectedRow, text } = panel;
let page: Page;
const open = async (...options: Parameters<typeof panel.open>): Promise<void> => {
  page = await panel.open(...options);
};
/** Imports the page's own live tape under a name. */
const importOwn = (name: string) =>
  page.evaluate(async (called) => {
    await window.alone.host.tapes.import(called, new Blob([await window.alone.file()]));
  }, name);
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
  await poll('its row', () => page.$(`${STREAMS} [aria-rowindex="2"]`));
  await page.click(`${STREAMS} [aria-rowindex="2"]`);
  await poll('the flood', async () => (await text(`${EVENTS} [aria-rowindex]`)).includes('row'));
}

describe('axe finds nothing', () => {
  // Colours depend on the theme and layout on the width, none on both: two of the four show all.
  for (const [isDark, width] of [
    [false, 1100],
    [true, 500],
  ] as const) {
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
      for (const tab of ['Data', 'Merge', 'Bytes', 'Raw', 'Connections', 'Findings', 'Overview']) {
        await clickTab(tab);
        await check(tab);
      }
      await alone(
        `capture.set({ state: 'off', notices: [{ level: 'warning', code: 'crashed', text: 'It crashed.', action: 'reload-page' }] })`,
      );
      await click('Settings');
      await importOwn('a.tape.ndjson');
      await check('notices and settings');
      await click('Export');
      await poll('the preview', async () => /in \d+ places? (is|are) replaced/.test(await text('dialog')));
      await check('Export');
      await click('Cancel');
      await click('Export');
      await page.click('dialog input[type=checkbox]');
      await page.waitForSelector('dialog [role=alert]');
      await check('Export with secrets');
    });
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

  test('Ctrl+C copies the selected row and says so, Ctrl+A selects no text, the menu filters by the type', async () => {
    await open();
    await selectFlood();
    await page.focus(EVENTS);
    await page.keyboard.press('Home');
    // Behind the grid's own listener, which has written then.
    await page.evaluate(() =>
      document.addEventListener('copy', (event) => {
        document.title = `copied: ${event.clipboardData?.getData('text/plain')}`;
      }),
    );
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyA', { commands: ['selectAll'] });
    await page.keyboard.press('KeyC', { commands: ['copy'] });
    await page.keyboard.up('Control');
    expect(await page.title()).toBe('copied: row 0');
    await expectSoon('the word', () => text('[role=status][aria-label=Copied]'), 'Copied');
    await expectSoon('its end', () => text('[role=status][aria-label=Copied]'), '');

    await page.keyboard.press('ContextMenu');
    await page.waitForSelector('[role=menu]');
    await click('Hide this type');
    await expectSoon(
      'the filter',
      () => page.$eval('[type=search]', (box) => (box as HTMLInputElement).value),
      '-type:message',
    );
    await poll('no rows', async () => (await page.$(`${EVENTS} [aria-rowindex]`)) === null);
  });

  test('shortcuts are those of the Network panel', async () => {
    await open();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Filter');
    await page.keyboard.down('Control');
    await page.keyboard.press('e');
    await page.keyboard.press('l');
    await page.keyboard.up('Control');
    expect(await alone('capture.asked')).toEqual(['record false']);
    await poll('an empty tape', async () => (await text('[aria-label=Capture]')).includes('0 events'));
  });

  test('a block is stepped line by line', async () => {
    await open();
    await page.click(`${EVENTS} [aria-rowindex="2"]`);
    await click('Merge');
    await page.focus('[role=table][aria-label=Merge]');
    const buffers = () => page.$$eval('[aria-label=Buffers] dd', (all) => all.map((one) => one.textContent));
    expect(await buffers()).toEqual(['custom_1', 'empty', 'empty']);
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    await poll('line 6', async () => (await buffers())[2] === 'hello\n+1');
    expect(await buffers()).toEqual(['custom_2', 'unique_1', 'hello\n+1']);
    expect(await text('[aria-label=Merge] [aria-rowindex="1"]')).toContain('overwritten by line 4');
  });
});

test('a letter that is typed while the filter is applied is kept', async () => {
  await open();
  const kept = await page.evaluate(async () => {
    const box = document.querySelector<HTMLInputElement>('[aria-label=Filter]');
    if (!box) throw new Error('no box');
    const type = (text: string) => {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    };
    // The box waits for a pause in the typing: here it is over when the test says so.
    const { setTimeout: later } = window;
    let paused: () => void = () => {};
    window.setTimeout = ((then: () => void) => {
      paused = then;
      return 0;
    }) as unknown as typeof later;
    type('noth');
    window.setTimeout = later;
    paused();
    type('nothi');
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return box.value;
  });
  expect(kept).toBe('nothi');
});

describe('long lists', () => {
  test('the end is followed until the user scrolls up, and found again', async () => {
    await open();
    await selectFlood();
    await expectSoon('the last row', lastVisibleRow, 2000);
    await alone('flood(2000, 2500)');
    await expectSoon('the new last row', lastVisibleRow, 2500);
    await page.hover(EVENTS);
    await page.mouse.wheel({ deltaY: -300 });
    await poll('to let go', async () => (await lastVisibleRow()) < 2500);
    const before = await lastVisibleRow();
    await alone('flood(2500, 2600)');
    await poll('the button', () =>
      page.$$eval('button', (all) => all.some((one) => one.textContent === '▾ 100 new')),
    );
    expect(await lastVisibleRow()).toBe(before);
    await click('▾ 100 new');
    await expectSoon('the end', lastVisibleRow, 2600);
  });

  test('rows that were there before the end was left are not new, in Events and on the wire', async () => {
    await open();
    await selectFlood();
    await expectSoon('the last row', lastVisibleRow, 2000);
    // The user leaves the end when the last rows are read, and not drawn yet.
    await page.evaluate(async (selector) => {
      const { append, flood, host } = window.alone;
      const grid = document.querySelector(selector);
      flood(2000, 2019);
      append([{ kind: 'end', at: host.now(), on: 'flood', how: 'complete' }]);
      const isRead = () => host.channels.list().some((row) => row.kind === 'stream' && row.events === 2019);
      await new Promise<void>((done) => {
        const look = () => (isRead() ? done() : setTimeout(look));
        look();
      });
      if (grid) grid.scrollTop = 0;
      grid?.dispatchEvent(new Event('scroll'));
    }, EVENTS);
    const footer = () => text('.footer');
    await poll('the end', async () => (await footer()).startsWith('2,019 rows · the stream has ended'));
    expect(await footer()).not.toContain('new');

    await page.click(`${EVENTS} [aria-rowindex="1"]`);
    await clickTab('Raw');
    await poll('the whole wire', async () => (await footer()).startsWith('2,022 rows ·'));
    expect(await footer()).not.toContain('new');
  });

  test('each of two million rows can be reached, more than an element may be high', async () => {
    await open('?rows=2000000');
    await selectFlood();
    const count = () => page.$eval(EVENTS, (grid) => grid.getAttribute('aria-rowcount'));
    await expectSoon('all of them', count, '2000000');
    await expectSoon('the last row', lastVisibleRow, 2_000_000);
    expect(await page.$$eval(`${EVENTS} [role=row]`, (rows) => rows.length)).toBeLessThan(100);
    await page.focus(EVENTS);
    await page.keyboard.press('Home');
    await expectSoon('the first row', selectedRow, 1);
    await page.$eval(EVENTS, (grid) => {
      grid.scrollTop = grid.scrollHeight / 2;
    });
    await poll('the middle', async () => Math.abs((await lastVisibleRow()) - 1_000_000) < 1000);
    const middle = await lastVisibleRow();
    await page.hover(EVENTS);
    await page.mouse.wheel({ deltaY: 20 });
    await expectSoon('the row below', lastVisibleRow, middle + 1);
  });

  test('a paused view stands still', async () => {
    await open();
    await selectFlood();
    await click('Pause view');
    await alone('flood(2000, 2100)');
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
  let last = '';
  const words = async () => {
    last = await text('#timeline-text');
    return last;
  };

  for (const isDark of [false, true]) {
    test(`of many connections and of every kind of channel, ${isDark ? 'dark, 500' : 'light, 1100'} px`, async () => {
      await open('?lanes=5', { isDark, width: isDark ? 500 : 1100 });
      await poll('five lanes', async () => /: 5 connections, 45 chunks, 20 events/.test(await words()), {
        seen: () => last,
      });
      expect(await words()).toContain('1 gap');
      expect(await runAxe(page.mainFrame())).toEqual([]);
      await page.click(
        `::-p-xpath(//*[@aria-label="Streams"]//*[contains(@class, "stream-row")][contains(., "socket")])`,
      );
      await poll('frames', async () => (await words()).includes('11 frames sent, 76 frames received'));
    });
  }

  test('says how many connections it leaves out, and shows them where it is zoomed to', async () => {
    await open('?lanes=1000');
    await poll('the limit', async () => (await words()).includes('1,000 connections (the newest 500 shown)'));
    expect(await page.$eval('[role=application]', (one) => one.clientHeight)).toBeLessThan(110);
    await page.focus('[role=application]');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('Home');
    await poll('the first of them', async () => /^0\.000 s.*: 25\d connections, /.test(await words()));
    expect(await words()).not.toContain('newest');
  });

  test('is zoomed around the pointer by Ctrl and the wheel, and moved sideways', async () => {
    await open('?lanes=5');
    await poll('all', async () => (await words()).startsWith('0.000 s – 5.'), { seen: () => last });
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
  test('mounting again with the same host changes nothing, with another mounts afresh', async () => {
    await open();
    const same = await page.evaluate(`(() => {
      const before = document.querySelector('.app');
      streamscopeMount(alone.host);
      return before === document.querySelector('.app');
    })()`);
    expect(same).toBe(true);
    await page.evaluate(
      `streamscopeMount({ ...alone.host, channels: { ...alone.host.channels, list: () => [] } })`,
    );
    expect(await page.$eval(STREAMS, (grid) => grid.getAttribute('aria-rowcount'))).toBe('0');
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
    const exported = () => alone('exported') as Promise<unknown[]>;

    test('asks, shows what is replaced, and can be cancelled with Escape, which gives the focus back', async () => {
      await open();
      await page.focus('button[aria-label="Export"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector(dialog);
      await poll('the preview', async () => /2 values in 2 places are replaced/.test(await text(dialog)));
      const shown = await text(dialog);
      expect(shown).toContain('Header Authorization');
      expect(shown).toContain('example.test');
      expect(shown).toMatch(/redacted-1~+/);
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
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Export');
      expect(await exported()).toEqual([]);
    });

    test('gives what was chosen: channels, format, and secrets after a warning', async () => {
      await open();
      await click('Export');
      await page.waitForSelector(dialog);
      await page.click(`${dialog} .primary`);
      await poll('the export', async () => (await exported()).length === 1);
      await poll('its end', async () => page.$('button[aria-label="Export"]:enabled'));
      await click('Export');
      await page.waitForSelector(dialog);
      await choose('Only the selected one');
      await choose('Packed');
      await choose('Keep secrets');
      await page.waitForSelector(`${dialog} [role=alert]`);
      expect(await text(dialog)).toContain('who has it can act as you do');
      expect(await text(`${dialog} .primary`)).toBe('Export with secrets');
      await page.click(`${dialog} .primary`);
      await poll('the export', async () => (await exported()).length === 2);
      expect(await exported()).toEqual([
        { channels: null, format: 'tape', isPacked: false, secrets: 'replaced' },
        { channels: [expect.any(String)], format: 'tape', isPacked: true, secrets: 'kept' },
      ]);
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
      await page.click(`${dialog} .primary`);
      await poll('the export', async () => (await exported()).length === 1);
      expect(await exported()).toMatchObject([{ channels: [expect.any(String), expect.any(String)] }]);
    });
  });

  test('files dropped anywhere are imported, shown by name, and let go of', async () => {
    await open();
    const drag = (type: string, target: string, names: string[]) =>
      page.evaluate(
        async (type, target, names) => {
          const tape = await window.alone.file();
          const dataTransfer = new DataTransfer();
          for (const name of names)
            dataTransfer.items.add(new File([name.endsWith('.ndjson') ? tape : 'x'], name));
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
    const first = await page.$eval('select[aria-label="Shown tape"]', (select) =>
      select instanceof HTMLSelectElement ? (select.options[1]?.value ?? '') : '',
    );
    await page.select('select[aria-label="Shown tape"]', first);
    await poll('the other', async () => (await text('[aria-label="Imported tape"]')).includes('a.ndjson'));
    await click('Close this tape');
    await poll('its end', async () => (await options()).length === 2);
    expect(await page.$('[aria-label="Imported tape"]')).toBeNull();
    expect(await text('[aria-label=Capture]')).toContain('Recording every byte');
  });

  test.each([1100, 500])('a stream’s state does not move what lies below, %i px', async (width) => {
    await open('', { width });
    const tab = () => page.$eval('[role=tab]', (element) => element.getBoundingClientRect().top);
    // At 500 px the list lies above, as high as its rows.
    await poll('every stream', async () => (await text(STREAMS)).includes('missing'));
    await poll('the short one', async () => (await text(HEADING)).length > 0);
    expect(await text(HEADING)).not.toContain('Gap');
    const before = await tab();
    await page.evaluate(() => {
      const { append, host } = window.alone;
      const why = 'What came meanwhile is not known, since capture was off. '.repeat(8).trim();
      append([why, `${why} Again.`].map((text) => ({ kind: 'gap', at: host.now(), on: 'split', why: text })));
    });
    await poll('the long one', async () => (await text(HEADING)).includes('Again.'));
    expect(await tab()).toBe(before);
    expect(await page.$eval(`${HEADING} .verdict`, (element) => element.getAttribute('title'))).toContain(
      'Again.',
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

  test.each([1100, 500])('nor do its first finding and a reconnect, %i px', async (width) => {
    await open('?empty', { width });
    const tab = () => page.$eval('[role=tab]', (element) => element.getBoundingClientRect().top);
    const add = (records: readonly object[]) =>
      page.evaluate((list) => window.alone.append(list as never), records as never);
    const opened = (on: string, at: number) => [
      {
        kind: 'request',
        at,
        on,
        url: 'http://example.test/sse',
        method: 'GET',
        headers: [],
        via: 'eventsource',
        context: { kind: 'page', id: 'main' },
      },
      {
        kind: 'response',
        at: at + 5,
        on,
        status: 200,
        statusText: 'OK',
        headers: [
          ['content-type', 'text/event-stream'],
          ['cache-control', 'no-store'],
        ],
        mimeType: 'text/event-stream',
      },
      { kind: 'end', at: at + 100, on, how: 'complete' },
    ];
    await add(opened('a', 0).slice(0, 2));
    await poll('the stream', async () => (await text(HEADING)).includes('Open.'));
    const before = await tab();
    expect(await page.$('.timeline-marks button')).toBeNull();
    await page.evaluate(() => window.alone.chunk('a', 'event: a\nevent: b\ndata: x\n\n'));
    await poll('its finding', () => page.$('.timeline-marks button'));
    expect(await tab()).toBe(before);
    await add([...opened('a', 0).slice(2), ...opened('b', 3100)]);
    await poll('two connections', async () => (await text(STREAMS)).includes('×2'));
    expect(await tab()).toBe(before);
  });
});
