/** Each rule on the WebSockets of one source against a case and its near misses, as tapes. */
import { describe, expect, test } from 'vitest';
import { type Opened, webSocketTape } from '../channels/testing/websockets.ts';
import type { TapeRecord } from '../tape/index.ts';
import { WEBSOCKET_RULES } from './rules/websocket/index.ts';
import { unearned } from './testing/earned.ts';
import { look } from './testing/found.ts';
import { handshakeRemedy } from './toolkit/websocket/handshake.ts';

type Case = readonly Opened[];

const found = (all: Case, others: readonly TapeRecord[] = [], later = 0) => {
  const tape = webSocketTape(all, others);
  return look(tape, { channel: 'a', rules: WEBSOCKET_RULES, now: tape.lastAt + later });
};
const said = (all: Case, others?: readonly TapeRecord[]): string[] =>
  found(all, others).map(({ rule, severity }) => `${severity} ${rule}`);

const RESET = { how: 'failed', error: 'Error in connection: net::ERR_CONNECTION_RESET.' } as const;
const AWAY = {
  status: null,
  lasts: 5,
  end: { how: 'failed', error: 'Error in connection establishment: net::ERR_CONNECTION_REFUSED' },
} as const;
const refused = (status: number) =>
  ({ status, lasts: 5, end: { how: 'failed', error: `Unexpected response code: ${status}` } }) as const;
const open = { lasts: null, says: [[10, 'welcome']] } as const;

/** One after another, each so long after the end of the one before. */
function inTurn(
  count: number,
  each: (index: number) => Omit<Opened, 'at'>,
  pause: number | readonly number[],
): Case {
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    const made = { ...each(index), at };
    at += (made.lasts ?? 100) + (typeof pause === 'number' ? pause : (pause[index] ?? 0));
    return made;
  });
}
/** The page asks and the server answers, each time another thing. */
const exchange = (index: number) =>
  ({
    lasts: 120,
    says: [
      [10, `↑{"get":${index}}`],
      [100, `{"value":${index * 7}}`],
    ],
  }) as const;
const ticks = (until: number) =>
  Array.from({ length: Math.floor(until / 700) }, (_, i) => [i * 700 + 20, `tick ${i}`] as const);

interface Pair {
  readonly is: string;
  readonly case: Case;
  readonly says: RegExp;
  readonly count: number;
  readonly near: Readonly<Record<string, Case>>;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  'socket-refused': {
    is: 'error',
    case: inTurn(3, () => refused(403), 1000),
    says: /^3 of 3 handshakes: each was answered with HTTP 403; only 101 opens a WebSocket\.$/,
    count: 3,
    near: {
      opened: [{ at: 0, ...open }],
      'still connecting': [{ at: 0, status: null, lasts: null }],
      'closed by the page too soon': [{ at: 0, status: null, end: { how: 'cancelled' } }],
      'its page went': [{ at: 0, status: null, end: { how: 'failed', inferred: 'navigation' } }],
      'broken off later': [{ at: 0, end: RESET }],
    },
  },
  'socket-broken': {
    is: 'error',
    case: [
      { at: 0, end: RESET },
      { at: 1000, end: RESET },
    ],
    says: /^2 of 2 were open, and failed: Error in connection: net::ERR_CONNECTION_RESET\.$/,
    count: 2,
    near: {
      'closed, and Chromium does not say how': [{ at: 0 }],
      'its page was reloaded': [{ at: 0, end: { how: 'failed', inferred: 'reload' } }],
      'never opened': [{ at: 0, ...AWAY }],
    },
  },
  'socket-storm': {
    is: 'warning',
    case: inTurn(10, () => refused(502), 1100),
    says: /^Up to 10 WebSockets in 10 s, each over in less than 5 s\. How the latest ended: refused: HTTP 502\.$/,
    count: 10,
    near: {
      'four in a minute': inTurn(4, () => refused(502), 1000),
      'five in more than a minute': inTurn(5, () => AWAY, 15_001),
      'each lived': inTurn(8, () => ({ lasts: 5004, end: RESET, says: ticks(5004) }), 100),
      'another last message each time': inTurn(8, (i) => ({ lasts: 50, says: [[20, `news ${i}`]] }), 500),
      'each carried an answer': inTurn(12, exchange, 300),
      'the same answer each time': inTurn(
        12,
        () => ({
          lasts: 50,
          says: [
            [10, '↑ping'],
            [20, 'pong'],
          ],
        }),
        300,
      ),
      'one that lived among them': inTurn(8, (i) => (i === 4 ? { lasts: 9000 } : AWAY), 500),
      'for different rooms': inTurn(8, (i) => ({ ...AWAY, url: `ws://site.test/rooms/${i}` }), 500),
    },
  },
  'socket-cut': {
    is: 'warning',
    case: inTurn(4, (i) => ({ lasts: 60_020 + i * 300, says: [[15, '↑hello']] }), 1000),
    says: /^Cut after 60 s each time in which nothing came or went, 4 times one after another: an idle time-out of a proxy most likely \(by default that of nginx \(proxy_read_timeout\), AWS ALB\)\. Chromium does not say/,
    count: 4,
    near: {
      twice: inTurn(2, () => ({ lasts: 60_000 }), 1000),
      'at other ages': inTurn(5, (i) => ({ lasts: [60_000, 42_000, 75_000, 61_000, 30_000][i] ?? 0 }), 1000),
      'a little apart, and closed': inTurn(5, (i) => ({ lasts: 10_000 + i * 600 }), 1000),
      'as old, but by what it said last': inTurn(
        5,
        () => ({
          lasts: 3060,
          says: [
            [10, '↑ask'],
            [3030, 'the answer took three seconds'],
          ],
        }),
        1000,
      ),
      'refused each time': inTurn(5, () => refused(403), 6000),
      'closed by its page each time': inTurn(
        5,
        () => ({ lasts: 60_000, end: { inferred: 'navigation' } }),
        1000,
      ),
    },
  },
  'socket-each': {
    is: 'note',
    case: inTurn(6, exchange, 2000),
    says: /^6 WebSockets one after another carried a question and its answer and were closed, each over after 11\d ms on average\.$/,
    count: 6,
    near: {
      four: inTurn(4, exchange, 2000),
      'one that lasts among them': inTurn(8, (i) => (i === 4 ? { lasts: 9000 } : exchange(i)), 2000),
      'only the server speaks': inTurn(8, (i) => ({ lasts: 50, says: [[20, `news ${i}`]] }), 2000),
      'only the page speaks': inTurn(8, (i) => ({ lasts: 50, says: [[20, `↑news ${i}`]] }), 2000),
      'the answer is an error': inTurn(
        8,
        () => ({
          lasts: 50,
          says: [
            [10, '↑login'],
            [20, '{"error":"token expired"}'],
          ],
        }),
        2000,
      ),
      'it broke off': inTurn(8, (i) => ({ ...exchange(i), end: RESET }), 2000),
    },
  },
};

for (const [id, pair] of Object.entries(PAIRS)) {
  describe(id, () => {
    test('is found, with its figures and its evidence', () => {
      const finding = found(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is, count: pair.count });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence.length).toBeGreaterThan(0);
      expect(finding?.evidence.every(({ kind }) => kind === 'connection')).toBe(true);
      expect(finding?.since).toBeLessThanOrEqual(finding?.at ?? 0);
    });
    test('its silence is earned', () => {
      expect(unearned(id, webSocketTape(pair.case), 'a')).toEqual([]);
    });
    test.each(Object.entries(pair.near))('is quiet: %s', (_, near) => {
      expect(said(near).filter((rule) => rule.endsWith(id))).toEqual([]);
    });
  });
}

test('every rule on the WebSockets of one source has its pair of cases', () => {
  const rules = WEBSOCKET_RULES.filter(({ of }) => of === 'socket-chain');
  expect(Object.keys(PAIRS).sort()).toEqual(rules.map(({ id }) => id).sort());
});

describe('a handshake that is refused', () => {
  test.each([
    [200, /no WebSocket server.*Upgrade and Connection/],
    [301, /no redirect of a handshake/],
    [400, /sticky sessions/],
    [401, /cannot set headers/],
    [403, /Origin/],
    [404, /Look at the address/],
    [405, /ordinary GET/],
    [426, /ordinary GET/],
    [429, /wait longer/],
    [500, /log/],
    [502, /behind the proxy/],
    [503, /behind the proxy/],
  ])('with %i has its own advice', (status, fix) => {
    const [finding] = found([{ at: 0, ...refused(status) }]);
    expect(finding).toMatchObject({ rule: 'socket-refused', severity: 'error', count: 1 });
    expect(finding?.statement).toBe(
      `The handshake was answered with HTTP ${status}; only 101 opens a WebSocket.`,
    );
    expect(finding?.fix).toMatch(fix);
  });

  test('has advice that differs from status to status', () => {
    const all = [200, 301, 400, 401, 403, 404, 429, 500, 502].map(handshakeRemedy);
    expect(new Set(all).size).toBe(all.length);
  });

  test('is less grave once one has opened, and graver again after that', () => {
    const back: Case = [
      { at: 0, ...refused(502) },
      { at: 1000, ...AWAY },
      { at: 2000, ...open },
    ];
    expect(found(back)).toMatchObject([
      {
        severity: 'note',
        statement:
          '2 of 3 handshakes failed: the last failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED. It has opened again since.',
        fix: expect.stringContaining('nothing listens there'),
      },
    ]);
    const again = inTurn(6, (i) => (i === 5 ? open : refused(502)), [1000, 9000, 9000, 20_000, 20_000]);
    expect(said(again).filter((one) => one.endsWith('refused'))).toEqual(['warning socket-refused']);
  });

  test('of one handshake of several it speaks in the singular', () => {
    expect(
      found([
        { at: 0, ...refused(503) },
        { at: 1000, ...open },
      ])[0]?.statement,
    ).toBe(
      '1 of 2 handshakes was answered with HTTP 503; only 101 opens a WebSocket. It has opened again since.',
    );
  });

  test('is found though no end is reported, and once', () => {
    expect(found([{ at: 0, status: 403, lasts: null }])).toMatchObject([
      { rule: 'socket-refused', count: 1 },
    ]);
  });
});

test('one that broke off and was opened again is a note', () => {
  const turns: Case = [
    { at: 0, end: RESET },
    { at: 1000, ...open },
  ];
  expect(said(turns)).toEqual(['note socket-broken']);
  expect(found(turns)[0]?.statement).toMatch(/^1 of 2 was open, and failed: /);
});

describe('a storm', () => {
  test.each<[string, Case, RegExp]>([
    [
      'five in a minute',
      inTurn(5, () => AWAY, 14_990),
      /^Up to 5 WebSockets in 60 s, .* connection refused\.$/,
    ],
    [
      'the same last message',
      inTurn(
        5,
        () => ({
          lasts: 50,
          says: [
            [10, '↑{"token":"x"}'],
            [20, '{"error":"unauthorized"}'],
          ],
        }),
        3000,
      ),
      /5 s\. Those that opened ended with the same last message, from the server: “{"error":"unauthorized"}”\.$/,
    ],
    [
      'the page’s own words last',
      inTurn(5, () => ({ lasts: 50, says: [[10, '↑init']] }), 3000),
      /from the page: “init”\.$/,
    ],
    [
      'no message at all',
      inTurn(5, () => ({ lasts: 50 }), 3000),
      /5 s\. Those that opened were closed before any message went either way\.$/,
    ],
    [
      'closed by the page itself',
      inTurn(5, () => ({ status: null, end: { how: 'cancelled' } }), 300),
      /closed by the page/,
    ],
    [
      'broken off',
      inTurn(5, () => ({ lasts: 1500, end: RESET, says: ticks(1500) }), 3000),
      /latest ended: reset\.$/,
    ],
  ])('of %s', (_, all, statement) => {
    const storm = found(all).find(({ rule }) => rule === 'socket-storm');
    expect(storm).toMatchObject({ severity: 'warning', count: 5, ongoing: true });
    expect(storm?.statement).toMatch(statement);
  });

  test('of refused ones among those that end alike says both', () => {
    const all = inTurn(
      6,
      (i) => (i === 5 || i === 2 ? refused(503) : { lasts: 50, says: [[10, '{"error":"busy"}']] }),
      3000,
    );
    expect(found(all).find(({ rule }) => rule === 'socket-storm')?.statement).toMatch(
      /How the latest ended: refused: HTTP 503\. Those that opened ended with the same last message, from the server: “{"error":"busy"}”\.$/,
    );
  });

  test('is over when one lives', () => {
    const all = [...inTurn(6, () => AWAY, 500), { at: 4000, lasts: null, says: ticks(90_000) }];
    expect(found(all, [], 0).find(({ rule }) => rule === 'socket-storm')?.ongoing).toBe(false);
  });

  test('of fifty in ten seconds is an error', () => {
    expect(said(inTurn(49, () => AWAY, 50))).toContain('warning socket-storm');
    expect(said(inTurn(50, () => AWAY, 50))).toContain('error socket-storm');
  });
});

describe('cut at the same age', () => {
  test('while messages come it is a limit on the age', () => {
    const [finding, ...others] = found(inTurn(3, () => ({ lasts: 30_000, says: ticks(30_000) }), 2000));
    expect(others).toEqual([]);
    expect(finding?.statement).toMatch(
      /^Cut after 30 s each time, 3 times one after another, though messages came or went until then: most likely a limit/,
    );
    expect(finding?.fix).toMatch(/how long one connection may last/);
  });

  test('after the same silence it is an idle time-out, however old they are', () => {
    const lasts = [70_000, 95_000, 61_000, 123_000];
    const all = inTurn(
      4,
      (i) => ({
        lasts: lasts[i] ?? 0,
        says: [
          [15, 'welcome'],
          [(lasts[i] ?? 0) - 55_000, `↑question ${i}`],
        ],
      }),
      1000,
    );
    const finding = found(all).find(({ rule }) => rule === 'socket-cut');
    expect(finding?.statement).toMatch(
      /^Cut after 55 s each time in which nothing came or went, 4 times .*Heroku/,
    );
    expect(finding?.fix).toMatch(/pings/);
  });

  test('a refused attempt in between does not hide it, and a failure needs no doubt', () => {
    const all = inTurn(
      5,
      (i) => (i % 2 ? refused(502) : { lasts: 20_000, end: RESET, says: ticks(20_000) }),
      1000,
    );
    const finding = found(all).find(({ rule }) => rule === 'socket-cut');
    expect(finding).toMatchObject({ count: 3 });
    expect(finding?.statement).not.toContain('Chromium does not say');
  });
});

test('WebSockets that are opened again now and then give no error and no warning', () => {
  const lasts = [40_000, 900_000, 8000, 130_000, 22_000];
  const all = inTurn(
    5,
    (i) => ({ lasts: lasts[i] ?? 0, says: [[10, '↑{"join":"room"}'], ...ticks(lasts[i] ?? 0)] }),
    [1000, 1200, 2500, 1100, 0],
  );
  expect(said(all)).toEqual([]);
});
