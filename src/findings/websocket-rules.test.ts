/** Each rule on WebSockets against a case and its near misses, as tapes. */
import { describe, expect, test } from 'vitest';
import { derive } from '../channels/testing/derive.ts';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { type EndRecord, Tape, type TapeRecord } from '../tape/index.ts';
import { response } from '../tape/testing.ts';
import { WEBSOCKET_RULES } from './rules/websocket/index.ts';
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
const reset = { how: 'failed', error: 'net::ERR_CONNECTION_RESET' } as const;
const close = (direction: 'sent' | 'received', at: number, code: number, reason = ''): TapeRecord =>
  frame(direction, at, Uint8Array.of(code >> 8, code & 0xff, ...new TextEncoder().encode(reason)), 8);
/** Messages of these sizes, a second apart. */
const sizes = (all: readonly number[], direction: 'sent' | 'received' = 'sent'): TapeRecord[] =>
  all.map((size, i) => frame(direction, 1000 * (i + 1), 'x'.repeat(size)));
const growth = (count: number): number[] => Array.from({ length: count }, (_, i) => 200 + i * 300);
const failing = (status: number): TapeRecord => response('ws', { status, statusText: 'Forbidden' });

function tapeOf({ records }: Case): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  for (const record of [...records].sort((a, b) => a.at - b.at)) tape.append(record);
  return tape;
}

const found = (of: Case) => {
  const tape = tapeOf(of);
  return look(tape, { channel: 'ws', rules: WEBSOCKET_RULES, now: of.now ?? tape.lastAt });
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

const PAIRS: Readonly<Record<string, Pair>> = {
  'socket-refused': {
    is: 'error',
    case: { records: [asked(), failing(403)] },
    says: /answered with HTTP 403 Forbidden; only 101/,
    count: 1,
    near: {
      opened: { records: open },
      'still connecting': { records: [asked()] },
      'closed by the page too soon': { records: [asked(), end(9, { how: 'cancelled' })] },
      'its page went': { records: [asked(), end(9, { how: 'failed', inferred: 'navigation' })] },
      'broken off later': { records: [...open, end(90, reset)] },
    },
  },
  'socket-broken': {
    is: 'error',
    case: { records: [...open, frame('sent', 10, 'a'), end(90, reset)] },
    says: /^It was open, and failed: net::ERR_CONNECTION_RESET\.$/,
    count: 1,
    near: {
      'closed, and Chromium does not say how': { records: [...open, end(90)] },
      'its page was reloaded': { records: [...open, end(90, { how: 'failed', inferred: 'reload' })] },
      'never opened': { records: [asked(), end(90, reset)] },
      'a close frame is known': { records: [...open, close('received', 80, 1000), end(90, reset)] },
    },
  },
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
    test.each(Object.entries(pair.near))('is quiet: %s', (_, near) => {
      expect(said(near).filter((rule) => rule === id)).toEqual([]);
    });
  });
}

test('every rule on sockets has its pair of cases', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(WEBSOCKET_RULES.map(({ id }) => id).sort());
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
  const keys = finding?.evidence.map((one) => (one.kind === 'row' ? channels.rowAt('ws', one.offset) : null));
  expect(keys).toEqual([0, 72]);
});

test('a silence that is over is told as such, and so is one that an end followed', () => {
  const spoken = [...open, frame('sent', 10, 'a'), frame('received', 70_010, 'b')];
  expect(found({ records: spoken })).toMatchObject([
    { statement: expect.stringMatching(/^Once nothing came or went for 70 s/), ongoing: false, count: 1 },
  ]);
  expect(found({ records: [...spoken, end(130_010)] })).toMatchObject([
    { statement: expect.stringMatching(/^Nothing came or went for 60 s, and then it ended/), count: 2 },
  ]);
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
