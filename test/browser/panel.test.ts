/** What a person does with the panel, by mouse and keyboard, in real DevTools. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';
import { readSplitMessage } from './support/split-message.ts';

let rig: Rig;
let folder: string;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
  folder = await mkdtemp(join(tmpdir(), 'streamscope-'));
});

afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a message that was lost at the end shows its text first, and that it was not dispatched', async () => {
  const { panel } = rig;
  await rig.lesson('no-final-blank-line');
  await panel.selectStream('stream');
  const rows = await poll('the lost row', async () => {
    const seen = await panel.rows();
    return seen.some((row) => row.Type === 'discarded') && seen;
  });
  const index = rows.findIndex((row) => row.Type === 'discarded');
  expect(rows[index]?.Data).toMatch(/^\S.* · Lost: the stream ended before its blank line$/);
  await panel.clickRow(index);
  await panel.frame.evaluate(`document.getElementById('tab-data')?.click()`);
  await rig.waitForText(/Not dispatched: the page did not get it\. Lost: the stream ended/);
});

describe('Merge', () => {
  test('shows how two writes became one event: what was overwritten and by which line, what was joined, when it went out', async () => {
    const { panel } = rig;
    await readSplitMessage(rig);
    await panel.selectStream('stream');
    await poll('the event', async () => (await panel.rows())[0]?.Type === 'custom_2');
    await panel.clickRow(0);
    const lines = await panel.merge();
    expect(lines.map((line) => line.Chunk)).toEqual(['1', '1', '1', '2', '2', '2', '2']);
    const effects = lines.map((line) => line.Effect ?? '');
    expect(effects[0]).toMatch(/Sets the type.*overwritten by line 4/);
    expect(effects[1]).toMatch(/Sets the.* ID.*overwritten by line 5/);
    expect(effects[2]).toMatch(/Appends to data/);
    expect(effects[3]).toMatch(/type.*custom_2/);
    expect(effects[5]).toMatch(/joined with a newline/);
    expect(effects[6]).toMatch(/Dispatches the event.*custom_2/);
    const said = await rig.text();
    expect(said).toMatch(/blank line/i);
    expect(said).toMatch(/2 chunks/);
    expect(said).toMatch(/\d+(\.\d+)? (ms|s)\b/);
  });

  test('stays on a pending block that was picked when it goes out', async () => {
    const { panel } = rig;
    await rig.open('split-message');
    await panel.selectStream('stream');
    await panel.waitForRows(1);
    await panel.frame.evaluate(
      `document.querySelector('[role=grid][aria-label=Events] [role=row][aria-rowindex]').click()`,
    );
    await poll('the event', async () => (await panel.rows())[0]?.Type === 'custom_2');
    await rig.waitForText(/Dispatched at its blank line/);
    const table = await panel.table('Events');
    expect(table?.rows[0]?.selected).toBe(true);
  });

  test('is stepped line by line with the arrow keys, with the three buffers after each', async () => {
    const { panel } = rig;
    const state = () => rig.waitForText(/After line \d of 7/);
    await panel.frame.evaluate(
      `document.querySelector('[role=table][aria-label=Merge], [role=grid][aria-label=Merge], table[aria-label=Merge]')?.focus()`,
    );
    await panel.frame.evaluate(
      `document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }))`,
    );
    await rig.waitForText(/After line 1 of 7/);
    for (let line = 2; line <= 6; line++) {
      await panel.frame.evaluate(
        `document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))`,
      );
      await rig.waitForText(new RegExp(`After line ${line} of 7`));
    }
    const shown = await state();
    const buffers = shown.slice(shown.indexOf('After line 6'));
    expect(buffers).toMatch(/custom_2/);
    expect(buffers).toMatch(/unique_1/);
    expect(buffers).toMatch(/hello\W+\+1/);
  });
});

describe('Connections', () => {
  test('says that the browser agrees, event by event', async () => {
    const { panel } = rig;
    await rig.lesson('named-events', '&open=200');
    await panel.selectStream('stream');
    await panel.openTab('Connections');
    await rig.waitForText(/agrees: (\d+) of \1\b/i);
    await panel.openTab('Events');
  });

  test('says why there is no initiator, or where the request was made', async () => {
    const { panel } = rig;
    await panel.openTab('Connections');
    await rig.waitForText(/Chromium does not say which script made an EventSource/);
    await rig.lesson('post-fetch');
    await panel.selectStream('stream');
    await rig.waitForText(/\.js:\d+/);
    await panel.openTab('Events');
  });

  test('names the event types without a listener', async () => {
    const { panel } = rig;
    await rig.open('named-events', '&open=60000');
    await panel.selectStream('stream');
    await panel.waitForRows(2);
    await panel.openTab('Connections');
    await panel.press('Check listeners');
    await rig.waitForText(/no listener for.*price/i);
    await panel.openTab('Events');
  });
});

describe('finding', () => {
  test('the filter takes DevTools’ syntax and says how many match', async () => {
    const { panel } = rig;
    await rig.lesson('named-events', '&open=200');
    await panel.selectStream('stream');
    const all = await panel.waitForRows(5);
    await panel.filter('type:price');
    await poll('only prices', async () => {
      const rows = await panel.rows();
      return rows.length > 0 && rows.length < all.length && rows.every((row) => row.Type === 'price');
    });
    await panel.filter('/(/');
    await rig.waitForText(/regular expression/i);
    await panel.filter('nothing like this');
    await rig.waitForText(/0 of \d/);
    await panel.filter('');
    await panel.waitForRows(all.length);
  });

  test('an event leads to its bytes, and bytes to their event', async () => {
    const { panel } = rig;
    await panel.clickRow(2);
    await panel.press('Show in Raw');
    await rig.waitForText(/chunk 1\b/i);
    const shown = await rig.text();
    expect(shown).toMatch(/event: greeting/);
    await panel.openTab('Events');
  });
});

describe('the tape', () => {
  test('is exported, imported, and shows the same', async () => {
    const { panel } = rig;
    await rig.lesson('json');
    await panel.selectStream('stream');
    // All seven of the lesson: what came between the look and the export would be a row more.
    const before = await panel.waitForRows(7);
    const tape = await panel.exportTape();
    expect(JSON.parse(tape.split('\n')[0] ?? '')).toMatchObject({ streamscope: 'tape', version: 1 });
    const file = join(folder, 'json.tape.ndjson');
    await writeFile(file, tape);
    expect((await readFile(file, 'utf8')).length).toBe(tape.length);
    await panel.importTape(file);
    await rig.waitForText(/json\.tape\.ndjson/);
    await panel.selectStream('stream');
    const after = await panel.waitForRows(before.length);
    const cells = (rows: typeof before) => rows.map((row) => [row.ID, row.Type, row.Data, row.Size]);
    expect(cells(after)).toEqual(cells(before));
    await panel.press('Back to the live capture');
  });

  test('damage to a tape is reported and the rest is shown; a file that is no tape is refused and nothing is lost', async () => {
    const { panel } = rig;
    const tape = (await panel.exportTape()).split('\n');
    const damaged = join(folder, 'damaged.tape.ndjson');
    await writeFile(damaged, [...tape.slice(0, 4), '{"kind":"chunk","at":', ...tape.slice(4)].join('\n'));
    await panel.importTape(damaged);
    await rig.waitForText(/Line 5 was left out/);
    await panel.press('Back to the live capture');
    const wrong = join(folder, 'wrong.tape.ndjson');
    await writeFile(wrong, '{"log":{}}');
    await panel.importTape(wrong);
    await rig.waitForText(/not a Streamscope tape/);
    expect((await panel.streams()).length).toBe(1);
  });
});

describe('capture', () => {
  test('Record off stops it and says so, on continues', async () => {
    const { panel } = rig;
    await panel.press('Record');
    await poll('Record to be off', async () => !(await panel.isOn('Record')));
    await panel.press('Record');
    await panel.waitForCapture();
    await rig.lesson('many-in-one-chunk');
    await panel.selectStream('stream');
    await panel.waitForRows(3);
  });

  test('Clear empties the list; Preserve log keeps it over a navigation, with a divider', async () => {
    const { panel } = rig;
    await panel.press('Preserve log', 'checkbox');
    await rig.lesson('json');
    await poll('two pages', async () =>
      (await panel.streams()).some((row) => Object.values(row).join(' ').includes('Navigated')),
    );
    await panel.press('Preserve log', 'checkbox');
    await panel.press('Clear');
    await poll('an empty list', async () => (await panel.streams()).every((row) => row.State !== 'ended'));
  });

  test('a stream goes into the back/forward cache suspended, and comes back with a gap', async () => {
    const { panel, page } = rig;
    await panel.press('Preserve log', 'checkbox');
    await rig.open('back-forward');
    await panel.selectStream(/open.*stream/);
    await panel.waitForRows(2);
    await page.evaluate(() => document.querySelector<HTMLElement>('#leave, button')?.click());
    await panel.waitForStream(/suspended/);
    await page.goBack();
    await poll('it to continue', async () => (await panel.streams()).some((row) => row.State === 'open'));
    await panel.selectStream(/open.*stream/);
    await rig.waitForText(/back\/forward cache/);
    await panel.press('Preserve log', 'checkbox');
  });
});

describe('for everyone', () => {
  test('axe finds no violation, empty and full, in each tab', async () => {
    const { panel } = rig;
    await rig.lesson('split-message');
    await panel.selectStream('stream');
    await panel.clickRow(0);
    for (const tab of ['Data', 'Merge', 'Bytes', 'Raw', 'Connections', 'Events'] as const) {
      await panel.openTab(tab);
      expect(await panel.axe(), tab).toEqual([]);
    }
    await rig.visit(rig.fixtures.url);
    await poll('an empty list', async () => (await panel.streams()).length === 0);
    expect(await panel.axe()).toEqual([]);
    await rig.waitForText(/reload/i);
  });

  test('axe finds no violation in the dark, and 500 px wide', async () => {
    const { panel, streams } = rig;
    await rig.lesson('json');
    await panel.selectStream('stream');
    await panel.clickRow(0);
    await streams.devtools.setTheme('dark');
    await streams.devtools.resize(500, 800);
    expect(await panel.axe()).toEqual([]);
    await panel.openTab('Merge');
    expect(await panel.axe()).toEqual([]);
    const wide = await panel.frame.evaluate('document.documentElement.scrollWidth <= innerWidth');
    expect(wide).toBe(true);
  });
});
