import { describe, expect, it } from 'vitest';
import { readTape, type TapeRecord, writeTape } from '../../../tape/index.ts';
import type { ChannelSummary, Channels, WebSocketConnectionRow } from '../../index.ts';
import { derive, never } from '../../testing/derive.ts';
import { type Opened, recordsOf, webSocketTape } from '../../testing/websockets.ts';

const shape = (channels: Channels): string[] =>
  [...channels.all()].map((channel) => channel.connectionIds().join(' '));
const rowsOf = (channels: Channels, id: string): WebSocketConnectionRow[] =>
  channels.connections(id, 0, 99).flatMap((row) => (row.kind === 'websocket' ? [row] : []));
const isSure = (channels: Channels, id: string): (boolean | undefined)[] =>
  rowsOf(channels, id).map(({ join }) => join?.isSure);

/** Three connections: closed, broken off, open. */
const three = (): Opened[] => [
  {
    at: 0,
    says: [
      [10, '↑hello'],
      [20, 'welcome'],
      [40, '{"tick":1}'],
    ],
  },
  {
    at: 1100,
    says: [[10, '↑hello']],
    end: { how: 'failed', error: 'Error in connection: net::ERR_CONNECTION_RESET' },
  },
  {
    at: 3200,
    says: [
      [10, '↑hello'],
      [20, 'welcome'],
    ],
    lasts: null,
  },
];

describe('a WebSocket that is opened again', () => {
  it('is one row, in the state of the latest, with the sums of all', () => {
    const channels = derive(webSocketTape(three()));
    expect(shape(channels)).toEqual(['a b c']);
    const [row] = channels.rows() as ChannelSummary[];
    expect(row).toMatchObject({
      id: 'a',
      connections: 3,
      openedAt: 0,
      events: 6,
      state: { kind: 'open' },
      verdict: 'Open.',
      warnings: [],
    });
    expect(channels.channel('a')?.cost()).toMatchObject({
      requests: 3,
      tcpOpened: 3,
      messages: { sent: 3, received: 3 },
    });
  });

  it('shows of each how it ended, the delay, and the last message before the end', () => {
    const [one, two, last] = rowsOf(derive(webSocketTape(three())), 'a');
    expect(one).toMatchObject({
      ended: 'closed',
      join: null,
      lastMessage: { direction: 'received', text: '{"tick":1}', at: 40 },
    });
    expect(two).toMatchObject({
      ended: 'reset',
      events: 1,
      state: { kind: 'ended', good: false },
      join: { delay: 1000, isSure: true },
      lastMessage: { direction: 'sent', text: 'hello' },
    });
    expect(two?.join?.why).toBe(
      'The same page asked for the same address 1 s after that one ended. The same place in the program opened one like it again, soon after the end.',
    );
    expect(last).toMatchObject({ ended: '', endedAt: null, join: { delay: 2000 } });
  });

  it('says which part of the address was made up', () => {
    const channels = derive(
      webSocketTape([
        { at: 0, url: 'ws://site.test/s?ticket=1' },
        { at: 500, url: 'ws://site.test/s?ticket=2' },
      ]),
    );
    expect(rowsOf(channels, 'a')[1]?.join?.why).toContain('the same address, but for “ticket”, 400 ms after');
  });

  it.each<[string, Partial<Opened>, string, number | null]>([
    [
      'a status',
      { status: 403, end: { how: 'failed', error: 'Unexpected response code: 403' } },
      'refused: HTTP 403',
      600,
    ],
    ['a status, without an end', { status: 403, lasts: null }, 'refused: HTTP 403', 503],
    [
      'no server',
      { status: null, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } },
      'connection refused',
      600,
    ],
    [
      'the page, too soon',
      { status: null, end: { how: 'cancelled' } },
      'closed by the page, unanswered',
      600,
    ],
    ['no frame', { end: { how: 'failed', error: 'Invalid frame header' } }, 'Invalid frame header', 600],
    ['its page', { end: { inferred: 'navigation' } }, 'navigated away', 600],
  ])('says how one ended: by %s', (_, change, ended, endedAt) => {
    const channels = derive(webSocketTape([{ at: 0 }, { at: 500, ...change }]));
    expect(rowsOf(channels, 'a')[1]).toMatchObject({ ended, endedAt });
  });

  it('names its rows over all connections, and finds them by their bytes', () => {
    const channels = derive(webSocketTape(three()));
    const { rows } = channels.channel('a') ?? {};
    const all = Array.from({ length: rows?.count ?? 0 }, (_, key) => rows?.describe(key));
    expect(all.map((row) => (row?.kind === 'note' ? 'cut' : row?.data))).toEqual([
      'hello',
      'welcome',
      '{"tick":1}',
      'cut',
      'hello',
      'cut',
      'hello',
      'welcome',
    ]);
    expect(all[3]?.why).toBe('Connection 2, 1 s after connection 1 ended');
    const welcome = all[7]?.range?.[0] ?? -1;
    expect(channels.connection('c')?.rowAt(welcome)).toBe(7);
  });

  it('says at a cut that one did not open', () => {
    const channels = derive(
      webSocketTape([
        { at: 0, says: [[10, 'hi']] },
        { at: 500, status: 503, end: { how: 'failed' } },
        { at: 1000, status: null, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } },
        { at: 1500, says: [[10, 'hi']] },
      ]),
    );
    const { rows } = channels.channel('a') ?? {};
    expect([1, 2, 3].map((key) => rows?.describe(key).data)).toEqual([
      'Connection 2, 400 ms after connection 1 ended; it was refused: HTTP 503',
      'Connection 3, 400 ms after connection 2 ended; it did not open: connection refused',
      'Connection 4, 400 ms after connection 3 ended',
    ]);
  });

  it('takes what began before the end was reported, with its rows', () => {
    const channels = derive(
      webSocketTape([
        { at: 0, lasts: 530, says: [[10, 'one']] },
        {
          at: 500,
          says: [
            [10, '↑hello'],
            [20, 'two'],
          ],
          lasts: 400,
        },
        { at: 1000, says: [[10, 'three']], lasts: null },
      ]),
    );
    expect(shape(channels)).toEqual(['a b c']);
    expect(channels.channel('a')?.rows.count).toBe(6);
    expect(rowsOf(channels, 'a')[1]?.join?.why).toContain('30 ms before the end of that one was reported');
  });
});

/** Two that one place opened, and that ended together; each says of which room it is, after a greeting. */
const room = (at: number, name: string, change: Partial<Opened> = {}): Opened => ({
  at,
  says: [
    [5, 'welcome'],
    [20, `↑join ${name}`],
  ],
  ...change,
});
const two = [room(0, 'red', { lasts: 1000 }), room(10, 'blue', { lasts: 991 })];

describe('where several fit', () => {
  it('the longest waiting is continued, and both are marked', () => {
    const channels = derive(webSocketTape([...two, { at: 2000, lasts: null }, { at: 2001, lasts: null }]));
    expect(shape(channels)).toEqual(['a c', 'b d']);
    expect([isSure(channels, 'a'), isSure(channels, 'b')]).toEqual([
      [undefined, false],
      [undefined, false],
    ]);
    expect(rowsOf(channels, 'a')[1]?.join?.why).toContain('Another WebSocket of this address ended');
    const [row] = channels.rows() as ChannelSummary[];
    expect(row?.warnings).toEqual([
      'Connection 2 could as well continue another WebSocket: see Connections.',
    ]);
  });

  it.each([
    ['in the order of their ends', 'red', 'blue', ['a c', 'b d']],
    ['the other way round', 'blue', 'red', ['a d', 'b c']],
  ])('the same first message sent decides: %s', (_, one, other, expected) => {
    const channels = derive(
      webSocketTape([...two, room(2000, one, { lasts: null }), room(2001, other, { lasts: null })]),
    );
    expect(shape(channels)).toEqual(expected);
    expect([isSure(channels, 'a'), isSure(channels, 'b')]).toEqual([
      [undefined, true],
      [undefined, true],
    ]);
    expect(rowsOf(channels, 'b')[1]?.join?.why).toContain('The first message that it sent is the one');
    const words = (id: string) => {
      const { rows } = channels.channel(id) ?? {};
      return Array.from({ length: rows?.count ?? 0 }, (_, key) => rows?.text(key)?.data);
    };
    expect(words('b').at(-1)).toBe('join blue');
    expect(words('a')).toHaveLength(5);
  });

  it('it decides also where the second has said it first, and where only one comes back', () => {
    const late: Opened = {
      at: 2000,
      says: [
        [5, 'welcome'],
        [90, '↑join blue'],
      ],
      lasts: null,
    };
    expect(shape(derive(webSocketTape([...two, late, room(2001, 'red', { lasts: null })])))).toEqual([
      'a d',
      'b c',
    ]);
    expect(shape(derive(webSocketTape([...two, room(2000, 'blue')])))).toEqual(['a', 'b c']);
  });

  it('it decides, and both are sure, in whatever order their records come', () => {
    const again = (on: string, name: string) => recordsOf(on, room(0, name, { lasts: null }));
    const orders = (c: readonly TapeRecord[], d: readonly TapeRecord[]): TapeRecord[][] => {
      const [one, other] = [c[0], d[0]];
      return one === undefined && other === undefined
        ? [[]]
        : [
            ...(one ? orders(c.slice(1), d).map((rest) => [one, ...rest]) : []),
            ...(other ? orders(c, d.slice(1)).map((rest) => [other, ...rest]) : []),
          ];
    };
    const all = orders(again('c', 'blue'), again('d', 'red'));
    expect(all.length).toBeGreaterThan(200);
    for (const order of all) {
      const later = order.map((record, index) => ({ ...record, at: 1101 + index * 3 }));
      const channels = derive(webSocketTape(two, later));
      expect(shape(channels)).toEqual(['a d', 'b c']);
      expect([isSure(channels, 'a')[1], isSure(channels, 'b')[1]]).toEqual([true, true]);
    }
  });

  it('nothing moves where both said the same, or another', () => {
    const same = [room(0, 'red', { lasts: 1000 }), room(10, 'red', { lasts: 991 })];
    const channels = derive(webSocketTape([...same, room(2000, 'red'), room(2001, 'green')]));
    expect(shape(channels)).toEqual(['a c', 'b d']);
    expect(isSure(channels, 'b')[1]).toBe(false);
  });
});

describe('by hand', () => {
  it('they are split and joined, the file has it, and what comes later follows', async () => {
    const tape = webSocketTape(three().slice(0, 2));
    const channels = derive(tape);
    expect(channels.split('b', 2000)).toBe('b');
    expect(shape(channels)).toEqual(['a', 'b']);
    for (const record of recordsOf('c', three()[2] as Opened)) tape.append(record);
    channels.update(never);
    expect(shape(channels)).toEqual(['a', 'b c']);
    expect(channels.joinable('b')).toEqual(['a']);
    async function* pieces() {
      for (const piece of writeTape(tape)) yield new TextEncoder().encode(piece);
    }
    const read = derive((await readTape(pieces())).tape);
    expect(shape(read)).toEqual(['a', 'b c']);
    expect(channels.join('a', 'b', 4000)).toBe(true);
    expect(shape(channels)).toEqual(['a b c']);
    expect(rowsOf(channels, 'a')[1]?.join).toMatchObject({ byHand: true, why: 'Joined by hand.' });
  });

  it('a WebSocket continues no event stream', () => {
    const tape = webSocketTape([{ at: 500 }]);
    tape.append({
      kind: 'request',
      at: 700,
      on: 'sse',
      url: 'http://site.test/sse',
      method: 'GET',
      headers: [],
      via: 'eventsource',
      context: { kind: 'page', id: 'main' },
    });
    const channels = derive(tape);
    expect(channels.joinable('sse')).toEqual([]);
    expect(channels.join('a', 'sse')).toBe(false);
    tape.append({ kind: 'decision', at: 900, what: 'join', earlier: 'a', later: 'sse' });
    channels.update(never);
    expect(channels.leftOut).toEqual([
      'A join by hand was left out: connections a and sse are not of one kind.',
    ]);
  });
});
