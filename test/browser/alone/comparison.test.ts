/** Several streams side by side in Overview, in real DevTools, against what the server knows of them. */
import type { KeyInput } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../../devtools/poll.ts';
import { type Rig, startRig } from '../support/rig.ts';
import { waitForTransports } from '../support/side-by-side.ts';

/** Few and far between, so that each poll is held. */
const COUNT = 4;
const EVERY = 1400;
const NAMES = ['stream', 'poll', 'socket'];

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 800 } });
});

afterAll(() => rig?.close());

/** The table as it is read: the cells of each row by the row's name, and the columns' names. */
async function comparison(): Promise<{ columns: string[]; rows: Record<string, string[]> } | null> {
  return (await rig.panel.frame.evaluate(() => {
    const table = document.querySelector('table[aria-label=Comparison]');
    if (!table) return null;
    const textOf = (element: Element) => (element.textContent ?? '').trim();
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => [
      textOf(row.querySelector('th') as Element),
      [...row.querySelectorAll('td')].map(textOf),
    ]);
    return {
      columns: [...table.querySelectorAll('thead button')].map(textOf),
      rows: Object.fromEntries(rows),
    };
  })) as { columns: string[]; rows: Record<string, string[]> } | null;
}

const waitForComparison = (columns: number) =>
  poll(`${columns} streams side by side`, async () => {
    const table = await comparison();
    return table?.columns.length === columns && table.rows['Delay, median']?.every((text) => text !== '–')
      ? table
      : null;
  });

/** A cell's number, whatever stands around it. */
const numbers = (cells: readonly string[] = []) =>
  cells.map((text) =>
    Number(
      text
        .replace('−', '-')
        .match(/-?[\d,.]+/)?.[0]
        .replaceAll(',', ''),
    ),
  );

const milliseconds = (cells: readonly string[] = []) =>
  numbers(cells).map((number, index) => (/ s\b/.test(cells[index] ?? '') ? number * 1000 : number));

const selectedRows = async () =>
  ((await rig.panel.table('Streams'))?.rows ?? [])
    .filter((row) => row.selected)
    .map((row) => row.cells.Name ?? '');

/** Opens the lesson under a run of its own, since a run's timetable begins only once. */
async function sideBySide(run: string, origin: string): Promise<void> {
  await rig.visit(`${origin}/s/transports/?run=${run}&count=${COUNT}&every=${EVERY}`);
  const done = () => rig.page.evaluate(() => document.body.dataset.state === 'done');
  await poll('the lesson to be done', done);
  await waitForTransports(rig);
}

test.each(['HTTP/1.1', 'HTTP/2'])(
  'over %s the table says of each transport what the server wrote and the page received',
  async (version) => {
    const { panel, fixtures, page } = rig;
    const run = `side-by-side ${version}`;
    await sideBySide(encodeURIComponent(run), version === 'HTTP/2' ? fixtures.h2Url : fixtures.url);
    await panel.selectStream('stream');
    await rig.waitForText(/In figures/);
    await rig.waitForText(/To compare streams, select several/);
    await panel.addStream('poll');
    await panel.addStream('socket');
    const { columns, rows } = await waitForComparison(3);

    // In the order of the list.
    const order = NAMES.map((name) => columns.findIndex((column) => column.startsWith(name)));
    const inOrder = <T>(cells: readonly T[]) => order.map((index) => cells[index]);
    const [sse, poll_, socket] = inOrder(numbers(rows['Bytes per message']));
    expect(inOrder(numbers(rows.Messages))).toEqual([COUNT, COUNT, COUNT]);
    const written = fixtures.connections(run);
    const asked = NAMES.map(
      (name) => written.filter(({ path }) => path.split('?')[0]?.endsWith(`/${name}`)).length,
    );
    expect(inOrder(numbers(rows.Requests))).toEqual(asked);
    expect(inOrder(rows.Protocol ?? [])).toEqual([version, version, 'HTTP/1.1']);
    expect(inOrder(numbers(rows['TCP connections opened']))[2]).toBe(1);

    // So short a message is nothing beside the headers of a poll.
    expect(poll_).toBeGreaterThan(2 * (sse ?? Number.NaN));
    expect(poll_).toBeGreaterThan(1.5 * (socket ?? Number.NaN));
    expect(sse).toBeGreaterThan(40);
    const [, share] = inOrder(numbers(rows['Header share']));
    expect(share).toBeGreaterThan(80);
    const marked = (rows['Bytes per message'] ?? []).filter((text) => text.includes('✓'));
    expect(marked).toHaveLength(1);
    expect(inOrder(rows['Empty answers'] ?? []).map((text) => text === '–')).toEqual([true, false, true]);

    // One machine, one clock: later than it was due, and no later than the page had it, but for a late page.
    const arrivals = await page.evaluate(
      () => (window as unknown as { arrivals: Record<string, { sent: number; at: number }[]> }).arrivals,
    );
    const worst = inOrder(milliseconds(rows['Delay, worst']));
    ['sse', 'poll', 'websocket'].forEach((way, index) => {
      const inPage = Math.max(...(arrivals[way] ?? []).map(({ sent, at }) => at - sent));
      expect(worst[index], way).toBeGreaterThan(-5);
      expect(worst[index], way).toBeLessThan(inPage + 500);
    });
    const text = await rig.text();
    expect(text).toMatch(/Measured from the field “sent” \(Unix ms\), found in 4 of 4 messages/);
    expect(text).toMatch(/by two clocks, which may differ/);
  },
);

test('what is selected beside it leaves the stream that is shown alone, and a name shows one alone again', async () => {
  const { panel } = rig;
  await panel.openTab('Events');
  await panel.selectStream('stream');
  const rows = await panel.waitForRows(COUNT);
  await panel.addStream('socket');
  expect(await selectedRows()).toHaveLength(2);
  // The last one that was clicked is shown.
  await rig.waitForText(/socket\S*\s+opened/);
  await panel.press('Compare 2');
  const { columns } = await waitForComparison(2);
  await panel.press(columns.find((name) => name.startsWith('stream')) ?? '');
  await rig.waitForText(/In figures/);
  expect(await comparison()).toBeNull();
  expect(await selectedRows()).toHaveLength(1);
  await panel.openTab('Events');
  expect(await panel.waitForRows(COUNT)).toEqual(rows);
});

test('Shift and a click select all from one to another, a plain click one; the table goes to the clipboard', async () => {
  const { panel, page, browser, fixtures } = rig;
  const names = (await panel.streams()).map((row) => row.Name ?? '');
  await panel.selectStream(names[0] ?? '');
  await panel.addStream(names[2] ?? '', 'Shift');
  expect(await selectedRows()).toEqual(names);
  await panel.openTab('Overview');
  await waitForComparison(3);

  await browser
    .defaultBrowserContext()
    .overridePermissions(fixtures.h2Url, ['clipboard-read', 'clipboard-write']);
  await panel.press('Copy as Markdown');
  await page.bringToFront();
  let copied = '';
  await poll(
    'the table in the clipboard',
    async () => {
      copied = await page.evaluate(() => navigator.clipboard.readText());
      return copied.includes('| Requests |');
    },
    { seen: () => copied },
  );
  expect(copied.split('\n')[0]).toMatch(/^\| {2}\| .*\((WebSocket|EventSource|poll · fetch)\) \|$/);
  expect(copied).toMatch(/\| Messages \| 4 \| 4 \| 4 \|/);

  await panel.selectStream(names[1] ?? '');
  await poll('that one alone', async () => (await selectedRows()).length === 1);
  await panel.addStream(names[2] ?? '');
  expect(await selectedRows()).toEqual(names.slice(1));
});

test('by keyboard Shift and the arrow keys select several; axe has nothing to say, and 500 px suffice', async () => {
  const { panel, streams } = rig;
  const { keyboard } = panel.frame.page();
  const press = async (...keys: KeyInput[]) => {
    for (const key of keys) await panel.key(key);
  };
  await panel.openTab('Overview');
  await panel.frame.focus('[role=grid][aria-label=Streams]');
  await press('Home');
  await poll('one stream', async () => (await selectedRows()).length === 1);
  await keyboard.down('Shift');
  await press('ArrowDown', 'ArrowDown');
  await keyboard.up('Shift');
  await poll('all streams', async () => (await selectedRows()).length === 3);
  await waitForComparison(3);
  expect(await panel.axe()).toEqual([]);

  await streams.devtools.resize(500, 800);
  const fits = () =>
    panel.frame.evaluate(() => {
      const scroll = document.querySelector('[aria-label="Comparison, scrolls sideways"]');
      const tab = document.querySelector('[aria-label=Overview]');
      if (!scroll || !tab) return false;
      return (
        innerWidth <= 500 && scroll.scrollWidth > scroll.clientWidth && tab.scrollWidth <= tab.clientWidth
      );
    });
  await poll('the table to scroll inside itself', fits);
  expect(await panel.axe()).toEqual([]);

  await panel.frame.focus('[role=grid][aria-label=Streams]');
  await press('ArrowUp');
  await poll('one stream again', async () => (await selectedRows()).length === 1);
});
