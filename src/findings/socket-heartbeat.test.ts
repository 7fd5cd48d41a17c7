/** When a heartbeat of a WebSocket is said to be missing, and when it must not be. */
import { describe, expect, test } from 'vitest';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { Tape, type TapeRecord } from '../tape/index.ts';
import type { Finding } from './finding.ts';
import { WEBSOCKET_RULES } from './rules/websocket/index.ts';
import { look } from './testing/found.ts';

type Content = string | Uint8Array;
type Message = Content | ((i: number) => Content);

const open = [asked(), opened()];
const WALL = Date.UTC(2026, 0, 1);

function all(records: readonly TapeRecord[], now?: number): readonly Finding[] {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: WALL });
  for (const record of [...records].sort((a, b) => a.at - b.at)) tape.append(record);
  return look(tape, { channel: 'ws', rules: WEBSOCKET_RULES, now: now ?? tape.lastAt });
}
const missing = (records: readonly TapeRecord[], now?: number): Finding | undefined =>
  all(records, now).find(({ rule }) => rule === 'socket-heartbeat');

/** Messages at this interval, the first at `from`. */
function beats(
  every: number,
  count: number,
  message: Message,
  {
    from = every,
    direction = 'received' as 'received' | 'sent',
    opcode = undefined as number | undefined,
  } = {},
): TapeRecord[] {
  return Array.from({ length: count }, (_, i) =>
    frame(direction, from + every * i, typeof message === 'function' ? message(i) : message, opcode),
  );
}
const end = (at: number, change: object = {}): TapeRecord => ({
  kind: 'end',
  at,
  on: 'ws',
  how: 'complete',
  ...change,
});

const HELLO = '0{"sid":"x","pingInterval":25000}';

describe('known for a heartbeat', () => {
  test.each<[string, Message, TapeRecord[]?]>([
    ['Action Cable', (i) => `{"type":"ping","message":${1_700_000_000 + i}}`],
    ['graphql-transport-ws, AppSync', '{"type":"ka"}'],
    ['Discord', '{"t":null,"s":null,"op":11,"d":null}'],
    ['an op alone', '{"op":11}'],
    ['SockJS', 'h'],
    ['STOMP', '\n'],
    ['STOMP over SockJS', 'a["\\n"]'],
    ['Meteor over SockJS', 'a["{\\"msg\\":\\"ping\\"}"]'],
    ['SignalR', '{"type":6}\x1e'],
    ['SignalR in MessagePack', Uint8Array.of(2, 0x91, 6)],
    ['MQTT', Uint8Array.of(0xd0, 0)],
    ['NATS', new TextEncoder().encode('PING\r\n')],
    ['Pusher', '{"event":"pusher:ping","data":"{}"}'],
    ['Primus', (i) => `"primus::ping::${1_700_000_000_000 + i}"`],
    ['Bitfinex', '[5,"hb"]'],
    ['a time as the only member', (i) => `{"ping":${1_700_000_000_000 + i * 3000}}`],
    ['an id each', (i) => `{"id":"a${i}f-${i * 7919}","kind":"HeartbeatAck"}`],
    ['a word', 'ping'],
    ['Twitch', 'PING :tmi.twitch.tv'],
    ['Phoenix', (i) => `[null,"${i}","phoenix","phx_reply",{"status":"ok","response":{}}]`],
    ['Centrifugo', '{}'],
    ['a heart', '♥'],
    ['an empty message', ''],
    ['Engine.IO', '2', [frame('received', 10, HELLO)]],
    [
      'an event of Socket.IO',
      '42["heartbeat",1]',
      [frame('received', 10, HELLO), frame('received', 11, '40')],
    ],
  ])('%s', (_, message, before = []) => {
    const records = [...open, ...before, ...beats(3000, 8, message)];
    expect(missing(records, 24_000 + 5000)).toBeUndefined();
    expect(missing(records, 24_000 + 9000)).toMatchObject({
      severity: 'warning',
      ongoing: true,
      since: 24_000,
    });
  });

  test('pings of the protocol, where a source reports them', () => {
    const records = [...open, ...beats(3000, 8, '', { opcode: 9 })];
    expect(missing(records, 34_000)?.statement).toBe(
      'No heartbeat for 10 s; a ping of the protocol came every 3 s.',
    );
  });
});

describe('no heartbeat', () => {
  test.each<[string, Message]>([
    ['prices', (i) => `{"type":"price","symbol":"A","value":${100 + ((i * 7) % 5)}}`],
    ['the same each time, as while a user types', '{"type":"typing","user":"bob"}'],
    ['progress', (i) => `{"type":"progress","done":${i * 5}}`],
    ['a clock', (i) => `{"type":"time","now":${1_700_000_000 + i}}`],
    ['a measure called ping', (i) => `{"ping":${20 + (i % 3)},"loss":0}`],
    ['words with ping in them', (i) => `{"type":"shopping","n":${i}}`],
    ['a digit without Engine.IO', '2'],
    ['bytes', (i) => Uint8Array.of(i, 1, 2, 3)],
    ['a long message', `{"type":"ping","data":"${'x'.repeat(300)}"}`],
  ])('%s', (_, message) => {
    const records = [...open, ...beats(1000, 30, message)];
    expect(missing(records, 45_000)).toBeUndefined();
    // As a silence it is told in its time, which does not speak of heartbeats.
    const told = all(records, 90_500);
    expect(told).toMatchObject([{ rule: 'socket-silence', severity: 'note', title: 'Long silence' }]);
    expect(told[0]?.statement).not.toMatch(/heartbeat/);
  });
});

describe('told', () => {
  const ping = '{"type":"ping"}';

  test('while it lasts, and then with how long', () => {
    const before = [...open, ...beats(3000, 8, ping)];
    expect(missing(before, 24_000 + 7600)?.statement).toBe(
      'No heartbeat for 7.6 s; “{"type":"ping"}” came every 3 s.',
    );
    const after = missing([...before, ...beats(3000, 8, ping, { from: 44_000 })]);
    expect(after).toMatchObject({ ongoing: false, severity: 'warning', count: 1, since: 24_000, at: 44_000 });
    expect(after?.statement).toBe(
      'Heartbeats stayed away 1 time, at most for 20 s; “{"type":"ping"}” came every 3 s.',
    );
    expect(after?.evidence).toMatchObject([{ kind: 'span', connection: 'ws', from: 24_000, to: 44_000 }]);
  });

  test('where the page gave it up', () => {
    const records = [...open, ...beats(3000, 8, ping), end(36_000)];
    expect(missing(records, 90_000)).toMatchObject({
      ongoing: false,
      statement: 'No heartbeat for 12 s, and then it ended; “{"type":"ping"}” came every 3 s.',
    });
  });

  test('at 25 seconds before Engine.IO’s client closes it, after 45', () => {
    const records = [...open, frame('received', 10, HELLO), ...beats(25_000, 7, '2')];
    const last = 175_000;
    const replies = beats(25_000, 7, '3', { from: 25_005, direction: 'sent' });
    expect(missing([...records, ...replies], last + 38_000)).toBeUndefined();
    expect(missing([...records, ...replies], last + 42_000)).toBeDefined();
    expect(missing([...records, ...replies, end(last + 45_000)], last + 90_000)).toBeDefined();
  });

  test('where data came last, and where the page writes into it', () => {
    const records = [
      ...open,
      ...beats(3000, 8, ping),
      frame('received', 24_500, '{"type":"chat","text":"hi"}'),
    ];
    expect(missing(records, 33_000)).toMatchObject({ since: 24_500 });
    // The page wrote before as well, and the heartbeat came in time.
    const typed = [frame('sent', 10_400, 'a'), frame('sent', 20_000, 'b'), frame('sent', 26_000, 'c')];
    expect(missing([...records, ...typed], 33_000)).toMatchObject({ since: 24_500 });
  });

  test('where the page asks and gets no reply', () => {
    const pings = beats(30_000, 4, '{"op":1,"d":7}', { direction: 'sent' });
    const replies = beats(30_000, 3, '{"op":11}', { from: 30_080 });
    const records = [...open, ...pings, ...replies];
    expect(missing(records, 124_000)).toBeUndefined();
    expect(missing(records, 127_000)?.statement).toBe(
      'No reply to the page’s heartbeat for 7 s; “{"op":11}” came after 80 ms at most.',
    );
    const reply = frame('received', 130_000, '{"op":11}');
    const late = missing([...records, reply]);
    expect(late?.statement).toBe(
      'Replies to the page’s heartbeat stayed away 1 time, at most for 10 s; “{"op":11}” came after 80 ms at most.',
    );
    // What took so long is no measure for the next.
    const next = [reply, frame('sent', 150_000, '{"op":1,"d":7}')];
    expect(missing([...records, ...next], 158_000)).toMatchObject({ count: 2, ongoing: true });
  });
});

describe('in order', () => {
  const ping = '{"type":"ping"}';
  const flow = (from: number, count: number, every = 100): TapeRecord[] =>
    beats(every, count, (i) => `{"type":"data","n":${i}}`, { from });

  test.each<[string, TapeRecord[], number]>([
    [
      'it comes, with jitter',
      Array.from({ length: 40 }, (_, i) => frame('received', i * 3000 + ((i * 389) % 900), ping)),
      121_000,
    ],
    ['too few to be a rhythm', beats(3000, 5, ping), 60_000],
    [
      'it keeps no time',
      [1, 2, 9, 10, 31, 40, 41, 70].map((s) => frame('received', s * 1000, ping)),
      120_000,
    ],
    [
      'data flows, and the server beats only while it has nothing else',
      [...beats(3000, 8, ping), ...flow(24_100, 600)],
      84_500,
    ],
    ['only until there was something to send', [...beats(1000, 12, ping), ...flow(12_100, 5)], 50_000],
    [
      'only while nothing goes either way',
      [...beats(3000, 8, ping), ...beats(1000, 20, 'move', { from: 24_500, direction: 'sent' })],
      45_000,
    ],
    [
      'the page stopped asking',
      [...beats(30_000, 4, 'ping', { direction: 'sent' }), ...beats(30_000, 4, 'pong', { from: 30_050 })],
      174_000,
    ],
    [
      'a reply that takes a while',
      [...beats(30_000, 6, 'ping', { direction: 'sent' }), ...beats(30_000, 5, 'pong', { from: 32_000 })],
      189_000,
    ],
    ['it was closed', [...beats(3000, 8, ping), end(26_000)], 90_000],
    ['its page was left', [...beats(3000, 8, ping), end(40_000, { inferred: 'navigation' })], 90_000],
    [
      'a close frame was the last',
      [...beats(3000, 8, ping), frame('received', 25_000, Uint8Array.of(3, 232), 8), end(60_000)],
      90_000,
    ],
  ])('%s', (_, records, now) => {
    expect(missing([...open, ...records], now)).toBeUndefined();
  });

  const later = [...open, ...beats(3000, 8, ping), ...beats(3000, 8, ping, { from: 324_000 })];
  test.each<[string, TapeRecord[]]>([
    [
      'the page lay in the back/forward cache',
      [
        { kind: 'suspend', at: 26_000, on: 'ws' },
        { kind: 'resume', at: 322_000, on: 'ws' },
      ],
    ],
    ['a gap in the capture', [{ kind: 'gap', at: 322_000, on: 'ws', why: 'test' }]],
    [
      'capture was off',
      [
        { kind: 'capture', at: 26_000, state: 'off', source: 'protocol' },
        { kind: 'capture', at: 322_000, state: 'on', source: 'protocol' },
      ],
    ],
    ['the machine slept', [{ kind: 'clock', at: 322_000, wall: WALL + 900_000 }]],
    [
      'the page was busy',
      [{ kind: 'busy', at: 324_010, on: 'ws', alive: 25_000, from: 26_000, to: 324_010 }],
    ],
  ])('%s', (_, facts) => {
    expect(missing(later)).toBeDefined();
    expect(missing([...later, ...facts])).toBeUndefined();
  });

  test('the page is busy, and it is not known whether something waits to be read', () => {
    const busy: TapeRecord = { kind: 'busy', at: 27_000, on: 'ws', alive: 26_000, from: 26_500 };
    expect(missing([...open, ...beats(3000, 8, ping), busy], 60_000)).toBeUndefined();
  });

  test('a flood, in which not every message is looked at', () => {
    const flood = Array.from({ length: 20_000 }, (_, i) =>
      frame('received', 2 * i, i % 1500 === 0 ? ping : `{"type":"data","n":${i}}`),
    );
    expect(missing([...open, ...flood], 44_000)).toBeUndefined();
    // Once it is over they are learned.
    const quiet = beats(3000, 7, ping, { from: 42_000 });
    expect(missing([...open, ...flood, ...quiet], 60_000 + 9000)).toBeDefined();
  });
});
