/**
 * Event streams that are in order, in the shapes in which they are written today. No rule may call any of it an error or a
 * warning, at any moment of it or of the quiet time after it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { describe, type TestContext, test } from 'vitest';
import type { TapeRecord } from '../../src/tape/index.ts';
import { chunkLike } from './support/healthy/beats.ts';
import { beating, expectHealthy, withoutStalls } from './support/healthy/judge.ts';
import { EVENT_STREAM, openSite, type Site, type SiteOptions } from './support/healthy/site.ts';
import { json, many, write } from './support/healthy/writing.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const site = (context: TestContext, options: SiteOptions): Promise<Site> => openSite(plain, context, options);

/** Opens an EventSource and waits for `count` events of these types. */
const listen = (count: number, types = ['message']): string => `
  const source = new EventSource('/stream');
  Object.assign(window, { source });
  await new Promise((done) => {
    let heard = 0;
    for (const type of ${JSON.stringify(types)}) source.addEventListener(type, () => ++heard === ${count} && done());
  });`;

describe.concurrent('EventSource', () => {
  /** What a minute or more of this beat makes of the tape. */
  const beats = (tape: readonly TapeRecord[], text: string, every: number): TapeRecord[] =>
    beating(tape, { beat: [chunkLike(tape, text)], every, times: Math.ceil(300_000 / every) });

  test.for<[string, readonly string[], number, readonly string[], string, number]>([
    [
      'a chat that falls idle, with comments',
      many(6, (i) => `id: ${i}\ndata: message ${i}\n\n`),
      6,
      ['message'],
      ': keep-alive\n\n',
      15_000,
    ],
    ['comments of a colon alone', many(6, (i) => `data: message ${i}\n\n`), 6, ['message'], ':\n\n', 25_000],
    [
      'sse-starlette, with pings that tell the time',
      many(6, (i) => `id: ${i}\r\nevent: tick\r\ndata: ${i}\r\n\r\n`),
      6,
      ['tick'],
      ': ping - 2026-01-01 00:00:00+00:00\r\n\r\n',
      15_000,
    ],
    [
      'a heartbeat as a named event',
      many(6, (i) => json({ price: i })),
      6,
      ['message'],
      'event: heartbeat\ndata: {}\n\n',
      10_000,
    ],
    [
      'a heartbeat with empty data',
      many(6, (i) => json({ price: i })),
      6,
      ['message'],
      'event: ping\ndata:\n\n',
      20_000,
    ],
    [
      'tRPC: connected, ids, pings',
      ['event: connected\ndata: {}\n\n', ...many(6, (i) => `data: {"n":${i}}\nid: ${i}\n\n`)],
      6,
      ['message'],
      'event: ping\ndata: \n\n',
      15_000,
    ],
    [
      'named events only',
      many(6, (i) => `event: ${i % 2 ? 'added' : 'removed'}\ndata: ${i}\n\n`),
      6,
      ['added', 'removed'],
      ':\n\n',
      15_000,
    ],
    [
      'Turbo Streams of several lines',
      many(
        6,
        (i) =>
          `data: <turbo-stream action="append" target="list">\ndata:   <template><li>${i}</li></template>\ndata: </turbo-stream>\n\n`,
      ),
      6,
      ['message'],
      ':\n\n',
      20_000,
    ],
    [
      'a byte order mark, a retry and a padding for old browsers',
      [`\ufeff:${' '.repeat(2048)}\nretry: 2000\n\n`, ...many(6, (i) => `id: ${i}\ndata: ${i}\n\n`)],
      6,
      ['message'],
      ':\n\n',
      15_000,
    ],
    [
      'a clock, once a second',
      many(6, (i) => `data: 12:00:0${i}\n\n`),
      6,
      ['message'],
      'data: 12:00:07\n\n',
      1000,
    ],
  ])('%s', async ([, texts, count, types, beat, every], context) => {
    const { run, records } = await site(context, { answer: (_, response) => write(response, texts) });
    await run(listen(count, [...types]));
    const tape = withoutStalls(await records());
    expectHealthy(tape);
    expectHealthy(beats(tape, beat, every), every * 0.9);
  });

  test('flushed gzip', async (context) => {
    const { run, records } = await site(context, {
      async answer(_, response) {
        response.writeHead(200, { ...EVENT_STREAM, 'content-encoding': 'gzip' });
        const gzip = createGzip();
        gzip.pipe(response);
        for (let i = 0; i < 8; i++) {
          gzip.write(json({ i, text: 'what there is to tell '.repeat(20) }));
          await new Promise<void>((done) => gzip.flush(done));
          await pause(3);
        }
      },
    });
    await run(listen(8));
    const tape = withoutStalls(await records());
    expectHealthy(tape);
    expectHealthy(beats(tape, json({ i: 9, text: 'what there is to tell '.repeat(20) }), 10_000));
  });

  test('a server that restarts once: nothing is lost, nothing comes twice', async (context) => {
    let opened = 0;
    const { run, records } = await site(context, {
      async answer({ headers }, response) {
        const from = Number(headers['last-event-id'] ?? 0);
        // What breaks off may take events with it that the page had not read.
        const texts = many(
          opened === 0 ? 5 : 10 - from,
          (i) => `id: ${from + i + 1}\ndata: message ${from + i + 1}\n\n`,
        );
        await write(response, ['retry: 200\n\n', ...texts]);
        if (++opened === 1) response.destroy();
      },
    });
    await run(listen(10));
    const tape = withoutStalls(await records());
    expectHealthy(beats(tape, ': keep-alive\n\n', 15_000), 12_000);
  });

  test('a stream that its server ends every now and then', async (context) => {
    const { run, records } = await site(context, {
      async answer({ headers }, response) {
        const from = Number(headers['last-event-id'] ?? 0);
        const texts = many(4, (i) => `id: ${from + i + 1}\ndata: message ${from + i + 1}\n\n`);
        (await write(response, ['retry: 150\n\n', ...texts])).end();
      },
    });
    await run(`${listen(12)} source.close();`);
    expectHealthy(withoutStalls(await records()), 30_000);
  });

  test('a job that reports its progress, and its page that closes at the end', async (context) => {
    const { run, records } = await site(context, {
      answer: (_, response) =>
        write(response, [
          ...many(8, (i) => `event: progress\ndata: ${i * 12}\n\n`),
          'event: done\ndata: {}\n\n',
        ]),
    });
    await run(`${listen(9, ['progress', 'done'])} source.close();`);
    expectHealthy(withoutStalls(await records()), 60_000);
  });

  test('204, by which a server says that there is no more', async (context) => {
    let opened = 0;
    const { run, records } = await site(context, {
      async answer(_, response) {
        if (++opened > 1) response.writeHead(204).end();
        else (await write(response, ['retry: 100\n\n', ...many(4, (i) => `id: ${i}\ndata: ${i}\n\n`)])).end();
      },
    });
    await run(
      `${listen(4)} await new Promise((done) => { source.onerror = () => source.readyState === 2 && done(); });`,
    );
    expectHealthy(withoutStalls(await records()), 30_000);
  });

  test('a component that is mounted twice: opened, closed, opened', async (context) => {
    const { run, records } = await site(context, {
      answer: (_, response) =>
        write(
          response,
          many(6, (i) => `id: ${i}\ndata: ${i}\n\n`),
        ),
    });
    await run(`new EventSource('/stream').close(); ${listen(6)}`);
    const tape = withoutStalls(await records());
    expectHealthy(beats(tape, ':\n\n', 15_000), 12_000);
  });

  test('several streams on one page, of which some are closed on purpose', async (context) => {
    const { run, records } = await site(context, {
      answer: (_, response, url) =>
        write(
          response,
          many(5, (i) => `id: ${i}\ndata: ${url.search} ${i}\n\n`),
        ),
    });
    await run(`
      const open = (topic) => new Promise((done) => {
        const source = new EventSource('/stream?topic=' + topic);
        let heard = 0;
        source.onmessage = () => ++heard === 5 && done(source);
      });
      const sources = await Promise.all(['news', 'chat', 'prices', 'jobs'].map(open));
      for (const source of sources.slice(2)) source.close();
      const again = await open('jobs');
      Object.assign(window, { sources, again });`);
    expectHealthy(withoutStalls(await records()));
  });

  test('a route of a page that is left: its stream is closed, another is opened', async (context) => {
    const { run, records } = await site(context, {
      answer: (_, response, url) =>
        write(
          response,
          many(5, (i) => `data: ${url.pathname} ${i}\n\n`),
        ),
    });
    await run(`
      for (const room of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const source = new EventSource('/stream/rooms/' + room);
        await new Promise((done) => { let heard = 0; source.onmessage = () => ++heard === 5 && done(); });
        source.close();
      }`);
    expectHealthy(withoutStalls(await records()), 30_000);
  });

  test('a burst of the past, then what comes live', async (context) => {
    const { run, records } = await site(context, {
      answer: (_, response) =>
        write(response, [
          many(40, (i) => `id: ${i}\ndata: line ${i} of the log\n\n`).join(''),
          ...many(5, (i) => `id: ${40 + i}\ndata: live ${i}\n\n`),
        ]),
    });
    await run(listen(45));
    const tape = withoutStalls(await records());
    expectHealthy(beats(tape, 'data: a line of the log\n\n', 7000), 6000);
  });

  test('a stream that a worker reads', async (context) => {
    const { run, records } = await site(context, {
      answer(_, response, url) {
        if (url.pathname === '/stream')
          return write(
            response,
            many(6, (i) => `id: ${i}\ndata: ${i}\n\n`),
          );
        const script = `let heard = 0; new EventSource('/stream').onmessage = () => ++heard === 6 && postMessage('done');`;
        return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      },
    });
    await run(
      `const worker = new Worker('/worker.js'); await new Promise((done) => { worker.onmessage = done; });`,
    );
    expectHealthy(withoutStalls(await records()));
  });
});
