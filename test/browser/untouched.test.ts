/** The page cannot notice that it is watched: compared with the same page in a browser without the extension. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../devtools/launch.ts';
import { poll } from '../devtools/poll.ts';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig?.close());

const NATIVE = [
  'EventSource',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'ReadableStream',
  'Response',
  'TextDecoder',
];

/** Everything a page could look at to find out. */
const fingerprint = (page: Page, names: readonly string[]): Promise<unknown> =>
  page.evaluate((names) => {
    const own = (target: object) =>
      Object.entries(Object.getOwnPropertyDescriptors(target)).map(([name, descriptor]) => {
        const values = [descriptor.value, descriptor.get, descriptor.set];
        return [
          name,
          ...values.map((value) =>
            typeof value === 'function' ? Function.prototype.toString.call(value) : typeof value,
          ),
        ];
      });
    const world = window as unknown as Record<string, { prototype?: object } & object>;
    return {
      globals: Object.getOwnPropertyNames(window).sort(),
      natives: names.map((name) => {
        const thing = world[name];
        return [name, String(thing), thing && own(thing), thing?.prototype && own(thing.prototype)];
      }),
      document: Object.getOwnPropertyNames(document).sort(),
      scripts: document.querySelectorAll('script').length,
    };
  }, names);

test('natives, prototypes and globals are those of a browser without the extension', async () => {
  const url = `${rig.fixtures.url}/s/clock/?n=1&run=untouched`;
  await rig.page.goto(url);
  const watched = await fingerprint(rig.page, NATIVE);
  const plain = await launchBrowser({ extensions: [] });
  try {
    const page = await plain.newPage();
    await page.goto(url);
    expect(watched).toEqual(await fingerprint(page, NATIVE));
  } finally {
    await plain.close();
  }
});

test('a page whose thread is asked whether it answers does not notice, whatever it put in the way', async () => {
  const { page, panel, fixtures } = rig;
  await page.goto(`${fixtures.url}/?run=asked`);
  const asked = await page.createCDPSession();
  await page.evaluate(() => {
    const noticed: string[] = [];
    Object.assign(window, { noticed });
    const own = Promise;
    const { then } = own.prototype;
    // biome-ignore lint/suspicious/noThenProperty: the page sets a trap.
    own.prototype.then = function <T>(this: Promise<T>, ...args: Parameters<Promise<T>['then']>) {
      noticed.push('then');
      return then.apply(this, args as []) as never;
    };
    const trap = (target: object, name: PropertyKey, value: unknown) =>
      Object.defineProperty(target, name, {
        configurable: true,
        get() {
          noticed.push(String(name));
          return value;
        },
      });
    trap(own.prototype, 'constructor', own);
    trap(own, Symbol.species, own);
    for (const target of [Number.prototype, Object.prototype]) trap(target, 'then', undefined);
    new EventSource('/s/heart-stops/stream?run=asked');
  });
  await panel.waitForStream(/run=asked/);
  // A heartbeat is missed only where the thread was asked and answered; and the traps do work.
  await panel.selectStream('run=asked');
  await rig.waitForText(/Findings \(\d/);
  // Page code would run traps of its own: a plain command reads what they noted.
  const read = async () =>
    (await asked.send('Runtime.evaluate', { expression: 'noticed.join()', returnByValue: true })).result
      .value;
  expect(await read()).toBe('');
  await asked.send('Runtime.evaluate', { expression: 'void Promise.resolve(1).then(String)' });
  expect(await read()).toMatch(/then/);
});

test('a page whose listeners are looked for does not notice, whatever it put in the way', async () => {
  const { page, panel, fixtures } = rig;
  await page.goto(`${fixtures.url}/?run=listened`);
  const asked = await page.createCDPSession();
  await page.evaluate(() => {
    // A text, since arrays have traps.
    const notes = { text: '' };
    const source = new EventSource('/s/named-events/stream?open=60000&run=listened');
    Object.assign(window, { notes, source });
    const trap = (target: object, name: PropertyKey, value: unknown) =>
      Object.defineProperty(target, name, {
        configurable: true,
        get() {
          notes.text += ` ${String(name)}`;
          return value;
        },
        set() {
          notes.text += ` set ${String(name)}`;
        },
      });
    const { prototype } = EventSource;
    trap(window, 'EventSource', EventSource);
    for (const name of ['url', 'readyState', 'onmessage', 'addEventListener'])
      trap(prototype, name, undefined);
    trap(Array.prototype, 'push', Array.prototype.push);
    trap(Array.prototype, 0, undefined);
    trap(Object.prototype, 'toJSON', undefined);
  });
  // A plain command reads what they noted: page code would run traps of its own.
  const read = async () =>
    (await asked.send('Runtime.evaluate', { expression: 'notes.text', returnByValue: true })).result.value;
  await panel.waitForStream(/run=listened/);
  await panel.selectStream('run=listened');
  await panel.openTab('Findings');
  await rig.waitForText(/No listener for “price”|No listener for “greeting”/);
  const before = await read();
  await panel.openTab('Connections');
  await panel.press('Check listeners');
  await poll('the look to be over', async () => !/Checking…/.test(await rig.text()));
  expect([before, await read()]).toEqual(['', '']);
  await asked.send('Runtime.evaluate', { expression: 'source.url' });
  expect(await read()).toBe(' url');
});

test('what a page holds stays the same object when Record continues, and a subclass keeps its methods', async () => {
  const { page, panel, fixtures } = rig;
  await panel.press('Record');
  await poll('Record to be off', async () => !(await panel.isOn('Record')));
  await page.goto(fixtures.url);
  await page.evaluate((names) => {
    const world = window as unknown as Record<string, unknown>;
    world.kept = names.map((name) => world[name]);
  }, NATIVE);
  await panel.press('Record');
  await panel.waitForCapture();
  const result = await page.evaluate(async (names) => {
    const world = window as unknown as Record<string, unknown>;
    class Named extends EventSource {
      hello = () => 'hello';
      greet() {
        return this.hello();
      }
    }
    const source = new Named('/s/clock/stream?every=20&run=subclass');
    const states = [source.readyState];
    const opened = await new Promise<Event>((resolve) => {
      source.onopen = resolve;
    });
    states.push(source.readyState);
    const message = await new Promise<MessageEvent>((resolve) => {
      source.onmessage = resolve;
    });
    source.close();
    states.push(source.readyState);
    return {
      same: names.map((name, index) => (world.kept as unknown[])[index] === world[name]),
      states,
      greeting: source.greet(),
      isNative: source instanceof EventSource && opened.target === source && message.isTrusted,
      path: new URL(source.url).pathname,
      own: Object.keys(source),
    };
  }, NATIVE);
  expect(result).toEqual({
    same: NATIVE.map(() => true),
    states: [0, 1, 2],
    greeting: 'hello',
    isNative: true,
    path: '/s/clock/stream',
    own: ['hello'],
  });
});

test('a WebSocket is the page’s own: its class, its prototype, its states and its messages', async () => {
  const { page, panel, fixtures } = rig;
  await page.goto(fixtures.url);
  const result = await page.evaluate(async () => {
    class Named extends WebSocket {
      hello = () => 'hello';
    }
    const url = `${location.origin.replace('http', 'ws')}/s/ws-echo/socket?run=identity`;
    const socket = new Named(url, ['echo.example']);
    const states = [socket.readyState];
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    states.push(socket.readyState);
    socket.send('hello');
    const message = await new Promise<MessageEvent>((resolve) => {
      socket.onmessage = resolve;
    });
    socket.close(4000, 'enough');
    states.push(socket.readyState);
    const closed = await new Promise<CloseEvent>((resolve) => {
      socket.onclose = resolve;
    });
    states.push(socket.readyState);
    const native = (name: string) =>
      String(Object.getOwnPropertyDescriptor(WebSocket.prototype, name)?.value).includes('[native code]');
    return {
      states,
      natives: ['send', 'close'].map(native),
      greeting: socket.hello(),
      isNative: socket instanceof WebSocket && message.isTrusted && message.target === socket,
      data: message.data,
      protocol: socket.protocol,
      closed: [closed.code, closed.reason, closed.wasClean],
      own: Object.keys(socket),
    };
  });
  expect(result).toEqual({
    states: [0, 1, 2, 3],
    natives: [true, true],
    greeting: 'hello',
    isNative: true,
    data: 'hello',
    protocol: 'echo.example',
    closed: [4000, 'enough', true],
    own: ['hello'],
  });
  await panel.waitForStream(/ended.*run=identity/);
});

test('cancel() settles and closes the socket; response.url and the body are native', async () => {
  const { page, fixtures, panel } = rig;
  await page.goto(fixtures.url);
  const result = await page.evaluate(async () => {
    const response = await fetch('/s/clock/stream?every=20&run=cancelled');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    return {
      path: new URL(response.url).pathname,
      redirected: response.redirected,
      bytes: (first?.value?.length ?? 0) > 0,
    };
  });
  expect(result).toEqual({ path: '/s/clock/stream', redirected: false, bytes: true });
  await poll('the server to see it go', async () => fixtures.connections('cancelled')[0]?.ending === 'left');
  await panel.waitForStream(/run=cancelled.*ended/s);
});
