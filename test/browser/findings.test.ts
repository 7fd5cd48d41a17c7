/** Findings in the real panel: each lesson that has something wrong says so, and the healthy ones say nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
});
afterAll(async () => {
  await rig?.close();
});

interface Shown {
  readonly title: string;
  readonly severity: string;
  readonly statement: string;
}

/** The findings that are listed, by what assistive technology reads. */
function shown(list = 'Findings'): Promise<Shown[]> {
  return rig.panel.frame.evaluate((label) => {
    const items = document.querySelectorAll(`ul[aria-label="${label}"] > li`);
    return [...items].map((item) => ({
      title: item.querySelector('h2')?.textContent ?? '',
      severity: item.querySelector('.severity')?.textContent ?? '',
      statement: item.querySelector('.finding-statement')?.textContent ?? '',
    }));
  }, list);
}

/** The name of the tab, "Findings (2)". */
const tabName = (): Promise<string> =>
  rig.panel.frame.evaluate(() => {
    const tabs = [...document.querySelectorAll('[role=tab]')];
    return tabs.find((tab) => tab.textContent?.startsWith('Findings'))?.textContent ?? '';
  });

async function waitFor(title: string): Promise<Shown> {
  let seen: Shown[] = [];
  return poll(
    `the finding “${title}”`,
    async () => {
      seen = await shown();
      return seen.find((one) => one.title === title);
    },
    { seen: () => JSON.stringify(seen) },
  );
}

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

describe('a lesson with a fault is found', () => {
  const LESSONS: readonly [lesson: string, severity: string, title: string, says: RegExp][] = [
    ['split-message', 'Warning', 'Type or ID overwritten within a message', /2 lines.*event: custom_2/],
    ['no-data', 'Warning', 'Named event without data, never dispatched', /2 messages/],
    ['no-final-blank-line', 'Error', 'Last message lost for want of a blank line', /server ended the stream/],
    ['bom', 'Warning', 'Byte order mark within the stream', /1 line/],
    ['invalid-utf8', 'Warning', 'Not valid UTF-8', /first in chunk \d/],
    ['nul-in-id', 'Warning', 'NUL in an ID', /1 id line/],
    ['line-ends', 'Note', 'Lines that end in a carriage return alone', /\d lines/],
    ['many-in-one-chunk', 'Note', 'Many events in one chunk', /at most 5 events/],
    ['status-404', 'Error', 'Status that ends EventSource for good', /HTTP 404/],
    ['status-500', 'Error', 'Status that ends EventSource for good', /HTTP 500/],
    ['status-204', 'Note', 'Status that ends EventSource for good', /HTTP 204/],
    ['wrong-type', 'Error', 'Wrong or missing MIME type', /application\/json/],
    ['wrong-charset', 'Error', 'Charset other than UTF-8', /charset=/],
    ['cors-refused', 'Error', 'Blocked by the browser', /MissingAllowOriginHeader/],
    ['redirect', 'Note', 'Redirected', /302/],
  ];
  test.each(LESSONS)('%s', async (lesson, severity, title, says) => {
    await rig.lesson(lesson);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    const finding = await waitFor(title);
    expect(finding.severity).toBe(severity);
    expect(finding.statement).toMatch(says);
    // The tab and the list tell the time each by itself.
    await poll('the count', async () => /^Findings \(\d+\)$/.test(await tabName()));
  });

  const RECONNECTS: readonly [lesson: string, severity: string, title: string, says: RegExp][] = [
    ['reconnect-faults', 'Warning', 'Last-Event-ID not honoured', /1 event; first: after “2” it sent “2”/],
    ['reconnect-faults', 'Warning', 'IDs skipped by a reconnect', /2 IDs were left out by 1 reconnect/],
    ['one-event-each', 'Warning', 'Closed after each event: polling in disguise', /^7 connections/],
  ];
  test.each(RECONNECTS)('%s: %s, %s', async (lesson, severity, title, says) => {
    await rig.lesson(lesson);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    const finding = await waitFor(title);
    expect(finding.severity).toBe(severity);
    expect(finding.statement).toMatch(says);
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
      const { statement } = await waitFor('Reconnect storm');
      expect(statement).toMatch(/^Up to \d+ reconnects in 10 s.*“retry” is 20 ms\.$/);
      await rig.waitForText(/going on/);
    } finally {
      await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.close());
      server.closeAllConnections();
      server.close();
    }
  });

  const SOCKETS: readonly [lesson: string, severity: string, title: string, says: RegExp][] = [
    ['ws-refused', 'Error', 'WebSocket that did not open', /answered with HTTP 403/],
    ['ws-growing', 'Warning', 'Messages that grow and grow', /^Of 24 messages that the server sent/],
  ];
  test.each(SOCKETS)('%s: %s, %s', async (lesson, severity, title, says) => {
    await rig.lesson(lesson);
    await rig.panel.selectStream('socket');
    await rig.panel.openTab('Findings');
    const finding = await waitFor(title);
    expect(finding.severity).toBe(severity);
    expect(finding.statement).toMatch(says);
    expect(await rig.panel.axe()).toEqual([]);
  });

  test('event types that nobody listens to, once it was asked', async () => {
    await rig.open('named-events');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Events');
    await rig.panel.waitForRows(2);
    await rig.panel.openTab('Connections');
    await rig.panel.press('Check listeners');
    await rig.panel.openTab('Findings');
    expect((await waitFor('Event type nobody listens to')).statement).toMatch(/“price”/);
  });

  test('the seventh connection, and who holds the six', async () => {
    await rig.lesson('seven-connections');
    await rig.panel.waitForStream(/waiting/);
    await rig.panel.selectStream(/waiting/);
    await rig.panel.openTab('Findings');
    const finding = await waitFor('Six connections to one host over HTTP/1.1');
    expect(finding).toMatchObject({ severity: 'Error' });
    expect(finding.statement).toMatch(/It waits: 6 streams.*stream=1/);
  });

  test('a heartbeat that stays away, while nothing comes', async () => {
    await rig.open('heart-stops');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    const finding = await waitFor('Missing heartbeat');
    expect(finding.severity).toBe('Warning');
    expect(finding.statement).toMatch(/^No heartbeat for .*; comments came every \d+ ms\.$/);
  });
});

describe('a page that is busy', () => {
  const texts = async () => (await shown()).map(({ title }) => title);

  test('is said while it lasts and afterwards, and the server is held for nothing', async () => {
    await rig.open('busy-page');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    const seen = new Set<string>();
    const during = await poll('the thread not to answer', async () => {
      for (const title of await texts()) seen.add(title);
      return (await shown()).find(({ statement }) => statement.includes('has not answered'));
    });
    expect(during).toMatchObject({ title: 'Page busy', severity: 'Note' });
    await poll(
      'the lesson to be done',
      async () => {
        for (const title of await texts()) seen.add(title);
        return rig.page.evaluate(() => document.body.dataset.state === 'done');
      },
      { timeout: 30_000 },
    );
    const after = await waitFor('Page busy');
    // It may have been busy for a second before it was asked.
    expect(after.statement).toMatch(
      /^The page’s thread was busy for [234](\.\d)? s at least: .*as one chunk\.$/,
    );
    expect([...seen, ...(await texts())]).not.toContain('Missing heartbeat');
    expect(await texts()).not.toContain('Held back by a buffer');
    expect(await texts()).not.toContain('Many events in one chunk');
    expect((await shown()).filter(({ severity }) => severity !== 'Note')).toEqual([]);
  });
});

describe('a healthy lesson gives no error and no warning', () => {
  const HEALTHY: readonly [lesson: string, query: string][] = [
    ['clock', '&n=8&every=300'],
    ['heartbeats', ''],
    ['json', ''],
    ['llm-tokens', ''],
    ['http2', ''],
    ['post-fetch', ''],
  ];
  test.each(HEALTHY)('%s', async (lesson, query) => {
    await rig.lesson(lesson, query);
    const row = await rig.panel.waitForStream(/stream/);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    // The end is the last thing to come: by then everything else was looked at.
    await poll('the stream to have ended', async () => {
      const rows = await rig.panel.streams();
      return rows.length > 0 && !rows.some((one) => /open|connecting/i.test(one.State ?? ''));
    });
    expect((await shown()).filter(({ severity }) => severity !== 'Note')).toEqual([]);
    expect(row.Name).not.toMatch(/finding/);
  });

  test.each(['ws-echo', 'ws-close', 'ws-drop'])('%s', async (lesson) => {
    await rig.lesson(lesson);
    await rig.panel.waitForStream(/socket.*ended/);
    await rig.panel.selectStream('socket');
    await rig.panel.openTab('Findings');
    await rig.waitForText(/Nothing was found[\s\S]*\d+ rules looked at it: how it ended/);
  });

  test('retry', async () => {
    await rig.lesson('retry');
    await rig.panel.waitForStream(/×4.*(ended|failed)/);
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitFor('Status that ends EventSource for good');
    expect((await shown()).filter(({ severity }) => severity !== 'Note')).toEqual([]);
  });

  test('and where nothing at all is found, it is said what was looked at', async () => {
    await rig.lesson('json');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await rig.waitForText(/Nothing was found[\s\S]*\d+ rules looked at it/);
    expect(await tabName()).toBe('Findings');
  });
});

describe('a finding', () => {
  test('leads to its row in Events, which carries a mark', async () => {
    await rig.lesson('nul-in-id');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitFor('NUL in an ID');
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
    await waitFor('Last-Event-ID not honoured');
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
    await waitFor('Closed after each event: polling in disguise');
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
    await waitFor('Messages that grow and grow');
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
    await waitFor('Wrong or missing MIME type');
    await press(/^content-type$/);
    await poll('the header', () =>
      rig.panel.frame.evaluate(() =>
        /content-type/i.test(document.querySelector('.fact.is-marked')?.textContent ?? ''),
      ),
    );
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
    await waitFor('NUL in an ID');
    await press('Mute for this channel');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await press('Muted \\(1\\)');
    expect(await shown('Muted')).toMatchObject([{ title: 'NUL in an ID' }]);
    await press('Unmute');
    await waitFor('NUL in an ID');
    await press('Mute for good');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await rig.lesson('nul-in-id', '&again=1');
    await rig.panel.selectStream('again');
    await rig.waitForText(/Muted \(1\)/);
    await press('Muted \\(1\\)');
    await press('Unmute');
    await waitFor('NUL in an ID');
  });

  test('axe finds nothing in the list', async () => {
    expect(await rig.panel.axe()).toEqual([]);
  });
});
