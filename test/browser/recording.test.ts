/** What the panel says of what it did not record: opened before, cleared, Record off, between two connections. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PanelHost } from '../../src/session/session.ts';
import { openStreamsPanel } from '../devtools/open-panel.ts';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1300, height: 800 } });
});

afterAll(() => rig?.close());

const clockOf = (run: string): string => `${rig.fixtures.url}/s/clock/stream?run=${run}&every=100`;

/** Opens an EventSource in a page; it is known there how many messages came. */
const listen = (page: Rig['page'], url: string): Promise<void> =>
  page.evaluate((address) => {
    const kept = window as unknown as { sources?: EventSource[]; got?: number };
    kept.got ??= 0;
    kept.sources ??= [];
    const source = new EventSource(address);
    source.onmessage = () => {
      kept.got = (kept.got ?? 0) + 1;
    };
    kept.sources.push(source);
  }, url);

const notesOf = async (panel: PanelDriver): Promise<string> =>
  (await panel.rows())
    .filter(({ Type }) => Type === 'note')
    .map(({ Data }) => Data)
    .join(' | ');

test('a stream that was opened before recording says what is not known, and one button records it from its first byte', async () => {
  const page = await rig.browser.newPage();
  await page.goto(`${rig.fixtures.url}/s/clock/?run=late&every=100`);
  await poll('messages before DevTools', () => page.evaluate(() => document.body.textContent.length > 200));
  // As much as a page has: a look into it would stop it, and is the user's to make.
  await page.evaluate(() => {
    Object.assign(window, { held: Array.from({ length: 100_000 }, (_, i) => ({ i })) });
  });
  const { panel } = await openStreamsPanel(page, { size: { width: 1300, height: 800 } });
  await panel.waitForStatus(/Recording every byte · \d+ events · 1 opened before recording$/);
  await panel.selectStream('not identified');
  await panel.openTab('Connections');
  await poll('that its URL is not known', async () =>
    /URL\s+Not known[\s\S]*Its URL is not known: the page’s EventSource objects have it\.[\s\S]*It stops the page/.test(
      String(await panel.frame.evaluate('document.body.innerText')),
    ),
  );
  expect(await panel.axe()).toEqual([]);
  await panel.press('Look for its URL');
  const row = await panel.waitForStream('run=late');
  expect(row).toMatchObject({ Opened: 'not known', Status: expect.stringMatching(/not known/) });
  expect(row.Name).not.toMatch(/warning/i);
  await panel.openTab('Events');
  await panel.waitForRows(2);

  const text = async (): Promise<string> => String(await panel.frame.evaluate('document.body.innerText'));
  const says = (what: RegExp) => poll(`${what}`, async () => what.test(await text()));
  await says(/Opened before recording: its bytes are not known\.\s+Reload page/);
  await panel.clickRow(0);
  await panel.openTab('Merge');
  await says(/not known[\s\S]*Opened before recording: its bytes are not known\./);
  await panel.openTab('Connections');
  await says(/Status\s+not known/);
  await says(/Requested\s+not known/);
  await says(/Last-Event-ID sent\s+not known/);
  await says(/Last event ID\s+\d+/);
  await says(/Response headers\s+Not known: it was opened before recording/);
  expect(await panel.axe()).toEqual([]);
  await panel.openTab('Overview');
  await says(/Header bytes\s+not known/);

  await panel.press('Reload page');
  await panel.waitForStatus(/Recording every byte · \d+ events$/);
  await poll('it to be recorded whole', async () => {
    const [whole] = await panel.streams();
    return /^\d+:\d+:\d+$/.test(whole?.Opened ?? '') && whole?.Status === '200';
  });
  await page.close();
});

test('after Clear nothing counts as lost, and what is open continues with a quiet row', async () => {
  const { panel, page } = rig;
  await rig.visit(rig.fixtures.url);
  for (const run of ['one', 'two']) await listen(page, clockOf(run));
  await panel.waitForStream('run=two');
  await panel.selectStream('run=one');
  await panel.waitForRows(3);
  await panel.press('Clear');
  await poll('the row that says it', async () => (await notesOf(panel)) === 'What came before was cleared.');
  await panel.waitForRows(2);
  expect(await panel.status()).not.toMatch(/lost/);
  for (const { Name } of await panel.streams()) expect(Name).not.toMatch(/warning|finding/i);
});

test('Record off says that it is not recorded from here, and on again the same row continues', async () => {
  const { panel, page } = rig;
  await rig.visit(rig.fixtures.url);
  await listen(page, clockOf('off'));
  await panel.selectStream('run=off');
  await panel.waitForRows(2);
  await panel.press('Record');
  await rig.waitForText(/Not recorded from here: recording stopped while it was open/);
  expect(await panel.waitForStream('run=off')).toMatchObject({ State: 'not recorded from here' });
  const before = (await panel.rows()).length;
  const got = () => page.evaluate(() => (window as unknown as { got: number }).got);
  const then = await got();
  await poll('messages that are not recorded', async () => (await got()) > then + 2);
  await panel.press('Record');
  await panel.waitForCapture();
  const rows = await panel.waitForRows(before + 4);
  expect(await panel.streams()).toHaveLength(1);
  expect(await panel.waitForStream('run=off')).toMatchObject({ State: 'open', Status: '200' });
  expect(rows.some(({ Data }) => /^Not recorded for .*: Record was off\.$/.test(Data ?? ''))).toBe(true);
  expect(await panel.status()).not.toMatch(/lost/);
});

test('what is sent between two connections stays in the row of its stream', async () => {
  const { panel, page } = rig;
  await rig.visit(rig.fixtures.url);
  // It ends at once, and the browser waits for longer than the test lasts.
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' })
      .end('retry: 600000\n\ndata: theirs\n\n'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await listen(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}/between`);
  await panel.waitForStream(/ended.*between/);
  const sent = () =>
    panel.frame.evaluate(() => {
      const { sending } = (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost;
      if (!sending.status()?.targets) {
        if (!sending.status()) sending.look();
        return false;
      }
      const [target] = sending.status()?.targets ?? [];
      if (!target || sending.status()?.run) return sending.status()?.run?.end?.how === 'complete';
      const message = { at: 0, type: 'message', data: 'mine', id: '', binary: false };
      sending.send(target.id, [message], 'at-once');
      return false;
    });
  await poll('the message to be sent', sent);
  await panel.selectStream('between');
  await poll('its row', async () => (await panel.rows()).some(({ Data }) => /Sent by you/.test(Data ?? '')));
  expect(await panel.streams()).toHaveLength(1);
  await panel.frame.evaluate(() =>
    (window as unknown as { streamscopeHost: PanelHost }).streamscopeHost.sending.dismiss(),
  );
  server.close();
});

test('an import that failed is said until Clear, or until the page goes elsewhere', async () => {
  const { panel } = rig;
  const folder = await mkdtemp(join(tmpdir(), 'streamscope-'));
  const wrong = join(folder, 'wrong.tape.ndjson');
  await writeFile(wrong, '{"log":{}}');
  const isSaid = async () => (await rig.text()).includes('not a Streamscope tape');
  try {
    await panel.importTape(wrong);
    await poll('what is wrong', isSaid);
    await panel.press('Clear');
    await poll('it to go with Clear', async () => !(await isSaid()));
    await panel.importTape(wrong);
    await poll('what is wrong', isSaid);
    await rig.visit(rig.fixtures.url);
    await poll('it to go with the page', async () => !(await isSaid()));
    await rig.waitForText(/No streams yet\. Reload the page, or trigger the action that opens one\./);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
