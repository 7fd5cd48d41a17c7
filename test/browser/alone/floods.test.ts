/** Floods and giants in the real panel: nothing is lost, and the panel continues. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PanelDriver } from '../../devtools/panel-driver.ts';
import { poll } from '../../devtools/poll.ts';
import { type Rig, startRig } from '../support/rig.ts';

let rig: Rig;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
  panel = rig.panel;
});

afterAll(() => rig?.close());

test.each(['eventsource', 'fetch'])('a flood of 50,000 events by %s is all there, in order', async (via) => {
  await rig.lesson('flood', `&count=50000&via=${via}`);
  await panel.selectStream('stream');
  await poll('all events', async () => (await panel.rowCount()) === 50_001);
  for (const index of [0, 24_999, 49_999]) {
    await panel.clickRow(index);
    const rows = await panel.rows();
    expect(rows.some((row) => row.Data === `flood ${index + 1}`)).toBe(true);
  }
  expect(await panel.status()).toMatch(/50,001 events$/);
  if (via === 'fetch') return;
  await panel.openTab('Connections');
  await rig.waitForText(/agrees: 50,001 of 50,001/i);
  await panel.openTab('Events');
});

/** Runs a lesson, waits until its socket is closed, and selects it. */
async function run(id: string): Promise<void> {
  await rig.lesson(id);
  await panel.waitForStream(/ended|failed/);
  await panel.selectStream('socket');
}

test('of a flood of 10,000 binary frames none is lost, and their order is kept', async () => {
  await run('ws-flood');
  await panel.waitForRows(10_000);
  const { received, order } = await rig.page.evaluate(() => {
    const { receivedCount, inOrder } = window as unknown as { receivedCount: number; inOrder: boolean };
    return { received: receivedCount, order: inOrder };
  });
  expect([received, order, await panel.rowCount()]).toEqual([10_000, true, 10_000]);
  expect(await panel.status()).toMatch(/10,000 events$/);
  const numbers = [...(await panel.exportTape()).matchAll(/"kind":"frame".*?"base64":"([^"]+)"/g)].map(
    ([, base64 = '']) => Buffer.from(base64, 'base64').readUInt32BE(),
  );
  expect(numbers).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
});

test('a frame of 64 MB is cut at the stated limit, counted, and the panel continues', async () => {
  await run('ws-large');
  // Rows are drawn a few a frame where drawing is slow: the grid is read once it stands.
  const rows = await poll('its three rows, in order', async () => {
    const drawn = await panel.rows();
    return drawn.map(({ Size }) => Size).join() === '6 B,64.0 MB,5 B' && drawn;
  });
  expect(rows[1]?.Data).toMatch(/Cut: 16,777,216 of 64,000,000 bytes kept/);
  expect(rows[2]?.Data).toBe('↓after');
  expect(await panel.status()).toMatch(/1 lost/);
  await panel.clickRow(1);
  await panel.openTab('Bytes');
  const table = await poll('its bytes', () => panel.table('Bytes'));
  expect(table.rowCount).toBe(16_777_216 / 16);
  expect(table.rows[1]?.cells.Hex).toBe('10 11 12 13 14 15 16 17  18 19 1a 1b 1c 1d 1e 1f');
});
