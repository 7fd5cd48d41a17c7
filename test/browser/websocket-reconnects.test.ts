/**
 * WebSockets that a page opens again and again, in real Chromium against the server of the library `ws`: what the browser
 * tells of them makes one row, and what is wrong with it is found.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { TapeRecord } from '../../src/tape/index.ts';
import type { Capturing } from '../capture/capturing.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';
import { within } from './support/retimed.ts';

const plain = plainBrowser();
const { visit } = ownServers(plain);

interface Server {
  /** What it does with each WebSocket. */
  readonly accept: (socket: ServerSocket, url: string) => void;
  /** A handshake that it refuses with this status; undefined accepts it. */
  readonly refuse?: (url: string) => number | undefined;
}

/** A page of its own server, which runs a script. @returns its capture. */
async function page({ accept, refuse }: Server, script: string): Promise<Capturing> {
  const server = createServer((_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY_PAGE);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const status = refuse?.(request.url ?? '');
    if (status === undefined) {
      sockets.handleUpgrade(request, socket, head, (one) => accept(one, request.url ?? ''));
      return;
    }
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
  });
  return (await visit(server, script)).capturing;
}

/** What the panel would say by now. */
function said(records: readonly TapeRecord[]) {
  const { tape, channels, findings, rows } = derived(records);
  const connections = (id: string) =>
    channels.connections(id, 0, 99).flatMap((row) => (row.kind === 'websocket' ? [row] : []));
  return { rows, connections, found: (id: string) => findings.of(id, tape.lastAt) };
}

/** The same with each WebSocket over so many milliseconds after its last frame; what comes after it comes later. */
function aged(records: readonly TapeRecord[], ms: number): TapeRecord[] {
  let shift = 0;
  let frameAt = 0;
  return records.map((record) => {
    if (record.kind === 'frame') frameAt = record.at + shift;
    if (record.kind === 'end') shift = frameAt + ms - record.at;
    return { ...record, at: record.at + shift };
  });
}

/** Opens one as soon as the one before has closed, a number of times. */
const again = (times: number, pause: number) => `
  window.opened = 0;
  const connect = () => {
    if (window.opened++ === ${times}) return;
    const socket = new WebSocket('/socket');
    socket.onopen = () => socket.send('hello');
    socket.onclose = () => setTimeout(connect, ${pause});
  };
  connect();
  undefined`;

describe('reconnects', () => {
  test('are one row, with how each ended, the delay and the last message', async () => {
    const capturing = await page(
      {
        accept: (socket) =>
          socket.on('message', () => {
            socket.send('welcome');
            socket.close(4001, 'no');
          }),
      },
      again(3, 200),
    );
    await capturing.until('end', 3);
    const { rows, connections } = said(capturing.records);
    expect(rows).toMatchObject([{ connections: 3, events: 6 }]);
    const all = connections(rows[0]?.id ?? '');
    expect(all.map(({ ended }) => ended)).toEqual(['closed', 'closed', 'closed']);
    expect(all.map(({ lastMessage }) => lastMessage?.text)).toEqual(['welcome', 'welcome', 'welcome']);
    expect(all.map(({ join }) => join?.isSure)).toEqual([undefined, true, true]);
    // By the tape: the browser reports an end late, so that the page’s own 200 ms may be fewer here. A second record of
    // a request corrects its time.
    const began = ({ id }: { id: string }) => capturing.of('request', id).at(-1)?.at ?? Number.NaN;
    const ended = ({ id }: { id: string }) => capturing.of('end', id)[0]?.at ?? Number.NaN;
    for (const [index, row] of all.slice(1).entries())
      expect(row.join?.delay).toBe(began(row) - ended(all[index] as (typeof all)[number]));
  });

  test('are one row where the page closes one and opens the next at once', async () => {
    const capturing = await page(
      { accept: (socket) => socket.send('welcome') },
      `
      let left = 4;
      const connect = () => {
        const socket = new WebSocket('/socket?ticket=' + Math.random());
        socket.onmessage = () => {
          if (--left === 0) return;
          socket.close();
          connect();
        };
      };
      connect();
      undefined`,
    );
    await capturing.until('frame', 4);
    await capturing.until('end', 3);
    // How late the end is depends on the machine: a second is the most that is believed.
    const { rows, connections } = said(within(capturing.records, 800));
    expect(rows).toMatchObject([{ connections: 4, state: { kind: 'open' } }]);
    expect(connections(rows[0]?.id ?? '')[1]?.join?.why).toContain('but for “ticket”');
  });

  test('stay with their own where two of one place are cut together', async () => {
    const rooms = new Map<string, number>();
    const all: ServerSocket[] = [];
    const capturing = await page(
      {
        accept(socket) {
          socket.send('welcome');
          socket.on('message', (data) => {
            const room = String(data);
            rooms.set(room, (rooms.get(room) ?? 0) + 1);
            all.push(socket);
            if (all.length === 2) for (const one of all) one.terminate();
          });
        },
      },
      `
      // The second of them comes back first.
      const connect = (room, pause) => {
        const socket = new WebSocket('/socket');
        socket.onmessage = () => socket.send(room);
        socket.onclose = () => setTimeout(() => connect(room, pause), pause);
      };
      connect('join red', 300);
      connect('join blue', 100);
      undefined`,
    );
    await capturing.until('frame', 8);
    const { rows, connections } = said(capturing.records);
    expect(rows).toMatchObject([{ connections: 2 }, { connections: 2 }]);
    for (const { id } of rows) {
      const [one, other] = connections(id);
      expect(one?.lastMessage?.text).toMatch(/^join/);
      expect(other?.lastMessage?.text).toBe(one?.lastMessage?.text);
      expect(other?.join?.isSure).toBe(true);
    }
  });
});

/** What opens one of `/socket` each time it is called, for `inTurn`. */
const OPENS = `window.connect = () => {
  const socket = new WebSocket('/socket');
  socket.onopen = () => socket.send('hello');
}; undefined`;

/** Opens so many, each when the tape has the end of the one before: a busy browser reports it late, and then they overlap. */
async function inTurn(server: Server, times: number): Promise<Capturing> {
  const capturing = await page(server, OPENS);
  for (let ended = 1; ended <= times; ended++) {
    await capturing.page.evaluate('connect()');
    await capturing.until('end', ended);
  }
  return capturing;
}

const rules = (found: readonly { readonly rule: string; readonly severity: string }[]): string[] =>
  found.map(({ rule, severity }) => `${severity} ${rule}`);

describe('what is wrong', () => {
  test('a login that has run out is asked for again and again', async () => {
    const capturing = await inTurn(
      {
        accept: (socket) =>
          socket.on('message', () => {
            socket.send('{"error":"unauthorized"}');
            socket.close(4401, 'unauthorized');
          }),
      },
      10,
    );
    // A storm is so many in ten seconds, which a busy machine may not get done.
    const { rows, found } = said(within(capturing.records, 8000));
    expect(rows).toMatchObject([{ connections: 10 }]);
    const all = found(rows[0]?.id ?? '');
    expect(rules(all)).toEqual(['warning socket-storm']);
    expect(all[0]?.statement).toMatch(
      /^Up to 10 WebSockets in 10 s, .* the same last message, from the server: “{"error":"unauthorized"}”\.$/,
    );
  });

  test('what the server cuts at the same age is marked, though Chromium calls it closed', async () => {
    const capturing = await inTurn({ accept: (socket) => setTimeout(() => socket.terminate(), 200) }, 3);
    // The ages that a busy machine gives vary: each is made a minute.
    const { rows, found } = said(aged(capturing.records, 60_000));
    const cut = found(rows[0]?.id ?? '').find(({ rule }) => rule === 'socket-cut');
    expect(cut).toMatchObject({ severity: 'warning', count: 3 });
    expect(cut?.statement).toMatch(/^Cut after 60 s each time in which nothing came or went, 3 times/);
  });

  test('a question each is a note', async () => {
    const capturing = await page(
      { accept: (socket) => socket.on('message', (data) => socket.send(`answer to ${data}`)) },
      `
      let asked = 0;
      const connect = () => {
        if (asked === 6) return;
        const socket = new WebSocket('/socket');
        const question = 'question ' + asked++;
        socket.onopen = () => socket.send(question);
        socket.onmessage = () => socket.close(1000);
        socket.onclose = () => setTimeout(connect, 50);
      };
      connect();
      undefined`,
    );
    await capturing.until('end', 6);
    const { rows, found } = said(capturing.records);
    expect(rules(found(rows[0]?.id ?? ''))).toEqual(['note socket-each']);
  });

  test.each([
    [403, /Origin/],
    [502, /behind the proxy/],
    [404, /Look at the address/],
    [401, /cannot set headers/],
    [301, /no redirect of a handshake/],
  ])('a handshake refused with %i has its advice, and is a connection of the row', async (status, fix) => {
    const capturing = await inTurn({ accept: () => {}, refuse: () => status }, 3);
    const { rows, connections, found } = said(capturing.records);
    expect(rows).toMatchObject([{ connections: 3, status, state: { kind: 'ended', good: false } }]);
    const ended = `refused: HTTP ${status}`;
    expect(connections(rows[0]?.id ?? '').map((row) => row.ended)).toEqual([ended, ended, ended]);
    const [refused] = found(rows[0]?.id ?? '');
    expect(refused).toMatchObject({ rule: 'socket-refused', severity: 'error', count: 3 });
    expect(refused?.statement).toMatch(
      new RegExp(`^3 of 3 handshakes: each was answered with HTTP ${status}`),
    );
    expect(refused?.fix).toMatch(fix);
  });

  test('an ordinary page that answers the handshake is told as such', async () => {
    const capturing = await inTurn({ accept: () => {}, refuse: () => 200 }, 2);
    const { rows, found } = said(capturing.records);
    expect(rows).toMatchObject([{ connections: 2 }]);
    const [refused] = found(rows[0]?.id ?? '');
    expect(refused).toMatchObject({ rule: 'socket-refused', count: 2 });
    expect(refused?.fix).toMatch(/What answered is no WebSocket server/);
  });
});
