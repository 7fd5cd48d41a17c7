/**
 * Reconnects in the real panel: each client's connections are one row, whose Connections table says what the server saw.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1300, height: 1000 } });
});
afterAll(() => rig?.close());

type Cells = Readonly<Record<string, string | undefined>>;

/** The Connections table, once it has this many rows and none of them runs. */
async function connections(count: number): Promise<Cells[]> {
  await rig.panel.openTab('Connections');
  let seen: Cells[] = [];
  return poll(
    `${count} connections`,
    async () => {
      const table = await rig.panel.table('Connections');
      seen = table?.rows.map((row) => row.cells) ?? [];
      return seen.length === count && !seen.some((row) => /open|connecting/.test(row.Ended ?? '')) && seen;
    },
    { seen: () => JSON.stringify(seen) },
  );
}

const column = (rows: readonly Cells[], name: string): (string | undefined)[] => rows.map((row) => row[name]);

/** The stream of a lesson, when it is the only one, has had this many connections and is over. */
async function oneStream(count: number): Promise<void> {
  await poll(`one row of ${count} connections`, async () => {
    const [row, ...others] = await rig.panel.streams();
    const isOver = /ended|failed/.test(row?.State ?? '');
    return others.length === 0 && isOver && (row?.Name ?? '').includes(`×${count}`);
  });
  await rig.panel.selectStream('stream');
}

async function data(): Promise<(string | undefined)[]> {
  await rig.panel.openTab('Events');
  const rows = await rig.panel.rows();
  return rows.filter((row) => row.Type === 'message').map((row) => row.Data);
}

const six = [1, 2, 3, 4, 5, 6].map((number) => `message ${number}`);

describe('the reconnects of', () => {
  test('an EventSource are one row, with the delay and the Last-Event-ID of each', async () => {
    await rig.lesson('retry');
    await oneStream(4);
    expect(await data()).toEqual(six);
    const rows = await connections(4);
    expect(column(rows, '#')).toEqual(['1', '2', '3', '4']);
    expect(column(rows, 'Last-Event-ID')).toEqual(['–', '2', '4', '6']);
    expect(column(rows, 'Ended')).toEqual([...Array(3).fill('ended by the server'), 'HTTP 204']);
    expect(column(rows, 'Events')).toEqual(['2', '2', '2', '0']);
    expect(column(rows, 'Repeated')).toEqual(['–', '–', '–', '–']);
    for (const row of rows.slice(1)) expect(row['Delay (due)']).toMatch(/\(500 ms\)$/);
    // What the server saw.
    expect(rig.fixtures.connections('retry').map(({ lastEventId }) => lastEventId)).toEqual([
      null,
      '2',
      '4',
      '6',
    ]);
  });

  test.each([
    ['client-fetch-event-source', 4],
    ['client-sse-js', 3],
    ['client-eventsource', 4],
  ])('%s are one row', async (id, count) => {
    await rig.lesson(id);
    await oneStream(count);
    expect(await data()).toEqual(six);
    const received = await rig.page.evaluate(
      () => (window as unknown as { received: { data: string }[] }).received,
    );
    expect(received.map((event) => event.data)).toEqual(six);
    const rows = await connections(count);
    const sent = rig.fixtures.connections(id).map(({ lastEventId }) => lastEventId ?? '–');
    expect(column(rows, 'Last-Event-ID')).toEqual(sent);
    await rig.waitForText(/It sent the last event ID committed before/);
  });
});

test('shows what a reconnect loses, repeats and skips', async () => {
  await rig.lesson('reconnect-faults');
  await oneStream(4);
  const rows = await connections(4);
  expect(column(rows, 'Ended')).toEqual(['reset', 'cut short', 'ended by the server', 'HTTP 204']);
  expect(rows[0]?.Discarded).toMatch(/three, bro/);
  expect(column(rows, 'Repeated')).toEqual(['–', '1', '–', '–']);
  expect(column(rows, 'Skipped')).toEqual(['–', '0', '2', '–']);
});

test('a redirect is followed by the reconnects, and stays one row', async () => {
  await rig.lesson('redirect-reconnect');
  await oneStream(4);
  expect(await data()).toEqual(six);
  expect(column(await connections(4), 'Last-Event-ID')).toEqual(['–', '2', '4', '6']);
  await rig.waitForText(/asked for the address that one was redirected to|asked for the same address/);
});

test('a server that is away for a while leaves its refused connections in the same row', async () => {
  const headers = { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' };
  const serve = (text: string): Server =>
    createServer((_, res) => {
      res.writeHead(200, headers);
      res.write(text);
    });
  await rig.visit(rig.fixtures.url);
  await rig.panel.press('Clear');
  let server = serve('retry: 200\n\nid: 1\ndata: before\n\n');
  const { port } = await listening(server, 0);
  await rig.page.evaluate((url) => {
    (window as unknown as { source: EventSource }).source = new EventSource(url);
  }, `http://127.0.0.1:${port}/away`);
  // Clicks would miss while the heading above the tabs still changes with the connection's state.
  await poll('the first event', async () => (await rig.panel.streams())[0]?.Events === '1');
  await rig.panel.openTab('Connections');
  server.closeAllConnections();
  server.close();
  await poll('refused connections', async () => {
    const table = await rig.panel.table('Connections');
    return (table?.rows.filter((row) => row.cells.Ended === 'connection refused').length ?? 0) > 1;
  });
  server = serve('id: 2\ndata: after\n\n');
  await listening(server, port);
  try {
    await poll('the second event', async () => (await rig.panel.streams())[0]?.Events === '2');
    expect(await rig.panel.streams()).toHaveLength(1);
    const rows = (await rig.panel.table('Connections'))?.rows.map((row) => row.cells) ?? [];
    expect(rows.at(-1)).toMatchObject({ Ended: 'open', 'Last-Event-ID': '1' });
    expect(await data()).toEqual(['before', 'after']);
  } finally {
    await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.close());
    server.closeAllConnections();
    server.close();
  }
});

test('after a 401 a new EventSource that the page makes is marked as one', async () => {
  await rig.visit(rig.fixtures.url);
  await rig.panel.press('Clear');
  let asked = 0;
  const server = createServer((_, res) => {
    const status = ++asked === 1 ? 401 : 200;
    res.writeHead(status, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' });
    res.end('data: in\n\n');
  });
  const { port } = await listening(server, 0);
  try {
    await rig.page.evaluate(
      (url) =>
        new Promise<void>((resolve) => {
          // Just when a reconnect would be due.
          const again = () => {
            const source = new EventSource(url);
            source.onmessage = () => {
              source.close();
              resolve();
            };
          };
          new EventSource(url).onerror = () => setTimeout(again, 3000);
        }),
      `http://127.0.0.1:${port}/locked`,
    );
    await poll('one row', async () => {
      const rows = await rig.panel.streams();
      return String(rows.map((row) => row.Status)) === '200' && rows[0]?.Name?.includes('×2');
    });
    await rig.panel.selectStream('locked');
    const rows = await connections(2);
    expect(column(rows, '#')).toEqual(['1', '2']);
    expect(column(rows, 'Ended')[0]).toBe('HTTP 401');
    expect(rows[1]?.['Delay (due)']).toMatch(/^\d+(\.\d+)? s \(new\)$/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

function listening(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
}

test('two EventSources on one URL are kept apart', async () => {
  await rig.lesson('two-on-one-url');
  await poll('two rows', async () => (await rig.panel.streams()).length === 2);
  for (const row of await rig.panel.streams()) expect(row.Name).not.toContain('×');
});

test('a connection is chosen in the table, its bytes are shown in Raw, and it can be split off and joined', async () => {
  const { panel } = rig;
  await rig.lesson('reconnect-faults');
  await oneStream(4);
  await panel.openTab('Raw');
  await rig.waitForText(/Connection 4 of 4/);
  await panel.press('◂ Earlier');
  await rig.waitForText(/Connection 3 of 4[\s\S]*seven/);
  await panel.openTab('Events');
  const [first] = await panel.rows();
  expect(first).toBeDefined();
  await panel.clickRow(1);
  await panel.openTab('Raw');
  await rig.waitForText(/Connection 1 of 4[\s\S]*data: one/);
  await panel.openTab('Connections');
  await rig.waitForText(/Request headers/i);

  await panel.selectRow('Connections', 2);
  await rig.waitForText(/Connection 3 continues connection 2/);
  expect(await panel.axe()).toEqual([]);
  await panel.press('Split here');
  await poll('two rows', async () => (await panel.streams()).length === 2);
  expect((await panel.streams()).map((row) => row.Name?.match(/×\d/)?.[0])).toEqual(['×2', '×2']);

  await panel.press('Join to an earlier stream…');
  await poll('the choice', () =>
    panel.frame.evaluate(() => {
      const item = document.querySelector<HTMLElement>('[role=menu] [role=menuitem]');
      item?.click();
      return item !== null;
    }),
  );
  await oneStream(4);
  await panel.openTab('Connections');
  await panel.selectRow('Connections', 2);
  await rig.waitForText(/Joined by hand/);
});
