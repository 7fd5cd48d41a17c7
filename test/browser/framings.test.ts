/**
 * What the libraries' own servers write, read by their own clients in the real browser: frames of SockJS, packets of Engine.IO,
 * messages of message_bus. The latter's server is one of Ruby: here its bytes are written as its gem writes them.
 */
import type { Server, ServerResponse } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { describe, expect, type TestContext, test } from 'vitest';
import { Exchange } from '../../src/channels/polling/exchange.ts';
import { ResponseRows } from '../../src/channels/polling/response-rows.ts';
import { Tape, type TapeRecord } from '../../src/tape/index.ts';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { derived } from './support/derived.ts';
import { openSite, type Site, type SiteOptions } from './support/healthy/site.ts';
import { sockJsServer } from './support/healthy/sockjs.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const site = (context: TestContext, options: SiteOptions): Promise<Site> => openSite(plain, context, options);

/** The rows of the one channel in Streams, as "kind type|id|data" but for what was sent, and what is found on it. */
function streamOf(records: readonly TapeRecord[]) {
  const { channels, findings, rows, tape } = derived(records);
  const all = channels.channel(rows[0]?.id ?? '')?.rows;
  const described = Array.from({ length: all?.count ?? 0 }, (_, key) => all?.describe(key));
  // What the server can, asked before, is no frame.
  const framed = described.filter(
    (row) => row?.direction !== 'sent' && !row?.data.startsWith('{"websocket"'),
  );
  const shown = framed.map(shownAs);
  return { rows, shown, found: findings.of(rows[0]?.id ?? '', tape.lastAt) };
}

/** The rows of every answer of an address, in order. */
function answersOf(records: readonly TapeRecord[], address: RegExp): string[] {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return records.flatMap((record) => {
    const isAsked =
      record.kind === 'request' && address.test(record.url ?? '') && record.method !== 'OPTIONS';
    const connection = isAsked ? tape.connection(record.on) : undefined;
    if (!connection || !isAsked) return [];
    const exchange = new Exchange(connection, record);
    for (const fact of connection.facts) exchange.addFact(fact);
    if (!exchange.isOver || exchange.end?.how !== 'complete') return [];
    const rows = new ResponseRows([exchange]);
    rows.add(0, exchange.content().list);
    return Array.from({ length: rows.count }, (_, key) => shownAs(rows.describe(key)));
  });
}

/** The rows of all answers that packets or frames are in, once this one has come. */
const answered = (capturing: Capturing, address: RegExp, until: RegExp): Promise<string[]> =>
  poll(`an answer with ${until.source}`, async () => {
    const rows = answersOf(capturing.all, address).filter((row) => !row.endsWith('|ok'));
    return rows.some((row) => until.test(row)) && rows;
  });

/** The one row of Streams, once all its responses are over. */
const streamed = (capturing: Capturing): Promise<ReturnType<typeof streamOf>> =>
  poll('the end of the stream', async () => {
    const seen = streamOf(capturing.all);
    return seen.rows[0]?.state.kind === 'resting' && seen;
  });

function shownAs(row: { kind: string; type: string; id: string; data: string } | undefined): string {
  return `${row?.kind} ${row?.type}|${row?.id}|${row?.data}`;
}

describe.concurrent('SockJS', () => {
  const lib = `export { default } from 'sockjs-client/dist/sockjs.js';`;
  /** Ends the streamed session, once what came over it is on the tape: the client gives up the answer at its last frame. */
  let farewell: (() => void) | null = null;
  const serve = sockJsServer((connection) =>
    connection.on('data', (text) => {
      connection.write(text);
      connection.write('"quoted" é\n');
      if (text === 'bye') farewell = () => connection.close(3000, 'Go away!');
    }),
  );
  // Without a time-out of its own the client gives up on a busy machine: it waits for a few round trips only.
  const talk = (transport: string, text: string, until: string) => `
    const socket = new lib.default('/echo', null, { transports: '${transport}', timeout: 60_000 });
    const heard = [];
    await new Promise((done) => {
      socket.onmessage = ({ data }) => { heard.push(data); if (${until} === heard.length) done(); };
      socket.onclose = ({ code, reason }) => { heard.push(code, reason); done(); };
      socket.onopen = () => socket.send('${text}');
    });
    return heard;
  `;

  test('streamed: a row of Streams, with its frames', async (context) => {
    const { run, capturing } = await site(context, { lib, attach: serve });
    const running = run(talk('xhr-streaming', 'bye', 'Infinity'));
    await poll('its messages', async () =>
      streamOf(capturing.all).shown.some((row) => row.includes('quoted') && !row.startsWith('sent')),
    );
    farewell?.();
    const heard = await running;
    expect(heard).toEqual(['bye', '"quoted" é\n', 3000, 'Go away!']);
    const { rows, shown, found } = await streamed(capturing);
    expect(rows).toMatchObject([{ client: 'SockJS', comments: 1, fidelity: 'bytes' }]);
    expect(shown[0]).toMatch(/^comment heartbeat\|\|h{100}/);
    expect(shown[1]).toBe('event open||o');
    // Messages that were sent together may come in one frame.
    expect(shown.slice(2, -1).join('')).toMatch(/^(event messages\|\|\[.*\])+$/);
    expect(shown.at(-1)).toBe('event close||[3000,"Go away!"]');
    expect(found).toEqual([]);
  });

  test('polled: each answer by its frame', async (context) => {
    const { run, capturing } = await site(context, { lib, attach: serve });
    expect(await run(talk('xhr-polling', 'hello', '2'))).toEqual(['hello', '"quoted" é\n']);
    const shown = await answered(capturing, /\/xhr(\?|$)/, /^event messages\|\|.*quoted/);
    expect(shown[0]).toBe('event open||o');
    expect(shown[1]).toMatch(/^event messages\|\|\["hello"/);
    expect(shown.every((row) => row.startsWith('event '))).toBe(true);
    expect(streamOf(capturing.all).rows).toMatchObject([{ client: 'SockJS' }]);
  });
});

describe.concurrent('Engine.IO', () => {
  const serve = (server: Server) => {
    const io = new SocketIo(server, { allowEIO3: true, pingInterval: 25_000 });
    io.on('connection', (socket) =>
      socket.on('say', (text, acknowledge) => {
        for (const each of [1, 2]) socket.emit('said', `${text} ${each}`);
        socket.emit('file', Buffer.of(1, 2, 255));
        acknowledge('heard');
      }),
    );
    return () => void io.close();
  };

  test('of socket.io, polled: packets, named as on a WebSocket', async (context) => {
    const lib = `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`;
    const { run, capturing } = await site(context, { lib, attach: serve });
    await run(`
      const socket = lib.io({ transports: ['polling'] });
      await new Promise((done) => socket.once('connect', done));
      await socket.emitWithAck('say', 'é');
    `);
    const shown = await answered(capturing, /EIO=4/, /^event ack\|/);
    expect(shown[0]).toMatch(/^event open\|\|0\{"sid":/);
    expect(shown[1]).toMatch(/^event connect\|\|40\{"sid":/);
    expect(shown.slice(2)).toEqual([
      'event event said||42["said","é 1"]',
      'event event said||42["said","é 2"]',
      'event binary event file||451-["file",{"_placeholder":true,"num":0}]',
      'event binary message||bAQL/',
      'event ack|0|430["heard"]',
    ]);
  });

  test('of protocol 3, polled as text and in bytes', async (context) => {
    const { run, capturing } = await site(context, { attach: serve });
    await run(`
      const address = '/socket.io/?EIO=3&transport=polling';
      const open = await (await fetch(address)).text();
      const sid = '&sid=' + JSON.parse(/\\{.*?\\}/.exec(open)[0]).sid;
      const packet = '420["say","é"]';
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      await (await fetch(address + sid, { method: 'POST', headers, body: packet.length + ':' + packet })).text();
      await (await fetch(address + sid)).arrayBuffer();
    `);
    const shown = await answered(capturing, /EIO=3/, /^event ack\|/);
    expect(shown[0]).toMatch(/^event open\|\|0\{"sid":/);
    expect(shown[1]).toBe('event connect||40');
    expect(shown.slice(2)).toEqual([
      'event event said||42["said","é 1"]',
      'event event said||42["said","é 2"]',
      'event binary event file||451-["file",{"_placeholder":true,"num":0}]',
      'event binary message||04 01 02 ff',
      'event ack|0|430["heard"]',
    ]);
  });
});

describe('message_bus', () => {
  /** As the gem writes a list: one chunk of HTTP, with the separator, since proxies may cut chunks anew. */
  const write = (response: ServerResponse, messages: readonly object[]) =>
    response.write(`${JSON.stringify(messages)}\r\n|\r\n`);

  test('in chunks: a row of Streams, with its messages', async (context) => {
    const { run, capturing } = await site(context, {
      answer(request, response) {
        request.resume();
        response.writeHead(200, {
          'Cache-Control': 'must-revalidate, private, max-age=0',
          'Content-Type': 'text/plain; charset=utf-8',
          'X-Content-Type-Options': 'nosniff',
          Connection: 'close',
        });
        const message = (id: number, channel: string) => ({
          global_id: 90 + id,
          message_id: id,
          channel,
          data: 'é',
        });
        write(response, []);
        write(response, [message(1, '/chat'), message(2, '/notes')]);
        write(response, [message(3, '/chat')]);
        write(response, []);
        response.end();
      },
    });
    await run(`
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '/message-bus/${'0f'.repeat(16)}/poll');
      xhr.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      await new Promise((done) => { xhr.onloadend = done; xhr.send('%2Fchat=0&%2Fnotes=0&__seq=1'); });
    `);
    const { rows, shown, found } = await streamed(capturing);
    expect(rows).toMatchObject([{ client: 'message_bus', events: 3, comments: 2, fidelity: 'bytes' }]);
    expect(shown).toEqual([
      'comment ||[]',
      'event /chat|1|{"global_id":91,"message_id":1,"channel":"/chat","data":"é"}',
      'event /notes|2|{"global_id":92,"message_id":2,"channel":"/notes","data":"é"}',
      'event /chat|3|{"global_id":93,"message_id":3,"channel":"/chat","data":"é"}',
      'comment ||[]',
    ]);
    expect(found).toEqual([]);
  });
});
