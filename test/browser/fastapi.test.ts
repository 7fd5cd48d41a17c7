/** A real third-party server: FastAPI's StreamingResponse under uvicorn. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFastApi } from '../../fixtures-server/fastapi/start.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

const server = await startFastApi();
const skipped = 'skipped' in server ? server.skipped : null;
// The runner shows only that it was skipped; why belongs beside it.
if (skipped) process.stderr.write(`FastAPI tests skipped: ${skipped}\n`);

let rig: Rig;

beforeAll(async () => {
  if (!skipped) rig = await startRig();
});

afterAll(async () => {
  await rig?.close();
  if (!('skipped' in server)) await server.close();
});

const url = 'skipped' in server ? '' : server.url;

test.skipIf(skipped)('a clock that ticks ten times a second', async () => {
  const { panel } = rig;
  await rig.visit(`${url}/?only=clock`);
  await panel.selectStream('clock');
  await panel.waitForRows(10);
  // Over the rows that are shown, and sooner or later: a busy machine reads several at once now and then.
  await poll('its pace', async () => {
    const rows = (await panel.table('Events'))?.rows ?? [];
    const [first, last] = [rows[0], rows.at(-1)];
    const span = Number.parseFloat(last?.cells.Time ?? '') - Number.parseFloat(first?.cells.Time ?? '');
    const every = span / ((last?.index ?? 0) - (first?.index ?? 0));
    return rows.every(({ cells }) => cells.Type === 'message') && every > 0.08 && every < 0.5;
  });
});

test.skipIf(skipped)('one message over two yields is one event from two chunks', async () => {
  const { panel } = rig;
  await rig.visit(`${url}/?only=split&waits=1`);
  await panel.selectStream('split');
  await poll('the first half', async () => (await panel.rows()).some((row) => row.Type === 'pending'));
  await fetch(`${url}/continue`);
  await poll('an event', async () => (await panel.rows()).some((row) => row.Type !== 'pending'));
  await panel.clickRow(0);
  const lines = await panel.merge();
  expect(new Set(lines.map((line) => line.Chunk)).size).toBe(2);
});

test.skipIf(skipped)(
  'JSON lines that the page reads as they come are rows, and the last one was cut',
  async () => {
    const { page, panel } = rig;
    await rig.visit(`${url}/?only=none`);
    await page.evaluate(async () => {
      const reader = (await fetch('/lines')).body?.getReader();
      while (reader && !(await reader.read()).done);
    });
    await panel.selectStream('lines');
    await poll('the cut line', async () => (await panel.rows()).some((row) => row.Type === 'cut'));
    const rows = await panel.rows();
    expect(rows.map(({ ID, Type }) => [ID, Type])).toEqual([
      ['1', 'step'],
      ['2', 'step'],
      ['3', 'step'],
      ['', 'cut'],
    ]);
    expect(rows[1]?.Data).toBe('{"id":2,"type":"step","text":"of 2"}');
    expect(await rig.waitForText(/Response that broke off|Findings \(1\)/)).toBeTruthy();
  },
);
