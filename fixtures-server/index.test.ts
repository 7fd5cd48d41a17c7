import { once } from 'node:events';
import { connect } from 'node:http2';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixtures, startFixtures } from './index.ts';
import { get, open } from './testing.ts';

let fixtures: Fixtures;
beforeAll(async () => {
  fixtures = await startFixtures();
});
afterAll(() => fixtures.close());

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('streams', () => {
  test('the split message is exactly two writes, 300 ms apart', async () => {
    await get(`${fixtures.url}/s/split-message/stream?run=split`);
    const [first, second, ...more] = fixtures.written('split');
    expect(first && text(first.bytes)).toBe('event: custom_1\nid: unique_2\ndata: hello\n');
    expect(second && text(second.bytes)).toBe('event: custom_2\nid: unique_1\ndata: +1\n\n');
    expect(more).toEqual([]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(290);
  });

  test('a flood of 50,000 has every event, in order, and its end', async () => {
    const { body } = await get(`${fixtures.url}/s/flood/stream?count=50000`);
    let expected = '';
    for (let i = 1; i <= 50_000; i++) expected += `id: ${i}\ndata: flood ${i}\n\n`;
    expect(body.toString() === `${expected}event: done\ndata: 50000\n\n`).toBe(true);
  });

  test('a client that does not read holds a flood back', async () => {
    const res = await open(`${fixtures.url}/s/flood/stream?count=2000000&run=slow`);
    res.pause();
    // The server's next turns: had it ignored the full socket, all of it would be written by the end of one.
    for (let turn = 0; turn < 50; turn++) await get(`${fixtures.url}/page/style.css`);
    const sent = fixtures.written('slow').reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(sent).toBeLessThan(20_000_000);
    expect(fixtures.connections('slow')[0]?.ending).toBeNull();
    res.destroy();
    await once(res, 'close');
  });

  test('compressed messages leave one by one', async () => {
    const res = await open(`${fixtures.url}/s/gzip/stream?run=gzip`);
    expect(res.headers['content-encoding']).toBe('gzip');
    const arrived: { at: number; text: string }[] = [];
    let wire = 0;
    res.on('data', (part: Buffer) => {
      wire += part.length;
    });
    const gunzip = res.pipe(createGunzip());
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      arrived.push({ at: performance.timeOrigin + performance.now(), text: part.toString() });
    }
    const written = fixtures.written('gzip');
    const messages = written.map(({ bytes }) => text(bytes));
    expect(arrived.map((part) => part.text).join('')).toBe(messages.join(''));
    expect(wire).toBeLessThan(1000);
    // Nothing waits in the compressor: what has arrived ends where a message does, and the first is here before the last
    // was written. A busy machine may read several at once.
    const ends = (all: readonly string[]) => all.map((_, n) => all.slice(0, n + 1).join('').length);
    expect(ends(messages)).toEqual(expect.arrayContaining(ends(arrived.map((part) => part.text))));
    expect(arrived[0]?.at).toBeLessThan(written.at(-1)?.at ?? 0);
  });

  test('HTTP/2 streams the same bytes', async () => {
    const session = connect(fixtures.h2Url, { rejectUnauthorized: false });
    const stream = session.request({ ':path': '/s/split-message/stream?run=h2' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    const parts: Buffer[] = [];
    for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
    session.close();
    expect(headers[':status']).toBe(200);
    expect(headers['content-type']).toBe('text/event-stream');
    expect(parts.map(text)).toEqual(fixtures.written('h2').map(({ bytes }) => text(bytes)));
  });

  test('a reconnect continues after the last ID, and a 204 ends it', async () => {
    const ask = (id?: string) =>
      get(`${fixtures.url}/s/retry/stream?run=retry`, id ? { headers: { 'last-event-id': id } } : {});
    expect((await ask()).body.toString()).toContain('retry: 500\n');
    expect((await ask('2')).body.toString()).toContain('id: 3\ndata: message 3\n\n');
    const last = await ask('6');
    expect([last.status, last.headers['content-type'], last.body.length]).toEqual([204, undefined, 0]);
    expect(fixtures.connections('retry').map(({ lastEventId }) => lastEventId)).toEqual([null, '2', '6']);
  });

  test('a POST is answered with what it sent', async () => {
    const { body } = await get(`${fixtures.url}/s/post-fetch/stream`, { method: 'POST', body: '{"a":1}' });
    expect(body.toString()).toContain('event: method\ndata: POST\n\nevent: echo\ndata: {"a":1}\n\n');
  });

  test('a steady stream keeps its rate and stamps each event', async () => {
    await get(`${fixtures.url}/s/steady/stream?rate=1000&count=300&run=steady`);
    const events = fixtures.written('steady').slice(0, -1);
    expect(events).toHaveLength(300);
    for (const { at, bytes } of events) {
      const stamp = Number(/data: ([\d.]+)/.exec(text(bytes))?.[1]);
      expect(Math.abs(at - stamp)).toBeLessThan(50);
    }
    expect((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0)).toBeGreaterThan(290);
  });
});

describe('the account', () => {
  test('distinguishes text from other bytes, and reports how each connection ended', async () => {
    await get(`${fixtures.url}/s/split-character/stream?run=account`);
    const json = await get(`${fixtures.url}/written?run=account`);
    expect(json.headers['access-control-allow-origin']).toBe('*');
    const [connection] = JSON.parse(json.body.toString());
    expect(connection).toMatchObject({ connection: 1, method: 'GET', status: 200, ending: 'end' });
    const bytes = connection.chunks.map((chunk: { text?: string; base64?: string }) =>
      chunk.text === undefined ? Buffer.from(chunk.base64 ?? '', 'base64') : Buffer.from(chunk.text),
    );
    expect(Buffer.concat(bytes).toString()).toBe('data: Zürich → 🚲\n\n');
    expect(connection.chunks[1].base64).toBeTypeOf('string');
  });

  test('notes that the client left', async () => {
    const res = await open(`${fixtures.url}/s/clock/stream?run=left`);
    await once(res, 'data');
    res.destroy();
    await expect.poll(() => fixtures.connections('left')[0]?.ending).toBe('left');
  });

  test('keeps nothing for a request without a run, and knows no unknown run', async () => {
    await get(`${fixtures.url}/s/short/stream`);
    expect((await get(`${fixtures.url}/written?run=unheard`)).body.toString()).toBe('[]');
    expect(fixtures.written('unheard')).toEqual([]);
  });
});

describe('addresses', () => {
  test.each(['/nothing', '/s/nothing/', '/s/clock/nothing', '/page/nothing.js', '/page/..%2fmain.ts'])(
    '%s is a 404',
    async (path) => {
      expect((await get(fixtures.url + path)).status).toBe(404);
    },
  );

  test('a lesson without its last slash is sent there, query and all', async () => {
    expect((await get(`${fixtures.url}/s/clock?n=2`)).headers.location).toBe('/s/clock/?n=2');
  });

  test('every origin serves the lessons', async () => {
    for (const origin of [fixtures.url, fixtures.sixUrl, fixtures.otherUrl]) {
      expect((await get(`${origin}/s/short/stream`)).status).toBe(200);
    }
  });
});

describe('starting and closing', () => {
  test('close() ends running streams at once and frees the ports', async () => {
    const first = await startFixtures();
    const streams = await Promise.all(
      [first.url, first.sixUrl, first.otherUrl].map((origin) => open(`${origin}/s/clock/stream`)),
    );
    const session = connect(first.h2Url, { rejectUnauthorized: false });
    session.on('error', () => undefined);
    const h2 = session.request({ ':path': '/s/clock/stream' });
    h2.on('error', () => undefined);
    await once(h2, 'response');
    const gone = [...streams, h2].map((stream) => once(stream, 'close').catch(() => undefined));
    await first.close();
    await Promise.all(gone);
    for (const url of [first.url, first.h2Url, first.sixUrl, first.otherUrl]) {
      const again = await startFixtures({ port: Number(new URL(url).port) });
      await again.close();
    }
  });

  test('a port that is taken is an error', async () => {
    const port = Number(new URL(fixtures.url).port);
    await expect(startFixtures({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
