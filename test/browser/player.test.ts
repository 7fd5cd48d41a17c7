/** A tape played again in the panel: every view as of the moment, and the page not involved. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 760 } });
  panel = rig.panel;
});

afterAll(() => rig?.close());

afterEach(async () => {
  if (await isOpen()) await panel.press('Close the player');
});

const isOpen = () => panel.frame.evaluate(() => document.querySelector('[aria-label=Player]') !== null);

/** Seconds since the stream was opened that the player says it is at, and those of the whole tape. */
const time = () =>
  panel.frame.evaluate(() => {
    const text = document.querySelector('input[aria-label=Moment]')?.getAttribute('aria-valuetext') ?? '';
    const [at = Number.NaN, of = Number.NaN] = [...text.matchAll(/−?[\d.]+/g)].map(([number]) =>
      Number(number.replace('−', '-')),
    );
    return { at, of };
  });

async function openPlayer(): Promise<void> {
  await panel.press('Replay');
  await panel.press('Play in the panel', 'menuitem');
  await poll('the player', isOpen);
}

/** Chooses in a list of the player by one of its options. */
const choose = (value: string) =>
  panel.frame.evaluate((wanted) => {
    const select = [...document.querySelectorAll<HTMLSelectElement>('[aria-label=Player] select')].find(
      (one) => [...one.options].some((option) => option.value === wanted),
    );
    if (!select) throw new Error(`no choice ${wanted}`);
    select.value = wanted;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);

/** Puts the scrubber to a share of the whole, as a drag would. */
const scrub = (share: number) =>
  panel.frame.evaluate((to) => {
    const input = document.querySelector<HTMLInputElement>('input[aria-label=Moment]');
    if (!input) throw new Error('no scrubber');
    const [min, max] = [Number(input.min), Number(input.max)];
    // The sum may miss the end by a rounding, and the last record lies exactly there.
    input.valueAsNumber = to === 1 ? max : min + to * (max - min);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, share);

async function waitForType(type: string): Promise<void> {
  await poll(`a row of type ${type}`, async () => (await panel.rows())[0]?.Type === type);
}

async function waitForLines(count: number): Promise<void> {
  await poll(`${count} lines in Merge`, async () => (await panel.merge()).length === count);
}

describe('the split message', () => {
  test('is stepped through line by line: the type is overwritten, and the event leaves at the blank line', async () => {
    await rig.open('split-message');
    await panel.selectStream('split-message');
    await panel.waitForRows(1);
    await panel.clickRow(0);
    await panel.openTab('Merge');
    await waitForLines(7);
    await openPlayer();
    await poll('no rows yet', async () => (await panel.rowCount()) === 0);
    await rig.waitForText(/At this moment the selected row had not come yet/);

    await choose('line');
    await panel.press('Step forward');
    await waitForType('pending');
    await panel.clickRow(0);
    await panel.openTab('Merge');
    await waitForLines(1);
    for (const lines of [2, 3, 4]) {
      await panel.press('Step forward');
      await waitForLines(lines);
    }
    expect((await panel.merge())[0]?.Effect).toBe('Sets the type, overwritten by line 4');
    // The buffers beside it are those after the line that came last.
    await rig.waitForText(/After line 4 of 4/);
    expect((await panel.rows())[0]?.Type).toBe('pending');
    for (const lines of [5, 6, 7]) {
      await panel.press('Step forward');
      await waitForLines(lines);
    }
    await waitForType('custom_2');
    const [row] = await panel.rows();
    expect(row).toMatchObject({ ID: 'unique_1', Data: 'hello\n+1' });
    // It stands where the row came, by the same clock.
    expect(row?.Time).toBe(`${(await time()).at.toFixed(3)} s`);

    await panel.press('Step back');
    await waitForType('pending');
    await waitForLines(6);
    await panel.key('.');
    await waitForType('custom_2');
    await panel.key(',');
    await waitForType('pending');
  });
});

describe('a stream with heartbeats', () => {
  test('shows each view as of the moment, while live capture continues', async () => {
    const begun = performance.now();
    await rig.open('clock', '&every=200');
    await panel.selectStream('clock');
    await panel.waitForRows(1);
    // The second half of the tape is longer than what came before the first row, however long the page took to open.
    await panel.waitForRows(6 + Math.ceil((performance.now() - begun) / 200));
    await openPlayer();
    await scrub(1);
    await poll('the end', async () => {
      const { at, of } = await time();
      return at === of;
    });
    const all = await poll('all rows', async () => {
      const rows = await panel.rowCount();
      return (await panel.streams())[0]?.Events === String(rows) && rows;
    });
    expect(all).toBeGreaterThanOrEqual(6);
    const page = await panel.rows();

    await scrub(0);
    await poll('nothing yet', async () => (await panel.streams()).length === 0);
    await rig.waitForText(/At this moment of the tape no stream had been requested yet/);
    await scrub(0.5);
    await poll('some rows', async () => (await panel.rowCount()) > 0);
    const half = await panel.rowCount();
    expect(half).toBeLessThan(all);
    expect((await panel.rows())[0]).toEqual(page[0]);
    expect((await panel.streams())[0]?.Events).toBe(String(half));

    await panel.openTab('Raw');
    await poll('the chunks so far', async () => ((await rig.text()).match(/chunk \d+/gi) ?? []).length > 0);
    await panel.openTab('Events');

    await choose('fastest');
    await panel.press('Play');
    // The picture from before the player may have been counted above, which had fewer rows.
    const played = await poll('all rows', async () => {
      const { at, of } = await time();
      const rows = await panel.rowCount();
      return at === of && rows >= all && rows;
    });
    await panel.press('Close the player');
    // What came during that time was captured.
    await poll('more rows', async () => (await panel.rowCount()) > played);
  });

  test('plays in its own time, and can be paused', async () => {
    await rig.open('clock', '&every=200');
    await panel.selectStream('clock');
    await panel.waitForRows(12);
    await openPlayer();
    // Slowly: at the end of the tape, half a minute later, the button says Play again, and a click then begins anew.
    await choose('0.1');
    await panel.press('Play');
    await poll('time to pass', async () => (await time()).at > 0);
    await panel.press('Pause');
    const { at, of } = await time();
    expect(at).toBeLessThan(of);
    await choose('chunk');
    await panel.press('Step forward');
    await poll('a step', async () => (await time()).at > at);
    expect(await panel.axe()).toEqual([]);
  });
});
