/**
 * Findings in the real panel: what is wrong is said. More lessons with a fault: `support/lesson-table.ts`; what is in order:
 * `healthy.test.ts`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { expectFaults, shownFindings, titleOf, waitForFinding } from './support/findings.ts';
import { type Fault, LESSONS } from './support/lesson-table.ts';
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
  poll(`a button ${text}`, () =>
    rig.panel.frame.evaluate(
      (pattern) => {
        const buttons = [...document.querySelectorAll<HTMLElement>('.findings button, .findings summary')];
        const button = buttons.find((one) => new RegExp(pattern).test(one.textContent ?? ''));
        button?.click();
        return button !== undefined;
      },
      typeof text === 'string' ? text : text.source,
    ),
  );

/** Events of two names, one after the other, until the page is gone. */
const NAMED = (i: number): string => `event: ${i % 2 === 0 ? 'price' : 'greeting'}\ndata: ${i}\n\n`;

/** Shows `visit` the address of a stream that sends an event every 150 ms, on an empty page. */
async function withStream(text: (i: number) => string, visit: (url: string) => Promise<void>): Promise<void> {
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  };
  const server = createServer((_, res) => {
    res.writeHead(200, headers);
    let sent = 0;
    const timer = setInterval(() => res.write(text(sent++)), 150);
    res.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await rig.visit(rig.fixtures.url);
  try {
    await visit(`http://127.0.0.1:${port}/named`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Lessons with a fault that no other test visits. */
const FAULTY: readonly [lesson: string, faults: readonly Fault[], query?: string][] = [
  [
    'steady',
    [['uncompressed', 'Note', /first 32 kB would be about \d+(\.\d)? kB/]],
    '&rate=10000&count=4000',
  ],
  ['poll-missed', [['poll-missed', 'Note', /4 IDs missing.*IDs 37 to 40 never came/]]],
  [
    'json-lines',
    [
      ['pieces-cut', 'Error', /ended it 38 bytes into its last line/],
      ['pieces-no-json', 'Error', /One line is no JSON: “WARN: cache is cold”/],
    ],
  ],
  // What one lesson does wrong in several ways.
  [
    'poll-wasteful',
    [
      ['poll-empty', 'Note', /\d\d of \d\d answers were empty \(100 %\)/],
      ['poll-headers', 'Note', /bytes of payload in \d\d answers took about .* of headers/],
      ['poll-cacheable', 'Note', /answers to the very same address, with Cache-Control: “public”/],
    ],
    // Until it is found: a busy machine has no even rhythm at first.
    '&rounds=1000',
  ],
];

/** Rules that tests of their own find: below, in `polling.test.ts`, `websocket.test.ts` and `alone`. */
const ELSEWHERE = [
  'poll-short',
  'reconnect-storm',
  'nobody-listens',
  'missing-heartbeat',
  'id-not-honoured',
  'ids-skipped',
  'one-event-each',
  'growing-messages',
  'poll-truncated',
  'poll-time-out',
  'socket-refused',
  'page-busy',
  'six-connections',
];

test('at least fifteen rules are seen at work in the browser', () => {
  const faults = [...LESSONS.flatMap(({ faults = [] }) => faults), ...FAULTY.flatMap(([, faults]) => faults)];
  expect(new Set([...faults.map(([rule]) => rule), ...ELSEWHERE]).size).toBeGreaterThanOrEqual(15);
});

describe('a lesson with a fault is found', () => {
  test.each(FAULTY)('%s', async (lesson, faults, query) => {
    await (query?.includes('rounds=') ? rig.open : rig.lesson)(lesson, query);
    await rig.panel.selectStream(/stream|poll/);
    await expectFaults(rig, faults);
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
    await rig.visit(rig.fixtures.url);
    try {
      await rig.page.evaluate((url) => {
        (window as unknown as { source: EventSource }).source = new EventSource(url);
      }, `http://127.0.0.1:${port}/storm`);
      await rig.panel.waitForStream(/storm.*×\d\d/);
      await rig.panel.selectStream('storm');
      await rig.panel.openTab('Findings');
      const { statement } = await waitForFinding(rig, titleOf('reconnect-storm'));
      expect(statement).toMatch(/^Up to \d+ reconnects in 10 s.*“retry” is 20 ms\.$/);
      await rig.waitForText(/continuing/);
    } finally {
      await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.close());
      server.closeAllConnections();
      server.close();
    }
  });

  test('event types without a listener, by itself, and on their rows', async () => {
    await withStream(NAMED, async (url) => {
      await rig.page.evaluate((url) => {
        const source = new EventSource(url);
        source.onmessage = () => {};
        source.addEventListener('greeting', () => {});
        Object.assign(window, { source });
      }, url);
      await rig.panel.waitForStream(/named/);
      await rig.panel.selectStream('named');
      await rig.panel.openTab('Findings');
      const { statement } = await waitForFinding(rig, titleOf('nobody-listens'));
      expect(statement).toBe('No listener for “price”: no script of the page ran when it came.');
      await rig.waitForText(/Checked in part: whether the page listens to each type of event\. Check now/);
      expect(await press(/^“price”$/)).toBe(true);
      const rows = await poll('the rows', () =>
        rig.panel.frame.evaluate(() => {
          const rows = [...document.querySelectorAll('[aria-label=Events] [role=row]:has([role=gridcell])')];
          const found = rows.map((row) => ({
            type: row.querySelector('.cell-type')?.textContent ?? '',
            title: row.querySelector('.cell-type')?.getAttribute('title') ?? '',
            description: row.getAttribute('aria-description') ?? '',
          }));
          return found.length >= 3 && found.some(({ description }) => description !== '') && found;
        }),
      );
      for (const { type, title, description } of rows) {
        expect(/no listener for “price”/.test(description)).toBe(type === 'price');
        if (type === 'price') expect(title).toMatch(/^No listener for “price”: the page does nothing/);
        if (type === 'greeting') expect(title).toMatch(/only listeners of this name, never onmessage/);
      }
    });
  });
});

describe('that nothing was found is earned', () => {
  test('a stream that has no response yet has hardly been looked at', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await rig.visit(rig.fixtures.url);
    try {
      await rig.page.evaluate((url) => {
        (window as unknown as { source: EventSource }).source = new EventSource(url);
      }, `http://127.0.0.1:${port}/waits`);
      await rig.panel.waitForStream(/waits/);
      await rig.panel.selectStream('waits');
      await rig.panel.openTab('Findings');
      await rig.waitForText(/2 checks passed; most could not be made yet\./);
      await rig.waitForText(
        /Looked at: whether it has to wait for a TCP connection, whether the page was busy\./,
      );
      await rig.waitForText(/Not checked:\s+The request has no response yet\.\s+\d\d checks/);
    } finally {
      await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.close());
      server.closeAllConnections();
      server.close();
    }
  });

  test('listeners can be checked where it is said that they were not', async () => {
    // A script always runs beside: whether a listener did is not known by itself.
    await withStream(NAMED, async (url) => {
      await rig.page.evaluate((url) => {
        const source = new EventSource(url);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => setTimeout(() => channel.port2.postMessage(0), 5);
        channel.port2.postMessage(0);
        Object.assign(window, { source, channel });
      }, url);
      await rig.panel.waitForStream(/named/);
      await rig.panel.selectStream('named');
      await rig.panel.openTab('Findings');
      // Until its response has come, most rules have nothing to look at.
      await rig.waitForText(/\d\d checks passed\./);
      await rig.waitForText(/Not checked yet: whether the page listens to each type of event\. Check now/);
      // What it costs the page is said before.
      await rig.waitForText(/It stops the page while its heap is searched: up to \d.* \(\d.* MB\)\./);
      await rig.panel.press('Check now');
      const { statement } = await waitForFinding(rig, titleOf('nobody-listens'));
      expect(statement).toBe('No listener for “greeting”, “price”.');
      await poll(
        'no word of what was not checked',
        async () => !/Not checked yet: whether the page listens/.test(await rig.text()),
      );
      // An EventSource without any listener and reference lives on, though garbage was collected.
      expect(
        await rig.page.evaluate(() => (window as unknown as { source: EventSource }).source.readyState),
      ).toBe(1);
    });
  });
});

describe('a finding', () => {
  test('leads to its row in Events, which carries a mark', async () => {
    await rig.lesson('nul-in-id');
    await rig.panel.selectStream('stream');
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'NUL in an ID');
    await press(/id: 2/);
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

  test('is muted for the channel or for good, and listed under Muted', async () => {
    // The lesson of the test before.
    await rig.panel.openTab('Findings');
    await waitForFinding(rig, 'NUL in an ID');
    await press('Mute on this stream');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await press('Muted \\(1\\)');
    await poll('it under Muted', async () => {
      const muted = await shownFindings(rig, 'Muted');
      return muted.length === 1 && muted[0]?.title === 'NUL in an ID';
    });
    await press('Unmute');
    await waitForFinding(rig, 'NUL in an ID');
    await press('Mute on all streams');
    await poll('it to be muted', async () => (await tabName()) === 'Findings');
    await rig.lesson('nul-in-id', '&again=1');
    await rig.panel.selectStream('again');
    await rig.waitForText(/Muted \(1\)/);
    await press('Muted \\(1\\)');
    await press('Unmute');
    await waitForFinding(rig, 'NUL in an ID');
  });

  test('leads to the event that a reconnect brought again', async () => {
    await rig.lesson('reconnect-faults');
    await rig.panel.selectStream('stream');
    await expectFaults(rig, [
      ['id-not-honoured', 'Warning', /1 event; first: after “2” it sent “2”/],
      ['ids-skipped', 'Warning', /2 IDs were left out by 1 reconnect/],
    ]);
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
    await expectFaults(rig, [['one-event-each', 'Warning', /^7 connections/]]);
    expect(await press(/^connection 5 at \d+\.\d{3} s$/)).toBe(true);
    await poll('the connection', async () => {
      const table = await rig.panel.table('Connections');
      return table?.rows.find(({ selected }) => selected)?.cells['#'] === '5';
    });
  });

  test('leads to its frame in Events, which carries a mark', async () => {
    await rig.lesson('ws-growing');
    await rig.panel.selectStream('socket');
    await expectFaults(rig, [['growing-messages', 'Warning', /^Of 24 messages that the server sent/]]);
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

  test('is counted in Streams, with its severity, and leads to its header in Connections', async () => {
    await rig.lesson('wrong-type');
    expect((await rig.panel.waitForStream(/1 finding/)).Name).toMatch(/stream/);
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

  test('axe finds nothing in the list', async () => {
    expect(await rig.panel.axe()).toEqual([]);
  });
});
