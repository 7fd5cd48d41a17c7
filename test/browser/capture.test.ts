/** Capture against real Chromium, the tape alone: what it holds is what the server wrote. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { plainBrowser } from './support/plain-browser.ts';

/** Milliseconds by which the clock of the network and that of the test may be apart. */
const CLOCKS = 20;

const plain = plainBrowser();
const open: Capturing[] = [];

afterEach(async () => {
  for (const capturing of open.splice(0)) await capturing.close().catch(() => {});
});

async function fresh(): Promise<Capturing> {
  const capturing = await Capturing.on(plain.browser, plain.fixtures);
  open.push(capturing);
  return capturing;
}
const capturing = async () => (await fresh()).start();

describe('every byte, and nothing twice', () => {
  const lessons = [
    ['split-message', 'eventsource'],
    ['many-in-one-chunk', 'eventsource'],
    ['one-over-many-chunks', 'eventsource'],
    ['split-character', 'eventsource'],
    ['invalid-utf8', 'eventsource'],
    ['bom', 'eventsource'],
    ['nul-in-id', 'eventsource'],
    ['no-final-blank-line', 'eventsource'],
    ['short', 'eventsource'],
    ['gzip', 'eventsource'],
    ['post-fetch', 'fetch'],
    ['xhr', 'xhr'],
    ['same-origin-iframe', 'eventsource'],
    ['cross-origin-iframe', 'eventsource'],
    ['reset-mid-message', 'eventsource'],
    ['cut-mid-message', 'eventsource'],
    ['redirect', 'eventsource'],
    ['blocked-thread', 'eventsource'],
  ] as const;
  test.each(lessons)('%s', async (id, via) => {
    const c = await (await capturing()).open(id);
    const [end] = await c.until('end');
    const [request] = c.of('request');
    expect(request?.via).toBe(via);
    const on = request?.on ?? '';
    expect(end?.on).toBe(on);
    const answered = c.of('redirect').length + 1;
    expect(c.bytes(on).toString('latin1')).toBe((await c.written(answered)).toString('latin1'));
    expect(c.of('gap')).toEqual([]);
    expect(c.of('fidelity', on).map(({ level }) => level)).toEqual(['bytes']);
  });

  test('two writes stay apart, each with its time', async () => {
    const c = await capturing();
    await c.page.goto(plain.fixtures.url);
    let writeMore = () => {};
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' });
      response.write('data: hello\n');
      writeMore = () => response.end('data: +1\n\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await c.page.evaluate(`window.source = new EventSource('http://127.0.0.1:${port}/'); undefined`);
      await c.until('chunk');
      // Not a pause of the server: a machine that is busy for as long would read both at once.
      const between = c.clock.now();
      writeMore();
      const [first, second] = await c.until('chunk', 2);
      expect(first?.at).toBeLessThan(between);
      expect(second?.at).toBeGreaterThan(between - CLOCKS);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('HTTP/2, and eight streams at once', async () => {
    const c = await (await capturing()).open('http2', { origin: plain.fixtures.h2Url });
    await c.until('end', 8);
    expect(c.of('response').map(({ protocol }) => protocol)).toEqual(Array(8).fill('h2'));
    const written = (await c.written(1)).toString();
    for (const { on } of c.of('request')) expect(c.bytes(on).toString()).toBe(written);
  });

  test('the wire length of a connection, framing and compression included', async () => {
    const c = await (await capturing()).open('gzip');
    const [end] = await c.until('end');
    const wire = c.of('chunk').reduce((sum, chunk) => sum + (chunk.wire ?? 0), end?.wire ?? 0);
    expect(wire).toBeGreaterThan(100);
    expect(wire).toBeLessThan(c.bytes(end?.on ?? '').length / 10);
  });
});

describe('what came back', () => {
  test.each([
    ['status-204', 204],
    ['status-404', 404],
    ['status-500', 500],
    ['wrong-type', 200],
    ['cors-refused', 200],
  ])('%s is a row with its status and its end', async (id, status) => {
    const c = await (await capturing()).open(id);
    const [end] = await c.until('end');
    expect(c.of('response', end?.on)[0]?.status).toBe(status);
    if (id === 'cors-refused')
      expect(end).toMatchObject({ how: 'failed', blocked: 'MissingAllowOriginHeader' });
    if (id === 'wrong-type') expect(end?.how).toBe('failed');
  });

  test('the sockets’ faults by their names', async () => {
    const reset = await (await capturing()).open('reset-mid-message');
    expect((await reset.until('end'))[0]?.error).toBe('net::ERR_CONNECTION_RESET');
    const cut = await (await capturing()).open('cut-mid-message');
    expect((await cut.until('end'))[0]?.error).toBe('net::ERR_INCOMPLETE_CHUNKED_ENCODING');
  });

  test('the headers as they were on the wire', async () => {
    const c = await (await capturing()).open('post-fetch');
    await c.until('end');
    const names = (list: readonly (readonly [string, string])[] = []) =>
      list.map(([name]) => name.toLowerCase());
    expect(names(c.of('sent')[0]?.headers)).toContain('host');
    expect(c.of('sent')[0]?.headerBytes?.estimated).toBe(true);
    expect(names(c.of('response')[0]?.headers)).toContain('transfer-encoding');
    expect(c.of('response')[0]?.headerBytes).toMatchObject({ estimated: false });
    expect(c.of('request')[0]).toMatchObject({
      method: 'POST',
      body: '{"topic":"weather","since":17}',
      initiator: { url: `${plain.fixtures.url}/page/fetch.js` },
    });
  });

  test('a reconnect sends the last id, and is a connection of its own', async () => {
    const c = await (await capturing()).open('retry');
    await c.until('request', 2);
    await c.until('sent', 2);
    expect(c.of('sent')[1]?.lastEventId).toBe(plain.fixtures.connections(c.run)[1]?.lastEventId);
    expect(c.of('sent')[1]?.lastEventId).not.toBe('');
  });

  test('the seventh connection waits', async () => {
    const c = await (await capturing()).open('seven-connections', { origin: plain.fixtures.sixUrl });
    await c.until('chunk', 12);
    const sent = new Set(c.of('sent').map(({ on }) => on));
    const requested = c.of('request').map(({ on }) => on);
    expect(sent.size).toBe(6);
    expect(requested.length).toBeGreaterThan(6);
    expect(requested.slice(0, 6).every((on) => sent.has(on))).toBe(true);
  });
});

describe('who opened it', () => {
  test('a worker', async () => {
    const c = await (await capturing()).open('worker');
    const [end] = await c.until('end');
    expect(c.of('request')[0]?.context.kind).toBe('worker');
    expect(c.bytes(end?.on ?? '').equals(await c.written())).toBe(true);
  });

  test('a shared worker, from when it is found', async () => {
    const c = await (await capturing()).open('shared-worker');
    const [request] = await c.until('request');
    expect(request?.context.kind).toBe('shared-worker');
    expect(request?.url).toContain('/s/shared-worker/stream');
    await c.until('end');
    // Found before its stream began, or after: all that came from then on is there, by bytes or by messages.
    const received = request?.openBefore ? c.of('message') : c.of('dispatched');
    expect(received.at(-1)?.data).toBe('message 12');
    if (!request?.openBefore) expect(c.bytes(request?.on ?? '').equals(await c.written())).toBe(true);
  });

  test('a service worker that passes it on: one row', async () => {
    const c = await (await capturing()).open('service-worker');
    await c.until('end');
    expect(c.of('request')).toHaveLength(1);
    expect(c.of('response')[0]).toMatchObject({ status: 200, fromServiceWorker: true, protocol: 'http/1.1' });
    expect(c.of('sent')).toHaveLength(1);
    expect(c.bytes(c.of('request')[0]?.on ?? '').equals(await c.written())).toBe(true);
  });
});

describe('pages that come and go', () => {
  test('a reload ends the stream, and the next one begins', async () => {
    const c = await (await capturing()).open('clock');
    await c.until('chunk');
    await c.page.reload();
    await c.until('request', 2);
    expect(c.of('end')[0]).toMatchObject({ inferred: 'reload' });
    expect(c.of('navigate').at(-1)?.how).toBe('reload');
    const order = c.records.map(({ kind }) => kind);
    expect(order.indexOf('end')).toBeLessThan(order.lastIndexOf('navigate'));
  });

  test('back and forward: suspended, resumed with a gap, then messages', async () => {
    const c = await (await capturing()).open('back-forward');
    await c.until('chunk', 2);
    await c.page.goto(`${plain.fixtures.url}/s/back-forward/away`);
    const on = c.of('request')[0]?.on ?? '';
    expect((await c.until('suspend')).map((record) => record.on)).toEqual([on]);
    await c.page.goBack();
    await c.until('resume');
    await c.until('message', 1, on);
    expect(c.of('navigate').at(-1)?.how).toBe('restored');
    expect(c.of('gap', on)).toHaveLength(1);
    expect(c.of('fidelity', on).map(({ level }) => level)).toEqual(['bytes', 'messages']);
    // Nothing twice and nothing lost: the messages continue where the bytes stopped.
    const ids = c.of('dispatched', on).map(({ id }) => Number(id));
    expect(Number(c.of('message', on)[0]?.id)).toBe((ids.at(-1) ?? 0) + 1);
  });

  test('a crash ends it, and after a reload all continues', async () => {
    const c = await (await capturing()).open('clock');
    await c.until('chunk');
    c.transport.send('Page.crash').catch(() => {});
    expect((await c.until('end'))[0]).toMatchObject({ inferred: 'crash' });
    expect(c.crashed).toBe(1);
    await c.page.goto(`${plain.fixtures.url}/s/clock/?run=${c.run}`);
    const chunks = c.of('chunk').length;
    await c.until('chunk', chunks + 1);
    expect(c.of('fidelity').at(-1)?.level).toBe('bytes');
  });

  test('what was open before: the EventSource by its URL, and its messages', async () => {
    const c = await (await fresh()).open('clock');
    await poll('the stream', async () => (plain.fixtures.connections(c.run)[0]?.chunks.length ?? 0) > 0);
    await c.start();
    const [message] = await c.until('message');
    // By itself it is looked for only in a small heap.
    await c.capture.findAddresses();
    // A read that came before its message is on the tape at once, as that of an unknown request; what is known replaces it.
    const isIt = (url?: string) => url?.includes('/s/clock/stream') ?? false;
    const request = await poll(
      'its address',
      async () =>
        c
          .of('request')
          .find(
            ({ on, via, url, candidates = [] }) =>
              on === message?.on && via === 'eventsource' && [url, ...candidates].some(isIt),
          ),
      { seen: () => [message, ...c.of('request'), ...c.of('end')] },
    );
    expect(request.openBefore).toBe(true);
  });

  test('what was open before: of a fetch stream only lengths', async () => {
    const c = await (await fresh()).open('status-404');
    // Its answer must be there: one that comes after the start reveals the address.
    await c.page.evaluate(async (url) => {
      const response = await fetch(url);
      void response.text();
    }, `/s/back-forward/stream?run=${c.run}`);
    await c.start();
    const [request] = await c.until('request');
    expect(request).toMatchObject({ openBefore: true, via: 'other' });
    expect(request?.url).toBeUndefined();
    expect((await c.until('chunk', 2))[0]?.bytes).toBeUndefined();
    expect(c.of('fidelity')[0]?.level).toBe('lengths');
  });

  test('Record off and on again: the same connection, with what was not recorded as a gap', async () => {
    const c = await (await capturing()).open('clock');
    await c.until('chunk');
    c.capture.stop();
    expect(c.of('end')[0]).toMatchObject({ inferred: 'capture-stopped' });
    await c.start();
    await c.until('message');
    expect(c.of('message')[0]?.on).toBe(c.of('request')[0]?.on);
    expect(c.of('gap')).toMatchObject([{ chosen: 'record-off' }]);
  });
});

test('names the types that the page listens to', async () => {
  const c = await (await capturing()).open('named-events', { query: '&open=60000' });
  await c.until('chunk');
  await c.capture.findListeners();
  const [listeners] = c.of('listeners');
  expect(listeners?.objects).toBe(1);
  expect(listeners?.types).toContain('message');
});
