/**
 * Known clients over HTTP: the real clients in one page of real Chromium, on their own servers where these run in Node. Each
 * conversation is one row, with what the page sent.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketIo } from 'socket.io';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel, PollLoop } from '../../../src/channels/index.ts';
import type { TapeRecord } from '../../../src/tape/index.ts';
import { poll } from '../../devtools/poll.ts';
import { derived } from '../support/derived.ts';
import { openSite, type Site } from '../support/healthy/site.ts';
import { sockJs } from '../support/healthy/sockjs.ts';
import { phoenixPolling, roundRobin, signalRPolling } from '../support/long-polling.ts';
import { plainBrowser } from '../support/plain-browser.ts';

const plain = plainBrowser();
const closing: (() => unknown)[] = [];

const LIB = `
  export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';
  export { default as SockJs } from 'sockjs-client/dist/sockjs.js';
  export * as signalR from '@microsoft/signalr';
  export { LongPoll, Socket } from 'phoenix';
`;

const SOCKET_IO = `
  const socket = lib.io({ transports: ['polling'] });
  const said = new Promise((done) => socket.on('said', done));
  await new Promise((done) => socket.once('connect', done));
  await socket.emitWithAck('say', 'one');
  await said;
`;
const SOCKJS = `
  // Without a time-out of its own the client gives up on a busy machine.
  const socket = new lib.SockJs('/echo', null, { transports: 'xhr-streaming', timeout: 60_000 });
  await new Promise((done) => { socket.onopen = done; });
  for (const text of ['a', 'b', 'c'])
    await new Promise((done) => { socket.onmessage = done; socket.send('xhr-streaming ' + text); });
`;
/** Two sessions, one after another: the first sends two texts and is closed by the page. */
const EVENT_SOURCE = `
  const talk = async (texts) => {
    const socket = new lib.SockJs('/streamed', null, { transports: 'eventsource', timeout: 60_000 });
    await new Promise((done) => { socket.onopen = done; });
    for (const text of texts)
      await new Promise((done) => { socket.onmessage = done; socket.send(text); });
    return socket;
  };
  (await talk(['a', 'b'])).close();
  await talk(['c']);
`;
const SIGNALR = `
  const hub = new lib.signalR.HubConnectionBuilder().withUrl('/hub').configureLogging('none').build();
  hub.on('said', () => {});
  await hub.start();
  await hub.invoke('Say', 'one');
  await hub.invoke('Say', 'two');
  await hub.stop();
`;
const PHOENIX = `
  const socket = new lib.Socket('/socket', { transport: lib.LongPoll });
  socket.connect();
  const channel = socket.channel('room:1', {});
  await new Promise((ok, failed) => channel.join().receive('ok', ok).receive('error', failed));
  await new Promise((done) => { channel.on('shout', done); channel.push('shout', { text: 'hello' }); });
`;
/** Until four sessions were thrown out. */
const REFUSED = `
  const socket = lib.io({ path: '/refused', transports: ['polling'], reconnectionDelay: 20, reconnectionDelayMax: 40 });
  let closed = 0;
  await new Promise((done) => socket.io.on('close', () => ++closed === 4 && done()));
  socket.disconnect();
`;

function chat(io: SocketIo): void {
  io.on('connection', (socket) =>
    socket.on('say', (text, acknowledge) => {
      socket.emit('said', text);
      acknowledge('heard');
    }),
  );
}

/** One of two servers that know nothing of each other. The client lets a request wait until a ping comes; a browser has six. */
async function lonelyServer(): Promise<Server> {
  const server = createServer();
  const io = new SocketIo(server, { path: '/refused', serveClient: false, pingInterval: 400 });
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  closing.push(() => io.close());
  return server;
}

type Seen = ReturnType<typeof derived>;
let seen: Seen;

beforeAll(async () => {
  const lonely = [await lonelyServer(), await lonelyServer()];
  const refused = roundRobin(() => lonely.map((server) => (server.address() as AddressInfo).port));
  const [hub, socket] = [signalRPolling(), phoenixPolling()];
  const site: Site = await openSite(
    plain,
    { onTestFinished: (close: () => unknown) => closing.push(close) } as never,
    {
      lib: LIB,
      answer(request, response, url) {
        if (url.pathname.startsWith('/refused')) refused(request, response, url);
        else if (url.pathname.startsWith('/hub')) hub(request, response, url);
        else if (url.pathname === '/socket/longpoll') socket(request, response, url);
      },
      attach(server) {
        const io = new SocketIo(server, { serveClient: false });
        chat(io);
        sockJs()(server);
        sockJs(undefined, '/streamed')(server);
        return () => void io.close();
      },
    },
  );
  const all = [SOCKET_IO, SOCKJS, EVENT_SOURCE, SIGNALR, PHOENIX, REFUSED];
  // One after the other: at once they would be late for one another. Two sessions at once are in conversations.test.ts.
  for (const script of all) await site.run(`await (async () => {${script}})();`);
  // The browser reports what it is asked for last after the page has it.
  await poll('the messages', async () => {
    seen = derived(inOrder(await site.records()));
    const echoed = rowsOf('received messages|["xhr-streaming c', 'echo').length > 0;
    const streamed = shown(channelOf('streamed')).includes('received messages|a["c"]');
    return rowsOf('shout', 'longpoll').length > 0 && isFailing('refused') && echoed && streamed;
  });
}, 60_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** By their times. On a busy machine an answer is reported after what the page asks when it has it, and begins a session. */
function inOrder(records: readonly TapeRecord[]): readonly TapeRecord[] {
  return records.toSorted((a, b) => a.at - b.at);
}

const isFailing = (name: string) => seen.rows.some((row) => row.name === name && row.failing);

/** The loops of a name. */
function loops(name: string): readonly PollLoop[] {
  return seen.rows.flatMap((row) => {
    const loop = row.name.split(' ')[0] === name ? seen.channels.loop(row.id) : undefined;
    return loop ? [loop] : [];
  });
}

/** The channel of the row of a name. */
function channelOf(name: string): Channel | undefined {
  const row = seen.rows.find((each) => each.name === name);
  return row && seen.channels.channel(row.id);
}

/** Rows of a channel as "direction type|data". */
function shown(loop: Channel | undefined): string[] {
  return Array.from({ length: loop?.rows.count ?? 0 }, (_, key) => {
    const row = loop?.rows.describe(key);
    return `${row?.direction} ${row?.type}|${row?.data}`;
  });
}
const rowsOf = (text: string, name: string) =>
  loops(name).flatMap((loop) => shown(loop).filter((row) => row.includes(text)));
const roles = (loop: PollLoop | undefined) =>
  loop?.cycleRows(0, loop.cycleCount).map(({ role }) => role) ?? [];
const gravely = (loop: PollLoop | undefined) =>
  seen.findings.of(loop?.id ?? '', seen.tape.lastAt).filter(({ severity }) => severity !== 'note');

test('each conversation is one row, and nothing else is', () => {
  const rows = seen.rows.map(({ name, client, transport }) => [name, client, transport]);
  expect(rows.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['echo', 'SockJS', 'poll'],
    ['hub', 'SignalR', 'poll'],
    ['longpoll', 'Phoenix channels', 'poll'],
    ['refused', 'Engine.IO (Socket.IO)', 'poll'],
    ['socket.io', 'Engine.IO (Socket.IO)', 'poll'],
    ['streamed', 'SockJS', 'sse'],
  ]);
  expect(seen.channels.polls.repeating().groups.map(({ endpoint }) => endpoint)).toEqual([]);
  for (const row of seen.rows.filter(({ transport }) => transport === 'poll'))
    expect(seen.channels.loop(row.id)?.overview()).toMatchObject({
      label: 'known-client',
      sureness: 'certain',
    });
});

test('socket.io', () => {
  const [loop] = loops('socket.io');
  expect(roles(loop)[0]).toBe('handshake');
  const rows = shown(loop);
  expect(rows.filter((row) => row.startsWith('received open|0{"sid":'))).toHaveLength(1);
  expect(rows).toContain('sent connect|40');
  expect(rows).toContain('sent event say|420["say","one"]');
  expect(rows).toContain('received event said|42["said","one"]');
  expect(rows).toContain('received ack|430["heard"]');
  expect(rows.filter((row) => row.endsWith('|ok'))).toEqual([]);
  expect(loop?.overview().client).toMatchObject({ sessions: 1, sends: 2 });
  expect(gravely(loop)).toEqual([]);
});

test('SockJS, streamed: its frames are rows as they come', () => {
  const [loop, ...others] = loops('echo');
  expect(others).toEqual([]);
  const rows = shown(loop).filter((row) => !row.includes('|h'));
  const texts = ['a', 'b', 'c'].map((text) => `"xhr-streaming ${text}"`);
  // An answer may be reported after what the page sends when it has it.
  expect(rows.filter((row) => row.startsWith('sent'))).toEqual(texts.map((text) => `sent |${text}`));
  expect(rows.filter((row) => !row.startsWith('sent'))).toEqual([
    expect.stringMatching(/^received \|\{"websocket":true/),
    'received open|o',
    ...texts.map((text) => `received messages|[${text}]`),
  ]);
  expect(roles(loop).filter((role) => role === 'info')).toHaveLength(1);
  expect(gravely(loop)).toEqual([]);
});

test('SockJS by EventSource: two sessions are connections of one event stream, with what the page sent', () => {
  const channel = channelOf('streamed');
  const id = channel?.id ?? '';
  const row = seen.rows.find((each) => each.id === id);
  expect(row).toMatchObject({ connections: 2, base: expect.stringMatching(/\/streamed$/) });
  const rows = shown(channel).filter((each) => !each.includes('|h') && !each.startsWith('received |{'));
  expect(rows.filter((each) => each.startsWith('sent'))).toEqual(['sent |"a"', 'sent |"b"', 'sent |"c"']);
  expect(rows.filter((each) => each.startsWith('received'))).toEqual([
    'received open|o',
    'received messages|a["a"]',
    'received messages|a["b"]',
    'received open|o',
    'received messages|a["c"]',
  ]);
  expect(rows.filter((each) => each.startsWith('null'))).toEqual([
    expect.stringMatching(/^null \|Connection 2, /),
  ]);
  const [, second] = seen.channels.connections(id, 0, 2);
  expect(second?.join?.why).toMatch(/a new session of SockJS/);
  // What is an event stream's own.
  const key = shown(channel).indexOf('received messages|a["a"]');
  expect(channel?.payload(key)).toMatchObject({ type: 'message', data: 'a["a"]' });
  expect(channel?.block(key)).toMatchObject({ key });
  expect(seen.findings.of(id, seen.tape.lastAt).filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('SignalR', () => {
  const [loop] = loops('hub');
  expect(roles(loop)[0]).toBe('handshake');
  expect(roles(loop).at(-1)).toBe('close');
  const rows = shown(loop);
  expect(rows).toContain('sent |{"protocol":"json","version":1}');
  expect(rows.filter((row) => row.startsWith('sent 1|'))).toHaveLength(2);
  expect(rows).toContain('received 1|{"type":1,"target":"said","arguments":["one"]}');
  expect(gravely(loop)).toEqual([]);
});

test('Phoenix', () => {
  const [loop] = loops('longpoll');
  expect(roles(loop).slice(0, 2)).toEqual(['handshake', 'receive']);
  const rows = shown(loop);
  expect(rows.some((row) => /^sent .*"room:1","phx_join"/.test(row))).toBe(true);
  expect(rows.some((row) => /^sent .*"shout",\{"text":"hello"\}/.test(row))).toBe(true);
  expect(rows.some((row) => /^received .*shout.*hello/.test(row))).toBe(true);
  expect(gravely(loop)).toEqual([]);
});

test('socket.io between two servers without sticky sessions: one row that fails, and why', () => {
  const [loop] = loops('refused');
  const row = seen.rows.find(({ name }) => name === 'refused');
  expect(row).toMatchObject({ failing: true, verdict: expect.stringContaining('Session ID unknown') });
  expect(loop?.overview().client?.sessions).toBeGreaterThanOrEqual(4);
  expect(gravely(loop)).toMatchObject([
    {
      rule: 'poll-fails',
      statement: expect.stringContaining('without a message between them'),
      fix: expect.stringContaining('sticky sessions'),
    },
  ]);
});
