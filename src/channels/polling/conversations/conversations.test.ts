import { describe, expect, test } from 'vitest';
import { chunk, request, response } from '../../../tape/testing.ts';
import { Channels, EndpointChoices, type PollLoop } from '../../index.ts';
import { EIO, negotiate, open, receive, refused, send, UNKNOWN } from '../../testing/clients.ts';
import { derive, never } from '../../testing/derive.ts';
import { type Ask, askTape, loopsOf } from '../../testing/polling.ts';
import { info, xhr } from '../../testing/sockjs.ts';
import { AGENT, NOW } from '../clients/testing/requests.ts';

const channelsOf = (...asks: Ask[]): Channels => derive(askTape(asks));
const loopsIn = (...asks: Ask[]): PollLoop[] => loopsOf(channelsOf(...asks));
function loopIn(...asks: Ask[]): PollLoop {
  const [loop, ...others] = loopsIn(...asks);
  if (!loop || others.length > 0) throw new Error(`${others.length + (loop ? 1 : 0)} loops`);
  return loop;
}

/** Rows as "direction type|data". */
function shown(loop: PollLoop | undefined): string[] {
  if (!loop) return [];
  return Array.from({ length: loop.rows.count }, (_, key) => {
    const { direction, type, data } = loop.rows.describe(key);
    return `${direction} ${type}|${data}`;
  });
}

const roles = (loop: PollLoop) => loop.cycleRows(0, loop.cycleCount).map(({ role }) => role);

describe('a conversation', () => {
  test('is a row from its first request on, which has no answer yet', () => {
    const loop = loopIn({ at: 0, url: EIO });
    expect(loop.overview()).toMatchObject({
      label: 'known-client',
      sureness: 'certain',
      client: { label: 'Engine.IO (Socket.IO)', sessions: 0, sends: 0 },
      why: [expect.stringMatching(/EIO and transport=polling.*engine\.io-protocol/), expect.any(String)],
    });
    expect(loop.summary()).toMatchObject({ name: 'socket.io', client: 'Engine.IO (Socket.IO)' });
  });

  test('has all that its client asks, receives and sends, in nothing else', () => {
    const channels = channelsOf(
      open(0, 'a'),
      send(10, 'a', '40'),
      receive(12, 'a'),
      send(1000, 'a', '42["say","1"]\u001e42["say","2"]'),
      receive(3020, 'a'),
      send(7000, 'a', '1'),
    );
    const loops = loopsOf(channels);
    expect(loops).toHaveLength(1);
    expect(channels.polls.repeating().groups).toEqual([]);
    const [loop] = loops as [PollLoop];
    expect(roles(loop)).toEqual(['handshake', 'send', 'receive', 'send', 'receive', 'close']);
    expect(shown(loop)).toEqual([
      'received open|0{"sid":"a"}',
      'sent connect|40',
      'sent event say|42["say","1"]',
      'sent event say|42["say","2"]',
      'received event said|42["said","x"]',
      'received event said|42["said","x"]',
      'sent close|1',
    ]);
    expect(loop.cost().messages).toEqual({ received: 3, sent: 4 });
    expect(loop.rows.text(2)).toMatchObject({ direction: 'sent' });
  });

  test('counts what receives only: what is sent meanwhile is no overlap, no gap, and no answer', () => {
    const sends = Array.from({ length: 20 }, (_, i) => send(100 + i * 100, 'a', `42["say",${i}]`));
    const loop = loopIn(open(0, 'a'), receive(10, 'a'), ...sends, receive(3030, 'a'), receive(6050, 'a'));
    const { holds, gaps, outcomes, delay, client } = loop.overview();
    expect([holds.count, holds.mean, gaps.count, gaps.max]).toEqual([3, 3000, 2, 20]);
    expect(outcomes).toMatchObject({ data: 3, empty: 0, waiting: 0 });
    expect(delay?.worst).toBe(20);
    expect(client?.sends).toBe(20);
    const [, first, sent] = loop.cycleRows(0, 3);
    expect([first?.gap, sent?.gap]).toEqual([20, null]);
    expect(loop.lanes()[0]?.bars.count).toBe(4);
  });

  test('is open while it is held, whatever is sent meanwhile', () => {
    const loop = loopIn(
      open(0, 'a'),
      receive(10, 'a', { held: undefined as never }),
      send(900, 'a', '42[1]'),
    );
    expect(loop.summary()).toMatchObject({
      state: { kind: 'open' },
      verdict: 'Polling: request 2 is held by the server, or on its way.',
    });
  });

  test('shows an answer to what was sent where it says more than that it came', () => {
    const loop = loopIn(
      open(0, 'a'),
      send(10, 'a', '42[1]', { answer: 'ok?' }),
      send(20, 'a', '42[2]', UNKNOWN),
    );
    expect(shown(loop).slice(2)).toEqual([
      'received |ok?',
      'sent event|42[2]',
      expect.stringMatching(/^null error\|.*Session ID unknown/),
    ]);
  });
});

describe('sessions', () => {
  test('continue it one after another', () => {
    const loop = loopIn(
      open(0, 'a'),
      receive(10, 'a', { held: 900 }),
      open(5000, 'b'),
      receive(5010, 'b'),
      send(5020, 'b', '40'),
    );
    expect(loop.overview().client?.sessions).toBe(2);
    expect(loop.summary().verdict).toMatch(/^Session 2 of its client\. /);
  });

  test('at the same time are a row each', () => {
    const loops = loopsIn(
      open(0, 'a'),
      receive(10, 'a'),
      open(500, 'b'),
      receive(510, 'b'),
      send(600, 'a', '42[1]'),
      receive(3020, 'a'),
      receive(3520, 'b'),
    );
    expect(loops.map((loop) => loop.cycleCount)).toEqual([4, 3]);
  });

  test('that are not named by a response are, by what follows it', () => {
    const loops = loopsIn(open(0, 'a', { answer: '' }), receive(10, 'a'), send(20, 'a', '40'));
    expect(loops.map((loop) => loop.cycleCount)).toEqual([3]);
  });

  test('begin though a request of one that failed, or was closed, still waits', () => {
    const loops = loopsIn(
      open(0, 'a'),
      send(10, 'a', '40', UNKNOWN),
      receive(12, 'a', { held: 25_000 }),
      open(500, 'b'),
      receive(510, 'b', { held: 25_000 }),
      send(520, 'b', '1'),
      open(900, 'c'),
    );
    expect(loops.map((loop) => loop.cycleCount)).toEqual([7]);
  });

  test('are known though their handshake is reported after what follows it', () => {
    const tape = askTape([{ at: 0, url: EIO }, send(10, 'a', '40'), receive(20, 'a')]);
    tape.append(response('x1', { at: 8, mimeType: 'text/plain', headers: [] }));
    tape.append(chunk('x1', 8, '0{"sid":"a"}'));
    tape.append({ kind: 'end', at: 8, on: 'x1', how: 'complete' });
    const loops = loopsOf(derive(tape));
    expect(loops.map((loop) => [loop.cycleCount, loop.overview().client?.sessions])).toEqual([[3, 1]]);
    // What is shown of it comes when it is reported, and no time runs backwards.
    const rows = loops[0]?.rows;
    for (let key = 1; key < (rows?.count ?? 0); key++)
      expect(rows?.describe(key).delta).toBeGreaterThanOrEqual(0);
  });

  test('of other bases and of other clients are other rows', () => {
    const other = EIO.replace('socket.io', 'other');
    const loops = loopsIn(open(0, 'a'), { ...open(2000, 'b'), url: other }, receive(10, 'a'));
    expect(loops.map((loop) => loop.summary().name)).toEqual(['socket.io', 'other']);
  });
});

describe('a client that chooses its transport', () => {
  const hub = (at: number, change: Partial<Ask> = {}): Ask => ({
    at,
    url: `http://site.test/hub?id=k&_=${NOW}`,
    headers: AGENT,
    held: 50,
    answer: '{"type":1,"target":"said"}\u001e',
    ...change,
  });
  const said = (at: number): Ask =>
    hub(at, { method: 'POST', url: 'http://site.test/hub?id=k', body: '{"type":6}\u001e', answer: '' });

  test('has no row before it receives, and then with its negotiation', () => {
    expect(loopsIn(negotiate(0))).toEqual([]);
    const loop = loopIn(negotiate(0), hub(10, { answer: '' }), said(70), hub(80));
    expect(roles(loop)).toEqual(['handshake', 'receive', 'send', 'receive']);
    expect(loop.overview().client?.sessions).toBe(1);
    expect(shown(loop).at(-2)).toBe('sent 6|{"type":6}');
  });

  test('has none where it receives by another transport', () => {
    const channels = channelsOf(negotiate(0), said(70), said(200), said(400));
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.polls.repeating().groups).toMatchObject([{ label: 'sends', requests: 3 }]);
  });

  test('has one where its negotiation fails, one after another', () => {
    const failing = [0, 1000, 2000].map((at) => negotiate(at, { status: 404, answer: 'no hub here' }));
    const loop = loopIn(...failing);
    expect(loop.summary()).toMatchObject({
      failing: true,
      client: 'SignalR',
      verdict: expect.stringMatching(/^The latest 3 of 3 requests failed\. HTTP 404\. .*no hub here/),
    });
  });
});

describe('SockJS', () => {
  const at = (t: number, rest: string, change: Partial<Ask>): Ask => ({
    at: t,
    url: `http://site.test/echo/${rest}?t=${NOW}`,
    method: 'POST',
    body: '',
    ...change,
  });
  const info: Ask = {
    at: 0,
    url: 'http://site.test/echo/info?t=1764228000001',
    held: 5,
    answer: '{"websocket":true,"origins":["*:*"],"entropy":1}',
  };

  test('is one row with its /info, and shows each message that is sent', () => {
    const loop = loopIn(
      info,
      at(10, '042/abcdefgh/xhr', { held: 5, answer: 'o\n' }),
      at(20, '042/abcdefgh/xhr', { held: 500, answer: 'a["hi"]\n' }),
      at(30, '042/abcdefgh/xhr_send', { held: 5, body: '["hi","you"]', answer: '', status: 204 }),
    );
    expect(roles(loop)).toEqual(['info', 'receive', 'receive', 'send']);
    expect(shown(loop).slice(1)).toEqual([
      'received open|o',
      'sent |"hi"',
      'sent |"you"',
      'received messages|["hi"]',
    ]);
  });

  test('twice at the same time is two rows, each with its own /info', () => {
    const loops = loopsIn(
      info,
      { ...info, at: 1, url: `${info.url}1` },
      at(10, '042/abcdefgh/xhr', { held: 500, answer: 'o\n' }),
      at(20, '042/zbcdefgh/xhr', { held: 500, answer: 'o\n' }),
    );
    expect(loops.map(roles)).toEqual([
      ['info', 'receive'],
      ['info', 'receive'],
    ]);
  });

  test('after Clear is read on behind what is gone', () => {
    const tape = askTape([at(10, '042/abcdefgh/xhr_streaming', { held: 5, isOpen: true })]);
    tape.append({ kind: 'gap', at: 500, on: 'x1', why: 'cleared' });
    tape.append(chunk('x1', 800, 'x"]\na["y"]\n'));
    expect(shown(loopsOf(derive(tape))[0])).toEqual(['received messages|["y"]']);
  });

  test('alone with its /info is no row', () => {
    expect(loopsIn(info)).toEqual([]);
  });

  test('that streams has each record as it comes, beside what is sent', () => {
    const asks = [
      at(10, '042/abcdefgh/xhr_streaming', {
        held: 5,
        isOpen: true,
        change: { mimeType: 'application/javascript' },
      }),
      at(700, '042/abcdefgh/xhr_send', { held: 5, body: '["hi"]', answer: '', status: 204 }),
    ];
    const tape = askTape(asks);
    tape.append(chunk('x1', 800, 'o\na["x'));
    tape.append(chunk('x1', 900, '"]\na["z"'));
    const [loop] = loopsOf(derive(tape));
    expect(shown(loop)).toEqual(['sent |"hi"', 'received open|o', 'received messages|["x"]']);
    expect([loop?.rows.time(1), loop?.rows.time(2)]).toEqual([800, 900]);
    expect(loop?.rows.holding(0, 3)).toBe(2);
    expect(loop?.summary()).toMatchObject({ state: { kind: 'open' }, lastByteAt: 900 });
    tape.append({ kind: 'end', at: 1000, on: 'x1', how: 'complete' });
    const [ended] = loopsOf(derive(tape));
    expect(shown(ended).slice(3)).toEqual([expect.stringMatching(/a\["z"$/)]);
    expect(ended?.rows.describe(3)).toMatchObject({ kind: 'discarded' });
  });
});

describe('sessions that do not last', () => {
  test('are one row that fails, with the words of the server, though each opens', () => {
    const loop = loopIn(...refused(4));
    expect(loop.summary()).toMatchObject({
      failing: true,
      verdict: expect.stringMatching(
        /^4 of 12 requests failed, and none between them brought a message\. HTTP 400\. .*Session ID unknown/,
      ),
    });
    expect(loop.overview().outcomes).toMatchObject({ error: 4, stopped: 4 });
  });

  test('are over with the first message', () => {
    const loop = loopIn(...refused(4), open(5000, 'z'), receive(5010, 'z', { held: 100 }));
    expect(loop.summary().failing).toBeUndefined();
  });
});

describe('what the user says', () => {
  const asks = [open(0, 'a'), receive(10, 'a'), send(20, 'a', '40'), receive(3020, 'a')];

  test('takes it off, with all that is its, and back', () => {
    const channels = channelsOf(...asks);
    const endpoint = loopsOf(channels)[0]?.overview().endpoint ?? '';
    channels.setEndpointChoice(endpoint, 'not-a-loop');
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.polls.repeating().groups).toMatchObject([
      { endpoint, requests: 3, choice: 'not-a-loop' },
    ]);
    channels.setEndpointChoice(endpoint, null);
    expect(loopsOf(channels).map((loop) => loop.cycleCount)).toEqual([4]);
    expect(channels.polls.repeating().groups).toEqual([]);
  });

  test('that an address of it is shown as a stream takes that out of it; the rest is on its own', () => {
    const channels = channelsOf(...asks);
    const endpoint = loopsOf(channels)[0]?.overview().endpoint ?? '';
    channels.setEndpointChoice(endpoint, 'stream');
    const pieces = () => channels.rows().filter((row) => row.kind === 'stream' && row.transport === 'pieces');
    expect(pieces().map(({ id }) => id)).toEqual(['x1', 'x2', 'x4']);
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.polls.exchange('x3')).toBeDefined();
    channels.setEndpointChoice(endpoint, null);
    expect(pieces()).toEqual([]);
    expect(loopsOf(channels).map(roles)).toEqual([['handshake', 'receive', 'receive']]);
  });

  test('that what it sends to is shown as a stream leaves the rest a conversation', () => {
    const channels = channelsOf(...asks);
    channels.setEndpointChoice('POST http://site.test/socket.io/', 'stream');
    expect(channels.pieces('x3')).toBeDefined();
    expect(loopsOf(channels).map(roles)).toEqual([['handshake', 'receive', 'receive']]);
  });

  test('before it comes, that an address of it is shown as a stream, can be taken back', () => {
    const session = new EndpointChoices();
    session.set('GET http://site.test/socket.io/', 'stream');
    const channels = new Channels(askTape(asks), session);
    while (channels.update(never));
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.rows()).toHaveLength(3);
    session.set('GET http://site.test/socket.io/', null);
    channels.setEndpointChoice('GET http://site.test/socket.io/', null);
    expect(loopsOf(channels).map(roles)).toEqual([['handshake', 'receive', 'receive']]);
  });

  test('holds for what is asked later', () => {
    const session = new EndpointChoices();
    session.set('GET http://site.test/socket.io/', 'not-a-loop');
    const channels = new Channels(askTape(asks), session);
    while (channels.update(never));
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.polls.repeating().requests).toBe(3);
  });
});

test('a page that goes takes its conversation with it: the next one begins another', () => {
  const tape = askTape([open(0, 'a'), receive(10, 'a', { held: 20 })]);
  tape.append({ kind: 'navigate', at: 100, url: 'http://site.test/next', how: 'navigation' });
  const channels = derive(tape);
  expect(loopsOf(channels).map(({ isClosed }) => isClosed)).toEqual([true]);
  tape.append(request('n1', { at: 200, url: EIO, via: 'xhr', exchange: true }));
  while (channels.update(never));
  expect(loopsOf(channels).map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

describe('sessions that each request names', () => {
  /** What a session of xhr-polling asks: what opens it, and three polls, each at once after the one before. */
  const session = (name: string, at: number) => [
    xhr(at, name),
    ...[10, 1020, 2030].map((after) => xhr(at + after, name, { held: 1000, answer: 'a["x"]\n' })),
  ];

  test('are two rows where they begin together, at whatever moment the second does', () => {
    // In the middle of a request of the first, and while it has its answer and has not asked again.
    for (const later of [1, 4, 6, 9, 500, 1012, 1018]) {
      const loops = loopsIn(...session('a', 100), ...session('b', 100 + later));
      expect(loops.map((loop) => [later, loop.cycleCount, loop.overview().client?.sessions])).toEqual([
        [later, 4, 1],
        [later, 4, 1],
      ]);
    }
  });

  test('each have what their client asked first', () => {
    const asks = [info(0), info(1), ...session('a', 10), ...session('b', 16)];
    expect(loopsIn(...asks).map((loop) => roles(loop)[0])).toEqual(['info', 'info']);
  });

  test('continue one that is over: stopped, failed, closed by the server, or silent', () => {
    const first = session('a', 0).slice(0, 2);
    const ways: Ask[][] = [
      [...first, xhr(1020, 'a', { held: 300, status: 0, end: { how: 'cancelled' } })],
      [...first, xhr(1020, 'a', { held: 300, status: 404 })],
      [...first, xhr(1020, 'a', { held: 300, answer: 'c[3000,"Go away!"]\n' })],
    ];
    for (const before of ways)
      expect(
        loopsIn(...before, ...session('b', 1400)).map((loop) => loop.overview().client?.sessions),
      ).toEqual([2]);
    expect(loopsIn(...first, ...session('b', 7000))).toHaveLength(1);
    // A second after its answer it may be the other session that asks late.
    expect(loopsIn(...first, ...session('b', 2000))).toHaveLength(2);
  });
});
