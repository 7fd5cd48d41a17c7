/** What the panel sends into the page is held against what the page's own listeners got. */
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PanelDriver } from '../devtools/panel-driver.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
let panel: PanelDriver;

beforeAll(async () => {
  rig = await startRig({ size: { width: 1200, height: 900 } });
  panel = rig.panel;
});

afterAll(() => rig?.close());

/** What a listener got. */
interface Got {
  readonly type: string;
  readonly data: string;
  readonly id: string;
  readonly origin: string;
  readonly isTrusted: boolean;
  readonly isMessage: boolean;
  readonly at: number;
}

/** Runs in a page, frame or worker: opens an EventSource or WebSocket and notes what its listeners get. */
const LISTEN = `function (name, url, types) {
  self.got ??= {};
  self.kept ??= [];
  self.got[name] = [];
  const source = name.startsWith('ws') ? new WebSocket(url) : new EventSource(url);
  source.binaryType = name === 'ws-buffer' ? 'arraybuffer' : 'blob';
  self.kept.push(source);
  for (const type of types) {
    source.addEventListener(type, async (event) => {
      const { data } = event;
      const said = data instanceof Blob ? 'blob ' + new Uint8Array(await data.arrayBuffer())
        : data instanceof ArrayBuffer ? 'buffer ' + new Uint8Array(data) : data;
      const got = { type: event.type, data: said, id: event.lastEventId, origin: event.origin,
        isTrusted: event.isTrusted, isMessage: event instanceof MessageEvent, at: performance.now() };
      self.got[name].push(got);
      if (self.onGot) self.onGot(name, got);
    });
  }
  return new Promise((resolve) => { source.onopen = () => resolve(); });
}`;

/** A stream that sends one event and then stays open and quiet. */
const quiet = (name: string, origin = rig.fixtures.url) => `${origin}/s/clock/stream?run=${name}&every=60000`;

const listen = (name: string, url: string, types: readonly string[], frame: Frame = rig.page.mainFrame()) =>
  frame.evaluate(`(${LISTEN})(${JSON.stringify(name)}, ${JSON.stringify(url)}, ${JSON.stringify(types)})`);

/** What listeners got that no server sent. */
async function injected(name: string, frame: Frame = rig.page.mainFrame()): Promise<Got[]> {
  const all = (await frame.evaluate(`self.got[${JSON.stringify(name)}]`)) as Got[];
  return all.filter(({ isTrusted }) => !isTrusted);
}

const got = (name: string, count: number, frame?: Frame): Promise<Got[]> => {
  let seen: Got[] = [];
  return poll(
    `${count} events at ${name}`,
    async () => {
      seen = await injected(name, frame);
      return seen.length >= count && seen;
    },
    { seen: () => seen },
  );
};

/** Five named events, 200 ms apart, read by fetch: something to send. */
async function recordNamed(): Promise<void> {
  await rig.page.evaluate(
    async (url) => (await fetch(url)).text(),
    `${rig.fixtures.url}/s/named-events/stream?run=named&open=0`,
  );
  await panel.waitForStream('run=named');
  await panel.selectStream('run=named');
  await panel.waitForRows(5);
}

const inDialog = (script: string) =>
  panel.frame.evaluate(`(() => { const dialog = document.querySelector('dialog[open]'); ${script} })()`);

/** Chooses one of the dialog's radio buttons by a part of its text. */
const choose = (part: string) =>
  poll(`a choice with ${part}`, () =>
    inDialog(`const label = [...dialog.querySelectorAll('label')].find((one) => one.querySelector('[type=radio]') && one.textContent.includes(${JSON.stringify(part)}));
      label?.querySelector('input').click(); return Boolean(label);`),
  );

const type = (label: string, value: string) =>
  inDialog(`const field = [...dialog.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(${JSON.stringify(label)})).querySelector('input, textarea');
    field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input', { bubbles: true }));`);

async function openDialog(): Promise<void> {
  await panel.press('Replay');
  await panel.press('Send into the page…', 'menuitem');
  await poll('the dialog', isOpen);
}

const isOpen = () => panel.frame.evaluate(() => document.querySelector('dialog[open]') !== null);

/** Again where the button moved under the pointer. */
const close = () =>
  poll('the dialog to close', async () => {
    if (await isOpen()) await panel.press('Close');
    return !(await isOpen());
  });

async function rowMenu(index: number): Promise<void> {
  await panel.clickRow(index);
  await panel.frame.evaluate(() => {
    const row = document.querySelector('[role=grid][aria-label=Events] [aria-selected=true]');
    row?.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 300, clientY: 300 }),
    );
  });
  await panel.press('Send into the page…', 'menuitem');
  await poll('the dialog', isOpen);
}

beforeEach(async () => {
  await rig.visit(rig.fixtures.url);
});

afterEach(close);

describe('the events of a stream', () => {
  test('arrive at the page’s listeners as MessageEvents, with type, data, ID and origin, in order', async () => {
    await listen('es', quiet('target'), ['greeting', 'message']);
    await recordNamed();
    await openDialog();
    await rig.waitForText(/reads this stream with fetch: there is no listener/);
    await choose('run=target');
    await rig.waitForText(/Nobody listens there for “price”\. It is sent all the same\./);
    await panel.press('Send 5');
    await rig.waitForText(/Sent 5 of 5 to .*run=target.*Nobody listened there for “price”\./);

    const origin = rig.fixtures.url;
    const common = { origin, isTrusted: false, isMessage: true };
    expect(await got('es', 3)).toMatchObject([
      { type: 'greeting', data: 'hello', id: '1', ...common },
      { type: 'message', data: 'no name, so its type is “message”', id: '3', ...common },
      { type: 'greeting', data: 'goodbye', id: '5', ...common },
    ]);

    await close();
    await panel.selectStream('run=target');
    const rows = (await panel.waitForRows(6)).slice(-5);
    expect(rows.map(({ ID, Type }) => [ID, Type])).toEqual([
      ['1', 'greeting'],
      ['2', 'price'],
      ['3', 'message'],
      ['4', 'price'],
      ['5', 'greeting'],
    ]);
    expect(rows[0]?.Data).toBe('Sent by you · hello');
    expect(rows[1]?.Data).toBe('Sent by you, nobody listens · 19.99');
    expect((await panel.waitForStream('run=target')).Events).toBe('1');
  });

  test('can be written where none has come: targets first, then type, ID and data', async () => {
    await rig.page.evaluate((url) => {
      Object.assign(self, { kept: new EventSource(url), got: { es: [] } });
      const { kept, got } = self as unknown as { kept: EventSource; got: { es: unknown[] } };
      kept.addEventListener('price', ({ type, data, lastEventId, isTrusted }) =>
        got.es.push({ type, data, id: lastEventId, isTrusted }),
      );
    }, `${rig.fixtures.url}/s/quiet/stream?run=silent&every=60000`);
    await panel.waitForStream('run=silent');
    await panel.selectStream('run=silent');
    await openDialog();
    const parts = await inDialog(
      "return [...dialog.querySelectorAll('legend')].map((one) => one.textContent);",
    );
    expect(parts).toEqual(['To', 'What']);
    const chosen = await inDialog(
      "return [...dialog.querySelectorAll('[name=send-what]')].find((one) => one.checked).parentElement.textContent;",
    );
    expect(chosen).toContain('A new event');
    await choose('run=silent');
    await rig.waitForText(/Nobody listens there for “message”/);
    await type('Type', 'price');
    await type('ID', '8');
    await type('Data', '{"price":1}');
    await panel.press('Send');
    expect(await got('es', 1)).toMatchObject([{ type: 'price', data: '{"price":1}', id: '8' }]);
    await close();
    const row = await poll('its row', async () =>
      (await panel.rows()).find(({ Data }) => Data?.startsWith('Sent by you')),
    );
    expect(row).toMatchObject({ ID: '8', Type: 'price', Data: 'Sent by you · {"price":1}' });
  });

  test('keep their recorded pauses, and the panel can be used until then', async () => {
    await listen('es', quiet('paced'), ['greeting', 'message', 'price']);
    await recordNamed();
    const times = (await panel.rows()).map(({ Time }) => Number.parseFloat(Time ?? '') * 1000);
    const recorded = (times.at(-1) ?? Number.NaN) - (times[0] ?? Number.NaN);
    await openDialog();
    await choose('run=paced');
    await inDialog(
      `const select = dialog.querySelector('select'); select.value = '0.5'; select.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await panel.press('Send 5');
    await rig.waitForText(/Sending \d of 5 to .*run=paced/);
    await panel.press('Close and continue');
    await panel.selectStream('run=paced');
    const seen = await got('es', 5);
    expect(seen.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    // Half as fast it is twice as long. A busy page gets the first of them late; how late the last is says nothing.
    const took = (seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0);
    expect(took).toBeGreaterThan(recorded);
    await rig.waitForText(/Sent 5 of 5 to/);
    await panel.press('Dismiss');
    await poll('the bar to go', async () => !/Sent 5 of 5/.test(await rig.text()));
  });

  test('can be stopped on the way', async () => {
    await listen('es', quiet('stopped'), ['greeting', 'message', 'price']);
    await recordNamed();
    await openDialog();
    await choose('run=stopped');
    await inDialog(
      `const select = dialog.querySelector('select'); select.value = '0.1'; select.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await panel.press('Send 5');
    await got('es', 1);
    await panel.press('Stop sending');
    await rig.waitForText(/Sent \d of 5 to .*You stopped it\./);
    expect((await injected('es')).length).toBeLessThan(5);
  });

  test('end with the page, which keeps nothing of it', async () => {
    await listen('es', quiet('left'), ['greeting', 'message', 'price']);
    await recordNamed();
    await openDialog();
    await choose('run=left');
    await inDialog(
      `const select = dialog.querySelector('select'); select.value = '0.1'; select.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await panel.press('Send 5');
    await got('es', 1);
    await rig.visit(rig.fixtures.url);
    await rig.waitForText(/The page went elsewhere, and its objects with it\./);
    await panel.press('Look again');
    await rig.waitForText(/no EventSource and no WebSocket that is open/);
  });
});

describe('one event', () => {
  test('is changed in place and sent from its row', async () => {
    await listen('es', quiet('edited'), ['mine', 'greeting']);
    await recordNamed();
    await rowMenu(0);
    await choose('run=edited');
    await type('Type', 'mine');
    await type('ID', 'ü 9');
    await type('Data', '{"a":1}\n<b>');
    await panel.press('Send');
    expect(await got('es', 1)).toMatchObject([{ type: 'mine', data: '{"a":1}\n<b>', id: 'ü 9' }]);
    await rig.waitForText(/Sent it to/);
    await panel.press('Reset to original');
    await panel.press('Send');
    expect((await got('es', 2))[1]).toMatchObject({ type: 'greeting', data: 'hello', id: '1' });
  });

  test('has the origin that a redirect led to', async () => {
    const cors = { 'access-control-allow-origin': '*' };
    const servers: Server[] = [];
    const serve = async (answer: RequestListener): Promise<string> => {
      const server = createServer(answer).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    try {
      const final = await serve((_, response) => {
        response.writeHead(200, { ...cors, 'content-type': 'text/event-stream' }).write(': hi\n\n');
      });
      const first = await serve((_, response) => {
        response.writeHead(302, { ...cors, location: `${final}/there` }).end();
      });
      await listen('es', `${first}/turn`, ['greeting']);
      await recordNamed();
      await rowMenu(0);
      await choose('/turn');
      await panel.press('Send');
      expect(await got('es', 1)).toMatchObject([{ origin: final }]);
    } finally {
      for (const server of servers) server.closeAllConnections();
      for (const server of servers) server.close();
    }
  });
});

describe('in a frame of another site and in a worker', () => {
  test('listeners get it too; the listeners of a worker are not known', async () => {
    await rig.page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.onload = resolve;
      });
    }, rig.fixtures.otherUrl);
    const inner = await poll('the frame', async () =>
      rig.page.frames().find((frame) => frame.url().startsWith(rig.fixtures.otherUrl)),
    );
    await listen('es', quiet('inner', rig.fixtures.otherUrl), ['greeting'], inner);
    await rig.page.evaluate(
      (code, url) => {
        const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
        const page = self as unknown as { got: Record<string, unknown[]> };
        page.got = { worker: [] };
        return new Promise((resolve) => {
          worker.onmessage = ({ data }) => (data === 'open' ? resolve(null) : page.got.worker?.push(data));
          worker.postMessage(url);
        });
      },
      `self.onGot = (name, got) => postMessage(got);
       onmessage = ({ data }) => (${LISTEN})('es', data, ['greeting']).then(() => postMessage('open'));`,
      quiet('in-worker'),
    );
    await recordNamed();
    await rowMenu(0);
    await choose('run=inner');
    await rig.waitForText(/run=inner.* in a frame, .* listens for greeting/);
    await panel.press('Send');
    expect(await got('es', 1, inner)).toMatchObject([
      { type: 'greeting', data: 'hello', origin: new URL(rig.fixtures.otherUrl).origin },
    ]);
    await choose('run=in-worker');
    await rig.waitForText(/in a worker, .*who listens is not known/);
    await panel.press('Send');
    expect(await got('worker', 1)).toMatchObject([{ type: 'greeting', data: 'hello', isMessage: true }]);
    await rig.waitForText(/Who listens is not known/);
    await close();
    await panel.selectStream('run=inner');
    await poll('its row', async () =>
      (await panel.rows()).some(({ Data }) => Data === 'Sent by you · hello'),
    );
  });
});

describe('an object', () => {
  test('that is closed or gone since the look is reported as such', async () => {
    await listen('es', quiet('closing'), ['greeting']);
    await rig.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.srcdoc = `<script>self.es = new EventSource(${JSON.stringify(url)}); es.onopen = () => parent.postMessage('open', '*')</${'script'}>`;
          addEventListener('message', resolve, { once: true });
          document.body.append(frame);
        }),
      quiet('removed'),
    );
    await rig.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const code = `self.es = new EventSource(${JSON.stringify(url)}); es.onopen = () => postMessage('open')`;
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          worker.onmessage = resolve;
          Object.assign(self, { worker });
        }),
      quiet('terminated'),
    );
    await recordNamed();
    await rowMenu(0);
    await choose('run=closing');
    await rig.page.evaluate('self.kept[0].close()');
    await panel.press('Send');
    await rig.waitForText(/Nothing was sent to .*run=closing.* The object is not open/);
    await choose('run=removed');
    await rig.page.evaluate(() => document.querySelector('iframe')?.remove());
    await panel.press('Send');
    await rig.waitForText(/Nothing was sent to .*run=removed.* The object is gone/);
    await choose('run=terminated');
    await rig.page.evaluate('self.worker.terminate()');
    await panel.press('Send');
    await rig.waitForText(/Nothing was sent to .*run=terminated.* The object is gone/);
  });

  test('is held while the dialog is open, and can be collected when it is closed', async () => {
    const session = await rig.page.createCDPSession();
    const isThere = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return rig.page.evaluate('self.weak.deref() !== undefined');
    };
    await rig.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const source = new EventSource(url);
          Object.assign(self, { weak: new WeakRef(source) });
          source.onopen = resolve;
        }),
      quiet('weak'),
    );
    await recordNamed();
    await rowMenu(0);
    await choose('run=weak');
    await panel.press('Send');
    await rig.waitForText(/Sent it to .*run=weak/);
    await rig.page.evaluate('self.weak.deref().close()');
    expect(await isThere()).toBe(true);
    await close();
    await poll('it to be collected', async () => !(await isThere()));
    await session.detach();
  });
});

describe('the frames of a WebSocket', () => {
  test('arrive as received messages, text and binary as the page wants it', async () => {
    const url = `${rig.fixtures.url.replace('http', 'ws')}/s/ws-echo/socket?run=echo`;
    await listen('ws-buffer', url, ['message']);
    await rig.page.evaluate(() => {
      const { kept } = self as unknown as { kept: WebSocket[] };
      kept[0]?.send('hello, Zürich');
      kept[0]?.send(Uint8Array.of(0, 254, 255));
    });
    await panel.waitForStream('run=echo');
    await panel.selectStream('run=echo');
    await panel.waitForRows(4);
    await listen('ws-blob', `${url}-2`, ['message']);
    await openDialog();
    await rig.waitForText(/2 messages\. 2 rows are left out/);
    await choose('run=echo-2');
    await panel.press('Send 2');
    const origin = rig.fixtures.url.replace('http', 'ws');
    expect(await got('ws-blob', 2)).toMatchObject([
      { type: 'message', data: 'hello, Zürich', id: '', origin },
      { type: 'message', data: 'blob 0,254,255', origin },
    ]);
    await inDialog(
      `[...dialog.querySelectorAll('label')].find((one) => one.textContent.includes('run=echo ') ).querySelector('input').click();`,
    );
    await panel.press('Send 2');
    expect(await got('ws-buffer', 2)).toMatchObject([
      { data: 'hello, Zürich' },
      { data: 'buffer 0,254,255' },
    ]);
    await close();
    const rows = await panel.waitForRows(6);
    expect(rows.slice(-2).map(({ Data }) => Data)).toEqual([
      'Sent by you · hello, Zürich',
      'Sent by you · 00 fe ff',
    ]);
    // The server got nothing.
    expect(rig.fixtures.connections('echo').flatMap(({ received }) => received)).toHaveLength(2);
  });
});

describe('what was sent', () => {
  test('is in the exported tape as injected, and an imported one shows it', async () => {
    await listen('es', quiet('kept'), ['greeting']);
    await recordNamed();
    await rowMenu(0);
    await choose('run=kept');
    await panel.press('Send');
    await got('es', 1);
    await close();
    const text = await panel.exportTape();
    const lines = text.split('\n').filter((line) => line.includes('"kind":"injected"'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { to: 'eventsource', type: 'greeting', data: 'hello', id: '1', heard: 1, on: expect.any(String) },
    ]);
    const file = join(await mkdtemp(join(tmpdir(), 'inject-')), 'sent.tape.ndjson');
    await writeFile(file, text);
    await panel.importTape(file);
    await panel.selectStream('run=kept');
    await poll('its row', async () =>
      (await panel.rows()).some(({ Data }) => Data?.startsWith('Sent by you')),
    );
    await panel.press('Back to the live capture');
  });
});

describe('the dialog', () => {
  test('has nothing that axe objects to in the dark, also when narrow', async () => {
    await rig.streams.devtools.setTheme('dark');
    await listen('es', quiet('axe'), ['greeting']);
    await recordNamed();
    await openDialog();
    await choose('run=axe');
    expect(await panel.axe()).toEqual([]);
    await rig.streams.devtools.resize(500, 700);
    await panel.press('Send 5');
    await got('es', 2);
    expect(await panel.axe()).toEqual([]);
    const overflows = await inDialog('return dialog.scrollWidth > dialog.clientWidth;');
    expect(overflows).toBe(false);
    await rig.streams.devtools.resize(1200, 900);
    await rig.streams.devtools.setTheme('default');
    await panel.key('Escape');
    await poll('the dialog to close', async () => !(await isOpen()));
  });

  test('leads from a stream that is read by fetch to the other way, and gives the focus back', async () => {
    await recordNamed();
    await rowMenu(0);
    await panel.key('Escape');
    await poll('the dialog to close', async () => !(await isOpen()));
    await poll('the focus to be given back to the grid', () =>
      panel.frame.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Events'),
    );
    await openDialog();
    await panel.press('Answer its requests instead…');
    await rig.waitForText(/Answer the page’s requests with this recording/);
    expect(await rig.text()).not.toMatch(/The listeners get a MessageEvent/);
    await panel.press('Cancel');
    await poll('the dialog to close', async () => !(await isOpen()));
    await poll('the focus to be given back', () =>
      panel.frame.evaluate(() => document.activeElement?.textContent === 'Replay'),
    );
  });

  test('says that it needs the debugger', async () => {
    await listen('es', quiet('off'), ['greeting']);
    await recordNamed();
    await panel.press('Record');
    await panel.waitForStatus(/not recording/i);
    await openDialog();
    await rig.waitForText(/Sending into the page needs the debugger/);
    await close();
    await panel.press('Record');
    await panel.waitForCapture();
  });
});
