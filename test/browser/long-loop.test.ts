import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askTape, inTurn } from '../../src/channels/testing/polling.ts';
import { writeTape } from '../../src/tape/index.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

const MANY = 100_000;

/** A loop that never ends, in the real panel, from a file. */
let rig: Rig;
let folder: string;

beforeAll(async () => {
  [rig, folder] = await Promise.all([startRig(), mkdtemp(join(tmpdir(), 'streamscope-'))]);
});
afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a hundred thousand polls are one row, and the last of them is found as soon as the first', {
  timeout: 300_000,
}, async () => {
  const file = join(folder, 'long.tape.ndjson');
  const asks = inTurn(MANY, (i) => ({
    url: `http://site.test/poll?since=${i}`,
    held: 700,
    answer: i % 3 ? '[]' : '[{"id":1},{"id":2}]',
  }));
  await writeFile(file, writeTape(askTape(asks)));
  const { panel } = rig;
  await panel.importTape(file);
  const events = (2 * Math.ceil(MANY / 3)).toLocaleString('en');
  const shown = async () => (await panel.streams())[0]?.Events;
  await poll('all events', async () => (await shown()) === events, { timeout: 200_000 });
  expect(await panel.streams()).toHaveLength(1);

  await panel.openTab('Connections');
  expect((await panel.table('Cycles'))?.rowCount).toBe(MANY);
  for (const index of [5, MANY - 1]) {
    await panel.selectRow('Cycles', index);
    const row = (await panel.table('Cycles'))?.rows.find((each) => each.index === index);
    expect(row?.cells['#']).toBe((index + 1).toLocaleString('en'));
    await panel.press('Show in Events');
    // Rows are drawn a few a frame where drawing is slow.
    const picked = await poll('the picked row', async () =>
      (await panel.table('Events'))?.rows.find((each) => each.selected),
    );
    expect(picked.cells.Size).toBe(index === 5 ? '2 B' : '8 B');
    await panel.openTab('Connections');
  }
});
