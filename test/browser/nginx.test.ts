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
  await rig.panel.openTab('Events');
  await rig.visit(`${origin}/`);
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

test('nchan: one channel by three transports is three rows of the same messages', async ({ skip }) => {
  if ('skipped' in nginx || !nginx.hasNchan) return skip('no nginx with nchan');
  const { url } = nginx;
  const { page, panel } = rig;
  await rig.visit(`${url}/`);
  await page.evaluate(() => {
    const polled: string[] = [];
    const socket = new WebSocket('/channel');
    Object.assign(window, { source: new EventSource('/channel'), socket, polled });
    // The place of an answer in the channel is in its headers, and the next request gives them back.
    const listen = async (cursor: Record<string, string>): Promise<void> => {
      const answer = await fetch('/channel/poll', { headers: cursor });
      if (answer.status !== 200) return listen(cursor);
      polled.push(await answer.text());
      const { headers } = answer;
      return listen({
        'If-None-Match': headers.get('etag') ?? '',
        'If-Modified-Since': headers.get('last-modified') ?? '',
      });
    };
    void listen({});
  });
  // The channel holds the messages of the test above as well: it gives them to all three.
  const sent = ['by', '{"three":3}', 'ways ✓'];
  for (const body of sent) {
    await fetch(`${url}/channel`, { method: 'POST', body });
    await poll(`${body} in the page`, () =>
      page.evaluate((text) => (window as unknown as { polled: string[] }).polled.includes(text), body),
    );
  }
  await panel.waitForStream(/poll/);
  const seen: Record<string, string[]> = {};
  for (const [name, kind] of Object.entries({ poll: /poll/, sse: /EventSource/, ws: /WebSocket/ })) {
    await panel.selectStream(kind);
    await poll(`the messages by ${name}`, async () => {
      const data = (await panel.rows()).map((row) => (row.Data ?? '').replace(/^↓/, ''));
      seen[name] = sent.filter((body) => data.includes(body));
      return seen[name].length === sent.length;
    });
  }
  expect(seen).toEqual({ poll: sent, sse: sent, ws: sent });
  expect((await panel.streams()).map((row) => row.Kind)).toHaveLength(3);
  await panel.selectStream(/poll/);
  await panel.openTab('Overview');
  await rig.waitForText(/header if-modified-since and header if-none-match/);
  await panel.openTab('Events');
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
  // Seven writes; a page that is busy reads several as one chunk.
  expect(await chunksOf()).toBeGreaterThan(1);
  await listen(url, `/buffered/${query}buffered`);
  await rig.waitForText(all);
  expect(await chunksOf()).toBe(1);
});

test('what a proxy held back is found by the times in its data', async ({ skip }) => {
  if ('skipped' in nginx) return skip('no nginx');
  await listen(nginx.url, '/buffered/s/clock/stream?n=6&every=500');
  await rig.panel.openTab('Findings');
  await rig.waitForText(
    /Held back by a buffer.*6 events made over \d+(\.\d+)? s, by the times in their data, came in one piece \d(\.\d+)? s after the request left\. Server: nginx.*proxy_buffering off/s,
  );
});

test('a proxy that gives up a quiet stream cuts it short, and the browser reconnects', async ({ skip }) => {
  if ('skipped' in nginx) return skip('no nginx');
  await listen(nginx.url, '/impatient/s/clock/stream?every=60000');
  await rig.waitForText(/Cut short: the chunked body has no end.*reconnects/s);
});

/** Polls as a page does, through nginx, until the server says that nothing follows or has asked so often. */
async function pollThrough(path: string, rounds: number): Promise<void> {
  await rig.visit(`${(nginx as Nginx).url}/`);
  await rig.page.evaluate(
    async ([address, most]) => {
      let cursor = '0';
      for (let round = 0; round < most; round++) {
        const answer = await fetch(`${address}&cursor=${cursor}`);
        const text = await answer.text();
        if (answer.status === 204) return;
        if (answer.status !== 200) continue;
        cursor = answer.headers.get('x-next') ?? String(Number(cursor) + JSON.parse(text).length);
      }
    },
    [path, rounds] as const,
  );
  await rig.panel.waitForStream(/poll/);
  await rig.panel.selectStream(/poll/);
}

async function outcomes(count: number): Promise<(string | undefined)[][]> {
  await rig.panel.openTab('Connections');
  const table = await poll('the cycles', async () => {
    const { rows } = (await rig.panel.table('Cycles')) ?? { rows: [] };
    return rows.length >= count && rows.every(({ cells }) => cells.Outcome !== 'waiting') && rows;
  });
  await rig.panel.openTab('Events');
  return table.map(({ cells }) => [cells.Status, cells.Outcome]);
}

test('a proxy that waits for less time than the server holds makes time-outs of polls, and the loop continues', async ({
  skip,
}) => {
  if ('skipped' in nginx) return skip('no nginx');
  const query = `run=${crypto.randomUUID()}&count=3&every=2600&hold=25000`;
  await pollThrough(`/impatient/s/transports/poll?${query}`, 20);
  // Three messages, and the end. A poll that a busy browser sends late is answered before the proxy gives up.
  await poll('the end of the loop', async () => String((await outcomes(4)).at(-1)) === '204,empty');
  const [...before] = (await outcomes(4)).slice(0, -1).map(String);
  expect(before.filter((outcome) => outcome === '200,data')).toHaveLength(3);
  expect(new Set(before)).toEqual(new Set(['200,data', '504,time-out']));
  expect((await rig.panel.streams()).map((row) => row.Kind)).toHaveLength(1);
});

test('to a poll it makes no difference whether a proxy buffers', async ({ skip }) => {
  if ('skipped' in nginx) return skip('no nginx');
  const seen: unknown[] = [];
  for (const way of ['buffered', 'unbuffered']) {
    await pollThrough(`/${way}/s/long-poll/poll?run=${way}`, 5);
    const cycles = await outcomes(5);
    const rows = (await rig.panel.rows()).map((row) => `${row.ID} ${row.Data}`);
    seen.push({ cycles, rows, chunks: await chunksOf() });
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[0]).toMatchObject({
    cycles: ['data', 'empty', 'data', 'empty', 'data'].map((outcome) => ['200', outcome]),
  });
});
