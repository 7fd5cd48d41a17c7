/** The timeline above the tabs, in real DevTools: what it draws, and how it zooms and filters. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Tape, writeTape } from '../../src/tape/index.ts';
import { chunk, request, response } from '../../src/tape/testing.ts';
import { doubleClickIn, dragIn } from '../devtools/click.ts';
import { grab, look } from '../devtools/look.ts';
import { openStreamsPanel } from '../devtools/open-panel.ts';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';
import {
  styleColor,
  timelineColors,
  timelineOf,
  timelineWords,
  waitForTimelineWords,
} from './support/timeline.ts';

let rig: Rig;
let panel: PanelDriver;
let folder: string;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 760 } });
  panel = rig.panel;
  folder = await mkdtemp(join(tmpdir(), 'streamscope-'));
});

afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

// What one test leaves behind when it fails must not fail those after it.
afterEach(async () => {
  await panel.filter('');
  await panel.frame.focus('[role=application]');
  await panel.key('0');
});

const timeline = () => timelineOf(panel);
/** What the canvas shows, in words. */
const words = () => timelineWords(panel);
const waitForWords = (pattern: RegExp) => waitForTimelineWords(panel, pattern);
const colors = () => timelineColors(panel);
const colorOf = (name: string) => styleColor(panel, name);
const chip = () => look(panel.frame, 'read', 'button', 'Show all times, not only');
/** The times of a span in the chip or the words, in seconds. */
const spanOf = (text: string) =>
  [...text.matchAll(/([\d.]+) s/g)].slice(0, 2).map(([, time]) => Number(time));

test('draws what came, and says it in words', async () => {
  await rig.lesson('heartbeats');
  await panel.selectStream('stream');
  await panel.waitForRows(8);
  // Seven writes; a page that is busy reads two as one chunk.
  await waitForWords(/: 1 connection, [1-7] chunks, 2 events, 6 comments\.$/);
  const seen = await colors();
  for (const name of ['open', 'chunk', 'event', 'text']) {
    expect(seen.get(await colorOf(name)) ?? 0, name).toBeGreaterThan(10);
  }
  expect(seen.get(await colorOf('bad')) ?? 0).toBe(0);
});

/** The same lesson as a tape whose times are known: a busy machine may read all of it at the beginning, or at the end. */
async function importHeartbeats(): Promise<void> {
  const texts = [
    ...[': connected\n\n', ':\n\n', 'id: 1\ndata: first\n\n', ':\n\n', ':\n\n'],
    ...['id: 2\n: in the middle\ndata: second\n\n', ':\n\n'],
  ];
  const tape = new Tape();
  for (const record of [
    { kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) } as const,
    request('a', { at: 0, url: 'http://example.test/heartbeats' }),
    response('a', { at: 50 }),
    ...texts.map((text, index) => chunk('a', 100 + index * 200, text)),
    { kind: 'end', at: 1500, on: 'a', how: 'complete' } as const,
  ])
    tape.append(record);
  const file = join(folder, 'heartbeats.tape.ndjson');
  await writeFile(file, writeTape(tape));
  await panel.importTape(file);
  await panel.selectStream('heartbeats');
  await panel.waitForRows(8);
}

test('a drag zooms it and filters the grid to the same span; a double click shows all again', async () => {
  await importHeartbeats();
  const all = await panel.rowCount();
  expect(await chip()).toBeNull();
  await dragIn(panel.frame, await timeline(), 0.3, 0.7);
  const said = await poll('the chip', chip);
  const [from = 0, to = 0] = spanOf(said);
  expect(to).toBeGreaterThan(from);
  await poll('fewer rows', async () => (await panel.rowCount()) < all);
  const rows = await panel.rows();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const at = Number.parseFloat(row.Time ?? '');
    expect(at, JSON.stringify(row)).toBeGreaterThanOrEqual(from - 0.001);
    expect(at, JSON.stringify(row)).toBeLessThanOrEqual(to + 0.001);
  }
  // The words count the same rows.
  const counts = [...(await words()).matchAll(/(\d+) (?:event|comment)/g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  await rig.waitForText(new RegExp(`${rows.length} of ${all} match`));

  await doubleClickIn(panel.frame, await timeline());
  await poll('all rows', async () => (await panel.rowCount()) === all);
  expect(await chip()).toBeNull();
});

test('keeps to the span with a filter, a sort order and a pause', async () => {
  await dragIn(panel.frame, await timeline(), 0.02, 0.5);
  await poll('the chip', chip);
  const within = await panel.rowCount();
  await panel.filter('first');
  await poll('one row', async () => (await panel.rowCount()) === 1);
  await panel.filter('second');
  await rig.waitForText(/in the span that the timeline is zoomed to/);
  await panel.filter('');
  await poll('the span alone', async () => (await panel.rowCount()) === within);
  await panel.press('Pause view');
  await rig.waitForText(/Paused · 0 new/);
  expect(await panel.rowCount()).toBe(within);
  await panel.press('Pause view');
});

test('is moved and zoomed by keyboard', async () => {
  await panel.frame.focus('[role=application]');
  await panel.key('+');
  const [first = 0, last = 0] = spanOf(await poll('the chip', chip));
  await panel.key('ArrowRight');
  await poll('to move', async () => (spanOf((await chip()) ?? '')[0] ?? 0) > first);
  await panel.key('Home');
  await poll('the begin', async () => spanOf((await chip()) ?? '')[0] === 0);
  await panel.key('End');
  await poll('the end', async () => (spanOf((await chip()) ?? '')[1] ?? 0) > last);
  await panel.key('-');
  await poll('all', async () => (await chip()) === null);
  await panel.press('Back to the live capture');
});

test('follows a stream that continues until it is zoomed, and its picture follows the theme', async () => {
  await rig.open('clock', '&every=50');
  await panel.selectStream('clock');
  await panel.waitForRows(4);
  const end = async () => spanOf(await words())[1] ?? 0;
  const before = await end();
  await poll('the right edge to be now', async () => (await end()) > before + 0.2);
  await panel.frame.focus('[role=application]');
  await panel.key('+');
  await poll('the chip', chip);
  const stands = await words();
  const rows = await panel.rowCount();
  const more = async () => Number(/(\d+)/.exec((await panel.streams())[0]?.Events ?? '')?.[1]);
  const events = await more();
  await poll('more events', async () => (await more()) > events + 4);
  expect(await words()).toBe(stands);
  expect(await panel.rowCount()).toBe(rows);

  const light = await colorOf('open');
  await rig.streams.devtools.setTheme('dark');
  await poll('another colour', async () => (await colorOf('open')) !== light);
  await poll('a dark picture', async () => ((await colors()).get(await colorOf('open')) ?? 0) > 100);
  expect(await panel.axe()).toEqual([]);
  await rig.streams.devtools.setTheme('default');
});

/** The signs of findings, by what they are called. */
const signs = () =>
  panel.frame.evaluate(() =>
    [...document.querySelectorAll('.timeline-marks button')].map((one) => one.getAttribute('aria-label')),
  );

test('marks what was found where it was, in words too; a click leads there', async () => {
  await rig.lesson('nul-in-id');
  await panel.selectStream('stream');
  await panel.openTab('Findings');
  await poll('the sign', async () => (await signs()).includes('Warning: NUL in an ID'));
  await waitForWords(/Marked: .*Warning: NUL in an ID/);
  expect(await panel.axe()).toEqual([]);
  const sign = await poll('the sign', () => grab(panel.frame, 'find', 'button', 'Warning: NUL in an ID'));
  await sign.evaluate((one) => (one as HTMLElement).click());
  await poll('its row', async () => {
    const table = await panel.table('Events');
    return table?.rows.find((row) => row.selected)?.index === 1;
  });
  // What the user muted is not marked.
  await panel.openTab('Findings');
  await panel.frame.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('.finding button')];
    for (const one of buttons) if (one.textContent === 'Mute on this stream') one.click();
  });
  await poll('no sign', async () => (await signs()).length === 0);
  await poll('no word of it', async () => !(await words()).includes('Marked'));
  await panel.openTab('Events');
});

test('another stream is shown whole', async () => {
  await panel.frame.focus('[role=application]');
  await panel.key('+');
  await poll('the chip', chip);
  await rig.lesson('heartbeats');
  await panel.selectStream('stream');
  await waitForWords(/\d chunks, 2 events, 6 comments/);
  expect(await chip()).toBeNull();
});

test('is put away by its button, which is remembered', async () => {
  await panel.press('Timeline');
  await poll(
    'no timeline',
    async () => (await grab(panel.frame, 'find', 'application', 'Timeline')) === null,
  );
  const page = await rig.browser.newPage();
  await page.goto(rig.fixtures.url);
  const other = await openStreamsPanel(page);
  await poll('the saved setting', async () => (await other.panel.isOn('Timeline')) === false);
  await page.close();
  await panel.press('Timeline');
  await timeline();
});
