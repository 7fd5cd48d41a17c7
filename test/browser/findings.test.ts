/** Findings in the real panel: each lesson that has something wrong says so. What is in order: `healthy.test.ts`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../src/findings/rules/index.ts';
import { poll } from '../devtools/poll.ts';
import { shownFindings, waitForFinding } from './support/findings.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
});
afterAll(async () => {
  await rig?.close();
});

/** The name of the tab, "Findings (2)". */
const tabName = (): Promise<string> =>
  rig.panel.frame.evaluate(() => {
    const tabs = [...document.querySelectorAll('[role=tab]')];
    return tabs.find((tab) => tab.textContent?.startsWith('Findings'))?.textContent ?? '';
  });

/** Presses the first button of that text in the list. */
const press = (text: string | RegExp): Promise<boolean> =>
  rig.panel.frame.evaluate(
    (pattern) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('.findings button, .findings summary')];
      const button = buttons.find((one) => new RegExp(pattern).test(one.textContent ?? ''));
      button?.click();
      return button !== undefined;
    },
    typeof text === 'string' ? text : text.source,
  );

/** Which rule finds the fault of a lesson, how grave it is, and what it says. */
const LESSONS: readonly [lesson: string, rule: string, severity: string, says: RegExp, query?: string][] = [
  ['split-message', 'field-overwritten', 'Warning', /2 lines.*event: custom_2/],
  ['no-data', 'no-data', 'Warning', /2 messages/],
  ['no-final-blank-line', 'lost-at-end', 'Error', /server ended the stream/],
  ['bom', 'bom-inside', 'Warning', /1 line/],
  ['invalid-utf8', 'invalid-utf8', 'Warning', /first in chunk \d/],
  ['nul-in-id', 'nul-in-id', 'Warning', /1 id line/],
  ['line-ends', 'cr-alone', 'Note', /\d lines/],
  ['many-in-one-chunk', 'many-in-one-chunk', 'Note', /at most 5 events/],
  ['status-404', 'final-status', 'Error', /HTTP 404/],
  ['status-500', 'final-status', 'Error', /HTTP 500/],
  ['status-204', 'final-status', 'Note', /HTTP 204/],
  ['wrong-type', 'wrong-type', 'Error', /application\/json/],
  ['wrong-charset', 'wrong-charset', 'Error', /charset=/],
  ['cors-refused', 'cors-refused', 'Error', /MissingAllowOriginHeader/],
  ['redirect', 'redirect', 'Note', /302/],
  ['steady', 'uncompressed', 'Note', /first 32 kB would be about \d+(\.\d)? kB/, '&rate=10000&count=4000'],
  ['reconnect-faults', 'id-not-honoured', 'Warning', /1 event; first: after “2” it sent “2”/],
  ['reconnect-faults', 'ids-skipped', 'Warning', /2 IDs were left out by 1 reconnect/],
  ['one-event-each', 'one-event-each', 'Warning', /^7 connections/],
  ['ws-refused', 'socket-refused', 'Error', /answered with HTTP 403/],
  ['ws-growing', 'growing-messages', 'Warning', /^Of 24 messages that the server sent/],
  ['poll-cut', 'poll-truncated', 'Warning', /3 of 6 answers broke off/],
  ['poll-time-out', 'poll-time-out', 'Warning', /1 of 5 answers; the latest: HTTP 504 after \d+ ms/],
  ['poll-missed', 'poll-missed', 'Note', /4 IDs missing.*IDs 37 to 40 never came/],
];

/** What one lesson does wrong in several ways. */
const WASTEFUL: readonly [rule: string, severity: string, says: RegExp][] = [
  ['poll-short', 'Note', /1[0-4] of 1[0-4] requests were answered within 200 ms, asked every 2\d\d ms/],
  ['poll-empty', 'Note', /1[0-4] of 1[0-4] answers were empty \(100 %\)/],
  ['poll-headers', 'Note', /bytes of payload in 1[0-4] answers took about .* of headers/],
  ['poll-cacheable', 'Note', /answers to the very same address, with Cache-Control: “public”/],
];

/** Rules that tests of their own find: below, and in `alone/busy.test.ts`. */
const ALONE = [
  'reconnect-storm',
  'nobody-listens',
  'six-connections',
  'missing-heartbeat',
  'page-busy',
  ...WASTEFUL.map(([rule]) => rule),
];

const titleOf = (rule: string): string => RULES.find(({ id }) => id === rule)?.title ?? `no rule ${rule}`;

test('at least fifteen rules are seen at work in the browser', () => {
  expect(new Set([...LESSONS.map(([, rule]) => rule), ...ALONE]).size).toBeGreaterThanOrEqual(15);
});

describe('a lesson with a fault is found', () => {
  test.each(LESSONS)('%s: %s', async (lesson, rule, severity, says, query) => {
    await rig.lesson(lesson, query);
    await rig.panel.selectStream(/stream|poll|socket/);
    await rig.panel.openTab('Findings');
    const finding = await waitForFinding(rig, titleOf(rule), says);
    expect(finding.severity).toBe(severity);
    // The tab and the list tell the time each by itself.
    await poll('the count', async () => /^Findings \(\d+\)$/.test(await tabName()));
  });

  test('a reconnect storm, while it lasts', async () => {
    const headers = { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' };
    // A new ID each time, so that each reconnect is certain however late a busy machine makes it.
    let asked = 0;
    const server = createServer((_, res) => {
      res.writeHead(200, headers);
      res.end(`retry: 20\n\nid: ${++asked}\n\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await rig.page.goto(rig.fixtures.url);
    try {
      await rig.page.evaluate((url) => {
        (window as unknown as { source: EventSource }).source = new EventSource(url);
      }, `http://127.0.0.1:${port}/storm`);
      await rig.panel.waitForStream(/storm.*×\d\d/);
      await rig.panel.selectStream('storm');
      await rig.panel.openTab('Findings');
      const { statement } = await waitForFinding(rig, titleOf('reconnect-storm'));
      expect(statement).toMatch(/^Up to \d+ reconnects in 10 s.*“retry” is 20 ms\.$/);
      await rig.waitForText(/going on/);
    } finally {
      await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.close());
      server.closeAllConnections();
      server.close();
    }
  });

  test('polling as it should not be', async () => {
    await rig.lesson('poll-wasteful');
    await rig.panel.selectStream(/poll/);
    await rig.panel.openTab('Findings');
    for (const [rule, severity, says] of WASTEFUL) {
      const finding = await waitForFinding(rig, titleOf(rule), says);
      expect(finding.severity).toBe(severity);
    }
  });

  test('event types that nobody listens to, once it was asked', async () => {
    await rig.open('named-events');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Events');
    await rig.panel.waitForRows(2);
    await rig.panel.openTab('Connections');
    await rig.panel.press('Check listeners');
    await rig.panel.openTab('Findings');
    expect((await waitForFinding(rig, 'Event type nobody listens to')).statement).toMatch(/“price”/);
  });

  test('the seventh connection, and who holds the six', async () => {
    await rig.lesson('seven-connections');
    await rig.panel.waitForStream(/waiting/);
    await rig.panel.selectStream(/waiting/);
    await rig.panel.openTab('Findings');
    const finding = await waitForFinding(rig, 'Six connections to one host over HTTP/1.1');
    expect(finding).toMatchObject({ severity: 'Error' });
    expect(finding.statement).toMatch(/It waits: 6 streams.*stream=1/);
  });

  test('a heartbeat that stays away, while nothing comes', async () => {
    await rig.open('heart-stops');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    const finding = await waitForFinding(rig, 'Missing heartbeat');
    expect(finding.severity).toBe('Warning');
    expect(finding.statement).toMatch(/^No heartbeat for .*; comments came every \d+ ms\.$/);
  });
});

test('where nothing at all is found, it is said what was looked at', async () => {
  await rig.lesson('json');
  await rig.panel.selectStream('stream');
  await rig.panel.openTab('Findings');
  await rig.waitForText(/Nothing was found[\s\S]*\d+ rules looked at it/);
  expect(await tabName()).toBe('Findings');
});

describe('a finding', () => {
  test('leads to its row in Events, which carries a mark', async () => {
    await rig.lesson('nul-in-id');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'NUL in an ID');
    expect(await press(/id: 2/)).toBe(true);
    await poll('the row', async () => {
      const table = await rig.panel.table('Events');
      return table?.rows.find((row) => row.selected)?.index === 1;
    });
    const marked = await rig.panel.frame.evaluate(() =>
      [...document.querySelectorAll('[role=row][aria-description]')].map((row) => [
        row.getAttribute('aria-rowindex'),
        row.getAttribute('aria-description'),
      ]),
    );
    expect(marked).toEqual([['2', 'warning: NUL in an ID']]);
  });

  test('leads to the event that a reconnect brought again', async () => {
    await rig.lesson('reconnect-faults');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'Last-Event-ID not honoured');
    expect(await press(/^after “2” it sent “2”$/)).toBe(true);
    const row = await poll('the row', async () => {
      const table = await rig.panel.table('Events');
      return table?.rows.find(({ selected }) => selected);
    });
    expect(row.cells).toMatchObject({ ID: '2', Data: 'two' });
    expect(row.index).toBeGreaterThan(2);
  });

  test('leads to its connection in Connections', async () => {
    await rig.lesson('one-event-each');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'Closed after each event: polling in disguise');
    expect(await press(/^connection 5$/)).toBe(true);
    await poll('the connection', async () => {
      const table = await rig.panel.table('Connections');
      return table?.rows.find(({ selected }) => selected)?.cells['#'] === '5';
    });
  });

  test('leads to its frame in Events, which carries a mark', async () => {
    await rig.lesson('ws-growing');
    await rig.panel.selectStream('socket');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'Messages that grow and grow');
    expect(await press(/^the last, /)).toBe(true);
    await poll('the row', async () => {
      const table = await rig.panel.table('Events');
      return table?.rows.find(({ selected }) => selected)?.index === 23;
    });
    const marks = await rig.panel.frame.evaluate(() =>
      [...document.querySelectorAll('[role=row][aria-description]')].map((row) =>
        row.getAttribute('aria-description'),
      ),
    );
    expect(marks).toContain('warning: Messages that grow and grow');
  });

  test('leads to its header in Connections', async () => {
    await rig.lesson('wrong-type');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'Wrong or missing MIME type');
    await press(/^content-type$/);
    await poll('the header', () =>
      rig.panel.frame.evaluate(() =>
        /content-type/i.test(document.querySelector('.fact.is-marked')?.textContent ?? ''),
      ),
    );
  });

  test('leads to its request in Connections', async () => {
    await rig.lesson('poll-cut');
    await rig.panel.selectStream(/poll/);
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, titleOf('poll-truncated'), /^3 of 6/);
    expect(await press(/^request 4:/)).toBe(true);
    await poll('the request', async () => {
      const table = await rig.panel.table('Cycles');
      return table?.rows.find((row) => row.selected)?.cells['#'] === '4';
    });
  });

  test('is counted in Streams, with its severity', async () => {
    await rig.lesson('wrong-type');
    const row = await rig.panel.waitForStream(/1 finding/);
    expect(row.Name).toMatch(/stream/);
  });

  test('is muted for the channel or for good, and listed under Muted', async () => {
    await rig.lesson('nul-in-id');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'NUL in an ID');
    await press('Mute for this channel');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await press('Muted \\(1\\)');
    expect(await shownFindings(rig, 'Muted')).toMatchObject([{ title: 'NUL in an ID' }]);
    await press('Unmute');
    await waitForFinding(rig, 'NUL in an ID');
    await press('Mute for good');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await rig.lesson('nul-in-id', '&again=1');
    await rig.panel.selectStream('again');
    await rig.waitForText(/Muted \(1\)/);
    await press('Muted \\(1\\)');
    await press('Unmute');
    await waitForFinding(rig, 'NUL in an ID');
  });

  test('axe finds nothing in the list', async () => {
    expect(await rig.panel.axe()).toEqual([]);
  });
});
