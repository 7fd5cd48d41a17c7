import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RequestRecord, TapeRecord } from '../tape/index.ts';
import { request, response } from '../tape/testing.ts';
import { RULES } from './rules/index.ts';
import { STREAM_RULES } from './rules/stream/index.ts';
import { unearned } from './testing/earned.ts';
import { type Case, findingsOf, HEADERS, statementsOf, tapeOf } from './testing/found.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ended: Case['facts'] = [{ kind: 'end', at: 90_000, on: 'sse', how: 'complete' }];
const broken: Case['facts'] = [
  { kind: 'end', at: 90_000, on: 'sse', how: 'failed', error: 'net::ERR_CONNECTION_RESET' },
];
const closed: Case['facts'] = [{ kind: 'end', at: 90_000, on: 'sse', how: 'cancelled' }];
const listening = (...types: string[]): NonNullable<Case['facts']> => [
  { kind: 'listeners', at: 500, url: 'http://example.test/sse', objects: 1, types },
];
const many = (count: number, text: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => text(i));
const iso = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
/** The page's thread did not respond from one time to another. */
const busy = (from: number, to: number): NonNullable<Case['facts']> => [
  { kind: 'busy', at: to, on: 'sse', alive: from - 500, from, to },
];
/** Five events a burst, made a second apart, that come together. */
const burst = (at: number, apart: number): [number, string] => [
  at,
  many(5, (i) => `data: ${iso(at - (4 - i) * apart)}\n\n`).join(''),
];
const plainEvents = (count: number): string => many(count, (i) => `data: token ${i}\n\n`).join('');
const endedAt = (at: number): NonNullable<Case['facts']> => [{ kind: 'end', at, on: 'sse', how: 'complete' }];
const tokens = (texts: readonly string[]): string[] => texts.map((text) => `data:${text}\n\n`);
const picture = Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 73 + 41) % 251)).toString('base64');

const order = (i: number): string =>
  `event: order\nid: ${i}\ndata: {"order":${i},"customer":${(i * 7919) % 10_007},"items":[{"sku":"tea-${i % 7}","count":${(i * 31) % 9},"price":${(i * 1.37).toFixed(2)}}]}\n\n`;
/** Text in which nothing comes twice, as packed or encrypted bytes have it. */
let state = 1;
const noise = (): string => {
  const bytes = Uint8Array.from({ length: 300 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state >> 8;
  });
  return `data: ${Buffer.from(bytes).toString('base64')}\n\n`;
};

/** More streams of the address of `sse`, opened one after another from 20 ms on. */
const more = (count: number, change: Partial<RequestRecord> = {}, until?: number): TapeRecord[] =>
  Array.from({ length: count }, (_, i): TapeRecord[] => {
    const [on, at] = [`more${i}`, 20 + i];
    const asked = request(on, { at, url: 'http://example.test/sse', ...change });
    const end: TapeRecord = { kind: 'end', at: until ?? 0, on, how: 'cancelled' };
    return [asked, response(on, { at: at + 1, protocol: 'http/1.1' }), ...(until === undefined ? [] : [end])];
  }).flat();
const place = (line: number) => ({
  url: 'http://example.test/app.js',
  line,
  column: 3,
  functionName: 'open',
});
const WRONG_TYPE = STREAM_RULES.filter(({ id }) => id === 'wrong-type');

/** What must be found, and as what; and the near miss, on which the rule must be quiet. */
interface Pair {
  readonly is: string;
  readonly case: Case;
  readonly says: RegExp;
  readonly near: readonly Case[];
}

const PAIRS: Readonly<Record<string, Pair>> = {
  'field-overwritten': {
    is: 'warning',
    case: { chunks: ['event: a\nid: 1\ndata: x\n', 'event: b\nid: 2\ndata: y\n\n'] },
    says: /2 lines.*“event: b”/,
    near: [
      { chunks: ['event: a\nid: 1\ndata: x\n\n', 'event: b\nid: 2\ndata: y\ndata: z\n\n'] },
      {
        chunks: [
          [10, 'event: a\n'],
          [30, 'event: b\ndata: x\n\n'],
        ],
        facts: [{ kind: 'gap', at: 20, on: 'sse', why: 'test' }],
      },
    ],
  },
  'no-data': {
    is: 'warning',
    case: { chunks: ['event: ping\nid: 2\n\n'] },
    says: /1 message.*no data line/,
    near: [{ chunks: ['event: ping\ndata\n\n', 'retry: 500\n\n', 'id: 7\n\n'] }],
  },
  'lost-at-end': {
    is: 'error',
    case: { chunks: ['data: a\n\n', 'data: b\n'], facts: ended },
    says: /The server ended the stream before the blank line/,
    near: [
      { chunks: ['data: a\n\n', 'data: b\n'], facts: closed },
      {
        request: { via: 'fetch' },
        response: { headers: [['cache-control', 'no-store']] },
        chunks: ['data: a\n\n', 'data: b\n'],
        facts: closed,
      },
      { chunks: ['data: a\n\n', 'data: b\n\n'], facts: broken },
      { chunks: ['data: a\n\n', 'event: b\n'], facts: ended },
    ],
  },
  'pending-long': {
    is: 'warning',
    case: { chunks: [[10, 'data: a\n']], now: 9_010 },
    says: /waited 9 s.*nothing has come for 9 s/,
    near: [
      { chunks: [[10, 'data: a\n']], now: 4_000 },
      { chunks: [[10, 'data: a\n\n: x\n']], now: 9_010 },
      {
        chunks: [
          [10, 'data: a\n'],
          [7_000, 'data: more\n'],
        ],
        now: 9_010,
      },
      { chunks: [[10, 'data: a\n']], facts: [{ kind: 'suspend', at: 20, on: 'sse' }], now: 9_010 },
    ],
  },
  'misspelt-field': {
    is: 'warning',
    case: { chunks: ['Data: a\n\n', 'data : b\n\n', ' data: c\n\n'] },
    says: /3 lines.*“Data” is not “data”/,
    near: [{ chunks: ['data:a\n\n', 'data: Data: a\n\n', 'foo: a\n\n'] }],
  },
  'text-without-field': {
    is: 'warning',
    case: {
      chunks: [
        '{"data": 1}\n\n',
        'data: <p>one\n</p>\n\n',
        'data: first line\nsecond line\n\n',
        'data: a\nword\nword\n\n',
        'A paragraph after an empty line.\n\n',
      ],
    },
    says: /6 lines of text ignored.*first: “{"data": 1}”/,
    near: [
      { chunks: ['data: {"data": 1}\n\n', ': {"a":1}\n\n', 'data: <p>\ndata: </p>\n\n'] },
      { chunks: ['data: x\n\nping\n\n'] },
      { chunks: ['data: x\nfoo: bar baz\n\n'] },
    ],
  },
  'unknown-field': {
    is: 'note',
    case: { chunks: ['foo: bar\ndata: x\n\n'] },
    says: /1 line.*“foo”/,
    near: [{ chunks: ['data: foo: bar\n\n', ': foo\n\n', 'Data: x\n\n'] }],
  },
  'space-removed': {
    is: 'note',
    case: { chunks: tokens(['La', ' frase', ' "', 'come', ' st', 'ai', '?"', '[DONE]']) },
    says: /^3 of 7 data lines of text have a space after the colon.*“ frase” becomes “frase”\.$/,
    near: [
      // One writer that always puts a space, or never; tokens with their own space after it.
      { chunks: tokens([' La', '  frase', '  st', ' ai', ' ?']) },
      { chunks: tokens(['La', 'frase', 'st', 'ai', '?']) },
      // Where a space means nothing.
      { chunks: tokens(['{"a":1}', ' {"a":2}', '[1]', ' [2]', '"x"', ' "y"']) },
      { chunks: tokens(['1', ' 2', '2026-01-01T00:00:00Z', ' 12:00', '<p>', ' <b>', 'null', ' true']) },
      // A greeting of its own, and a text that another writer sends again and again.
      { chunks: tokens([' connected', ' ready', 'one', 'two', 'three']) },
      { chunks: tokens(['one', ' ping', 'two', ' ping', 'three', ' ping']) },
      { chunks: tokens(['a line of a log', 'another', ' a notice between', 'a third', 'a fourth']) },
      // A writer of its own for a type.
      { chunks: many(6, (i) => `event: log\ndata: line ${i}a\n\ndata:text ${i}a\n\n`) },
      { chunks: tokens(['one', ' two', 'three']) },
      { chunks: many(6, (i) => `data:${i}a\n\ndata: \n\ndata\n\n`) },
    ],
  },
  'bom-inside': {
    is: 'warning',
    case: { chunks: ['data: a\n\n', '\ufeffdata: lost\ndata: kept\n\n'] },
    says: /1 line.*byte order mark/,
    near: [{ chunks: ['\ufeffdata: a\n\n', 'data: \ufeffb\n\n'] }],
  },
  'invalid-utf8': {
    is: 'warning',
    case: { chunks: ['data: a\n\n', bytes(0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0x0a, 0x0a)] },
    says: /first in chunk 2/,
    near: [
      {
        chunks: [
          bytes(0x64, 0x61, 0x74, 0x61, 0x3a, 0xf0, 0x9f),
          bytes(0xa7, 0x89, 0x0a, 0x0a),
          'data: \ufffd\n\n',
        ],
      },
    ],
  },
  'nul-in-id': {
    is: 'warning',
    case: { chunks: ['id: 2\u0000\ndata: x\n\n'] },
    says: /1 id line.*␀/,
    near: [{ chunks: ['id: 2\ndata: \u0000\n\n', 'id\ndata: x\n\n'] }],
  },
  'control-in-id': {
    is: 'error',
    case: { chunks: ['id: 1\u0001\ndata: x\n\n'] },
    says: /1 ID.*␁/,
    near: [{ chunks: ['id: ü/\t1\ndata: \u0001\n\n', 'id: 1\u0000\n\n'] }],
  },
  'retry-value': {
    is: 'warning',
    case: { chunks: ['retry: 5s\n\n', 'retry: 0\n\n', 'retry: 86400001\n\n'] },
    says: /3 retry lines.*“retry: 5s”: ignored/,
    near: [{ chunks: ['retry: 500\n\n', 'retry:86400000\n\n', 'retry: 00010\n\n'] }],
  },
  'cr-alone': {
    is: 'note',
    case: { chunks: ['data: a\r\r', 'data: b\n\n'] },
    says: /2 lines|1 line/,
    near: [{ chunks: ['data: a\r\n\r\n', 'data: split\r', '\n\r', '\n'] }],
  },
  'missing-heartbeat': {
    is: 'warning',
    case: { chunks: many(8, () => ':\n\n').map((text, i) => [i * 15_000 + 10, text]), now: 150_000 },
    says: /No heartbeat for 45 s; comments came every 15 s/,
    near: [{ chunks: many(8, () => ':\n\n').map((text, i) => [i * 15_000 + 10, text]), now: 130_000 }],
  },
  silence: {
    is: 'warning',
    case: { chunks: [[10, 'data: a\n\n']], now: 61_000 },
    says: /Nothing has come for 61 s.*Heroku: 55 s.*AWS ALB: 60 s/,
    near: [
      { chunks: [[10, 'data: a\n\n']], now: 14_000 },
      { chunks: [[10, 'data: a\n\n']], now: 61_000, quietLimit: 100_000 },
      { chunks: [[10, 'data: a\n\n']], now: 61_000, facts: [{ kind: 'suspend', at: 20, on: 'sse' }] },
      { chunks: [[10, 'data: a\n\n']], facts: ended },
    ],
  },
  'rare-heartbeat': {
    is: 'warning',
    case: { chunks: many(7, () => ':\n\n').map((text, i) => [i * 58_000 + 10, text]) },
    says: /every 58 s.*Heroku: 55 s/,
    near: [{ chunks: many(7, () => ':\n\n').map((text, i) => [i * 30_000 + 10, text]) }],
  },
  'heartbeat-as-event': {
    is: 'note',
    case: { chunks: many(5, () => 'event: ping\ndata: {}\n\n') },
    says: /5 events.*ping/,
    near: [
      { chunks: many(5, () => ': ping\n\n') },
      { chunks: many(5, (i) => `data: ${i}\n\n`) },
      { chunks: ['data: ping\n\n', 'data: shopping\n\n', 'data: pinging you\n\n'] },
    ],
  },
  'held-back': {
    is: 'warning',
    case: { chunks: [burst(10, 1000), burst(5_010, 1000), burst(10_010, 1000)] },
    says: /2 bursts.*4 s, by the times in their data/,
    near: [
      // A batch made at once, and one late burst, which may be a page that was busy.
      { chunks: [burst(10, 1), burst(5_010, 1), burst(10_010, 1)] },
      { chunks: [burst(10, 1000), burst(5_010, 1000)] },
      { chunks: many(10, (i) => `data: ${iso(i * 1000)}\n\n`).map((text, i) => [i * 1000 + 10, text]) },
      // What was missed or a history comes at once after the request, or is older than it.
      { request: { at: 0 }, chunks: [burst(100, 1000)] },
      { chunks: [[6_000, many(5, (i) => `data: ${iso(-60_000 + i * 1000)}\n\n`).join('')]] },
      // A busy page reads late; so does one that was captured only later, or a capture with a gap.
      { chunks: [burst(24_000, 5000)], facts: busy(1000, 23_900) },
      { chunks: [burst(24_000, 5000)], request: { openBefore: true } },
      { chunks: [burst(24_000, 5000)], facts: [{ kind: 'gap', at: 12_000, on: 'sse', why: 'test' }] },
      // Without times: few events, soon, or a stream that continues.
      { chunks: [[24_000, plainEvents(4)]], facts: endedAt(24_001) },
      { chunks: [[4_000, plainEvents(9)]], facts: endedAt(4_001) },
      { chunks: [[24_000, plainEvents(9)]], facts: endedAt(30_000) },
      // Their times show that they were made at once, whenever that was.
      { chunks: [burst(24_000, 1)], facts: endedAt(24_001) },
    ],
  },
  'many-in-one-chunk': {
    is: 'note',
    case: { chunks: [many(5, (i) => `data: ${i}\n\n`).join('')] },
    says: /1 chunk with 5 events or more; at most 5 events/,
    near: [{ chunks: [many(4, (i) => `data: ${i}\n\n`).join(''), ':\n\n:\n\n:\n\n:\n\n:\n\n:\n\n'] }],
  },
  'tiny-chunks': {
    is: 'note',
    case: { chunks: many(3, () => 'data: token\n\n').flatMap((text) => text.match(/[\s\S]{1,3}/g) ?? []) },
    says: /3 events came in 4 chunks or more/,
    near: [
      { chunks: 'data: token\n\n'.match(/[\s\S]{1,3}/g) ?? [] },
      { chunks: many(9, () => 'data: token\n\n').flatMap((text) => text.match(/[\s\S]{1,7}/g) ?? []) },
    ],
  },
  base64: {
    is: 'note',
    case: { chunks: [`data: ${picture}\n\n`] },
    says: /1 event of base64, 808 bytes: about 202/,
    near: [
      { chunks: [`data: ${'deadbeef01'.repeat(80)}\n\n`, `data: ${'Word '.repeat(200)}1\n\n`] },
      { chunks: [`data: ${picture.slice(0, 200)}\n\n`] },
    ],
  },
  uncompressed: {
    is: 'note',
    case: { chunks: many(700, order) },
    says: /^\d\d kB came without Content-Encoding.*first 32 kB would be about \d+(\.\d)? kB: [78]\d % less\.$/,
    near: [
      { chunks: many(700, order), response: { headers: [...HEADERS, ['content-encoding', 'br']] } },
      { chunks: many(500, order) },
      { chunks: many(160, noise) },
      { chunks: many(700, order), response: { fromServiceWorker: true } },
    ],
  },
  'six-connections': {
    is: 'error',
    case: {},
    says: /It waits: 6 streams/,
    near: [],
  },
  'page-busy': {
    is: 'note',
    case: { chunks: [[10, 'data: x\n\n']], facts: busy(1_000, 5_200), now: 9_000 },
    says: /^The page’s thread was busy for 4\.2 s at least: what came in that time/,
    near: [{ chunks: [[10, 'data: x\n\n']], facts: busy(1_000, 1_900), now: 9_000 }],
  },
  'open-twice': {
    is: 'warning',
    case: { response: { protocol: 'http/1.1' }, facts: more(2), now: 3_000 },
    says: /^3 EventSources of one page are open to the same address at once\. Each takes one of the 6 connections/,
    near: [
      // Three for a moment: the ends of those before are reported late.
      { response: { protocol: 'http/1.1' }, facts: more(2), now: 900 },
      { facts: more(2, { context: { kind: 'frame', id: 'other' } }), now: 9_000 },
      { facts: more(2, { url: 'http://example.test/sse?room=2' }), now: 9_000 },
      { facts: more(2, { via: 'fetch' }), now: 9_000 },
      // One closed before the next; two for a moment.
      { facts: [{ kind: 'end', at: 15, on: 'sse', how: 'cancelled' }, ...more(1)], now: 9_000 },
      { facts: [{ kind: 'end', at: 900, on: 'sse', how: 'cancelled' }, ...more(1)], now: 9_000 },
      {
        request: { via: 'fetch', initiator: place(5) },
        facts: more(2, { via: 'fetch', initiator: place(9) }),
        now: 9_000,
      },
      { facts: more(2).map((one) => (one.kind === 'response' ? { ...one, status: 503 } : one)), now: 9_000 },
      {
        facts: [{ kind: 'suspend', at: 10, on: 'sse' }, ...more(1)],
        now: 9_000,
      },
    ],
  },
  'own-event-name': {
    is: 'warning',
    case: { chunks: ['event: error\ndata: no such room\n\n', 'event:error\ndata: again\n\n'] },
    says: /^2 events named “error”: the page’s onerror is called with each.*first: error: “no such room”\.$/,
    near: [
      {
        chunks: [
          'event: Error\ndata: a\n\n',
          'event: errors\ndata: a\n\n',
          'event: message\ndata: error\n\n',
        ],
      },
      { chunks: ['event: error\n\n', 'event: error\nevent: x\ndata: a\n\n'] },
      { chunks: ['event: error\ndata: a\n\n'], request: { via: 'fetch' } },
    ],
  },
  'nobody-listens': {
    is: 'warning',
    case: { chunks: ['event: price\ndata: 1\n\n', 'data: 2\n\n'], facts: listening('message') },
    says: /^No listener for “price”\.$/,
    near: [
      { chunks: ['event: price\ndata: 1\n\n'], facts: listening('message', 'price') },
      { chunks: ['event: price\ndata: 1\n\n'] },
      // A later look finds a listener, or scripts run again.
      {
        chunks: ['event: price\ndata: 1\n\n'],
        facts: [{ kind: 'unheard', at: 400, on: 'sse', type: 'price' }, ...listening('price')],
      },
      {
        chunks: ['event: price\ndata: 1\n\n'],
        facts: [
          { kind: 'unheard', at: 400, on: 'sse', type: 'price' },
          { kind: 'unheard', at: 900, on: 'sse', type: 'price', over: true },
        ],
      },
      // A heartbeat with a name, for which no page has a listener.
      {
        chunks: ['event: ping\ndata: {}\n\n'],
        facts: [{ kind: 'unheard', at: 400, on: 'sse', type: 'ping' }],
      },
    ],
  },
  'wrong-type': {
    is: 'error',
    case: { response: { mimeType: 'application/json' } },
    says: /“application\/json”/,
    near: [
      { chunks: ['data: x\n\n'] },
      { response: { mimeType: 'application/json' }, request: { via: 'fetch' } },
      { response: { mimeType: 'text/html' }, request: { via: 'fetch', headers: [['accept', '*/*']] } },
      {
        response: { mimeType: 'text/html', status: 404 },
        request: { via: 'fetch', headers: [] },
        rules: WRONG_TYPE,
      },
    ],
  },
  'wrong-charset': {
    is: 'error',
    case: { response: { charset: 'iso-8859-1' } },
    says: /charset=“iso-8859-1”.*Chromium closed/,
    near: [{ response: { charset: 'UTF-8' } }, { response: {} }],
  },
  'final-status': {
    is: 'error',
    case: { response: { status: 503, statusText: 'Service Unavailable' } },
    says: /HTTP 503 Service Unavailable/,
    near: [{ response: { status: 200 } }, { response: { status: 503 }, request: { via: 'fetch' } }],
  },
  'error-answer': {
    is: 'error',
    case: {
      request: { via: 'fetch' },
      response: { status: 429, statusText: 'Too Many Requests', mimeType: 'application/json' },
      chunks: ['{"error":"slow down"}'],
    },
    says: /^HTTP 429 Too Many Requests in place of an event stream/,
    near: [
      { request: { via: 'fetch' }, response: { status: 202, mimeType: '' } },
      { response: { status: 503 } },
      {
        request: { via: 'fetch', headers: [['mcp-session-id', 's-1']] },
        response: { status: 405, mimeType: '' },
      },
    ],
  },
  'cors-refused': {
    is: 'error',
    case: {
      response: null,
      facts: [{ kind: 'end', at: 20, on: 'sse', how: 'failed', blocked: 'MissingAllowOriginHeader' }],
    },
    says: /from http:\/\/example\.test: it has no Access-Control-Allow-Origin header.*\(MissingAllowOriginHeader\)/,
    near: [{ response: null, facts: broken }],
  },
  'compressed-body': {
    is: 'error',
    case: { chunks: [gzipSync('data: a\n\n')] },
    says: /^The body is gzip, by its first bytes, and no Content-Encoding header says so\.$/,
    near: [
      { chunks: ['x\u0001: a\n\n'] },
      { chunks: ['data: a\n\n', gzipSync('data: a\n\n')] },
      { chunks: [gzipSync('data: a\n\n')], request: { openBefore: true } },
      { chunks: [[20, gzipSync('a')]], facts: [{ kind: 'gap', at: 10, on: 'sse', why: 'test' }] },
      { chunks: [gzipSync('a')], request: { via: 'fetch' }, response: { mimeType: 'application/gzip' } },
      { chunks: [gzipSync('a')], response: { mimeType: 'text/html' } },
    ],
  },
  redirect: {
    is: 'note',
    case: {
      facts: [
        {
          kind: 'redirect',
          at: 2,
          on: 'sse',
          status: 302,
          url: 'http://example.test/target',
          method: 'GET',
          headers: [],
        },
      ],
    },
    says: /1 redirect \(302\) to “http:\/\/example\.test\/target”/,
    near: [{}],
  },
  cacheable: {
    is: 'note',
    case: { response: { headers: [['content-type', 'text/event-stream']] } },
    says: /no Cache-Control/,
    near: [{}, { response: { headers: [['Cache-Control', 'No-Cache']] } }, { request: { method: 'POST' } }],
  },
  'connection-close': {
    is: 'warning',
    case: { response: { protocol: 'http/1.0' } },
    says: /HTTP\/1\.0/,
    near: [{}, { response: { headers: [['connection', 'keep-alive']] } }],
  },
};

for (const [id, pair] of Object.entries(PAIRS)) {
  if (id === 'six-connections') continue;
  describe(id, () => {
    test('is found, with its figures and its evidence', () => {
      const finding = findingsOf(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is, title: expect.any(String) });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence.length).toBeGreaterThan(0);
      expect(finding?.evidence.every((one) => one.connection === 'sse')).toBe(true);
      expect(finding?.since).toBeLessThanOrEqual(finding?.at ?? 0);
    });
    test('its silence is earned', () => {
      expect(unearned(id, tapeOf(pair.case), 'sse', pair.case.now)).toEqual([]);
    });
    pair.near.forEach((near, index) => {
      test(`is quiet on near miss ${index + 1}`, () => {
        expect(statementsOf(near).filter((one) => one.endsWith(` ${id}`))).toEqual([]);
      });
    });
  });
}

test('every rule on a stream has its pair of cases', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(STREAM_RULES.map(({ id }) => id).sort());
  // Those of six-connections need more than one stream: findings.test.ts has them.
  const without = Object.keys(PAIRS).filter((id) => PAIRS[id]?.near.length === 0);
  expect(without).toEqual(['six-connections']);
});

test('every rule has its own name, its texts, and a section of its own in the documentation', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  const docs = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8');
  for (const { id, title, why, fix, source } of RULES) {
    expect(docs).toContain(`### ${id}\n\n**${title}**`);
    for (const text of [title, why, fix, source]) expect(text.length).toBeGreaterThan(4);
  }
});

describe('an event type for which no script ran when it came', () => {
  test('has no listener, and leads to the first event of the type', () => {
    const [finding] = findingsOf({
      chunks: ['data: 0\n\nevent: price\ndata: 1\n\n', 'event: price\ndata: 2\n\n'],
      facts: [{ kind: 'unheard', at: 400, on: 'sse', type: 'price' }],
    }).filter(({ rule }) => rule === 'nobody-listens');
    expect(finding?.statement).toBe('No listener for “price”: no script of the page ran when it came.');
    expect(finding?.evidence).toEqual([{ kind: 'row', connection: 'sse', offset: 9, text: '“price”' }]);
  });
});

describe('streams that are open more than once', () => {
  const found = (of: Case) => findingsOf(of).find(({ rule }) => rule === 'open-twice');

  test('two are a note, once they are for two seconds', () => {
    expect(found({ facts: more(1), now: 1_000 })).toBeUndefined();
    expect(found({ facts: more(1), now: 3_000 })).toMatchObject({
      severity: 'note',
      count: 2,
      ongoing: true,
    });
  });

  test('three over HTTP/2 are a note', () => {
    const finding = found({ response: { protocol: 'h2' }, facts: more(2), now: 3_000 });
    expect(finding).toMatchObject({ severity: 'note', count: 3 });
    expect(finding?.statement).toMatch(/at once\.$/);
  });

  test('are told when they are over as well', () => {
    const finding = found({ facts: [...more(2, {}, 5_000), ...(closed ?? [])], now: 95_000 });
    expect(finding).toMatchObject({ count: 3, ongoing: false, since: 22 });
    expect(finding?.statement).toMatch(/^3 EventSources of one page were open.*at once for 4\.98 s\./);
  });

  test('are named by their place where it is known', () => {
    const asked = { via: 'fetch', initiator: place(5) } as const;
    expect(found({ request: asked, facts: more(1, asked), now: 3_000 })?.statement).toMatch(
      /^2 event streams of one page, all requested by open in “app\.js:5”, are open/,
    );
  });

  test('a thousand reconnects are none, and take no long look', () => {
    const facts = Array.from({ length: 1000 }, (_, i): TapeRecord[] => {
      const [on, at] = [`r${i}`, 100_000 + i * 3100];
      return [
        request(on, { at, url: 'http://example.test/sse' }),
        response(on, { at: at + 5 }),
        { kind: 'end', at: at + 100, on, how: 'complete' },
      ];
    }).flat();
    expect(found({ facts: [...facts, ...(ended ?? [])] })).toBeUndefined();
  });
});

describe('an ID that is too long to be sent again', () => {
  const long = (bytes: number, headerBytes: number): TapeRecord => ({
    kind: 'sent',
    at: 2,
    on: 'sse',
    headers: [],
    lastEventId: 'x'.repeat(bytes),
    headerBytes: { bytes: headerBytes, estimated: true },
  });
  const found = (status: number, sent: TapeRecord, via: 'eventsource' | 'fetch' = 'eventsource') =>
    findingsOf({ request: { via }, response: { status }, facts: [sent] })[0];

  test.each([
    [431, 'eventsource', 'too long'],
    [400, 'eventsource', 'perhaps too long'],
    [413, 'fetch', 'perhaps too long'],
    [431, 'fetch', 'too long'],
  ] as const)('is the cause of %s, by %s', (status, via, is) => {
    const finding = found(status, long(20_000, 20_500), via);
    expect(finding?.statement).toContain(`The reconnect sent a Last-Event-ID of 20,000 bytes: ${is} for`);
    expect(finding?.fix).toMatch(/^On the server, send short IDs/);
  });

  test.each([
    ['a short one', 400, long(40, 500)],
    ['cookies that are longer', 431, long(2_000, 16_000)],
    ['another status', 503, long(20_000, 20_500)],
  ])('is none beside %s', (_, status, sent) => {
    const finding = found(status, sent);
    expect(finding?.statement).toContain(`HTTP ${status}`);
    expect(finding?.statement).not.toContain('bytes');
  });
});

test('an event named “open” is a note', () => {
  expect(statementsOf({ chunks: ['event: open\ndata: a\n\n'] })).toEqual(['note own-event-name']);
});

test('a short answer of a model has one space that is removed', () => {
  const found = findingsOf({ chunks: tokens(['Hel', 'lo', ' world', '!']) });
  expect(found.find(({ rule }) => rule === 'space-removed')?.statement).toMatch(
    /^1 of 4 data lines.*“ world” becomes “world”/,
  );
});

describe('a body that is left compressed', () => {
  const text = 'data: hello\n\nevent: x\ndata: you\n\n';
  const noStore = { headers: HEADERS };

  test.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateSync(text, { level: 1 })],
    ['deflate', deflateSync(text, { level: 9 })],
    ['zstd', Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x05, 0x29, 0x00, 0x00, 0x61])],
  ])('as %s is one finding, and no other looks at its bytes', (name, body) => {
    // Cut anywhere, since a server flushes when it likes.
    const found = findingsOf({
      chunks: [body.subarray(0, 5), body.subarray(5)],
      response: noStore,
      facts: ended,
    });
    expect(found.map(({ rule }) => rule)).toEqual(['compressed-body']);
    expect(found[0]?.statement).toContain(`The body is ${name},`);
  });

  test('where a header names one compression, is compressed twice', () => {
    const headers = [...HEADERS, ['content-encoding', 'gzip'] as const];
    const [found] = findingsOf({ chunks: [gzipSync(text)], response: { headers } });
    expect(found?.statement).toMatch(/after the browser did.*“gzip”.*compressed twice/);
    expect(found?.fix).toMatch(/^Compress it once/);
  });
});

test('cases that are less grave are called so', () => {
  expect(statementsOf({ response: { status: 204 } })).toEqual(['note final-status']);
  expect(
    statementsOf({
      response: {
        headers: [
          ['connection', 'close'],
          ['cache-control', 'no-store'],
        ],
      },
    }),
  ).toEqual(['note connection-close']);
  expect(statementsOf({ chunks: [[10, 'data: a\n\n']], now: 20_000 })).toEqual(['note silence']);
  expect(statementsOf({ request: { via: 'fetch' }, response: { charset: 'latin1' } })).toEqual([
    'warning wrong-charset',
  ]);
});

test('the advice is for the status: 401 is no matter of answering 200 alone', () => {
  expect(findingsOf({ response: { status: 401 } })[0]?.fix).toMatch(/cookie.*token/);
  expect(findingsOf({ response: { status: 502 } })[0]?.fix).toMatch(/behind the proxy/);
  expect(findingsOf({ response: { status: 431 } })[0]?.fix).toMatch(/Last-Event-ID that is too long/);
});

test('an error that the server wrote without a field is told as its error', () => {
  const of = (...chunks: string[]) =>
    findingsOf({ chunks, facts: ended }).find(({ rule }) => rule === 'text-without-field');
  expect(of('{"message":"Internal error"}')).toMatchObject({
    severity: 'error',
    statement: expect.stringMatching(
      /^The server wrote an error into the stream.*It says “{"message":"Internal error"}”\.$/,
    ),
    fix: expect.stringMatching(/status of the error/),
  });
  // After events, over several lines and chunks.
  expect(
    of('data: a\n\n', '{\n  "error": {\n', '    "message": "overloaded"\n  }\n}\n\n')?.statement,
  ).toMatch(/It says “{ "error": { "message": "overloaded" } }”/);
  // Lines of JSON are none.
  for (const chunks of [
    ['{"message":"a"}\n{"message":"b"}\n'],
    ['data: a\n\n{"message":"b"}\n\n'],
    ['data: a\n{"error":null}\n\n'],
  ])
    expect(of(...chunks)).toMatchObject({
      severity: 'warning',
      statement: expect.stringMatching(/of text ignored/),
    });
});

test('of a wrong type the finding says what came, and where from', () => {
  const asked = [['accept', 'text/event-stream']] as const;
  const page = '<!doctype html>\n<title>Sign in</title>\n<form></form>\n';
  const html = { response: { mimeType: 'text/html' }, chunks: [page] };
  const redirect: TapeRecord = {
    kind: 'redirect',
    at: 2,
    on: 'sse',
    status: 302,
    url: 'http://example.test/login',
    method: 'GET',
    headers: [],
  };
  const of = (what: Case) => findingsOf({ ...what, rules: WRONG_TYPE })[0];
  expect(of(html)).toMatchObject({ severity: 'error', fix: expect.stringMatching(/address/) });
  expect(of(html)?.statement).toMatch(/“text\/html”; EventSource closed for good\. It says “Sign in”\.$/);
  expect(of({ ...html, facts: [redirect] })).toMatchObject({
    statement: expect.stringMatching(/after a redirect to “http:\/\/example\.test\/login”/),
    fix: expect.stringMatching(/log in again/),
  });
  expect(of({ ...html, request: { via: 'fetch', headers: asked } })).toMatchObject({
    severity: 'warning',
    statement: expect.stringMatching(
      /asked for an event stream, and the answer has the MIME type “text\/html”/,
    ),
  });
  const plain = { response: { mimeType: 'text/plain' }, chunks: ['data: a\n\n'] };
  expect(of(plain)).toMatchObject({
    severity: 'error',
    statement: expect.stringMatching(/Its body is an event stream all the same/),
    fix: 'On the server, send “Content-Type: text/event-stream”.',
  });
  expect(of({ ...plain, request: { via: 'fetch' } })).toMatchObject({
    severity: 'note',
    statement: expect.stringMatching(/reads it all the same/),
  });
});

test('a response without a byte is silent since it began', () => {
  expect(findingsOf({ now: 20_000 })).toMatchObject([
    {
      rule: 'silence',
      statement: expect.stringMatching(/^Nothing has come since the response began, for 20 s\.$/),
      fix: expect.stringMatching(/as soon as the stream begins/),
    },
  ]);
  expect(findingsOf({ chunks: [[10, 'data: a\n\n']], now: 20_000 })[0]?.statement).toBe(
    'Nothing has come for 20 s.',
  );
});

test('a response that the browser blocked has no other findings', () => {
  const end = { kind: 'end', at: 20, on: 'sse', how: 'failed', blocked: 'WildcardOriginNotAllowed' } as const;
  expect(statementsOf({ response: { headers: [] }, facts: [end] })).toEqual(['error cors-refused']);
});

test('what the browser blocked is told with the origin of the page, where that matters', () => {
  const of = (blocked: string) =>
    findingsOf({
      response: null,
      facts: [
        { kind: 'sent', at: 2, on: 'sse', headers: [['Origin', 'http://app.test']] },
        { kind: 'end', at: 20, on: 'sse', how: 'failed', blocked, blockedParameter: 'http://other.test' },
      ],
    })[0]?.statement;
  expect(of('AllowOriginMismatch')).toMatch(
    /\(“http:\/\/other\.test”\).*The page’s origin is “http:\/\/app\.test”\.$/,
  );
  expect(of('csp')).not.toMatch(/origin is/);
});

test('a status that the service worker made is no matter of the server', () => {
  const [finding] = findingsOf({ response: { status: 503, fromServiceWorker: true }, isUnsent: true });
  expect(finding?.fix).toMatch(/^In the service worker, let event streams alone/);
  expect(finding?.fix).not.toMatch(/answer 200|proxy/);
});

test('405 is a matter of the method that was sent', () => {
  const response = { status: 405, headers: [['Allow', 'POST']] } as const;
  expect(findingsOf({ response })[0]?.fix).toMatch(/^A native EventSource always sends GET/);
  expect(findingsOf({ response, request: { via: 'fetch', method: 'GET' } })[0]?.fix).toBe(
    'Look at the method: this request was GET, and the server allows “POST”.',
  );
});

test('when to ask again is told as the server told it', () => {
  const of = (value: string, via: 'fetch' | 'eventsource') =>
    findingsOf({ response: { status: 503, headers: [['Retry-After', value]] }, request: { via } })[0]
      ?.statement;
  expect(of('7', 'fetch')).toMatch(/ It may be asked again in 7 s \(Retry-After\)\./);
  expect(of('120', 'eventsource')).toMatch(/ It may be asked again in 2 min \(Retry-After\)\.$/);
  expect(of('Fri, 27 Nov 2026 02:00:00 GMT', 'fetch')).toMatch(/again at “Fri, 27 Nov 2026 02:00:00 GMT”/);
  expect(findingsOf({ response: { status: 503 } })[0]?.statement).not.toMatch(/Retry-After/);
});

test('what an EventSource refuses is one finding, and no connection that fails', () => {
  const facts: TapeRecord[] = [{ kind: 'end', at: 20, on: 'sse', how: 'failed', error: 'net::ERR_ABORTED' }];
  expect(statementsOf({ response: { mimeType: 'application/json' }, facts })).toEqual(['error wrong-type']);
  expect(statementsOf({ response: { charset: 'utf8' }, facts })).toEqual(['error wrong-charset']);
  // Its body comes all the same, and no page reads it.
  const html = { status: 404, mimeType: 'text/html', headers: [['connection', 'close']] } as const;
  const chunks = ['<!DOCTYPE HTML>\n<p>File not found</p>\n'];
  expect(statementsOf({ response: html, chunks, facts })).toEqual(['error final-status']);
});

test('“utf8” without its hyphen is a charset that Chromium refuses', () => {
  expect(statementsOf({ response: { charset: 'utf8' } })).toContain('error wrong-charset');
  const fixOf = (charset: string) => findingsOf({ response: { charset } })[0]?.fix;
  expect(fixOf('utf8')).toMatch(/with its hyphen/);
  expect(fixOf('iso-8859-1')).toMatch(/adds its default/);
});

test('an answer that is no event stream is not judged as one', () => {
  const json = { mimeType: 'application/json', headers: [['content-type', 'application/json']] } as const;
  const of = (change: Case): Case => ({
    request: { via: 'fetch', method: 'POST' },
    response: json,
    ...change,
  });
  expect(statementsOf(of({ chunks: ['{"jsonrpc":"2.0","id":1}'], facts: ended }))).toEqual([]);
  expect(statementsOf(of({ chunks: ['{"data": 1}\n\n'], now: 60_000 }))).toEqual([]);
  expect(statementsOf(of({ response: { ...json, status: 202 }, facts: ended }))).toEqual([]);
});

test.each([
  ['csp', undefined, /blocked the request to http.*Content-Security-Policy/, /connect-src/],
  ['mixed-content', undefined, /blocked the request to.*may not request what is HTTP \(/, /over HTTPS/],
  [
    'HeaderDisallowedByPreflightResponse',
    'last-event-id',
    /blocked the request to.*preflight does not allow the header “last-event-id”/,
    /Access-Control-Allow-Headers/,
  ],
  ['MethodDisallowedByPreflightResponse', 'PATCH', /the method “PATCH”/, /Access-Control-Allow-Methods/],
  ['PreflightMissingAllowOriginHeader', undefined, /the response to its preflight has no/, /OPTIONS/],
  ['MultipleAllowOriginValues', '*, *', /the answer from.*more than one.*“\*, \*”/, /once/],
  ['WildcardOriginNotAllowed', undefined, /with credentials/, /withCredentials/],
  ['somethingNew', undefined, /blocked the answer from http:\/\/example\.test: somethingNew\./, /console/],
] as const)('blocked by %s', (blocked, parameter, statement, fix) => {
  const end = { kind: 'end', at: 20, on: 'sse', how: 'failed', blocked } as const;
  const facts = [parameter === undefined ? end : { ...end, blockedParameter: parameter }];
  const [finding] = findingsOf({ response: null, facts });
  expect(finding?.statement).toMatch(statement);
  expect(finding?.fix).toMatch(fix);
});

test('a 405 to GET is a note where the same address answers POST', () => {
  const refused: Case = { request: { via: 'fetch' }, response: { status: 405, mimeType: '' } };
  const post = (url: string, status: number): TapeRecord[] => [
    request('post', { url, via: 'fetch', method: 'POST' }),
    response('post', { status }),
  ];
  const said = (facts: readonly TapeRecord[]) => statementsOf({ ...refused, facts });
  expect(said(post('http://example.test/sse', 200))).toEqual(['note error-answer']);
  expect(said(post('http://example.test/sse', 500))).toEqual(['error error-answer']);
  expect(said(post('http://example.test/other', 200))).toEqual(['error error-answer']);
  expect(statementsOf({ ...refused, request: {}, facts: post('http://example.test/sse', 200) })).toEqual([
    'error final-status',
  ]);
});

describe('silence after an answer that came at once', () => {
  // As captured: what is known of a connection is written beside its first bytes.
  const known = (at: number): TapeRecord => ({ kind: 'fidelity', at, on: 'sse', level: 'bytes' });

  test.each([
    ['one message', [[10, 'data: hello\n\n']]],
    ['nothing but headers', []],
    ['half a message', [[10, 'data: half\n']]],
  ] as const)('%s', (_, chunks) => {
    const at = chunks.length > 0 ? 10 : 6;
    expect(statementsOf({ chunks, facts: [known(at)], now: 24_000 })).toContain('note silence');
  });

  test('counts anew from the end of what disturbed it', () => {
    const facts: TapeRecord[] = [known(10), { kind: 'gap', at: 20_000, on: 'sse', why: 'Cleared.' }];
    const chunks = [[10, 'data: hello\n\n']] as const;
    expect(statementsOf({ chunks, facts, now: 30_000 })).toEqual([]);
    const [found] = findingsOf({ chunks, facts, now: 40_000 });
    expect(found?.statement).toMatch(/^Nothing has come for 20 s\./);
    expect(found?.since).toBe(20_000);
  });

  test('a later change of what is known is a disturbance', () => {
    const facts: TapeRecord[] = [known(2), { ...known(20_000), level: 'bytes' } as TapeRecord];
    expect(statementsOf({ chunks: [[10, 'data: a\n\n']], facts, now: 30_000 })).toEqual([]);
  });
});

test('a message waits while the server goes on writing lines', () => {
  const every = (text: string) => Array.from({ length: 8 }, (_, i) => [10 + i * 1000, text] as const);
  const [finding] = findingsOf({ chunks: every('data: x\n'), now: 7_100 });
  expect(finding).toMatchObject({ rule: 'pending-long', ongoing: true });
  expect(finding?.statement).toMatch(/has waited 7.09 s.*goes on writing: 8 lines so far/);
  // One long line that comes slowly, and messages that are whole.
  expect(statementsOf({ chunks: every('x'), now: 7_100 })).toEqual([]);
  expect(statementsOf({ chunks: every('data: x\n\n'), now: 7_100 })).toEqual([]);
});

test('a message that came whole, but late, is told afterwards', () => {
  const [finding] = findingsOf({
    chunks: [
      [10, 'data: a'],
      [8_010, '\n\n'],
      [8_020, 'data: b\n\n'],
    ],
  });
  expect(finding).toMatchObject({ rule: 'pending-long', ongoing: false, count: 1 });
  expect(finding?.statement).toMatch(/took 8 s/);
});

test('a carriage return within data is graver: what follows is read as a field', () => {
  const [finding] = findingsOf({ chunks: ['data: line one\revent: steal\n\n'] });
  expect(finding).toMatchObject({ rule: 'cr-alone', severity: 'warning' });
  expect(finding?.statement).toMatch(/the data was cut there.*“event: steal”/);
  // A writer that ends all lines of its messages so.
  expect(statementsOf({ chunks: ['data: a\rdata: b\r\r', 'data: c\n\n'] })).toEqual(['note cr-alone']);
});
