/**
 * Every lesson of the fixtures server, seen in the real panel in real DevTools: what the panel shows is held against
 * what the server wrote and what the page received.
 */
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixtures, startFixtures, type WrittenConnection } from '../../fixtures-server/index.ts';
import { parseEventStream } from '../../src/sse/index.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { openStreamsPanel, type StreamsPanel } from '../devtools/open-panel.ts';
import type { PanelDriver, Row } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';

let fixtures: Fixtures;
let browser: Browser;
let page: Page;
let streams: StreamsPanel;
let panel: PanelDriver;

beforeAll(async () => {
  fixtures = await startFixtures();
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(fixtures.url);
  streams = await openStreamsPanel(page, { size: { width: 1200, height: 1400 } });
  panel = streams.panel;
  await panel.waitForCapture();
});

afterAll(async () => {
  await browser?.close();
  await fixtures?.close();
});

/** White space and invisible characters are drawn each view's own way; what is compared is the rest. */
const words = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);

/** ID, Type and Data of the events a server wrote on one connection. */
function writtenEvents(connection: WrittenConnection): string[] {
  const { events } = parseEventStream(connection.chunks.map((chunk) => chunk.bytes));
  return events.map((event) => words(`${event.lastEventId}|${event.type}|${event.data}`));
}

const MARKS = new Set(['comment', 'discarded', 'pending', 'note']);
const shownEvents = (rows: readonly Row[]): string[] =>
  rows
    .filter((row) => !MARKS.has(row.Type ?? ''))
    .map((row) => words(`${row.ID}|${row.Type}|${row.Data?.replace(/…$/, '')}`));

async function run(id: string, origin = fixtures.url): Promise<WrittenConnection[]> {
  await page.goto(`${origin}/s/${id}/?run=${id}`);
  await poll(`lesson ${id} to be done`, () => page.evaluate(() => document.body.dataset.state === 'done'), {
    timeout: 40_000,
  });
  return fixtures
    .connections(id)
    .filter((connection) => connection.status === 200 && connection.chunks.length > 0);
}

/** Waits until the selected stream's events are the expected ones, and compares so that a failure can be read. */
async function expectEvents(expected: readonly string[]): Promise<void> {
  let seen: string[] = [];
  const same = async () => {
    seen = shownEvents(await panel.rows());
    return JSON.stringify(seen) === JSON.stringify(expected);
  };
  await poll('the events', same, { timeout: 10_000 }).catch(() => {});
  expect(seen).toEqual(expected);
}

interface Received {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

const ONE_STREAM = [
  'named-events',
  'split-message',
  'many-in-one-chunk',
  'one-over-many-chunks',
  'split-character',
  'line-ends',
  'heartbeats',
  'no-final-blank-line',
  'no-data',
  'nul-in-id',
  'bom',
  'invalid-utf8',
  'json',
  'llm-tokens',
  'gzip',
  'post-fetch',
  'xhr',
  'worker',
  'service-worker',
  'same-origin-iframe',
  'cross-origin-iframe',
  'redirect',
  'reset-mid-message',
  'cut-mid-message',
  'blocked-thread',
  'short',
];

describe('one stream', () => {
  test.each(ONE_STREAM)(
    '%s: same events, same order, as the server wrote and the page received',
    async (id) => {
      const [connection, ...others] = await run(id);
      expect(others).toEqual([]);
      if (!connection) throw new Error('the server wrote nothing');
      const expected = writtenEvents(connection);
      await poll('one stream', async () => (await panel.streams()).filter((row) => row.Kind).length === 1);
      await panel.selectStream('stream');
      await expectEvents(expected);

      const received = await page.evaluate(() => (window as unknown as { received: Received[] }).received);
      const heard = new Set(received.map((event) => event.type));
      expect(received.map((event) => words(`${event.lastEventId}|${event.type}|${event.data}`))).toEqual(
        expected.filter((event) => heard.has(event.split('|')[1] ?? '')),
      );
      expect(await panel.status()).toContain('0 lost');
    },
  );
});

describe('workers that no page owns', () => {
  test('a stream of a shared worker is shown from the moment the worker is found', async () => {
    const [connection] = await run('shared-worker');
    const expected = writtenEvents(connection as WrittenConnection);
    // Found very late, not even its address is known.
    await panel.selectStream(/stream|not identified/);
    const last = async () => shownEvents(await panel.rows()).at(-1) === expected.at(-1);
    await poll('its last event', last);
    const shown = shownEvents(await panel.rows());
    expect(expected.slice(-shown.length)).toEqual(shown);
    // Found in time it is whole; else it is said that it was open before.
    const said = String(await panel.frame.evaluate('document.body.innerText'));
    expect(/before capture began/i.test(said)).toBe(shown.length < expected.length);
  });
});

describe('several streams', () => {
  test('two EventSources on one URL are two rows, each with its own events', async () => {
    const connections = await run('two-on-one-url');
    expect(connections).toHaveLength(2);
    await poll('two streams', async () => (await panel.streams()).length === 2);
    const shown: string[][] = [];
    for (const index of [0, 1]) {
      await panel.frame.evaluate(
        `document.querySelectorAll('[role=grid][aria-label=Streams] [role=row][aria-rowindex]')[${index}].click()`,
      );
      await poll(
        'its events',
        async () => (await panel.rowCount()) >= writtenEvents(connections[0] as WrittenConnection).length,
      );
      shown.push(shownEvents(await panel.rows()));
    }
    expect(shown.map(String).sort()).toEqual(connections.map(writtenEvents).map(String).sort());
  });

  test('reconnects are one row with the events of all, and carry the Last-Event-ID', async () => {
    const connections = await run('retry');
    await poll(
      'its connections',
      async () => String((await panel.streams()).map((row) => row.Status)) === '204',
    );
    await panel.selectStream('204');
    await expectEvents(connections.flatMap(writtenEvents));
    await panel.openTab('Connections');
    const text = await poll('the connection', async () => {
      const shown = String(await panel.frame.evaluate('document.body.innerText'));
      return /Last-Event-ID/i.test(shown) && shown;
    });
    expect(text).toMatch(/HTTP 204/);
    expect(text).toContain(fixtures.connections('retry').at(-1)?.lastEventId ?? 'no id');
    await panel.openTab('Events');
  });

  test('eight streams share one HTTP/2 connection', async () => {
    const connections = await run('http2', fixtures.h2Url);
    await poll('its streams', async () => (await panel.streams()).length === connections.length);
    await panel.selectStream('stream');
    await expectEvents(writtenEvents(connections[0] as WrittenConnection));
    await panel.openTab('Connections');
    await poll('the protocol', async () =>
      /\bh2\b|HTTP\/2/.test(String(await panel.frame.evaluate('document.body.innerText'))),
    );
    await panel.openTab('Events');
  });

  test('the seventh connection waits, and says for what', async () => {
    await run('seven-connections');
    const row = await panel.waitForStream(/waiting/i);
    expect(row.State).toMatch(/waiting for a connection/);
    await page.evaluate(() => {
      for (const button of document.querySelectorAll('button'))
        if (/close stream 1/i.test(button.textContent ?? '')) button.click();
    });
    await poll('the seventh to open', async () =>
      (await panel.streams()).every((each) => !/waiting/i.test(each.State ?? '')),
    );
  });
});

describe('what does not open', () => {
  test.each([
    ['status-204', '204', /does not retry/],
    ['status-404', '404', /HTTP 404.*does not retry/s],
    ['status-500', '500', /HTTP 500.*does not retry/s],
    ['wrong-type', '200', /MIME type application\/json/],
    ['wrong-charset', '200', /charset/],
    ['cors-refused', '200', /Blocked by the browser/],
  ])('%s is a row, with the reason', async (id, status, reason) => {
    await run(id);
    await poll(`status ${status}`, async () =>
      (await panel.streams()).some((row) => row.Status?.includes(status)),
    );
    expect(await panel.streams()).toHaveLength(1);
    await panel.selectStream('stream');
    await panel.openTab('Connections');
    await poll(`the reason ${reason}`, async () =>
      reason.test(String(await panel.frame.evaluate('document.body.innerText'))),
    );
    await panel.openTab('Events');
  });
});
