/**
 * Every lesson of event streams, seen in the real panel in real DevTools: what the panel shows is held against what the
 * server wrote and what the page received, and what it finds against what is wrong with the lesson.
 */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fixtures, WrittenConnection } from '../../fixtures-server/index.ts';
import { parseEventStream } from '../../src/sse/index.ts';
import type { PanelDriver, Row } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { expectFaults, expectHealthy, waitForFinding } from './support/findings.ts';
import { LESSONS } from './support/lesson-table.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let fixtures: Fixtures;
let page: Page;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 1400 } });
  ({ fixtures, page, panel } = rig);
});

afterAll(() => rig?.close());

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

/** Runs a lesson to its end; answers the connections on which the server wrote something. */
async function run(id: string, query?: string, origin = fixtures.url): Promise<WrittenConnection[]> {
  await rig.lesson(id, query, origin);
  return fixtures
    .connections(id)
    .filter((connection) => connection.status === 200 && connection.chunks.length > 0);
}

/** Waits until the selected stream's events are the expected ones, and compares so that a failure can be read. */
async function expectEvents(expected: readonly string[]): Promise<void> {
  await panel.openTab('Events');
  let seen: string[] = [];
  const same = async () => {
    seen = shownEvents(await panel.rows());
    return JSON.stringify(seen) === JSON.stringify(expected);
  };
  await poll('the events', same).catch(() => {});
  expect(seen).toEqual(expected);
}

interface Received {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/** The name of the tab, "Findings (2)". */
const findingsTab = (): Promise<string> =>
  panel.frame.evaluate(() => {
    const tabs = [...document.querySelectorAll('[role=tab]')];
    return tabs.find((tab) => tab.textContent?.startsWith('Findings'))?.textContent ?? '';
  });

describe.each(LESSONS)('$id', ({ id, query, isOneStream, refused, faults, notes }) => {
  let written: WrittenConnection[];
  beforeAll(async () => {
    written = await run(id, query);
  });

  if (isOneStream)
    test('same events, same order, as the server wrote and the page received', async () => {
      const [connection, ...others] = written;
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
      expect(await panel.status()).not.toMatch(/lost/);
    });

  if (refused)
    test('is a row, with the reason', async () => {
      const [status, reason] = refused;
      await poll(`status ${status}`, async () =>
        (await panel.streams()).some((row) => row.Status?.includes(status)),
      );
      expect(await panel.streams()).toHaveLength(1);
      await panel.selectStream('stream');
      await panel.openTab('Connections');
      await rig.waitForText(reason);
    });

  if (faults)
    test('is found to be at fault', async () => {
      await panel.selectStream('stream');
      await expectFaults(rig, faults);
      // The tab and the list tell the time each by itself.
      await poll('the count', async () => /^Findings \(\d+\)$/.test(await findingsTab()));
    });

  if (notes)
    test('is found to be in order, and it is said what was looked at', async () => {
      await panel.selectStream('stream');
      const found = await expectHealthy(rig, notes);
      if (notes.length + found.length > 0) return;
      await rig.waitForText(/\d+ checks passed\.[\s\S]*Looked at: /);
      expect(await findingsTab()).toBe('Findings');
    });
});

describe('workers that no page owns', () => {
  test('a stream of a shared worker is shown from the moment the worker is found', async () => {
    const [connection] = await run('shared-worker');
    const expected = writtenEvents(connection as WrittenConnection);
    // Found very late, not even its address is known.
    await panel.selectStream(/stream|not identified/);
    await panel.openTab('Events');
    const last = async () => shownEvents(await panel.rows()).at(-1) === expected.at(-1);
    await poll('its last event', last);
    const shown = shownEvents(await panel.rows());
    expect(expected.slice(-shown.length)).toEqual(shown);
    // Found in time it is whole; what is not whole says that it was open before.
    if (shown.length < expected.length) await rig.waitForText(/opened before recording/i);
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
      await panel.openTab('Events');
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
    // Its last answer, 204, ends the reconnects.
    await expectHealthy(rig, ['final-status']);
  });

  test('eight streams share one HTTP/2 connection', async () => {
    const connections = await run('http2', '', fixtures.h2Url);
    await poll('its streams', async () => (await panel.streams()).length === connections.length);
    await panel.selectStream('stream');
    await expectEvents(writtenEvents(connections[0] as WrittenConnection));
    await panel.openTab('Connections');
    await poll('the protocol', async () =>
      /\bh2\b|HTTP\/2/.test(String(await panel.frame.evaluate('document.body.innerText'))),
    );
    await expectHealthy(rig);
  });

  test('the seventh connection waits, says for what, and it is found who holds the six', async () => {
    await run('seven-connections');
    const row = await panel.waitForStream(/waiting/i);
    expect(row.State).toMatch(/waiting for a connection/);
    await panel.selectStream(/waiting/);
    await panel.openTab('Findings');
    const finding = await waitForFinding(rig, 'Six connections to one host over HTTP/1.1');
    expect(finding).toMatchObject({ severity: 'Error' });
    expect(finding.statement).toMatch(/It waits: 6 requests.*stream=1/);
    await page.evaluate(() => {
      for (const button of document.querySelectorAll('button'))
        if (/close stream 1/i.test(button.textContent ?? '')) button.click();
    });
    await poll('the seventh to open', async () =>
      (await panel.streams()).every((each) => !/waiting/i.test(each.State ?? '')),
    );
  });
});
