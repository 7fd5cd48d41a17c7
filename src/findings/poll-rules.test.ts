import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/unit/processor-time.ts';
import { derive } from '../channels/testing/derive.ts';
import { type Ask, askTape, inTurn, loopsIn } from '../channels/testing/polling.ts';
import type { TapeRecord } from '../tape/index.ts';
import { Findings } from './findings.ts';
import { POLL_RULES } from './rules/poll/index.ts';
import { lookAt, unearned } from './testing/earned.ts';

const never = (): boolean => false;

interface Case {
  readonly asks: readonly Ask[];
  /** Records besides, put in at their time. */
  readonly facts?: readonly TapeRecord[];
  /** Tape time of the look; by default that of the last record. */
  readonly now?: number;
}

/** What is found on the poll loops of a made-up page. */
function found({ asks, now }: Case) {
  const tape = askTape(asks);
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000);
  while (findings.update(never));
  return channels.rows().flatMap(({ id }) => findings.of(id, now ?? tape.lastAt));
}

type Change = NonNullable<Ask['change']>;
const NO_STORE: Change = {
  headers: [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ],
};
const headers = (...more: [string, string][]): Change => ({
  headers: [['content-type', 'application/json'], ...more],
});
const url = (query: string): string => `http://site.test/poll?${query}`;
const list = (...ids: number[]): string => JSON.stringify({ events: ids.map((id) => ({ id })) });
/** A response large enough that its headers do not outweigh it. */
const news = (i: number): string => JSON.stringify({ id: `m${i}`, text: 'something to read, '.repeat(20) });

type Each = Parameters<typeof inTurn>[1];
/** Long polling in order: held, a cursor, a response not to be stored, the next request at once. */
const good =
  (change: (i: number) => Partial<ReturnType<Each>> = () => ({})): Each =>
  (i) => ({ url: url(`cursor=c${i}`), held: 4_000, answer: news(i), change: NO_STORE, ...change(i) });
/** Short polling in order: seldom, and 304 while nothing is new. */
const seldom: Each = (i) => ({
  held: 5,
  gap: i === 0 ? 0 : 30_000,
  ...(i % 5 === 0 ? { answer: news(i) } : { status: 304 }),
  change: headers(['etag', '"1"'], ['cache-control', 'no-cache']),
});
/** Two of three fail, once the loop is known. */
const fails = (i: number): boolean => i > 5 && i % 3 !== 0;
const dead = (): Partial<Ask> => ({
  end: { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' },
});
const wordy = (i: number): string =>
  JSON.stringify(
    Array.from({ length: 30 }, (_, n) => ({ id: `${i}-${n}`, name: `thing ${n * i}`, price: n * 1.5 })),
  );
let state = 7;
const noise = (): string =>
  JSON.stringify({
    text: Array.from({ length: 3_000 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return String.fromCharCode(33 + (state % 90));
    }).join(''),
  });

interface Pair {
  readonly is: 'error' | 'warning' | 'note';
  readonly case: Case;
  readonly says: RegExp;
  readonly near: Readonly<Record<string, Case>>;
}

const LOGIN = '<!doctype html><title>Sign in</title><form><input type="password" name="p"></form>';
const html: Change = { mimeType: 'text/html', headers: [['content-type', 'text/html']] };
const UNKNOWN =
  '[{"channel":"/meta/connect","successful":false,"error":"402::Unknown client","advice":{"reconnect":"handshake"}}]';

const PAIRS: Readonly<Record<string, Pair>> = {
  'poll-fails': {
    is: 'error',
    case: {
      asks: inTurn(14, (i) => ({
        held: 20,
        gap: 2_000,
        ...(i < 2 ? { answer: news(i) } : { status: 400, answer: '{"message":"Session ID unknown"}' }),
      })),
    },
    says: /^12 of 14 requests failed, from request 3 on\. HTTP 400\. The server says “\{"message":"Session ID unknown"\}”$/,
    near: {
      'two, as the server restarts': {
        asks: inTurn(
          20,
          good((i) => (i === 8 || i === 9 ? { status: 503, gap: 1_000 } : {})),
        ),
      },
      'the page stopped them': {
        asks: inTurn(
          12,
          good((i) => (i > 6 ? { status: 0, held: 300, end: { how: 'cancelled' } } : {})),
        ),
      },
      'its page went': {
        asks: inTurn(
          6,
          good((i) => (i === 5 ? { end: { how: 'failed', inferred: 'target-gone' } } : {})),
        ),
      },
    },
  },
  'poll-fault': {
    is: 'error',
    case: {
      asks: inTurn(21, (i) => ({
        held: 20,
        gap: 2_000,
        answer: i < 3 ? news(i) : LOGIN,
        ...(i < 3 ? {} : { redirects: [5], change: html }),
      })),
    },
    says: /^18 of 21 answers, from request 4 on\. A redirect led to a page of HTML, where answers had been JSON\. The server says “Sign in”/,
    near: {
      'a member that says that there is no error': {
        asks: inTurn(
          12,
          good((i) => ({ answer: `{"error":null,"errors":[],"id":"m${i}"}` })),
        ),
      },
      'HTML always': { asks: inTurn(12, () => ({ held: 20, gap: 2_000, answer: LOGIN, change: html })) },
      'a job that failed': {
        asks: inTurn(12, (i) => ({
          held: 20,
          gap: 2_000,
          answer: i < 8 ? '{"state":"running"}' : '{"state":"failed","error":"out of memory"}',
        })),
      },
      'an error by its status': {
        asks: inTurn(
          12,
          good((i) => (i > 6 ? { status: 500, answer: '{"error":"no"}' } : {})),
        ),
      },
    },
  },
  'poll-truncated': {
    is: 'warning',
    case: {
      asks: inTurn(
        6,
        good((i) => (i === 4 ? { answer: '{"a', ...dead() } : {})),
      ),
    },
    says: /1 of 6 answers broke off; the latest: “Truncated after 3 bytes/,
    near: {
      'the page stopped it': {
        asks: inTurn(
          6,
          good((i) => (i === 4 ? { end: { how: 'cancelled' } } : {})),
        ),
      },
      'the page went': {
        asks: inTurn(
          6,
          good((i) => (i === 5 ? { end: { how: 'failed', inferred: 'target-gone' } } : {})),
        ),
      },
      'no answer at all': {
        asks: inTurn(
          6,
          good((i) =>
            i === 4 ? { status: 0, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } } : {},
          ),
        ),
      },
    },
  },
  'poll-time-out': {
    is: 'warning',
    case: {
      asks: inTurn(
        6,
        good((i) =>
          i % 2 === 1 ? { held: 60_000, status: 504, answer: '', change: headers(['server', 'nginx']) } : {},
        ),
      ),
    },
    says: /3 of 6 answers; the latest: HTTP 504 after 60 s, by nginx\./,
    near: {
      'nchan says 408 where nothing came': {
        asks: inTurn(
          6,
          good((i) => (i % 2 === 1 ? { status: 408, answer: '' } : {})),
        ),
      },
      'the page gave up': {
        asks: inTurn(
          6,
          good((i) => (i % 2 === 1 ? { status: 0, end: { how: 'cancelled' } } : {})),
        ),
      },
      'another error': {
        asks: inTurn(
          6,
          good((i) => (i === 4 ? { status: 500 } : {})),
        ),
      },
    },
  },
  'poll-missed': {
    is: 'warning',
    case: {
      asks: inTurn(10, (i) => ({ held: 3_000, answer: list(i < 8 ? i + 1 : i + 5), change: NO_STORE })),
    },
    says: /4 IDs missing after 8 answers that continued with the next one; the latest: IDs 9 to 12 never came\. The requests do not say/,
    near: {
      'no gap': {
        asks: inTurn(
          10,
          good((i) => ({ answer: list(2 * i, 2 * i + 1) })),
        ),
      },
      'empty answers in between': {
        asks: inTurn(12, (i) => ({ held: 3_000, answer: i % 2 ? list() : list(i / 2), change: NO_STORE })),
      },
      'the same again, and the latest ten each time': {
        asks: inTurn(
          12,
          good((i) => ({ answer: list(i, i + 1, i + 2, i + 3) })),
        ),
      },
      'the last one once more': {
        asks: inTurn(
          12,
          good((i) => ({ answer: list(Math.min(i, 10)) })),
        ),
      },
      'IDs that count what is for others too': {
        asks: inTurn(
          12,
          good((i) => ({ answer: list(i * i) })),
        ),
      },
      'IDs with gaps within an answer': {
        asks: inTurn(
          12,
          good((i) => ({ answer: i < 8 ? list(i) : list(i + 5, i + 9) })),
        ),
      },
      'an answer that broke off in between': {
        asks: inTurn(
          12,
          good((i) => (i === 8 ? { answer: '{"ev', ...dead() } : { answer: list(i < 8 ? i : i + 3) })),
        ),
      },
      'IDs that are no numbers, newest first, or begin anew': {
        asks: [
          ...inTurn(
            9,
            good((i) => ({ answer: list(100 - i) })),
          ),
          ...inTurn(
            9,
            good((i) => ({ answer: news(i) })),
            60_000,
          ),
        ],
      },
    },
  },
  'poll-delayed': {
    is: 'note',
    case: {
      asks: inTurn(
        14,
        good(() => ({ held: 20_000, gap: 3_000 })),
      ),
    },
    says: /13 of 13 pauses between an answer and the next request took 3 s in the mean, 3 s at worst/,
    near: {
      'asked at once': { asks: inTurn(14, good()) },
      'started anew, each time after a minute': {
        asks: inTurn(
          40,
          good((i) => ({ held: 20_000, gap: i < 6 || i % 3 === 0 ? 20 : 60_000 })),
        ),
      },
      'a few pauses': {
        asks: inTurn(
          20,
          good((i) => ({ held: 20_000, gap: i % 4 ? 20 : 3_000 })),
        ),
      },
      'a loop that has just begun': {
        asks: inTurn(
          8,
          good(() => ({ held: 20_000, gap: 3_000 })),
        ),
      },
      'a pause after errors': {
        asks: inTurn(
          40,
          good((i) => ({
            ...(fails(i) && { status: 503 }),
            gap: fails(i - 1) ? 3_000 : 10,
          })),
        ),
      },
    },
  },
  'poll-held-long': {
    is: 'warning',
    case: {
      asks: inTurn(
        5,
        good((i) => ({ held: i === 3 ? 150_000 : 30_000 })),
      ),
    },
    says: /1 request held for up to 2 min 30 s\. Longer than what would close it: Heroku: 55 s/,
    near: {
      'held for 110 s': {
        asks: inTurn(
          5,
          good(() => ({ held: 110_000 })),
        ),
      },
      'its page went': {
        asks: inTurn(
          5,
          good((i) =>
            i === 4 ? { status: 0, held: 500_000, end: { how: 'cancelled', inferred: 'target-gone' } } : {},
          ),
        ),
      },
    },
  },
  'poll-short': {
    is: 'note',
    case: { asks: inTurn(12, () => ({ held: 8, gap: 1_992, answer: news(1), change: NO_STORE })) },
    says: /12 of 12 requests were answered within 200 ms, asked every 2 s: a message waits 1 s in the mean, 2 s at worst/,
    near: {
      'long polling': { asks: inTurn(40, good()) },
      'long polling after a pause': {
        asks: inTurn(
          40,
          good(() => ({ gap: 400 })),
        ),
      },
      'seldom, with 304': { asks: inTurn(40, seldom) },
      'often, with 304': { asks: inTurn(40, (i) => ({ ...seldom(i), gap: 2_000 })) },
      'twice a minute': { asks: inTurn(40, () => ({ held: 8, gap: 30_000, answer: news(1) })) },
      'a loop that has just begun': {
        asks: inTurn(8, () => ({ held: 8, gap: 1_992, answer: news(1), change: NO_STORE })),
      },
      'messages that had waited': {
        asks: inTurn(
          40,
          good((i) => ({ held: i < 3 ? 3_000 : 20 })),
        ),
      },
    },
  },
  'poll-parallel': {
    is: 'note',
    case: {
      asks: [
        ...inTurn(
          6,
          good(() => ({ line: 10 })),
        ),
        ...inTurn(
          6,
          good(() => ({ line: 20 })),
          1_000,
        ),
      ],
    },
    says: /\d of its 6 requests were held while another loop of the page held one to the same address, for up to [34]/,
    near: {
      'two addresses': {
        asks: [
          ...inTurn(6, good()),
          ...inTurn(
            6,
            good((i) => ({ url: `http://site.test/other?cursor=c${i}` })),
            1_000,
          ),
        ],
      },
      'one after the other': {
        asks: [
          ...inTurn(6, good()),
          ...inTurn(
            6,
            good(() => ({ line: 20 })),
            30_000,
          ),
        ],
      },
    },
  },
  'poll-empty': {
    is: 'note',
    case: {
      asks: inTurn(20, (i) => ({ held: 5, gap: 995, answer: i % 10 ? '[]' : news(i), change: NO_STORE })),
    },
    says: /18 of 20 answers were empty \(90 %\), at 60 requests a minute/,
    near: {
      'long polling with nothing to tell': {
        asks: inTurn(
          60,
          good((i) => ({ held: 25_000, answer: i % 10 ? '[]' : news(i) })),
        ),
      },
      'half of them': {
        asks: inTurn(20, (i) => ({ held: 5, gap: 995, answer: i % 2 ? '[]' : news(i), change: NO_STORE })),
      },
      'a loop that has just begun': {
        asks: inTurn(9, () => ({ held: 5, gap: 995, answer: '[]', change: NO_STORE })),
      },
      '304, as it should be': { asks: inTurn(40, (i) => ({ ...seldom(i), gap: 1_000 })) },
    },
  },
  'poll-headers': {
    is: 'note',
    case: {
      asks: inTurn(
        15,
        good((i) => ({ held: i < 2 ? 2_500 : 1_000, answer: list(i) })),
      ),
    },
    says: /of payload in 15 answers took about 6 kB of headers, \d\d times as much, at 49 requests a minute/,
    near: {
      'payload enough': {
        asks: inTurn(
          15,
          good((i) => ({ held: i < 2 ? 2_500 : 1_000 })),
        ),
      },
      'long polling with little to tell': {
        asks: inTurn(
          60,
          good((i) => ({ held: 25_000, answer: list(i) })),
        ),
      },
      'HTTP/2': {
        asks: inTurn(
          15,
          good((i) => ({
            held: i < 2 ? 2_500 : 1_000,
            answer: list(i),
            change: { ...NO_STORE, protocol: 'h2' },
          })),
        ),
      },
      'a loop that has just begun': {
        asks: inTurn(
          9,
          good((i) => ({ held: i < 2 ? 2_500 : 1_000, answer: list(i) })),
        ),
      },
    },
  },
  'poll-new-connection': {
    is: 'note',
    case: {
      asks: inTurn(
        12,
        good(() => ({ reused: false, change: headers(['connection', 'close'], ['etag', '1']) })),
      ),
    },
    says: /12 of 12 requests went over a connection of their own, at 15 requests a minute\. 12 answers said Connection: close/,
    near: {
      'kept open': {
        asks: inTurn(
          12,
          good((i) => ({ reused: i > 0 })),
        ),
      },
      'on this machine': {
        asks: inTurn(
          12,
          good((i) => ({ reused: false, url: `http://localhost:3000/poll?cursor=c${i}` })),
        ),
      },
      'twice a minute': {
        asks: inTurn(
          12,
          good(() => ({ reused: false, held: 30_000 })),
        ),
      },
      'a loop that has just begun': {
        asks: inTurn(
          9,
          good(() => ({ reused: false })),
        ),
      },
    },
  },
  'poll-cacheable': {
    is: 'note',
    case: {
      asks: inTurn(
        6,
        good(() => ({ url: url('room=1'), change: {} })),
      ),
    },
    says: /5 answers to the very same address, with no Cache-Control header/,
    near: {
      'another address each time': {
        asks: inTurn(
          6,
          good(() => ({ change: {} })),
        ),
      },
      'no-store': {
        asks: inTurn(
          6,
          good(() => ({ url: url('room=1') })),
        ),
      },
      'an ETag': {
        asks: inTurn(
          6,
          good(() => ({ url: url('room=1'), change: headers(['etag', '"1"']) })),
        ),
      },
      '304 by Last-Modified': {
        asks: inTurn(20, (i) => ({ ...seldom(i), change: headers(['last-modified', 'yesterday']) })),
      },
      'fresh for a shorter time than the page waits': {
        asks: inTurn(20, (i) => ({
          held: 5,
          gap: i === 0 ? 0 : 30_000,
          answer: news(i),
          url: url('room=1'),
          change: headers(['cache-control', 's-maxage=1, max-age=2']),
        })),
      },
      POST: {
        asks: inTurn(
          6,
          good(() => ({ url: url('room=1'), method: 'POST', change: {} })),
        ),
      },
      'no-store in a second header': {
        asks: inTurn(
          6,
          good(() => ({
            url: url('room=1'),
            change: headers(['cache-control', 'must-revalidate'], ['Cache-Control', 'no-store']),
          })),
        ),
      },
      'a request that forbids it': {
        asks: inTurn(
          6,
          good(() => ({ url: url('room=1'), change: {}, headers: [['cache-control', 'no-cache']] })),
        ),
      },
    },
  },
  'poll-uncompressed': {
    is: 'note',
    case: {
      asks: inTurn(
        50,
        good((i) => ({ answer: wordy(i) })),
      ),
    },
    says: /^\d\d kB of answers came without Content-Encoding\. With gzip the first 3\d kB would be about \d(\.\d)? kB: [78]\d % less\.$/,
    near: {
      compressed: {
        asks: inTurn(
          50,
          good((i) => ({ answer: wordy(i), change: headers(['content-encoding', 'gzip'], ['etag', '1']) })),
        ),
      },
      'not much': {
        asks: inTurn(
          30,
          good((i) => ({ answer: wordy(i) })),
        ),
      },
      'what does not pack': {
        asks: inTurn(
          30,
          good(() => ({ answer: noise() })),
        ),
      },
      'answers too short for it': {
        asks: inTurn(
          400,
          good((i) => ({ answer: news(i).slice(0, 200) })),
        ),
      },
    },
  },
};

for (const [id, pair] of Object.entries(PAIRS)) {
  describe(id, () => {
    test('is found, with its figures and its cycles', () => {
      const finding = found(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence.length).toBeGreaterThan(0);
      for (const one of finding?.evidence ?? []) expect(one.connection).toMatch(/^x\d+$/);
      expect(finding?.since).toBeLessThanOrEqual(finding?.at ?? 0);
    });
    test('its silence is earned', () => {
      const tape = askTape(pair.case.asks);
      const speaks = loopsIn(pair.case.asks).filter(({ id: loop }) => lookAt(tape, loop).found.includes(id));
      for (const loop of speaks) expect(unearned(id, tape, loop.id, pair.case.now)).toEqual([]);
      expect(speaks.length).toBeGreaterThan(0);
    });
    test.each(Object.entries(pair.near))('is quiet: %s', (_, near) => {
      expect(loopsIn(near.asks).length).toBeGreaterThan(0);
      expect(found(near).filter(({ rule }) => rule === id)).toEqual([]);
    });
  });
}

test('every rule on poll loops has its pair of cases', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(POLL_RULES.map(({ id }) => id).sort());
  for (const { near } of Object.values(PAIRS)) expect(Object.keys(near).length).toBeGreaterThan(0);
});

describe('healthy loops give nothing', () => {
  const CASES: Readonly<Record<string, readonly Ask[]>> = {
    'long polling with news now and then': inTurn(
      60,
      good((i) => ({ held: 2_000 + ((i * 7919) % 23_000), answer: i % 3 ? news(i) : '[]' })),
    ),
    'long polling with nothing to tell, 204 after 30 s': inTurn(
      60,
      good((i) => ({ url: url(`cursor=c${Math.floor(i / 20)}`), held: 30_000, status: 204, answer: '' })),
    ),
    'a chat in which much is said': inTurn(
      100,
      good((i) => ({ held: i < 2 ? 3_000 : 700 + ((i * 37) % 900) })),
    ),
    'a dashboard that asks twice a minute, with an ETag': inTurn(60, seldom),
    'long polling that continues after a restart of the server': inTurn(
      30,
      good((i) =>
        i === 12
          ? { status: 0, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } }
          : { gap: i === 13 ? 5_000 : 8 },
      ),
    ),
  };
  test.each(Object.entries(CASES))('%s', (_, asks) => {
    expect(loopsIn(asks)).toHaveLength(1);
    expect(found({ asks }).map(({ rule, statement }) => `${rule}: ${statement}`)).toEqual([]);
  });
});

describe('cases that are graver, or less', () => {
  const faults = (count: number, each: (i: number) => Partial<Ask>) => {
    const asks = inTurn(
      count,
      good((i) => each(i)),
    );
    return found({ asks }).find(({ rule }) => rule === 'poll-fault');
  };

  const failures = (asks: readonly Ask[]) => found({ asks }).find(({ rule }) => rule === 'poll-fails');

  test('calls that failed for a while, or in a storm, or at one age', () => {
    const back = inTurn(20, (i) => ({
      held: 20,
      gap: 2_000,
      ...(i > 8 && i < 14 ? { status: 500 } : { answer: '[1]' }),
    }));
    expect(failures(back)).toMatchObject({ severity: 'note', ongoing: false, count: 5 });
    expect(failures(back)?.statement).toMatch(
      /^5 of 20 requests failed, from request 10 on\. HTTP 500\. It is answered again\.$/,
    );
    const end = { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } as const;
    const storm = inTurn(400, () => ({ held: 3, gap: 3, status: 0, end }));
    expect(failures(storm)?.statement).toMatch(/Up to 400 in 10 s: a storm\.$/);
    const cut = inTurn(8, () => ({ held: 4_000, gap: 5, status: 502 }));
    expect(failures(cut)?.statement).toContain('on, after 4 s each time. HTTP 502.');
  });

  test('calls that the browser refuses', () => {
    const end = { how: 'failed', error: 'net::ERR_FAILED', blocked: 'MissingAllowOriginHeader' } as const;
    const refused = failures(inTurn(6, () => ({ held: 20, gap: 980, status: 0, end })));
    expect(refused).toMatchObject({
      severity: 'error',
      fix: expect.stringContaining('Access-Control-Allow-Origin'),
    });
  });

  test('a client of Bayeux that is not known any more, once, and again and again', () => {
    const once = faults(12, (i) => (i === 6 ? { answer: UNKNOWN } : {}));
    expect(once).toMatchObject({ severity: 'note', ongoing: false, count: 1 });
    const always = faults(12, (i) => (i > 3 && i % 2 === 0 ? { answer: UNKNOWN } : {}));
    expect(always).toMatchObject({ severity: 'error', fix: expect.stringContaining('sticky sessions') });
    expect(always?.statement).toContain('The server says “402::Unknown client”');
  });

  test('a page that is no login, and text of another type', () => {
    const page = faults(8, (i) => (i > 6 ? { answer: '<html><h1>Our shop</h1>', change: html } : {}));
    expect(page).toMatchObject({
      severity: 'error',
      fix: expect.stringContaining('for an address that it does not know'),
    });
    const text = faults(8, (i) =>
      i > 6 ? { answer: 'Restarting', change: { mimeType: 'text/plain' } } : {},
    );
    expect(text).toMatchObject({ severity: 'note', statement: expect.stringContaining('“Restarting”') });
  });

  test('IDs that were skipped though the request said where to continue', () => {
    const asks = inTurn(
      10,
      good((i) => ({ answer: list(i < 8 ? i : i + 2) })),
    );
    const [finding] = found({ asks });
    expect(finding).toMatchObject({ rule: 'poll-missed', severity: 'note' });
    expect(finding?.statement).not.toMatch(/do not say/);
  });

  test('IDs that were skipped in lines of JSON, between which empty lines stand', () => {
    const lines = (i: number) => `\n{"id":${i},"type":"message"}\n\n`;
    const change = { ...NO_STORE, mimeType: 'application/json' };
    const asks = inTurn(10, (i) => ({
      held: 3_000,
      answer: `${lines(2 * (i < 8 ? i : i + 3))}${lines(2 * (i < 8 ? i : i + 3) + 1)}`,
      change,
    }));
    expect(found({ asks }).find(({ rule }) => rule === 'poll-missed')?.statement).toMatch(/^6 IDs missing/);
  });

  test('IDs that were skipped after an empty answer', () => {
    const asks = inTurn(16, (i) => ({
      held: 3_000,
      answer: i % 2 ? list() : list(i < 14 ? i / 2 : 9),
      change: NO_STORE,
    }));
    expect(found({ asks })[0]).toMatchObject({ rule: 'poll-missed', severity: 'warning', count: 1 });
  });

  test('nothing, asked for again and again at once', () => {
    const asks = inTurn(20, (i) => ({ held: i < 2 ? 1_000 : 10, gap: 5, answer: '[]', change: NO_STORE }));
    const finding = found({ asks }).find(({ rule }) => rule === 'poll-short');
    expect(finding).toMatchObject({ severity: 'warning' });
    expect(finding?.statement).toMatch(
      /with nothing in them, and the page asked again at once: \d+ requests/,
    );
  });

  test('a pause in which the loop had stopped is not in the mean', () => {
    const asks = inTurn(12, (i) => ({
      held: 8,
      gap: i === 5 ? 20_000 : 1_992,
      answer: news(1),
      change: NO_STORE,
    }));
    const finding = found({ asks }).find(({ rule }) => rule === 'poll-short');
    expect(finding?.statement).toMatch(/asked every 2 s: a message waits 1 s in the mean, 2 s at worst/);
  });

  test('an answer that says how long it is fresh', () => {
    const asks = inTurn(
      6,
      good(() => ({ url: url('room=1'), change: headers(['cache-control', 'public, max-age=60']) })),
    );
    expect(found({ asks })[0]).toMatchObject({ rule: 'poll-cacheable', severity: 'warning' });
  });

  test('what the browser’s cache answered: it says so, and nothing else is counted of it', () => {
    const change = headers(['cache-control', 'max-age=60']);
    // Asked each second; the server once a minute.
    const asks = inTurn(120, (i) => ({
      url: url('room=1'),
      held: 3,
      gap: 997,
      answer: '[]',
      change: i % 60 === 0 ? change : { ...change, fromCache: 'disk' },
    }));
    const all = found({ asks });
    expect(all.map(({ rule, severity }) => [rule, severity])).toEqual([['poll-cacheable', 'warning']]);
    expect(all[0]?.statement).toBe(
      '118 of 120 answers came from the browser’s cache, with Cache-Control: “max-age=60”: the server was not asked.',
    );
  });

  test('a page that is hidden: its period is that of the page’s own timer', () => {
    const poll = (count: number, ms: number, from: number) =>
      inTurn(
        count,
        () => ({ url: url('job=1'), held: 5, gap: ms - 5, answer: news(1), change: NO_STORE }),
        from,
      );
    const asks = [...poll(40, 250, 0), ...poll(60, 1000, 11_000), ...poll(5, 60_000, 130_000)];
    const [finding] = found({ asks });
    expect(finding?.rule).toBe('poll-short');
    expect(finding?.statement).toMatch(
      /asked every 2\d\d ms: a message waits 1\d\d ms in the mean, 2\d\d ms at worst/,
    );
  });

  test('a request that is held while one looks', () => {
    const asks = inTurn(5, good());
    // Held, without a response yet.
    const last = asks.pop();
    if (last) asks.push({ at: last.at, ...(last.url && { url: last.url }) });
    const [finding] = found({ asks, now: 200_000 });
    expect(finding).toMatchObject({ rule: 'poll-held-long', ongoing: true });
    expect(finding?.evidence).toMatchObject([{ connection: 'x5', text: 'request 5' }]);
    expect(found({ asks, now: 130_000 })).toEqual([]);
  });

  test('a timer that is faster than the answers: no second loop is looked for', () => {
    const widget = (name: string, held: number): Ask[] =>
      Array.from({ length: 9 }, (_, i) => ({
        at: i * 1000,
        url: url(`module=${name}`),
        held,
        answer: news(i),
        change: NO_STORE,
      }));
    const [finding, ...others] = found({ asks: widget('cpu', 3_000) }).filter(
      ({ rule }) => rule === 'poll-parallel',
    );
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('note');
    expect(finding?.statement).toMatch(
      /8 of its 9 requests were under way .* asks again before it has its answer/,
    );
    expect(finding?.fix).toMatch(/not by an interval/);
    const dashboard = ['cpu', 'ram', 'disk']
      .flatMap((name) => widget(name, 1_400))
      .sort((a, b) => a.at - b.at);
    expect(found({ asks: dashboard }).filter(({ rule }) => rule === 'poll-parallel')).toEqual([]);
  });

  test('the very same question, held twice', () => {
    const twice = (from: number) =>
      inTurn(8, () => ({ held: 4_000, answer: news(1), change: NO_STORE }), from);
    const [finding] = found({ asks: [...twice(0), ...twice(50)] });
    expect(finding).toMatchObject({ rule: 'poll-parallel', severity: 'warning' });
    expect(finding?.statement).toMatch(/They ask the same/);
  });
});

test('twenty thousand cycles, whose answers are read, are looked at in no time', () => {
  const tape = askTape(
    inTurn(
      20_000,
      good((i) => ({ answer: list(i) })),
    ),
  );
  const channels = derive(tape);
  const from = processorTime();
  const findings = new Findings(channels, () => 15_000);
  while (findings.update(never));
  expect(processorTime() - from).toBeLessThan(5_000);
});
