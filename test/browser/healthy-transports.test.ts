/**
 * The corpus of what is in order, by the libraries that choose among WebSocket, event stream and polling: the real client in the
 * real browser, and the real server where it runs in Node. No rule may call any of it an error or a warning, at any moment.
 */
import type { Server } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { describe, expect, type TestContext, test } from 'vitest';
import { chunkLike, frameLike, isFrame, lastFrame, untilLast } from './support/healthy/beats.ts';
import { beating, expectHealthy, judge, paced, withoutStalls } from './support/healthy/judge.ts';
import { signalR } from './support/healthy/signalr.ts';
import { openSite, type Site, type SiteOptions } from './support/healthy/site.ts';
import { sockJs } from './support/healthy/sockjs.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const site = (context: TestContext, options: SiteOptions): Promise<Site> => openSite(plain, context, options);

const MINUTE = 60_000;

describe.concurrent('socket.io', () => {
  const serve =
    (pings = 25_000) =>
    (server: Server) => {
      const io = new SocketIo(server, { pingInterval: pings, pingTimeout: 20_000 });
      io.on('connection', (socket) => {
        socket.on('say', (text, acknowledge) => {
          acknowledge?.('heard');
          io.emit('said', text);
        });
        socket.on('restart', () => socket.conn.close());
      });
      return () => void io.close();
    };
  const lib = `export { io } from '/node_modules/socket.io/client-dist/socket.io.esm.min.js';`;
  const chat = `
    const heard = [];
    socket.on('said', (text) => heard.push(text));
    await new Promise((done) => socket.once('connect', done));
    for (let i = 0; i < 5; i++) await socket.emitWithAck('say', 'message ' + i);
  `;

  test('over WebSocket alone, then idle', async (context) => {
    const { run, records } = await site(context, { lib, attach: serve(80) });
    await run(`
      const socket = lib.io({ transports: ['websocket'] }); ${chat}
      let pings = 0;
      await new Promise((done) => socket.io.on('ping', () => ++pings === 4 && done()));
    `);
    const all = paced(withoutStalls(await records()), isFrame('received', /^2$/), 25_000);
    const tape = untilLast(all, isFrame('sent', /^3$/));
    const beat = [...lastFrame(tape, 'received', /^2$/), ...lastFrame(tape, 'sent', /^3$/)];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 25_000, times: 20 }), 20_000);
  });

  test('after an upgrade from polling', async (context) => {
    const { run, records } = await site(context, { lib, attach: serve() });
    await run(`
      const socket = lib.io(); ${chat}
      if (socket.io.engine.transport.name !== 'websocket') await new Promise((done) => socket.io.engine.once('upgrade', done));
      await socket.emitWithAck('say', 'by the socket');
    `);
    expectHealthy(withoutStalls(await records()), MINUTE);
  });

  test('by polling alone', async (context) => {
    const { run, records } = await site(context, { lib, attach: serve(80) });
    await run(`
      const socket = lib.io({ transports: ['polling'] }); ${chat}
      let pings = 0;
      await new Promise((done) => socket.io.on('ping', () => ++pings === 6 && done()));
      for (let i = 0; i < 5; i++) await socket.emitWithAck('say', 'message ' + i);
    `);
    // At such a pace of pings a note on the headers is right.
    const { said } = judge(withoutStalls(await records()), 20_000);
    expect(said.filter((one) => !one.startsWith('note '))).toEqual([]);
  });

  test('a server that goes and comes back once', async (context) => {
    const { run, records } = await site(context, { lib, attach: serve() });
    await run(`
      const socket = lib.io({ transports: ['websocket'], reconnectionDelay: 100 }); ${chat}
      const again = new Promise((done) => socket.once('connect', done));
      socket.emit('restart');
      await again;
      await socket.emitWithAck('say', 'I am back');
    `);
    expectHealthy(withoutStalls(await records()), MINUTE);
  });
});

describe.concurrent('SignalR', () => {
  const lib = `export * from '@microsoft/signalr';`;
  const work = `
    const hub = new lib.HubConnectionBuilder().withUrl('/hub').configureLogging('none').build();
    const heard = [];
    hub.on('said', (text) => heard.push(text));
    await hub.start();
    for (let i = 0; i < 5; i++) await hub.invoke('Say', 'message ' + i);
    await new Promise((complete, error) => hub.stream('Count').subscribe({ next() {}, complete, error }));
  `;

  test('over WebSocket, then idle', async (context) => {
    const { run, records } = await site(context, { lib, ...signalR('WebSockets') });
    await run(work);
    const tape = withoutStalls(await records());
    const beat = lastFrame(tape, 'received', /"type":6/);
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 15_000, times: 20 }));
  });

  test('over WebSocket, stopped by the page', async (context) => {
    const { run, records } = await site(context, { lib, ...signalR('WebSockets') });
    await run(`${work} await hub.stop();`);
    expectHealthy(withoutStalls(await records()), MINUTE);
  });

  test('over an event stream, then idle', async (context) => {
    const { run, records } = await site(context, { lib, ...signalR('ServerSentEvents') });
    await run(work);
    const tape = withoutStalls(await records());
    const beat = [chunkLike(tape, 'data: {"type":6}\u001e\r\n\r\n')];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 15_000, times: 20 }));
  });
});

describe.concurrent('SockJS', () => {
  const lib = `export { default } from 'sockjs-client/dist/sockjs.js';`;
  const work = (transport: string) => `
    // Without a limit of time it gives up where a busy machine needs longer than the answer before took.
    const socket = new lib.default('/echo', null, { transports: ['${transport}'], timeout: 60_000 });
    await new Promise((done) => { socket.onopen = done; });
    for (let i = 0; i < 12; i++) {
      await new Promise((done) => { socket.onmessage = done; socket.send('message ' + i + ' '.repeat(200)); });
    }
    Object.assign(window, { socket });
  `;

  test('over WebSocket, then idle', async (context) => {
    const { run, records } = await site(context, { lib, attach: sockJs() });
    await run(work('websocket'));
    const tape = withoutStalls(await records());
    const beat = [frameLike(tape, 'received', 'h')];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 25_000, times: 20 }), 20_000);
  });

  test('over event streams, each ended by the server at its limit', async (context) => {
    const { run, records } = await site(context, { lib, attach: sockJs(1000) });
    await run(work('eventsource'));
    expectHealthy(withoutStalls(await records()));
  });

  test('over one event stream, then idle', async (context) => {
    const { run, records } = await site(context, { lib, attach: sockJs() });
    await run(work('eventsource'));
    const tape = withoutStalls(await records());
    const beat = [chunkLike(tape, 'data: h\r\n\r\n')];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 25_000, times: 20 }), 20_000);
  });

  test('over streams that XMLHttpRequest reads', async (context) => {
    const { run, records } = await site(context, { lib, attach: sockJs() });
    await run(work('xhr-streaming'));
    expectHealthy(withoutStalls(await records()));
  });
});
