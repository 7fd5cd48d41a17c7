/** Each rule on one WebSocket against a case and its near misses, as tapes. */
import { describe, expect, test } from 'vitest';
import { derive } from '../channels/testing/derive.ts';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { type EndRecord, Tape, type TapeRecord } from '../tape/index.ts';
import { request, response } from '../tape/testing.ts';
import { WEBSOCKET_RULES } from './rules/websocket/index.ts';
import { unearned } from './testing/earned.ts';
import { look } from './testing/found.ts';

interface Case {
  readonly records: readonly TapeRecord[];
  /** Tape time of the look; that of the last record where it is absent. */
  readonly now?: number;
}

const open = [asked(), opened()];
const end = (at: number, change: Partial<EndRecord> = {}): TapeRecord => ({
  kind: 'end',
  at,
  on: 'ws',
  how: 'complete',
  ...change,
});
const close = (direction: 'sent' | 'received', at: number, code: number, reason = ''): TapeRecord =>
  frame(direction, at, Uint8Array.of(code >> 8, code & 0xff, ...new TextEncoder().encode(reason)), 8);
/** Messages of these sizes, a second apart. */
const sizes = (all: readonly number[], direction: 'sent' | 'received' = 'sent'): TapeRecord[] =>
  all.map((size, i) => frame(direction, 1000 * (i + 1), 'x'.repeat(size)));
const growth = (count: number): number[] => Array.from({ length: count }, (_, i) => 200 + i * 300);
/** Messages that come at this interval, from it on. */
const every = (ms: number, count: number, text: string | ((i: number) => string), from = 0): TapeRecord[] =>
  Array.from({ length: count }, (_, i) =>
    frame('received', from + ms * (i + 1), typeof text === 'string' ? text : text(i)),
  );
const reset = { how: 'failed', error: 'net::ERR_CONNECTION_RESET' } as const;

function tapeOf({ records }: Case): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  for (const record of [...records].sort((a, b) => a.at - b.at)) tape.append(record);
  return tape;
}

const found = (of: Case) => {
  const tape = tapeOf(of);
  // It may continue others: then it is listed by the first of them.
  const channel = derive(tape).chainOf('ws')?.id ?? 'ws';
  return look(tape, { channel, rules: WEBSOCKET_RULES, now: of.now ?? tape.lastAt });
};
const said = (of: Case): string[] => found(of).map(({ rule }) => rule);

/** What must be found, and as what; and the near misses, on which the rule must be quiet. */
interface Pair {
  readonly is: string;
  readonly case: Case;
  readonly says: RegExp;
  readonly count: number;
  readonly near: Readonly<Record<string, Case>>;
}

const PAIRS: Record<string, Pair> = {
  'close-code': {
    is: 'error',
    case: { records: [...open, frame('sent', 10, 'a'), close('received', 20, 1009, 'too big'), end(30)] },
    says: /^The server closed it with 1009 \(message too big\), with the reason “too big”\. A message was larger/,
    count: 1,
    near: {
      'closed normally': { records: [...open, close('sent', 20, 1000), end(30)] },
      'the page went away': { records: [...open, close('sent', 20, 1001), end(30)] },
      'a code of the application': { records: [...open, close('received', 20, 4001, 'expired'), end(30)] },
      'without a code': { records: [...open, frame('received', 20, new Uint8Array(), 8), end(30)] },
      'no close frame known': { records: [...open, end(30)] },
    },
  },
  'growing-messages': {
    is: 'warning',
    case: { records: [...open, ...sizes(growth(25))] },
    says: /^Of 25 messages that the page sent each was larger than the one before, from 200 to 7,400 bytes: 95,000 bytes in all\.$/,
    count: 1,
    near: {
      'a few': { records: [...open, ...sizes(growth(19))] },
      'small all the same': { records: [...open, ...sizes(Array.from({ length: 40 }, (_, i) => 10 + i))] },
      'sizes that go up and down': {
        records: [...open, ...sizes(Array.from({ length: 60 }, (_, i) => 4000 + ((i * 7919) % 3000)))],
      },
      'large, but hardly growing': {
        records: [...open, ...sizes(Array.from({ length: 60 }, (_, i) => 9000 + i))],
      },
    },
  },
  'socket-heartbeat': {
    is: 'warning',
    case: {
      records: [...open, ...every(3000, 8, (i) => `{"type":"ping","message":${1_700_000_000 + 3 * i}}`)],
      now: 24_000 + 9000,
    },
    says: /^No heartbeat for 9 s; “\{"type":"ping","message":1700000000\}” came every 3 s\.$/,
    count: 1,
    near: {
      'it comes': { records: [...open, ...every(3000, 40, '{"type":"ping"}')], now: 120_000 + 4000 },
      'prices that come evenly and stop': {
        records: [...open, ...every(1000, 60, (i) => `{"type":"price","value":${100 + ((i * 7) % 9)}}`)],
        now: 75_000,
      },
    },
  },
  'socket-silence': {
    is: 'note',
    case: { records: [...open, frame('sent', 10, 'hello')], now: 61_010 },
    says: /^Nothing has come or gone for 61 s\. Without pings, which are not seen here, that closes it at Heroku: 55 s, nginx \(proxy_read_timeout\): 60 s/,
    count: 1,
    near: {
      'not long enough': { records: [...open, frame('sent', 10, 'hello')], now: 55_000 },
      'a heartbeat of the application': {
        records: [
          ...open,
          ...Array.from({ length: 20 }, (_, i) =>
            frame(i % 2 ? 'sent' : 'received', i * 50_000 + 50_000, 'ping'),
          ),
        ],
        now: 1_040_000,
      },
      'something came after it: nothing on the way closes it so soon': {
        records: [...open, frame('sent', 10, 'a'), frame('received', 70_010, 'b')],
      },
      'as long as one before, after which something came': {
        records: [...open, frame('received', 10, 'a'), frame('received', 300_010, 'b')],
        now: 590_000,
      },
      'the page closed it at some time': { records: [...open, frame('sent', 10, 'a'), end(80_010)] },
      'a heartbeat that stays away: another rule says so': {
        records: [...open, ...every(3000, 12, '{"type":"ping"}')],
        now: 120_000,
      },
      'never opened': { records: [asked()], now: 90_000 },
      'the machine slept': {
        records: [
          ...open,
          frame('sent', 10, 'hello'),
          { kind: 'clock', at: 30_000, wall: Date.UTC(2026, 0, 1) + 900_000 },
        ],
        now: 70_000,
      },
      'in the back/forward cache': {
        records: [...open, { kind: 'suspend', at: 100, on: 'ws' }],
        now: 90_000,
      },
      'its page was left': {
        records: [...open, frame('sent', 10, 'a'), end(90_000, { inferred: 'navigation' })],
      },
    },
  },
};

/** Sockets beside the first, on which the look is. */
const at = { url: 'http://example.test/app.js', line: 12, column: 9, functionName: 'connect' };
const page = { kind: 'page', id: 'f1' } as const;
interface Other {
  readonly on?: string;
  readonly at?: number;
  readonly until?: number;
  readonly change?: Parameters<typeof request>[1];
  readonly sends?: string;
  readonly receivesAt?: number;
  /** Chromium did not say which line opened it. */
  readonly unknown?: boolean;
}
function opening({
  on = 'ws',
  at: from = 0,
  until,
  change,
  sends,
  receivesAt,
  unknown,
}: Other): TapeRecord[] {
  const of = { via: 'websocket', url: 'ws://example.test/feed', context: page } as const;
  const place = unknown ? {} : { initiator: at };
  const records: TapeRecord[] = [
    request(on, { ...of, ...place, at: from, ...change }),
    response(on, { at: from + 5, status: 101, mimeType: '', headers: [] }),
  ];
  if (sends) records.push({ ...frame('sent', from + 6, sends), on } as TapeRecord);
  if (receivesAt) records.push({ ...frame('received', receivesAt, 'x'), on } as TapeRecord);
  if (until) records.push({ kind: 'end', at: until, on, how: 'complete' });
  return records;
}
const second = (change: Other = {}, first: Other = {}, now = 20_000): Case => ({
  records: [...opening(first), ...opening({ on: 'b', at: 10, ...change })],
  now,
});
PAIRS['sockets-at-once'] = {
  is: 'note',
  case: { records: [...second().records, ...opening({ on: 'c', at: 2000 })], now: 12_005 },
  says: /^3 WebSockets to this address, all opened by the same line \(app\.js:12\), are open at the same time, for 10 s\.$/,
  count: 1,
  near: {
    'one alone': { records: opening({}), now: 20_000 },
    'another address': second({ change: { url: 'ws://example.test/feed?room=2' } }),
    'another line': second({ change: { initiator: { ...at, line: 13 } } }),
    'another column of a bundle': second({ change: { initiator: { ...at, column: 900 } } }),
    'a worker': second({ change: { context: { kind: 'worker', id: 'w1' } } }),
    'iframes, which Chromium does not tell apart': second(
      { change: { context: { kind: 'unknown', id: 'f1' } } },
      { change: { context: { kind: 'unknown', id: 'f1' } } },
    ),
    'the line is not known': second({ unknown: true }, { unknown: true }),
    'asked for something else': second({ sends: '{"join":"a"}' }, { sends: '{"join":"b"}' }),
    'another subprotocol': second({ change: { headers: [['Sec-WebSocket-Protocol', 'log']] } }),
    'one after the other': second({ at: 9000 }, { until: 8990 }),
    'a hand-over': second({ at: 9000 }, { until: 9900, receivesAt: 9800 }),
    'not long enough to know': second({}, {}, 1010),
    'the one before is dead, and takes a while to close': second(
      { at: 60_000 },
      { until: 90_000, receivesAt: 30_000 },
      100_000,
    ),
    'never opened': {
      records: [
        ...opening({}),
        request('b', { via: 'websocket', url: 'ws://example.test/feed', initiator: at, context: page }),
      ],
      now: 20_000,
    },
  },
};

test('of several at once it is said of each, also when they are over', () => {
  const over = second({ until: 30_000 }, { receivesAt: 15_000 }, 60_000);
  expect(found(over).map(({ statement, ongoing }) => [statement, ongoing])).toEqual([
    [
      expect.stringMatching(/^2 WebSockets to this address, .* were open at the same time, for 30 s\.$/),
      false,
    ],
  ]);
  const tape = tapeOf(over);
  expect(look(tape, { channel: 'b', rules: WEBSOCKET_RULES, now: 60_000 })).toMatchObject([
    { rule: 'sockets-at-once', evidence: [{ connection: 'b' }] },
  ]);
  // Many before them were one after the other.
  const before = Array.from({ length: 300 }, (_, i) =>
    opening({ on: `old${i}`, at: i * 100 + 1, until: i * 100 + 90 }),
  ).flat();
  const after = second({ at: 40_010 }, { at: 40_000 }, 50_000);
  expect(said({ ...after, records: [...before, ...after.records] })).toContain('sockets-at-once');
  // The first lives on, and another is opened much later: it is in use.
  const later = second({ at: 60_000 }, { receivesAt: 70_000 }, 80_000);
  expect(said(later)).toEqual(['sockets-at-once']);
});

for (const [id, pair] of Object.entries(PAIRS)) {
  describe(id, () => {
    test('is found, with its figures and its evidence', () => {
      const finding = found(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is, count: pair.count });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence.length).toBeGreaterThan(0);
      expect(finding?.evidence.every(({ connection }) => connection === 'ws')).toBe(true);
      expect(finding?.since).toBeLessThanOrEqual(finding?.at ?? 0);
    });
    test('its silence is earned', () => {
      expect(unearned(id, tapeOf(pair.case), 'ws', pair.case.now)).toEqual([]);
    });
    test.each(Object.entries(pair.near))('is quiet: %s', (_, near) => {
      expect(said(near).filter((rule) => rule === id)).toEqual([]);
    });
  });
}

test('every rule on one WebSocket has its pair of cases', () => {
  const rules = WEBSOCKET_RULES.filter(({ of }) => of === 'socket');
  expect(Object.keys(PAIRS).sort()).toEqual(rules.map(({ id }) => id).sort());
});

test.each([1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014])('close code %i', (code) => {
  const [finding, ...others] = found({ records: [...open, close('sent', 20, code), end(30)] });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ rule: 'close-code', severity: code < 1012 ? 'error' : 'warning' });
  expect(finding?.statement).toMatch(
    new RegExp(`^The page closed it with ${code} \\(.*without a reason\\. `),
  );
});

test('a handshake that the network refused is told with its reason', () => {
  const [finding] = found({
    records: [asked(), end(9, { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' })],
  });
  expect(finding).toMatchObject({
    rule: 'socket-refused',
    statement: 'The handshake failed: net::ERR_CONNECTION_REFUSED.',
  });
});

test.each([
  'net::ERR_NETWORK_IO_SUSPENDED',
  'WebSocket connection failed: Error in connection establishment: net::ERR_INTERNET_DISCONNECTED',
  'net::ERR_NETWORK_CHANGED',
])('what only this computer is to blame for is a note: %s', (error) => {
  const note = { severity: 'note', fix: expect.stringMatching(/^Nothing on the server: the computer /) };
  const failed = end(90_000, { how: 'failed', error });
  expect(found({ records: [...open, frame('received', 80_000, 'a'), failed] })).toMatchObject([
    { rule: 'socket-broken', ...note },
  ]);
  expect(found({ records: [asked(), failed] })).toMatchObject([{ rule: 'socket-refused', ...note }]);
});

test('growth is seen between pings, on both sides, and told once', () => {
  const grown = sizes(growth(25), 'received').flatMap((record) => [
    record,
    frame('received', record.at + 300, 'ping'),
    frame('sent', record.at + 600, 'pong'),
  ]);
  const tape = tapeOf({ records: [...open, ...grown] });
  const [finding, ...others] = look(tape, { channel: 'ws' });
  expect(others).toEqual([]);
  expect(finding?.statement).toMatch(/^Of 25 messages that the server sent/);
  // The first and the last of them are one click away.
  const channels = derive(tape);
  const keys = finding?.evidence.map((one) =>
    one.kind === 'row' ? channels.connection('ws')?.rowAt(one.offset) : null,
  );
  expect(keys).toEqual([0, 72]);
});

test('a silence that an end followed is told as such, where it may be why', () => {
  const spoken = [...open, frame('received', 10, 'b')];
  const told = { statement: expect.stringMatching(/^Nothing came or went for 60 s, and then it ended/) };
  expect(found({ records: [...spoken, end(60_010)] })).toMatchObject([{ ...told, ongoing: false }]);
  // What the page sent into it did not help.
  const asking = [...spoken, frame('sent', 60_010, 'there?'), end(63_000, reset)];
  expect(found({ records: asking })).toMatchObject([{ rule: 'socket-broken' }, told]);
});

test('a socket on which all goes well gives nothing', () => {
  const talk = Array.from({ length: 200 }, (_, i) =>
    frame(
      i % 3 ? 'received' : 'sent',
      100 + i * 2000,
      `{"n":${i},"text":"${'word '.repeat((i * 31) % 17)}"}`,
    ),
  );
  expect(
    said({ records: [...open, ...talk, close('sent', 400_000, 1000), end(400_010)], now: 900_000 }),
  ).toEqual([]);
});
