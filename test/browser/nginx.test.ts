/** Real peers: nginx as a proxy before the fixtures, and nchan, which serves one channel to every transport. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Nginx, type Skipped, startNginx } from '../../fixtures-server/nginx/start.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let nginx: Nginx | Skipped;

beforeAll(async () => {
  rig = await startRig();
  nginx = await startNginx(rig.fixtures.url);
  // The runner shows only that it was skipped; why belongs beside it.
  if ('skipped' in nginx) process.stderr.write(`nginx tests skipped: ${nginx.skipped}\n`);
});

afterAll(async () => {
  await rig?.close();
  if (nginx && 'url' in nginx) await nginx.close();
});

/** Opens nginx' own page, and an EventSource on a path of it. */
async function listen(origin: string, path: string): Promise<void> {
  await rig.page.goto(`${origin}/`);
  await rig.page.evaluate((url) => {
    Object.assign(window, { source: new EventSource(url) });
  }, path);
  await rig.panel.selectStream(path.split('/').at(-1) ?? path);
}

const chunksOf = async (): Promise<number> => {
  await rig.panel.openTab('Raw');
  const raw = await poll('the whole wire', async () => {
    const table = await rig.panel.table('Raw');
    return table && table.rows.length > 0 && table.rows.length === table.rowCount && table;
  });
  const count = raw.rows.filter(({ cells }) => /^Chunk \d/.test(Object.values(cells).join(' '))).length;
  await rig.panel.openTab('Events');
  return count;
};

test('nchan: what was published is what the panel shows', async ({ skip }) => {
  if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
  const { url } = nginx;
  await listen(url, '/channel');
  const sent = ['one', '{"n":2}', 'drei ✓', 'two\nlines'];
  for (const body of sent) await fetch(`${url}/channel`, { method: 'POST', body });
  const rows = await poll('all messages', async () => {
    const seen = (await rig.panel.rows()).filter((row) => row.Type === 'message');
    return seen.length >= sent.length && seen;
  });
  expect(rows.map((row) => row.Data)).toEqual(sent);
  expect(new Set(rows.map((row) => row.ID)).size).toBe(sent.length);
});

test('a proxy that buffers gives everything at once, one that does not gives each write', async ({
  skip,
}) => {
  if ('skipped' in nginx) return skip('no nginx');
  const { url } = nginx;
  const query = 's/heartbeats/stream?run=';
  const all = /comment.*comment.*second.*comment/s;
  await listen(url, `/unbuffered/${query}unbuffered`);
  await rig.waitForText(all);
  expect(await chunksOf()).toBeGreaterThan(4);
  await listen(url, `/buffered/${query}buffered`);
  await rig.waitForText(all);
  expect(await chunksOf()).toBe(1);
});

test('a proxy that gives up a quiet stream cuts it short, and the browser reconnects', async ({ skip }) => {
  if ('skipped' in nginx) return skip('no nginx');
  await listen(nginx.url, '/impatient/s/clock/stream?every=60000');
  await rig.waitForText(/Cut short: the chunked body has no end.*reconnects/s);
});
