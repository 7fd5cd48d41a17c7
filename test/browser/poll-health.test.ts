/** Polls that go wrong, and one that is over: a bare server of Node, real Chromium, and the channels and findings of the tape. */
import { createServer, type ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { TapeRecord } from '../../src/tape/index.ts';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';
import { evenly } from './support/retimed.ts';

const plain = plainBrowser();
const { visit } = ownServers(plain);

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html' };

/** A page that asks /x, one request after the other; each answer by its number from 1. */
async function page(answer: (response: ServerResponse, number: number) => unknown, url = '/x') {
  let number = 0;
  const server = createServer((request, response) => {
    if (request.url === '/x') answer(response, ++number);
    else if (request.url === '/login')
      response.writeHead(200, HTML).end('<!doctype html><title>Sign in</title><input type=password>');
    else response.writeHead(200, HTML).end(EMPTY_PAGE);
  });
  // Not by an interval: where an answer comes late two would be in flight, and each the beginning of another loop.
  const script = `
    (function ask() {
      fetch('${url}').then((answer) => answer.arrayBuffer()).catch(() => {}).then(() => setTimeout(ask, 100));
    })()`;
  return (await visit(server, script)).capturing;
}

const isAsked = (record: TapeRecord): boolean =>
  record.kind === 'request' && /\/[xy]$/.test(record.url ?? '');

/** The row and its findings, once `count` of its requests are over. What was asked after them is left out: the page asks for as long as it is open. */
async function shown(capturing: Capturing, count: number) {
  const records = await poll('the requests', async () => {
    const { all } = capturing;
    const over = new Set(all.flatMap((record) => (record.kind === 'end' ? [record.on] : [])));
    const asked = all.flatMap((record) => ('on' in record && isAsked(record) ? [String(record.on)] : []));
    const isOver = asked.length >= count && asked.slice(0, count).every((on) => over.has(on));
    const later = new Set(asked.slice(count));
    return isOver && all.filter((record) => !('on' in record) || !later.has(String(record.on)));
  });
  const { tape, findings, rows, channels } = derived(evenly(records, isAsked, 1000));
  const row = rows.find(({ transport }) => transport === 'poll');
  const loop = row && channels.loop(row.id);
  const found = row ? findings.of(row.id, tape.lastAt) : [];
  return { row, loop, found: found.filter(({ severity }) => severity !== 'note'), all: found };
}

test('a session that runs out is a login page, and no data', async () => {
  const capturing = await page((response, number) => {
    if (number < 4) response.writeHead(200, JSON_TYPE).end(`{"n":${number}}`);
    else response.writeHead(302, { location: '/login' }).end();
  });
  const { row, loop, found } = await shown(capturing, 9);
  expect(row?.events).toBe(3);
  expect(loop?.overview().outcomes.fault).toBeGreaterThan(3);
  expect(found).toMatchObject([{ rule: 'poll-fault', severity: 'error' }]);
  expect(found[0]?.statement).toMatch(
    /A redirect led to a page of HTML, where answers had been JSON\. .*“Sign in”/,
  );
  expect(found[0]?.fix).toMatch(/session has run out/);
});

test('calls that are answered 400 each time are a row, with the words of the server', async () => {
  const capturing = await page((response) => response.writeHead(400).end('{"message":"Session ID unknown"}'));
  const { row, found } = await shown(capturing, 7);
  expect(row).toMatchObject({ failing: true, status: 400, events: 0 });
  expect(row?.verdict).toContain('Session ID unknown');
  expect(found).toMatchObject([{ rule: 'poll-fails', severity: 'error' }]);
});

test('calls that CORS refuses each time are a row', async () => {
  const other = createServer((_, response) => response.writeHead(200, JSON_TYPE).end('{}'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    const { row, found } = await shown(await page(() => {}, `http://127.0.0.1:${port}/y`), 7);
    expect(row).toMatchObject({ failing: true, events: 0 });
    expect(found).toMatchObject([
      { rule: 'poll-fails', fix: expect.stringContaining('Access-Control-Allow-Origin') },
    ]);
  } finally {
    other.closeAllConnections();
    other.close();
  }
});

test('bytes that are no text are data, in hexadecimal', async () => {
  const bytes = Buffer.from([8, 1, 16, 2, 24, 3]);
  const capturing = await page((response) => {
    response.writeHead(200, { 'content-type': 'application/x-protobuf' });
    response.write(bytes);
    response.end();
  });
  const { row, loop } = await shown(capturing, 6);
  expect(row).toMatchObject({ comments: 0, status: 200 });
  expect(loop?.rows.describe(0)).toMatchObject({ kind: 'event', data: '08 01 10 02 18 03' });
});

test.each(['application/octet-stream', 'application/x-protobuf'])(
  '%s of a stated length is data, where it is not kept too, and no advice is given on empty answers',
  async (type) => {
    const bytes = Buffer.from([8, 1, 16, 2, 24, 3]);
    const capturing = await page((response) =>
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes),
    );
    const { row, loop, all } = await shown(capturing, 12);
    expect(row).toMatchObject({ events: 12, comments: 0, bytes: 12 * bytes.length });
    expect(loop?.overview().outcomes).toMatchObject({ data: 12, empty: 0 });
    expect(loop?.rows.describe(0)).toMatchObject({
      kind: 'event',
      why: expect.stringMatching(/6 bytes only 0/),
    });
    // From the third on bytes are asked for before the type is known.
    expect(loop?.rows.describe(5)).toMatchObject({ kind: 'event', data: '08 01 10 02 18 03' });
    expect(all.map(({ rule }) => rule)).not.toContain('poll-empty');
  },
);

test('a job that is done rests, and nothing is said to wait', async () => {
  const capturing = await page((response, number) =>
    response.writeHead(200, JSON_TYPE).end(number < 6 ? '{"state":"running"}' : '{"state":"done"}'),
  );
  const { row } = await shown(capturing, 6);
  expect(row?.state).toMatchObject({ kind: 'resting', good: true });
  expect(row?.verdict).toBe('Polling: request 6 is over, and no other has begun since.');
});

test('what the browser’s cache answered did not ask the server, and says so', async () => {
  let asked = 0;
  const capturing = await page((response) => {
    asked++;
    response.writeHead(200, { ...JSON_TYPE, 'cache-control': 'max-age=60' }).end('{"temperature":21}');
  });
  const { row, loop, found } = await shown(capturing, 8);
  expect(asked).toBe(1);
  expect(row).toMatchObject({ events: 8, status: 200 });
  expect(loop?.overview()).toMatchObject({ cycles: 8, fromCache: 7, holds: { count: 1 }, delay: null });
  expect(loop?.cycleRows(0, 8).map(({ fromCache }) => fromCache !== null)).toEqual([
    false,
    ...Array(7).fill(true),
  ]);
  expect(found).toMatchObject([{ rule: 'poll-cacheable' }]);
});

test('what the browser asks the server about again is asked, though the page gets the stored answer', async () => {
  let unchanged = 0;
  const capturing = await page((response) => {
    const isKnown = response.req.headers['if-none-match'] === '"1"';
    if (isKnown) unchanged++;
    response.writeHead(isKnown ? 304 : 200, { ...JSON_TYPE, 'cache-control': 'no-cache', etag: '"1"' });
    response.end(isKnown ? undefined : '{"temperature":21}');
  });
  const { row, loop } = await shown(capturing, 6);
  expect(unchanged).toBeGreaterThan(3);
  expect(row).toMatchObject({ events: 6, status: 200 });
  expect(loop?.overview()).toMatchObject({ cycles: 6, fromCache: 0, holds: { count: 6 } });
});
