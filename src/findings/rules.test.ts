import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES } from './rules/index.ts';
import { STREAM_RULES } from './rules/stream/index.ts';
import { type Case, findingsOf, HEADERS, statementsOf } from './testing/found.ts';

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
/** The page's thread did not answer from one time to another. */
const busy = (from: number, to: number): NonNullable<Case['facts']> => [
  { kind: 'busy', at: to, on: 'sse', alive: from - 500, from, to },
];
/** Five events a burst, made a second apart, that come together. */
const burst = (at: number, apart: number): [number, string] => [
  at,
  many(5, (i) => `data: ${iso(at - (4 - i) * apart)}\n\n`).join(''),
];
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
  'json-line': {
    is: 'warning',
    case: { chunks: ['{"data": 1}\n\n'] },
    says: /1 line of JSON/,
    near: [{ chunks: ['data: {"data": 1}\n\n', ': {"a":1}\n\n'] }],
  },
  'unknown-field': {
    is: 'note',
    case: { chunks: ['foo: bar\ndata: x\n\n'] },
    says: /1 line.*“foo”/,
    near: [{ chunks: ['data: foo: bar\n\n', ': foo\n\n', 'Data: x\n\n'] }],
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
    says: /2 bursts.*4 s apart/,
    near: [
      // A batch made at once, and one late burst, which may be a page that was busy.
      { chunks: [burst(10, 1), burst(5_010, 1), burst(10_010, 1)] },
      { chunks: [burst(10, 1000), burst(5_010, 1000)] },
      { chunks: many(10, (i) => `data: ${iso(i * 1000)}\n\n`).map((text, i) => [i * 1000 + 10, text]) },
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
  'nobody-listens': {
    is: 'warning',
    case: { chunks: ['event: price\ndata: 1\n\n', 'data: 2\n\n'], facts: listening('message') },
    says: /Nobody listens to “price”/,
    near: [
      { chunks: ['event: price\ndata: 1\n\n'], facts: listening('message', 'price') },
      { chunks: ['event: price\ndata: 1\n\n'] },
    ],
  },
  'wrong-type': {
    is: 'error',
    case: { response: { mimeType: 'application/json' } },
    says: /“application\/json”/,
    near: [
      { chunks: ['data: x\n\n'] },
      { response: { mimeType: 'application/json' }, request: { via: 'fetch' } },
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
  'cors-refused': {
    is: 'error',
    case: {
      response: null,
      facts: [{ kind: 'end', at: 20, on: 'sse', how: 'failed', blocked: 'MissingAllowOriginHeader' }],
    },
    says: /from http:\/\/example\.test: MissingAllowOriginHeader/,
    near: [{ response: null, facts: broken }],
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
