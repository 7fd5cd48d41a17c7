/** WebSockets in the real panel: what it shows is held against what the server wrote and received. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WrittenChunk } from '../../fixtures-server/index.ts';
import type { PanelHost } from '../../src/session/session.ts';
import type { PanelDriver, Row } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { expectFaults, expectHealthy } from './support/findings.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 1000 } });
  panel = rig.panel;
});

afterAll(() => rig?.close());

const decoder = new TextDecoder();
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
const shown = (arrow: '↑' | '↓', { bytes, binary }: WrittenChunk): string =>
  arrow + (binary ? hex(bytes) : decoder.decode(bytes));

/** What the page sent and the server wrote, each in its order, as the Data column shows it. */
const accountOf = (run: string): { sent: string[]; written: string[] } => {
  const connections = rig.fixtures.connections(run);
  return {
    sent: connections.flatMap(({ received }) => received.map((frame) => shown('↑', frame))),
    written: connections.flatMap(({ chunks }) => chunks.map((frame) => shown('↓', frame))),
  };
};

const dataOf = (rows: readonly Row[], arrow: '↑' | '↓'): string[] =>
  rows.map(({ Data = '' }) => Data).filter((data) => data.startsWith(arrow));

/** Runs a lesson, waits until its socket is closed, and selects it. */
async function run(id: string, query = ''): Promise<Row> {
  await rig.lesson(id, query);
  const row = await panel.waitForStream(/ended|failed/);
  await panel.selectStream('socket');
  return row;
}

/** Holds the selected socket against all rules. */
async function healthy(): Promise<void> {
  await expectHealthy(rig);
  await rig.waitForText(/\d+ checks passed[\s\S]*Looked at: whether it opened, how it ended/);
  await panel.openTab('Events');
}

/** Opens Connections and gives its text. */
async function connection(pattern: RegExp): Promise<string> {
  await panel.openTab('Connections');
  const text = await rig.waitForText(pattern);
  await panel.openTab('Events');
  return text;
}

describe('a socket', () => {
  test('shows what the page sent and the server wrote, each in its order, with its direction', async () => {
    const stream = await run('ws-echo');
    expect(stream).toMatchObject({ Status: '101', Kind: 'WebSocket', Events: '8' });
    const rows = await panel.waitForRows(8);
    const { sent, written } = accountOf('ws-echo');
    expect(written).toHaveLength(4);
    expect(dataOf(rows, '↑')).toEqual(sent);
    expect(dataOf(rows, '↓')).toEqual(written);
    expect(rows.map(({ Type }) => Type)).toEqual([1, 2].flatMap(() => ['text', 'text', 'binary', 'text']));
    expect(rows.map(({ Size }) => Size)).toEqual(expect.arrayContaining(['5 B', '0 B']));
    expect(await panel.status()).not.toMatch(/lost/);

    const text = await connection(/Subprotocol/);
    expect(text).toMatch(/echo\.example/);
    expect(text).toMatch(/permessage-deflate/);
    expect(text).toMatch(/Sec-WebSocket-Accept/i);
    expect(text).toMatch(/no ping and no pong/);
    expect(text).toMatch(/Copy as websocat/);
    expect(text).toMatch(/4 frames, \d+ bytes of payload.*4 frames, \d+ bytes of payload/s);
    await healthy();
  });

  test('has a tree for JSON, hex and base64 for bytes, and says why there is no wire', async () => {
    await panel.clickRow(1);
    await rig.waitForText(/"ACME"|price/);
    expect(await panel.table('Merge')).toBeNull();
    await panel.clickRow(2);
    await panel.openTab('Data');
    const dump = await poll('a hex dump', async () => (await panel.table('Bytes'))?.rows[0]?.cells);
    expect([dump.Offset, dump.Hex?.trim()]).toEqual(['00000000', '00 01 02 fe ff']);
    await panel.press('Base64');
    await rig.waitForText(/AAEC\/v8=/);
    await panel.openTab('Bytes');
    await rig.waitForText(/5 bytes of payload/);
    await panel.openTab('Raw');
    await rig.waitForText(/The wire of a WebSocket is not known/);
    await panel.openTab('Events');
  });

  test('has nothing that axe objects to in the dark', async () => {
    await rig.streams.devtools.setTheme('dark');
    await panel.clickRow(2);
    await panel.openTab('Data');
    await panel.press('Hex');
    expect(await panel.axe()).toEqual([]);
    await panel.openTab('Connections');
    expect(await panel.axe()).toEqual([]);
    await panel.openTab('Events');
    await rig.streams.devtools.setTheme('default');
  });

  test('is filtered by direction', async () => {
    await panel.filter('dir:sent');
    await rig.waitForText(/4 of 8 match/);
    await poll('only those that were sent', async () => dataOf(await panel.rows(), '↓').length === 0);
    await panel.filter('');
  });

  test.each(['ws-close', 'ws-drop'])(
    '%s: has its frames, and says that the code is not known',
    async (id) => {
      const stream = await run(id);
      expect(stream.State).toMatch(/ended/);
      const { written } = accountOf(id);
      await panel.waitForRows(written.length);
      expect(dataOf(await panel.rows(), '↓')).toEqual(written);
      await rig.waitForText(/neither the close code nor which side closed it/);
      await healthy();
    },
  );

  test('that is refused shows the status that the page cannot see', async () => {
    const stream = await run('ws-refused');
    expect(stream).toMatchObject({ Status: '403', State: expect.stringContaining('failed') });
    await rig.waitForText(/handshake failed: HTTP 403/);
    await expectFaults(rig, [['socket-refused', 'Error', /answered with HTTP 403/]]);
    await panel.openTab('Events');
  });

  test('that nothing listens for is refused with the network’s reason', async () => {
    await rig.visit(rig.fixtures.url);
    await rig.page.evaluate(
      () =>
        new Promise((resolve) => {
          new WebSocket('ws://127.0.0.1:65533/refused').onclose = resolve;
        }),
    );
    const row = await panel.waitForStream(/refused.*failed|failed.*refused/);
    expect(row.Status).toBe('–');
    await panel.selectStream('refused');
    await rig.waitForText(/Connection refused: nothing listens there \(net::ERR_CONNECTION_REFUSED\)/);
  });

  test('that speaks Socket.IO has its packets’ types', async () => {
    await run('ws-packets');
    const { sent, written } = accountOf('ws-packets');
    const rows = await panel.waitForRows(sent.length + written.length);
    expect(dataOf(rows, '↑')).toEqual(sent);
    expect(dataOf(rows, '↓')).toEqual(written);
    expect(rows.map(({ Type, ID }) => (ID ? `${Type} #${ID}` : Type))).toEqual([
      'open',
      'connect',
      'connect',
      'event chat #0',
      'ack #0',
      'event news',
      'binary event file',
      'binary',
      'ping',
      'pong',
      'disconnect',
    ]);
    await healthy();
  });
});

describe('where and when', () => {
  test('a socket of a worker is the worker’s, and one of a page that is left ends, inferred', async () => {
    await rig.visit(rig.fixtures.url);
    await rig.page.evaluate(() => {
      const code = `const socket = new WebSocket(${JSON.stringify(
        `${location.origin.replace('http', 'ws')}/s/ws-echo/socket?run=worker`,
      )}); socket.onopen = () => socket.send('from a worker');`;
      const world = window as unknown as { worker: Worker };
      world.worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    });
    const row = await panel.waitForStream('run=worker');
    expect(row.Kind).toMatch(/WebSocket · worker/);
    await panel.selectStream('run=worker');
    const rows = await panel.waitForRows(2);
    expect(rows.map(({ Data }) => Data)).toEqual(['↑from a worker', '↓from a worker']);

    await panel.press('Preserve log', 'checkbox');
    await rig.visit(rig.fixtures.otherUrl);
    const ended = await panel.waitForStream(/ended.*run=worker/);
    expect(ended.State).toMatch(/not reported/);
    await panel.press('Preserve log', 'checkbox');
  });

  test('an open socket continues after Clear, and under its row when Record was off', async () => {
    await rig.visit(rig.fixtures.url);
    await rig.page.evaluate(async () => {
      const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/s/ws-echo/socket?run=late`);
      (window as unknown as { socket: WebSocket }).socket = socket;
      await new Promise((resolve) => {
        socket.onopen = resolve;
      });
      socket.send('one');
    });
    const say = (text: string) =>
      rig.page.evaluate((text) => (window as unknown as { socket: WebSocket }).socket.send(text), text);
    await panel.selectStream('run=late');
    await panel.waitForRows(2);
    await panel.press('Clear');
    await say('two');
    await poll('the frames after Clear', async () =>
      /cleared.*↑two.*↓two/.test((await panel.rows()).map(({ Data }) => Data).join(' ')),
    );
    expect((await panel.waitForStream('run=late')).Status).toBe('101');

    await panel.press('Record');
    await poll('Record to be off', async () => !(await panel.isOn('Record')));
    await panel.press('Clear');
    await panel.press('Record');
    await panel.waitForCapture();
    await say('three');
    await panel.waitForStream('run=late');
    await panel.selectStream('run=late');
    await poll('the frames of an open socket', async () =>
      /↑three ↓three/.test((await panel.rows()).map(({ Data }) => Data).join(' ')),
    );
    await rig.waitForText(/Not recorded for .*: Record was off/);
    expect((await panel.waitForStream('run=late')).Status).toBe('101');
  });
});

describe('messages only', () => {
  const use = async (source: 'har' | 'protocol', status: RegExp) => {
    await panel.frame.evaluate(
      (source) =>
        (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost.capture.useSource(source),
      source,
    );
    await panel.waitForStatus(status);
  };

  test('DevTools’ own log knows the same frames', async () => {
    await use('har', /messages only/i);
    try {
      await run('ws-echo', '&again');
      const { sent, written } = accountOf('ws-echo');
      const rows = await panel.waitForRows(8);
      expect(dataOf(rows, '↑')).toEqual(sent.slice(-4));
      expect(dataOf(rows, '↓')).toEqual(written.slice(-4));
    } finally {
      await use('protocol', /recording every byte/i);
    }
  });
});
