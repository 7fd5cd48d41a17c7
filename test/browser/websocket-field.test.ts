/**
 * What is said of WebSockets as libraries use them: the server of `ws`, real Chromium, and the channels and findings of the tape.
 */
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TapeRecord } from '../../src/tape/index.ts';
import type { Capturing } from '../capture/capturing.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';
import { evenly } from './support/retimed.ts';

/** Milliseconds between two heartbeats. */
const BEAT = 400;

const plain = plainBrowser();
const { visit } = ownServers(plain);

/** A page of a server whose WebSockets are served so; the page runs a script. `/app.js` has `connect(path)`. */
async function page(serve: (socket: WebSocket) => void, script: string): Promise<Capturing> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    const app =
      'const connect = (path = "/socket") =>\n  new WebSocket(location.origin.replace("http", "ws") + path);';
    response.end(isScript ? app : `${EMPTY_PAGE}<script src="/app.js"></script>`);
  });
  new WebSocketServer({ server }).on('connection', serve);
  return (await visit(server, script)).capturing;
}

/** What the panel would say of these records, of each row. @param later milliseconds after the last of them. */
function said(records: readonly TapeRecord[], later = 0) {
  const { tape, channels, findings, rows: streams } = derived(records);
  return streams.flatMap((row) => {
    const rows = channels.channel(row.id)?.rows;
    return [
      {
        types: Array.from({ length: rows?.count ?? 0 }, (_, key) => rows?.describe(key).type),
        found: findings
          .of(row.id, tape.lastAt + later)
          .map((finding) => `${finding.severity} ${finding.rule}`),
        statements: findings.of(row.id, tape.lastAt + later).map(({ statement }) => statement),
      },
    ];
  });
}

describe('a heartbeat that stops while the WebSocket is open', () => {
  const decoder = new TextDecoder();
  /** The tape with the heartbeat as even as the server means it. */
  const beats = ({ records }: Capturing, message: string): TapeRecord[] =>
    evenly(records, (record) => record.kind === 'frame' && decoder.decode(record.bytes) === message, BEAT);

  /** Writes so often, and then nothing more. */
  const beating =
    (message: string, first: readonly string[] = []) =>
    (socket: WebSocket) => {
      for (const text of first) socket.send(text);
      let left = 8;
      const timer = setInterval(() => {
        socket.send(message);
        if (--left === 0) clearInterval(timer);
      }, BEAT);
      socket.on('close', () => clearInterval(timer));
    };

  test.each([
    ['Action Cable', '{"type":"ping","message":1700000000}', ['{"type":"welcome"}'], 'ping'],
    ['SignalR', '{"type":6}\x1e', ['{}\x1e'], '6'],
    ['SockJS', 'h', ['o'], 'text'],
    ['Engine.IO', '2', ['0{"sid":"x","pingInterval":400}'], 'ping'],
  ] as const)('%s', async (_, message, first, type) => {
    const capturing = await page(beating(message, first), 'window.socket = connect(); undefined');
    await capturing.until('frame', 8 + first.length);
    const records = beats(capturing, message);
    const [{ types, found } = { types: [], found: ['none'] }] = said(records, 2000);
    expect(types.slice(first.length)).toEqual(Array.from({ length: 8 }, () => type));
    expect(found).toEqual([]);
    const [row] = said(records, 5000);
    expect(row?.found).toEqual(['warning socket-heartbeat']);
    expect(row?.statements[0]).toMatch(/^No heartbeat for 5 s; “.*” came every \d+ ms\.$/);
  });

  test('prices that stop are a silence', async () => {
    const price = '{"type":"price","value":100}';
    const capturing = await page(beating(price), 'window.socket = connect(); undefined');
    await capturing.until('frame', 8);
    const records = beats(capturing, price);
    expect(said(records, 9000)[0]?.found).toEqual([]);
    expect(said(records, 61_000)[0]?.found).toEqual(['note socket-silence']);
  });
});

describe('WebSockets of one line', () => {
  const hello = (socket: WebSocket): void => socket.send('hello');

  test('three at once are noted on each', async () => {
    const capturing = await page(hello, 'window.sockets = [connect(), connect(), connect()]; undefined');
    await capturing.until('frame', 3);
    const rows = said(capturing.records, 4000);
    expect(rows.map(({ found }) => found)).toEqual([1, 2, 3].map(() => ['note sockets-at-once']));
    expect(rows[0]?.statements[0]).toMatch(
      /^3 WebSockets to this address, all opened by the same line \(app\.js:2\), are open/,
    );
  });

  test('one after the other, and two addresses, are none', async () => {
    const capturing = await page(
      hello,
      `window.sockets = [connect('/a'), connect('/b')];
       sockets[0].onmessage = () => { sockets[0].close(); sockets.push(connect('/a')); };
       undefined`,
    );
    await capturing.until('frame', 3);
    await capturing.until('end');
    expect(said(capturing.records, 4000).flatMap(({ found }) => found)).toEqual([]);
  });
});
