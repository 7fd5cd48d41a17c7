/**
 * Reconnects that people report, as real Chromium makes them: a bare server of Node, a page's own script, and the rows and
 * findings of the tape.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { streamConnections } from '../../src/channels/testing/derive.ts';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';
import { within } from './support/retimed.ts';

const plain = plainBrowser();
const { visit } = ownServers(plain);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A page of its own server, whose /stream answers so; the page runs a script. @returns its capture. */
async function page(answer: Answer, script: string): Promise<Capturing> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/stream')) answer(response, request);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY_PAGE);
  });
  return (await visit(server, script)).capturing;
}

/** What the panel would say: the rows, the connections of each, and the findings of the first. @param later milliseconds after the last record. */
function said(capturing: Capturing, later = 0) {
  // A storm is so many connections in ten seconds, which a busy machine may not get done.
  const { tape, channels, findings, rows } = derived(within(capturing.records, 8000));
  return {
    rows,
    found: rows.map(({ id }) => findings.of(id, tape.lastAt + later)),
    joins: streamConnections(channels, rows[0]?.id ?? '', 1, 99).map(({ join }) => join),
  };
}

const stream = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
/** The page makes a new EventSource in onerror, `delay` milliseconds later, and `times` in all. */
const anew = (times: number, delay: string): string => `
  let made = 0;
  (function open() {
    const source = new EventSource('/stream');
    made++;
    source.onerror = () => {
      source.close();
      if (made < ${times}) ${delay === '0' ? 'open()' : `setTimeout(open, ${delay})`};
    };
  })()`;

describe('EventSources that the page makes anew', () => {
  test('with backoff after 503 are one row, each marked', async () => {
    const capturing = await page(
      (response) => response.writeHead(503).end('later'),
      anew(4, '100 * 2 ** made'),
    );
    await capturing.until('end', 4);
    const { rows, joins } = said(capturing);
    expect(rows.map(({ connections }) => connections)).toEqual([4]);
    expect(joins.map((join) => [join?.byPage, join?.isSure])).toEqual(Array(3).fill([true, true]));
  });

  test('at once after each end are one row, and a storm', async () => {
    const capturing = await page(
      (response) => response.writeHead(200, stream).end('id: 1\ndata: a\n\n'),
      anew(14, '0'),
    );
    await capturing.until('end', 14);
    const { rows, joins, found } = said(capturing);
    expect(rows.map(({ connections }) => connections)).toEqual([14]);
    expect(joins.every((join) => join?.byPage)).toBe(true);
    expect(joins.map((join) => join?.isSure)).toEqual([false, ...Array(12).fill(true)]);
    expect(found[0]?.map(({ rule }) => rule)).toContain('reconnect-storm');
  });

  test('after each cut are one finding', async () => {
    const capturing = await page(
      (response) => {
        response.writeHead(200, stream);
        response.write('data: a\n\n', () => response.destroy());
      },
      anew(13, '20'),
    );
    await capturing.until('end', 13);
    const { rows, found } = said(capturing);
    expect(rows.map(({ connections }) => connections)).toEqual([13]);
    const rules = found[0]?.map(({ rule }) => rule) ?? [];
    expect(rules.filter((rule) => /fails|storm/.test(rule))).toEqual(['connection-fails']);
  });

  test('on purpose, after close(), are rows of their own', async () => {
    const capturing = await page(
      (response) => response.writeHead(200, stream).write('data: a\n\n'),
      `
      const first = new EventSource('/stream');
      first.onmessage = () => {
        first.close();
        window.second = new EventSource('/stream');
      }`,
    );
    await capturing.until('chunk', 2);
    expect(said(capturing).rows.map(({ connections }) => connections)).toEqual([1, 1]);
  });
});

describe('the last event ID in the address', () => {
  const answer: Answer = (response, { url = '' }) => {
    const last = Number(new URL(url, 'http://x').searchParams.get('lastEventId') ?? 0);
    response.writeHead(200, stream);
    if (last < 3) response.end(`id: ${last + 1}\ndata: ${last + 1}\n\n`);
    else response.write(': end\n\n');
  };

  test.each([
    [
      'a new EventSource',
      `
      (function open(last) {
        const source = new EventSource('/stream?room=1' + (last ? '&lastEventId=' + last : ''));
        source.onmessage = (event) => { last = event.lastEventId; };
        source.onerror = () => { source.close(); setTimeout(open, 30, last); };
      })('')`,
    ],
    [
      'fetch',
      `
      (async () => {
        for (let last = ''; last !== '3done'; ) {
          const url = '/stream?room=1' + (last ? '&lastEventId=' + last : '');
          const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
          if (last === '3') break;
          last = /id: (\\d+)/.exec(await response.text())[1];
        }
      })()`,
    ],
  ])('of %s is checked', async (_, script) => {
    const capturing = await page(answer, script);
    await capturing.until('response', 4);
    await capturing.until('end', 3);
    const { rows, joins } = said(capturing);
    expect(rows.map(({ connections }) => connections)).toEqual([4]);
    expect(joins.map((join) => [join?.idSent, join?.idSentAs, join?.idCheck, join?.isSure])).toEqual([
      ['1', 'lastEventId', 'equal', true],
      ['2', 'lastEventId', 'equal', true],
      ['3', 'lastEventId', 'equal', true],
    ]);
  });
});

test('a POST whose stream broke, resumed by GET, is one row', async () => {
  let posted: ServerResponse | undefined;
  const capturing = await page(
    (response, { method, url }) => {
      response.writeHead(200, url === '/stream-cut' ? {} : stream);
      if (url === '/stream-cut') response.end(() => posted?.destroy());
      else if (method !== 'POST') response.end('id: a_2\ndata: 2\n\n');
      else {
        posted = response;
        response.write('id: a_1\ndata: 1\n\n');
      }
    },
    `
    (async () => {
      const accept = 'application/json, text/event-stream';
      const { body } = await fetch('/stream', { method: 'POST', body: '{}', headers: { accept } });
      const reader = body.getReader();
      await reader.read();
      fetch('/stream-cut');
      await reader.read().catch(() => {});
      await fetch('/stream', { headers: { accept: 'text/event-stream', 'last-event-id': 'a_1' } })
        .then((response) => response.text());
    })()`,
  );
  await poll('the end of the POST', async () => {
    const post = capturing.of('request').find(({ method }) => method === 'POST');
    return capturing.of('end').some(({ on }) => on === post?.on);
  });
  await capturing.until('chunk', 2);
  const { rows, joins } = said(capturing);
  expect(rows.map(({ connections }) => connections)).toEqual([2]);
  expect(joins).toMatchObject([{ isSure: true, idCheck: 'equal', idSent: 'a_1', idSentAs: null }]);
});

describe('one address opened again and again', () => {
  const answer: Answer = (response) => response.writeHead(200, stream).write('data: a\n\n');
  const rules = (capturing: Capturing, later = 0) =>
    said(capturing, later).found.map((found) => found.filter(({ rule }) => rule === 'open-twice').length);

  test('by code that closes nothing is found on each', async () => {
    const capturing = await page(answer, 'window.all = [1, 2, 3].map(() => new EventSource("/stream"))');
    await capturing.until('chunk', 3);
    expect(rules(capturing, 3000)).toEqual([1, 1, 1]);
    const [[finding] = []] = said(capturing, 3000).found;
    expect(finding).toMatchObject({ rule: 'open-twice', severity: 'warning', count: 3, ongoing: true });
  });

  test('by fetch names the place', async () => {
    const capturing = await page(
      answer,
      `
      function open() {
        return fetch('/stream', { headers: { accept: 'text/event-stream' } }).then((response) => response.text());
      }
      window.all = [open(), open(), open()]`,
    );
    await capturing.until('chunk', 3);
    expect(said(capturing, 3000).found[0]?.[0]?.statement).toMatch(
      /^3 event streams of one page, all requested by open in “/,
    );
  });

  test('in iframes, and closed before the next, is in order', async () => {
    const capturing = await page(
      answer,
      `
      for (let i = 0; i < 2; i++) {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.contentWindow.source = new frame.contentWindow.EventSource('/stream');
      }
      (function open(count) {
        const source = new EventSource('/stream');
        source.onmessage = () => {
          source.close();
          if (count > 1) open(count - 1);
        };
      })(3)`,
    );
    await capturing.until('chunk', 5);
    expect(rules(capturing)).toEqual([0, 0, 0, 0, 0]);
  });
});

test('an ID too long for the server is named beside the status', async () => {
  const capturing = await page((response) => {
    response.writeHead(200, stream).end(`retry: 20\nid: ${'x'.repeat(20_000)}\ndata: a\n\n`);
  }, 'window.source = new EventSource("/stream")');
  await capturing.until('end', 2);
  const finding = said(capturing).found[0]?.find(({ rule }) => rule === 'final-status');
  expect(finding?.statement).toMatch(/^HTTP 431 .*Last-Event-ID of 20,000 bytes: too long/);
});

test('an event named “error” reaches onerror while the stream is open', async () => {
  const capturing = await page(
    (response) => response.writeHead(200, stream).write('event: error\ndata: no such room\n\n'),
    `
    window.source = new EventSource('/stream');
    source.onerror = (event) => { window.seen = event.constructor.name + ' ' + source.readyState; }`,
  );
  await capturing.until('chunk');
  await capturing.page.waitForFunction('window.seen');
  expect(await capturing.page.evaluate('seen')).toBe('MessageEvent 1');
  expect(said(capturing).found[0]?.map(({ rule }) => rule)).toEqual(['own-event-name']);
});
