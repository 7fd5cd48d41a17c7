/** Capture does not depend on the panel being visible: the panel hidden behind another one, or not drawn at all. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXTENSION } from '../../devtools/launch.ts';
import { poll } from '../../devtools/poll.ts';
import { type Rig, startRig } from '../support/rig.ts';
import { readSplitMessage } from '../support/split-message.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig?.close());

test.each(['eventsource', 'fetch'])(
  '50,000 events by %s while another panel is shown: all are there, in order',
  async (via) => {
    const { panel, streams } = rig;
    await streams.hide('network');
    await rig.lesson('flood', `&count=50000&via=${via}`);
    await streams.show();
    await panel.selectStream('stream');
    await poll('all events', async () => (await panel.rowCount()) === 50_001);
    for (const index of [0, 31_337, 49_999]) {
      await panel.clickRow(index);
      expect((await panel.rows()).some((row) => row.Data === `flood ${index + 1}`)).toBe(true);
    }
    expect(await panel.status()).toMatch(/50,001 events$/);
  },
);

test('what came while the panel was hidden has the times it came at', async () => {
  const { panel, streams } = rig;
  await streams.hide('elements');
  await readSplitMessage(rig);
  await streams.show();
  await panel.selectStream('stream');
  await poll('the event', async () => (await panel.rows())[0]?.Type === 'custom_2');
  await panel.clickRow(0);
  await panel.merge();
  const said = await rig.waitForText(/It took [\d.]+ m?s/);
  const [, amount, unit] = /It took ([\d.]+) (m?s)/.exec(said) ?? [];
  const took = Number(amount) * (unit === 's' ? 1000 : 1);
  // Stamped when the panel is shown again, both would have one time. How far apart they are read is the machine's doing.
  expect(took).toBeGreaterThan(0);
});

test('the built extension asks for no more than its manifest says', async () => {
  const built: Record<string, unknown> = JSON.parse(await readFile(join(EXTENSION, 'manifest.json'), 'utf8'));
  expect(built.permissions).toEqual(['debugger', 'storage']);
  for (const key of ['host_permissions', 'content_scripts', 'web_accessible_resources']) {
    expect(built, key).not.toHaveProperty(key);
  }
});
