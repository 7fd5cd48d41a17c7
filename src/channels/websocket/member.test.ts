import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { carryOver, RowsView } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { asked, channelsOf, frame, opened, webSocketOf } from '../testing/websocket.ts';

const handshake = [asked(), opened()];
const end = (more: Partial<Extract<TapeRecord, { kind: 'end' }>> = {}): TapeRecord => ({
  kind: 'end',
  at: 90,
  on: 'ws',
  how: 'complete',
  ...more,
});

/** Rows as "direction type|id|data". */
function rowsOf(records: readonly TapeRecord[]): string[] {
  const { rows } = webSocketOf(records);
  return Array.from({ length: rows.count }, (_, key) => {
    const row = rows.describe(key);
    return `${row.direction ?? row.kind} ${row.type}|${row.id}|${row.data}`;
  });
}

describe('rows', () => {
  it('shows each frame in its order, with direction, opcode, size and data', () => {
    const records = [
      ...handshake,
      frame('sent', 10, 'hello ü'),
      frame('received', 20, new Uint8Array([0, 255, 16])),
      frame('received', 30, new Uint8Array([3, 232, 98, 121, 101]), 8),
    ];
    expect(rowsOf(records)).toEqual([
      'sent text||hello ü',
      'received binary||00 ff 10',
      'received close||1000 (normal closure), reason “bye”',
    ]);
    const { rows } = webSocketOf(records);
    expect(rows.describe(1)).toMatchObject({ kind: 'frame', size: 3, delta: 10, range: [8, 11], why: null });
    expect(rows.payload(1)).toEqual({ type: 'binary', id: '', data: 'AP8Q', binary: true, cut: 0 });
    expect(rows.payload(0)).toMatchObject({ data: 'hello ü', binary: false });
  });

  it('keeps notes in their place among the frames', () => {
    const gap: TapeRecord = { kind: 'gap', at: 15, on: 'ws', why: 'cleared' };
    const records = [...handshake, frame('sent', 10, 'a'), gap, frame('sent', 20, 'b'), gap];
    expect(rowsOf(records)).toEqual([
      'sent text||a',
      'note ||Gap: cleared',
      'sent text||b',
      'note ||Gap: cleared',
    ]);
    expect(webSocketOf(records).rows.time(2)).toBe(20);
  });

  it('says how much of a frame was kept, and counts what was not', () => {
    const long = { ...frame('received', 10, 'abc'), length: 64_000_000 } as TapeRecord;
    const socket = webSocketOf([...handshake, long]);
    expect(socket.rows.describe(0)).toMatchObject({
      size: 64_000_000,
      why: 'Cut: 3 of 64,000,000 bytes kept',
    });
    expect(socket.summary().warnings).toEqual([
      '1 frame was longer than what is kept of one: 63,999,997 bytes are missing.',
    ]);
    const tape = new Tape();
    for (const record of [...handshake, long]) tape.append(record);
    expect(derive(tape).totals()).toEqual({ events: 1, bytes: 64_000_000, gaps: 1 });
  });

  it('does not take an empty binary frame that was sent for what the page sent', () => {
    const { rows } = webSocketOf([...handshake, frame('sent', 1, new Uint8Array()), frame('sent', 2, '')]);
    expect(rows.describe(0).why).toMatch(/Blob/);
    expect(rows.describe(1).why).toBeNull();
  });

  it('is filtered by direction, type and text', () => {
    const { rows } = webSocketOf([
      ...handshake,
      frame('sent', 1, 'apple'),
      frame('received', 2, 'apple'),
      frame('received', 3, new Uint8Array([0xca, 0xfe])),
    ]);
    const found = (filter: string): number[] => {
      const view = new RowsView(rows, { stream: 'ws', filter, comments: true, sort: null });
      while (view.work(never));
      return view.rows(0, 9).map(({ key }) => key);
    };
    expect(found('dir:sent')).toEqual([0]);
    expect(found('-dir:sent')).toEqual([1, 2]);
    expect(found('dir:received apple')).toEqual([1]);
    expect(found('type:binary')).toEqual([2]);
    expect(found('"ca fe"')).toEqual([2]);
  });
});

describe('the type of a JSON message', () => {
  const texts = ['{"type":"ping","message":1700000000}', '{"event":"x"}', '[1]', '{"type":"confirm"}'];
  const records = [...handshake, ...texts.map((text, i) => frame('received', i, text))];

  it('is its Type, where it is an object that has one', () => {
    const { rows } = webSocketOf([...records, frame('received', 9, new TextEncoder().encode(texts[0]))]);
    const types = Array.from({ length: rows.count }, (_, key) => rows.describe(key).type);
    expect(types).toEqual(['ping', 'text', 'text', 'confirm', 'binary']);
    expect(rows.payload(0)).toMatchObject({ type: 'ping', data: texts[0] });
  });

  it('is found by the filter, however far behind what a row shows', () => {
    const far = `{"text":"${'ä'.repeat(5_000)}","type":"far"}`;
    const { rows } = webSocketOf([...records, frame('received', 9, far)]);
    const found = (filter: string): number[] => {
      const view = new RowsView(rows, { stream: 'ws', filter, comments: true, sort: null });
      while (view.work(never));
      return view.rows(0, 9).map(({ key }) => key);
    };
    expect(found('type:ping')).toEqual([0]);
    expect(found('-type:ping')).toEqual([1, 2, 3, 4]);
    expect(found('type:text')).toEqual([1, 2]);
    expect(found('type:far')).toEqual([4]);
    expect(rows.describe(4).type).toBe('far');
  });
});

describe('packets', () => {
  const HELLO = '0{"sid":"x","pingInterval":25000}';

  it('names Socket.IO’s packets once the handshake of Engine.IO has come', () => {
    const texts = [HELLO, '40', '40{"sid":"y"}', '2', '3', '42["chat","hi"]', '4212["a\\"b"]', '4312["ok"]'];
    const more = [
      '41',
      '44{"message":"no"}',
      '42/admin,7["x"]',
      '451-["file",{"_placeholder":true,"num":0}]',
    ];
    const records = [...texts, ...more].map((text, i) => frame('received', i, text));
    expect(rowsOf([...handshake, ...records, frame('received', 99, new Uint8Array([1]))])).toEqual([
      `received open||${HELLO}`,
      'received connect||40',
      'received connect||40{"sid":"y"}',
      'received ping||2',
      'received pong||3',
      'received event chat||42["chat","hi"]',
      'received event a"b|12|4212["a\\"b"]',
      'received ack|12|4312["ok"]',
      'received disconnect||41',
      'received connect error||44{"message":"no"}',
      'received event x|7|42/admin,7["x"]',
      'received binary event file||451-["file",{"_placeholder":true,"num":0}]',
      'received binary||01',
    ]);
  });

  it('names Engine.IO’s packets where nothing else is in them', () => {
    const records = [HELLO, '4hello', '42', '6'].map((text, i) => frame('received', i, text));
    expect(rowsOf([...handshake, ...records]).map((row) => row.split('|')[0])).toEqual([
      'received open',
      'received message',
      'received message',
      'received noop',
    ]);
  });

  it('does not take any text that begins with a digit for a packet', () => {
    const records = ['42["chat"]', HELLO, '2'].map((text, i) => frame('received', i, text));
    expect(rowsOf([...handshake, ...records]).every((row) => row.startsWith('received text'))).toBe(true);
  });

  it('knows them by the address where the first frames are not on the tape', () => {
    const gap: TapeRecord = { kind: 'gap', at: 5, on: 'ws', why: 'cleared' };
    const url = 'ws://example.test/socket.io/?EIO=4&transport=websocket';
    const frames = [gap, frame('received', 10, '42["chat"]'), frame('received', 11, '2')];
    expect(rowsOf([asked(url), opened(), ...frames]).slice(1)).toEqual([
      'received event chat||42["chat"]',
      'received ping||2',
    ]);
    expect(rowsOf([asked(), opened(), ...frames])[2]).toBe('received text||2');
  });
});

describe('frames of SockJS', () => {
  const url = 'ws://example.test/echo/042/ab3defgh/websocket';
  const texts = ['o', 'a["x"]', 'h', 'm"y"', 'c[3000,"Go away!"]', 'other', 'a', 'oh'];
  const records = [
    ...texts.map((text, at) => frame('received', at, text)),
    frame('sent', 20, '["{\\"type\\":1}"]'),
  ];

  it('are named where the address is one of SockJS and the first frame opens its session', () => {
    expect(rowsOf([asked(url), opened(), ...records])).toEqual([
      'received open||o',
      'received messages||a["x"]',
      'received heartbeat||h',
      'received message||m"y"',
      'received close||c[3000,"Go away!"]',
      'received text||other',
      'received text||a',
      'received text||oh',
      'sent text||["{\\"type\\":1}"]',
    ]);
  });

  it('are none at another address, nor where another frame is the first', () => {
    const namesOf = (all: Parameters<typeof rowsOf>[0]) => rowsOf(all).map((row) => row.split('|')[0]);
    const plain = Array.from({ length: 8 }, () => 'received text');
    expect(namesOf([asked('ws://example.test/echo/websocket'), opened(), ...records.slice(0, 8)])).toEqual(
      plain,
    );
    expect(namesOf([asked(url), opened(), frame('received', 0, 'hello'), ...records.slice(0, 8)])).toEqual([
      'received text',
      ...plain,
    ]);
  });

  it('are named by the address where the first ones are not on the tape', () => {
    const gap: TapeRecord = { kind: 'gap', at: 5, on: 'ws', why: 'cleared' };
    const frames = [gap, frame('sent', 10, '["x"]'), frame('received', 11, 'a["x"]')];
    expect(rowsOf([asked(url), opened(), ...frames]).slice(1)).toEqual([
      'sent text||["x"]',
      'received messages||a["x"]',
    ]);
  });
});

describe('verdict', () => {
  const close = (code: number, reason = ''): Uint8Array =>
    new Uint8Array([code >> 8, code & 255, ...new TextEncoder().encode(reason)]);
  const refused: TapeRecord = { ...opened(), status: 403, headers: [] } as TapeRecord;

  it.each<[string, TapeRecord[], RegExp, boolean]>([
    ['connecting', [asked()], /^Connecting/, true],
    ['open', handshake, /^Open\.$/, true],
    ['closed without a code', [...handshake, end()], /neither the close code nor which side/, true],
    [
      'closed by the server',
      [...handshake, frame('received', 9, close(4001, 'expired'), 8), end()],
      /^Closed by the server: 4001 \(a code of the application’s own\), reason “expired”\.$/,
      true,
    ],
    [
      'closed by the page for a fault',
      [...handshake, frame('sent', 9, close(1002), 8), end()],
      /^Closed by the page: 1002 \(protocol error\)\.$/,
      false,
    ],
    ['refused by status', [asked(), refused, end({ how: 'failed', error: 'x' })], /HTTP 403.*1006/, false],
    [
      'refused by the network',
      [
        asked(),
        end({ how: 'failed', error: 'Error in connection establishment: net::ERR_CONNECTION_REFUSED' }),
      ],
      /^Connection refused.*never opened.*1006/,
      false,
    ],
    [
      'broken by a fault of the protocol',
      [...handshake, end({ how: 'failed', error: 'Could not decode a text frame as UTF-8.' })],
      /Could not decode a text frame as UTF-8\. The page sees close code 1006/,
      false,
    ],
    ['given up by the page', [asked(), end({ how: 'cancelled', error: 'x' })], /by the page before/, false],
    ['left', [...handshake, end({ how: 'cancelled', inferred: 'navigation' })], /went elsewhere/, true],
  ])('%s', (_, records, text, good) => {
    const summary = webSocketOf(records).summary();
    expect(summary.verdict).toMatch(text);
    expect(summary.transport).toBe('websocket');
    expect(summary.warnings.includes(summary.verdict)).toBe(!good);
  });

  it('tells a handshake that was not accepted from a WebSocket', () => {
    const opened = (records: Parameters<typeof channelsOf>[0]) =>
      channelsOf(records).detail('ws')?.webSocket?.hasOpened;
    expect(opened(handshake)).toBe(true);
    expect(opened(handshake.filter(({ kind }) => kind !== 'response'))).toBe(false);
    expect(
      opened(handshake.map((record) => (record.kind === 'response' ? { ...record, status: 403 } : record))),
    ).toBe(false);
  });

  it('tells what was agreed on and what went each way', () => {
    const channels = channelsOf([
      ...handshake,
      frame('sent', 9, 'abc'),
      frame('received', 10, close(1001), 8),
    ]);
    expect(channels.detail('ws')?.webSocket).toEqual({
      hasOpened: true,
      subprotocol: 'chat',
      subprotocolsAsked: 'chat, other',
      extensions: null,
      packets: null,
      sent: { frames: 1, bytes: 3 },
      received: { frames: 1, bytes: 2 },
      cut: { frames: 0, bytes: 0 },
      close: {
        by: 'server',
        code: 1001,
        meaning: 'going away: the page was left, or the server goes down',
        reason: '',
      },
    });
  });
});

it('continues under a new tape with its handshake and a gap', () => {
  const tape = new Tape();
  for (const record of [...handshake, frame('sent', 10, 'a')]) tape.append(record);
  const next = new Tape();
  for (const record of carryOver(derive(tape), 50, 'it was cleared')) next.append(record);
  next.append(frame('received', 60, 'b'));
  const socket = derive(next).webSocket('ws');
  expect(socket?.summary()).toMatchObject({ verdict: 'Open.', status: 101, events: 1 });
  expect(socket?.rows.describe(0).data).toBe('it was cleared');
  tape.append(end());
  expect([...carryOver(derive(tape), 99, '')].filter((record) => 'on' in record)).toEqual([]);
});

it('is a socket by its frames where a damaged file has lost the request', () => {
  const socket = webSocketOf([opened(), frame('sent', 1, 'a')]);
  expect(socket.rows.count).toBe(1);
});

it('is opened again by a websocat command, without the headers a client makes itself', () => {
  const channels = channelsOf([
    asked("ws://example.test/it's"),
    {
      kind: 'sent',
      at: 1,
      on: 'ws',
      headers: [
        ['Host', 'example.test'],
        ['Cookie', 'a=b; c'],
        ['Sec-WebSocket-Key', 'x'],
        ['Sec-WebSocket-Protocol', 'chat'],
      ],
    },
  ]);
  expect(channels.connection('ws')?.command()).toBe(
    `websocat -H='Cookie: a=b; c' --protocol='chat' 'ws://example.test/it'\\''s'`,
  );
});
