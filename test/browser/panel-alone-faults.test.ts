/** What must not bring the panel down: faults of ours, and tapes that mean no good. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { EVENTS, panelAlone, STREAMS } from './support/panel-alone.ts';

const panel = panelAlone();
const { click, clickTab, selectedRow, text } = panel;
let page: Page;
const open = async (...options: Parameters<typeof panel.open>): Promise<void> => {
  page = await panel.open(...options);
};

describe('a fault of ours', () => {
  const failed = () => page.$$eval('.failed', (all) => all.map((one) => one.textContent ?? ''));
  const pick = (index: number) => page.click(`${EVENTS} [aria-rowindex="${index}"]`);
  /** Has a member of the host throw, until it is called with `undefined`. @param path as “channels.block”. */
  const breaks = (path: string, why: string | undefined) =>
    page.evaluate(
      (path, message) => {
        const names = path.split('.');
        const name = names.pop() ?? '';
        const reach = (from: unknown, next: string) => (from as Record<string, unknown>)[next];
        const owner = names.reduce(reach, window.alone.host as unknown) as Record<string, unknown>;
        const keeper = window as unknown as Record<string, unknown>;
        const kept = keeper[`kept ${path}`] ?? owner[name];
        keeper[`kept ${path}`] = kept;
        owner[name] =
          message === undefined
            ? kept
            : () => {
                throw new Error(message);
              };
      },
      path,
      why,
    );

  test('in a detail is named there, and is gone with the next row', async () => {
    await open();
    await breaks('channels.block', 'a fault in the detail');
    await breaks('channels.payload', 'a fault in the detail');
    await pick(1);
    await poll('the fault', async () =>
      (await failed()).some((one) => one.includes('a fault in the detail')),
    );
    expect((await failed())[0]).toMatch(/^The detail of this row cannot be shown, by a fault of Streamscope/);
    await breaks('channels.block', undefined);
    await breaks('channels.payload', undefined);
    await pick(2);
    await poll('the detail', async () => (await failed()).length === 0);
  });

  test('in a tab leaves the other tabs alive, and is gone when the tab is opened again', async () => {
    await open();
    await breaks('channels.connections', 'a fault in the tab');
    await clickTab('Connections');
    await poll('the fault', async () => (await failed()).some((one) => one.includes('a fault in the tab')));
    await breaks('channels.connections', undefined);
    await clickTab('Events');
    await page.waitForSelector(`${EVENTS} [role=row][aria-rowindex]`);
    expect(await failed()).toEqual([]);
    await clickTab('Connections');
    await page.waitForSelector('.facts');
    expect(await failed()).toEqual([]);
  });

  test('in a dialog leaves the panel alive', async () => {
    await open();
    await breaks('exports.preview', 'a fault in the dialog');
    await click('Export');
    await poll('the fault', async () => (await failed()).length > 0 || (await page.$('dialog')) !== null);
    await pick(1);
    expect(await selectedRow()).toBe(1);
  });
});

test('a tape of many gaps and headers and without a usable clock is shown, the first of them at once', async () => {
  await open();
  await page.evaluate(async () => {
    const on = 'many';
    const many = (count: number, make: (index: number) => unknown) =>
      Array.from({ length: count }, (_, i) => make(i));
    const headers = many(20_000, (index) => [`X-${index}`, 'value']);
    const context = { kind: 'page', id: 'main' };
    const records = [
      { streamscope: 'tape', version: 1 },
      { kind: 'clock', at: 0, wall: 1e300 },
      {
        kind: 'request',
        at: 1,
        on,
        url: 'https://site.test/sse',
        method: 'GET',
        headers,
        via: 'eventsource',
        context,
      },
      {
        kind: 'response',
        at: 2,
        on,
        status: 200,
        statusText: '',
        headers: [['Content-Type', 'text/event-stream']],
        mimeType: 'text/event-stream',
      },
      ...many(50_000, (index) => ({ kind: 'gap', at: 3, on, why: `gap ${index}` })),
      { kind: 'chunk', at: 4, on, text: 'data: 1\n\n' },
    ];
    const file = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    await window.alone.host.tapes.import('many.tape.ndjson', new Blob([file]));
  });
  await click('Wall clock');
  await clickTab('Connections');
  const shown = () => page.evaluate(() => document.body.textContent ?? '');
  await poll('the gaps', async () => (await shown()).includes('49,800 more.'));
  expect(await shown()).toContain('19,800 more.');
  expect(await page.$$eval('.fact', (all) => all.length)).toBeLessThan(500);
  expect(await shown()).not.toMatch(/NaN|Invalid|undefined/);
  await click('Show 200 of them');
  await poll('more of the gaps or headers', async () => /(49,600|19,600) more\./.test(await shown()));
  await clickTab('Events');
  await page.waitForSelector(`${EVENTS} [role=row][aria-rowindex]`);
});

test('text from the network is text', async () => {
  await open();
  const hostile = '<img src=x onerror="globalThis.hacked = 1">';
  await page.evaluate((markup) => {
    const { append, chunk, host } = window.alone;
    const { now } = host;
    append([
      {
        kind: 'request',
        at: now(),
        on: 'hostile',
        url: markup,
        method: 'GET',
        headers: [],
        via: 'eventsource',
        context: { kind: 'page', id: 'main' },
      },
      {
        kind: 'response',
        at: now(),
        on: 'hostile',
        status: 200,
        statusText: markup,
        headers: [['content-type', 'text/event-stream']],
        mimeType: 'text/event-stream',
        protocol: 'http/1.1',
      },
    ]);
    chunk('hostile', `event: ${markup}\nid: ${markup}\ndata: ${markup}\n\n: ${markup}\n\n`);
    append([{ kind: 'gap', at: now(), on: 'hostile', why: markup }]);
  }, hostile);
  await poll('the name', async () => (await text(STREAMS)).includes('<img'));
  await page.click(`${STREAMS} .stream-row:last-of-type`);
  await poll('the event', async () => (await text(EVENTS)).includes('<img'));
  await page.click(`${EVENTS} [aria-rowindex="2"]`);
  for (const tab of ['Data', 'Merge', 'Raw', 'Connections', 'Findings', 'Overview']) {
    await clickTab(tab);
    expect(await page.$('#panel img')).toBeNull();
  }
  expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
});

test('an import that fails says why', async () => {
  await open();
  const input = await page.$('input[type=file]');
  const file = join(await mkdtemp(join(tmpdir(), 'streamscope-')), 'notes.gz');
  await writeFile(file, 'no tape');
  await input?.uploadFile(file);
  await page.waitForSelector('[role=alert]');
  expect(await text('[role=alert]')).toMatch(/notes\.gz could not be imported: \S/);
});

test('rows stand in the order of their indices, whatever has moved one', async () => {
  await open('?rows=20');
  const indices = () =>
    page.$$eval(`${EVENTS} .grid-window > [aria-rowindex]`, (rows) =>
      rows.map((row) => Number(row.getAttribute('aria-rowindex'))),
    );
  const rising = [...(await indices())];
  await page.evaluate((grid) => {
    const [first] = document.querySelectorAll(`${grid} .grid-window > *`);
    first?.parentElement?.append(first);
  }, EVENTS);
  await page.focus(EVENTS);
  await page.keyboard.press('Home');
  await poll('the order', async () => (await indices()).join() === rising.join());
});
