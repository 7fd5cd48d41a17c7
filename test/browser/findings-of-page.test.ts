/** Findings of a whole page in the real panel: one count, what is wrong on other streams, and what a finding rests on. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poll } from '../devtools/poll.ts';
import { waitForFinding } from './support/findings.ts';
import { type Rig, startRig } from './support/rig.ts';

const SSE = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
};
const events = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('');

/** What each stream of the page sends. */
const STREAMS: Readonly<Record<string, (res: ServerResponse) => void>> = {
  '/healthy': (res) => res.writeHead(200, SSE).write('data: well\n\n'),
  // Eight events, each with a type that is overwritten.
  '/overwritten': (res) =>
    res.writeHead(200, SSE).write(events(8, (i) => `event: a${i}\nevent: message\ndata: ${i}\n\n`)),
  '/refused': (res) => res.writeHead(502, SSE).end(),
  // Each of twelve responses brings one event, and the page's EventSource asks again at once.
  '/short': (res) =>
    ++shortId > 12
      ? res.writeHead(204, SSE).end()
      : res.writeHead(200, SSE).end(`retry: 20\nid: ${shortId}\ndata: x\n\n`),
};
let shortId = 0;

const server = createServer((req, res) => STREAMS[req.url ?? '']?.(res) ?? res.writeHead(404).end());
let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1300, height: 900 } });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await rig.visit(rig.fixtures.url);
  await rig.page.evaluate(
    (base, paths) => {
      const sources = paths.map((path) => new EventSource(`${base}${path}`));
      for (const source of sources) source.onmessage = () => {};
      Object.assign(window, { sources });
    },
    `http://127.0.0.1:${port}`,
    Object.keys(STREAMS),
  );
  for (const path of Object.keys(STREAMS)) await rig.panel.waitForStream(new RegExp(path.slice(1)));
});
afterAll(async () => {
  await rig?.close();
  server.closeAllConnections();
  server.close();
});

/** The number in the tab Findings, and that of the selected stream's badge; 0 where there is none. */
const counts = (): Promise<{ tab: number; badge: number }> =>
  rig.panel.frame.evaluate(() => {
    const tab = [...document.querySelectorAll('[role=tab]')].find((one) =>
      one.textContent?.startsWith('Findings'),
    );
    const badge = document.querySelector('[aria-label=Streams] [aria-selected=true] .warnings');
    const number = (text: string | null | undefined) => Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
    return { tab: number(tab?.textContent), badge: number(badge?.textContent) };
  });

const click = (selector: string, text: RegExp): Promise<true> =>
  poll(`a click on ${text}`, () =>
    rig.panel.frame.evaluate(
      (selector, source) => {
        const all = [...document.querySelectorAll<HTMLElement>(selector)];
        const one = all.find((each) => new RegExp(source).test(each.textContent ?? ''));
        one?.click();
        return one !== undefined && (true as const);
      },
      selector,
      text.source,
    ),
  );

test('the badge of a stream and the tab have one count', async () => {
  for (const [name, atLeast] of [
    ['healthy', 0],
    ['overwritten', 1],
    ['refused', 1],
    ['short', 1],
  ] as const) {
    await rig.panel.selectStream(name);
    await rig.panel.openTab('Findings');
    await poll(`one count of ${name}`, async () => {
      const { tab, badge } = await counts();
      return tab === badge && tab >= atLeast;
    });
  }
});

test('what is wrong on other streams is listed below the selected one’s, and leads there', async () => {
  await rig.panel.selectStream('healthy');
  await rig.panel.openTab('Findings');
  await rig.waitForText(/\d\d checks passed\.[\s\S]*On other streams \(\d+\)/);
  const lines = () =>
    rig.panel.frame.evaluate(() =>
      [...document.querySelectorAll('[aria-label="On other streams"] li')].map((one) => one.textContent),
    );
  await poll('three streams, the gravest first', async () => {
    const found = await lines();
    return found.length === 3 && /^refused.*Status that ends EventSource for good/.test(found[0] ?? '');
  });
  expect(await rig.panel.axe()).toEqual([]);
  await click('[aria-label="On other streams"] button', /^overwritten$/);
  await waitForFinding(rig, 'Type or ID overwritten within a message');
  await poll('the others', async () => !(await lines()).some((one) => one?.startsWith('overwritten')));
});

test('“and 3 more” unfolds the rest of what a finding rests on', async () => {
  await rig.panel.selectStream('overwritten');
  await rig.panel.openTab('Findings');
  const buttons = () =>
    rig.panel.frame.evaluate(
      () => document.querySelector('.finding-evidence')?.querySelectorAll('button').length,
    );
  await poll('five, and one for the others', async () => (await buttons()) === 6);
  await click('.finding-evidence button', /^and 3 more$/);
  await poll('all eight', async () => (await buttons()) === 8);
  // What is named alike is told apart by its time.
  await click('.finding-evidence button', /^“event: message” replaces an earlier line at \d+\.\d{3} s$/);
});

test('a connection is named by its number and its time', async () => {
  await rig.panel.selectStream('short');
  await rig.panel.openTab('Findings');
  await click('.finding-evidence button', /^connection 7 at \d+\.\d{3} s$/);
  await poll('the connection', async () => {
    const table = await rig.panel.table('Connections');
    return table?.rows.find(({ selected }) => selected)?.cells['#'] === '7';
  });
});

test('what the docs say of a check is at hand', async () => {
  await rig.panel.selectStream('overwritten');
  await rig.panel.openTab('Findings');
  await click('.finding summary', /^About this check$/);
  await rig.waitForText(/About this check\s+\S[\s\S]{40}/);
  expect(await rig.text()).not.toMatch(/docs\/findings\.md/);
});

test('the heading says while a heartbeat is missing', async () => {
  await rig.open('heart-stops');
  await rig.panel.selectStream('stream');
  await rig.waitForText(/Open, silent for \d+(\.\d)? s; a heartbeat was due every \d+(\.\d+)? m?s\./);
});
