/**
 * What a browser makes of responses that people report, and what is said of them: a bare server of Node, real Chromium, and
 * the channels and findings of the tape.
 */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from '../../fixtures-server/certificate.ts';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers, type Visit } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const { visit } = ownServers(plain);

type Answer = (response: ServerResponse, headers: IncomingHttpHeaders, method: string) => void;

/**
 * A page of its own server, whose /stream answers so; the page runs a script. @returns its capture.
 * @param scripts other files of the server, by their paths.
 */
async function page(
  answer: Answer,
  script: string,
  scripts: Readonly<Record<string, string>> = {},
): Promise<Visit> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/stream')) answer(response, request.headers, request.method ?? '');
    else if (scripts[request.url ?? ''])
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[request.url ?? '']);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY_PAGE);
  });
  return visit(server, script);
}

/** What the panel would say by now: the rows, and the findings of the first. @param later milliseconds after the last record. */
function said(capturing: Capturing, later = 0) {
  // The recorder writes it where a tape begins.
  const { at, wall } = capturing.clock.record();
  const { tape, channels, findings, rows } = derived([
    { kind: 'clock', at: 0, wall: wall - at },
    ...capturing.records,
  ]);
  const found = rows[0] ? findings.of(rows[0].id, tape.lastAt + later) : [];
  return {
    rows,
    row: rows[0],
    found: found.map(({ severity, rule }) => `${severity} ${rule}`),
    details: found,
    channels,
  };
}

const eventSource = 'window.source = new EventSource("/stream"); undefined';
const state = (capturing: Capturing) => capturing.page.evaluate('source.readyState');

describe('Content-Type', () => {
  test('“application/json, text/event-stream” opens, and so it is said', async () => {
    const { capturing } = await page((response) => {
      response.writeHead(200, { 'content-type': 'application/json, text/event-stream' });
      response.write('data: here\n\n');
    }, eventSource);
    await capturing.until('chunk');
    expect(await state(capturing)).toBe(1);
    const { row } = said(capturing);
    expect(row).toMatchObject({ state: { kind: 'open' }, events: 1, verdict: 'Open.' });
  });

  test('“utf8” without its hyphen is refused, and it is found', async () => {
    const { capturing } = await page((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf8' });
      response.write('data: here\n\n');
    }, eventSource);
    await capturing.until('end');
    expect(await state(capturing)).toBe(2);
    const { row, found } = said(capturing);
    expect(row?.state).toMatchObject({ kind: 'ended', good: false });
    expect(found).toContain('error wrong-charset');
  });
});

test('Last-Event-ID beyond ASCII is read as it left', async () => {
  const ids = ['größe-1', '🙂 7'];
  let asked = 0;
  const { capturing } = await page((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const id = ids[asked++];
    if (id === undefined) response.write(': open\n\n');
    else response.end(`retry: 50\nid: ${id}\ndata: ${asked}\n\n`);
  }, eventSource);
  await capturing.until('chunk', 3);
  await capturing.until('sent', 3);
  expect(capturing.of('sent').map(({ lastEventId }) => lastEventId)).toEqual([undefined, ...ids]);
  expect(said(capturing).found.filter((finding) => !finding.startsWith('note'))).toEqual([]);
});

describe('a service worker that fails', () => {
  /** A page whose service worker answers /stream so. @param respond in a `fetch` listener: the event is `event`. */
  async function worked(respond: string, answer: Answer, means: 'eventsource' | 'fetch' = 'eventsource') {
    const script = `
      addEventListener('install', (event) => event.waitUntil(skipWaiting()));
      addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => {
        if (new URL(event.request.url).pathname === '/stream') event.respondWith(${respond});
      });`;
    const { capturing } = await page(answer, 'undefined', { '/worker.js': script });
    await capturing.page.evaluate(async () => {
      const controlled = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', resolve);
      });
      await navigator.serviceWorker.register('/worker.js');
      await controlled;
    });
    await capturing.page.evaluate(
      means === 'eventsource'
        ? eventSource
        : 'fetch("/stream", { headers: { accept: "text/event-stream" } }).then((r) => r.text()).catch(() => {}); undefined',
    );
    await capturing.until('end');
    return { ...said(capturing), capturing };
  }
  const noAnswer: Answer = (response) => void response.socket?.destroy();

  test.each(['eventsource', 'fetch'] as const)('by a rejected respondWith() (%s)', async (means) => {
    const { row, details } = await worked('Promise.reject(new Error("no"))', noAnswer, means);
    expect(row?.verdict).toMatch(/^The page’s service worker \(“worker\.js”\) gave no response.*ERR_FAILED/);
    expect(details).toMatchObject([
      { rule: 'connection-fails', severity: 'error', fix: expect.stringMatching(/service worker’s console/) },
    ]);
  });

  test.each(['Response.error()', 'caches.match(event.request)', '"no response"'])(
    'by %s',
    async (respond) => {
      expect((await worked(respond, noAnswer)).row?.verdict).toMatch(/service worker .* gave no response/);
    },
  );

  test('as its own request does', async () => {
    const { row, rows } = await worked('fetch(event.request)', noAnswer);
    expect(row?.verdict).toMatch(/made a request that failed\. The other side closed.*ERR_EMPTY_RESPONSE/);
    expect(rows).toHaveLength(1);
  });

  test('by a status of its own', async () => {
    const { row, details } = await worked('new Response("no", { status: 500 })', noAnswer);
    expect(row?.verdict).toMatch(/HTTP 500.*It came from the page’s service worker, not from the server\.$/);
    expect(details).toMatchObject([
      { rule: 'final-status', statement: expect.stringMatching(/It came from the page’s service worker/) },
    ]);
  });

  test.each(['eventsource', 'fetch'] as const)(
    'in the middle of a stream that it passes on (%s)',
    async (means) => {
      const { row, details, capturing } = await worked(
        'fetch(event.request)',
        (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
          response.write('data: a\n\n', () => setTimeout(() => response.socket?.destroy(), 200));
        },
        means,
      );
      expect(row?.verdict).toMatch(
        /passed the stream on, and its own request broke off\. Cut short.*INCOMPLETE_CHUNKED/,
      );
      expect(details).toMatchObject([{ rule: 'connection-fails' }]);
      if (means === 'eventsource') {
        expect(row?.verdict).toMatch(/The EventSource is closed and does not retry\.$/);
        expect(await state(capturing)).toBe(2);
      }
    },
  );
});

describe('an answer that is no event stream', () => {
  const post = `fetch('/stream', { method: 'POST', body: '{}', headers: { accept: 'application/json, text/event-stream' } }).then((answer) => answer.text()).then(() => undefined)`;

  test.each([
    [
      200,
      '{"jsonrpc":"2.0","id":1,"result":{}}',
      true,
      /^HTTP 200 OK, application\/json, 36 bytes: an answer/,
    ],
    [202, '', true, /^HTTP 202 Accepted/],
    [429, '{"error":"slow down"}', false, /It says “{"error":"slow down"}”$/],
  ] as const)('of status %s', async (status, body, good, verdict) => {
    const { capturing } = await page((response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    }, post);
    await capturing.until('end');
    const { row, found } = said(capturing, 30_000);
    expect(row).toMatchObject({ state: { kind: 'ended', good }, events: 0, discarded: 0 });
    expect(row?.verdict).toMatch(verdict);
    expect(found).toEqual(good ? [] : ['error error-answer']);
  });
});

test('silence after an answer that came at once is told', async () => {
  const { capturing } = await page((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('data: hello\n\n');
  }, eventSource);
  await capturing.until('chunk');
  await capturing.until('fidelity');
  expect(said(capturing, 1000).found).toEqual([]);
  expect(said(capturing, 20_000).found).toEqual(['note silence']);
});

test('gzip that nobody flushes is found by the times in its data, and named', async () => {
  const { capturing } = await page((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
    response.flushHeaders();
    const gzip = createGzip();
    gzip.pipe(response);
    let written = 0;
    const timer = setInterval(() => {
      gzip.write(`data: {"n":${++written},"at":${Date.now()}}\n\n`);
      if (written < 6) return;
      clearInterval(timer);
      gzip.end();
    }, 450);
  }, eventSource);
  await capturing.until('end');
  const { details } = said(capturing);
  expect(details.find(({ rule }) => rule === 'held-back')).toMatchObject({
    severity: 'warning',
    statement: expect.stringMatching(
      /^6 events made over \d+(\.\d+)? s, by the times in their data, came in one piece .* Content-Encoding: gzip\.$/,
    ),
    fix: expect.stringMatching(/Z_SYNC_FLUSH/),
  });
});

test.each([
  ['none', gzipSync, /^The body is gzip, by its first bytes, and no Content-Encoding header says so\.$/],
  ['gzip', (text: string) => gzipSync(gzipSync(text)), /names \(“gzip”\): it is compressed twice/],
] as const)('gzip with Content-Encoding: %s', async (coding, compress, statement) => {
  const { capturing } = await page((response) => {
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
    response.writeHead(200, coding === 'none' ? headers : { ...headers, 'content-encoding': coding });
    response.write(compress('data: hello\n\ndata: you\n\n'));
  }, eventSource);
  await capturing.until('chunk');
  await capturing.until('fidelity');
  expect(said(capturing).details).toMatchObject([
    { rule: 'compressed-body', severity: 'error', statement: expect.stringMatching(statement) },
  ]);
});

test('a preflight that does not allow Last-Event-ID is named by it', async () => {
  const { capturing, origin } = await page((response, _, method) => {
    response.writeHead(method === 'OPTIONS' ? 204 : 200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type',
    });
    response.end();
  }, 'undefined');
  await capturing.page.goto(`${plain.fixtures.url}/`);
  await capturing.page.evaluate(
    (url) =>
      fetch(url, { headers: { accept: 'text/event-stream', 'last-event-id': '7' } })
        .catch(() => undefined)
        .then(() => undefined),
    `${origin}/stream`,
  );
  await capturing.until('end');
  const { row, found } = said(capturing);
  expect(row?.verdict).toMatch(
    /does not allow the header “last-event-id” \(HeaderDisallowedByPreflightResponse\)\. The request itself did not leave\.$/,
  );
  expect(found).toContain('error cors-refused');
});

test('what the page’s policy blocks is said to have left nothing', async () => {
  const { capturing } = await page(
    () => {},
    `
    document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="Content-Security-Policy" content="connect-src \\'none\\'">');
    ${eventSource}`,
  );
  await capturing.until('end');
  expect(said(capturing).row?.verdict).toMatch(/Content-Security-Policy.*Nothing left the browser\./);
});

test('a request beyond the server’s limit of HTTP/2 streams is not said to be unanswered', async () => {
  const certificate = await makeCertificate();
  const server = createSecureServer(
    { ...certificate, settings: { maxConcurrentStreams: 3 } },
    ({ url }, response) => {
      const isStream = url.startsWith('/stream');
      response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'text/html' });
      if (isStream) response.write('data: here\n\n');
      else response.end(EMPTY_PAGE);
    },
  );
  const script = 'window.sources = [1, 2, 3, 4].map((n) => new EventSource("/stream?" + n))';
  // Of HTTP/2’s server the helper needs what it has in common with HTTP/1.1’s.
  const { capturing } = await visit(server as unknown as Server, script, 'https');
  await capturing.until('request', 4);
  await capturing.until('chunk', 3);
  const { rows } = said(capturing);
  expect(rows.map(({ state }) => state.kind)).toEqual(['open', 'open', 'open', 'connecting']);
  expect(rows[3]?.verdict).toMatch(/not seen to leave the browser yet\. 3 others to .* over HTTP\/2/);
});

test('connections that are refused are found, with how often', async () => {
  const { capturing, closeServer } = await page((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end('retry: 30\n\n');
  }, eventSource);
  await capturing.until('end');
  // The next two find nobody.
  closeServer();
  await poll(
    'three failures',
    async () => capturing.of('end').filter(({ how }) => how === 'failed').length >= 3,
  );
  const { found, rows } = said(capturing);
  expect(rows.length).toBeGreaterThan(0);
  expect(found.some((finding) => finding.endsWith(' connection-fails'))).toBe(true);
});
