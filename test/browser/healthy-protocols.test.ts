/**
 * The corpus of what is in order, by the protocols that run over WebSockets: the real client in the real browser, and the real
 * server where it runs in Node. No rule may call any of it an error or a warning, at any moment.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { createServer as createVite } from 'vite';
import { describe, type TestContext, test } from 'vitest';
import { createWebSocketStream } from 'ws';
import { actionCable } from './support/healthy/action-cable.ts';
import { chunkLike, frameLike, isFrame, lastFrame, untilLast } from './support/healthy/beats.ts';
import { graphqlSockets, graphqlStreams } from './support/healthy/graphql.ts';
import { beating, expectHealthy, paced, withoutStalls } from './support/healthy/judge.ts';
import { phoenix } from './support/healthy/phoenix.ts';
import { openSite, type Site, type SiteOptions } from './support/healthy/site.ts';
import { acceptSockets } from './support/healthy/sockets.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const site = (context: TestContext, options: SiteOptions): Promise<Site> => openSite(plain, context, options);

const MINUTE = 60_000;

describe.concurrent('Action Cable', () => {
  const lib = `export * from '@rails/actioncable';`;
  const work = `
    const consumer = lib.createConsumer('/cable');
    const heard = [];
    let connected = 0;
    // What was sent on a connection that the client gave up is sent again on the next: on a busy machine it gives up more.
    let again = () => {};
    const room = consumer.subscriptions.create({ channel: 'ChatChannel', room: '1' }, {
      received: (message) => heard.push(message), connected: () => { connected++; again(); },
    });
    const until = async (what) => { while (!what()) await new Promise((done) => setTimeout(done, 20)); };
    await until(() => connected === 1);
    for (let i = 0; i < 5; i++) room.send({ text: 'message ' + i });
    await until(() => heard.length === 5);
  `;
  const untilPinged = `
    const { pingedAt } = consumer.connection.monitor;
    await until(() => consumer.connection.monitor.pingedAt > pingedAt);
  `;

  test('a chat that falls idle', async (context) => {
    const { run, records } = await site(context, { lib, attach: actionCable() });
    await run(`${work} ${untilPinged}`);
    const tape = paced(withoutStalls(await records()), isFrame('received', /"ping"/), 3000);
    const beat = lastFrame(tape, 'received', /"ping"/);
    expectHealthy(tape, 3500);
    expectHealthy(beating(tape, { beat, every: 3000, times: 100 }), 3500);
  });

  test('a server that restarts once and says so', async (context) => {
    const { run, records } = await site(context, { lib, attach: actionCable({ restartsAfter: 5 }) });
    await run(
      // It comes back after this many seconds; its own are six.
      `lib.ConnectionMonitor.staleThreshold = 2; ${work} await until(() => connected > 1); again = () => room.send({ text: 'again' }); again(); await until(() => heard.length >= 6); ${untilPinged}`,
    );
    const tape = paced(withoutStalls(await records()), isFrame('received', /"ping"/), 3000);
    const beat = lastFrame(tape, 'received', /"ping"/);
    expectHealthy(beating(tape, { beat, every: 3000, times: 20 }), 3500);
  });
});

describe.concurrent('graphql-ws', () => {
  const lib = `export { createClient } from 'graphql-ws/client';`;
  const subscribe = `const ask = (query) => new Promise((complete, error) => client.subscribe({ query }, { next() {}, complete, error }));`;

  test('subscriptions on a socket that is kept, then idle', async (context) => {
    const { run, records } = await site(context, { lib, attach: graphqlSockets });
    await run(`
      const client = lib.createClient({ url: '/graphql', lazy: false, keepAlive: 60 });
      ${subscribe}
      let pongs = 0;
      client.on('pong', () => pongs++);
      for (let i = 0; i < 3; i++) await ask('subscription { greetings }');
      await ask('query { hello }');
      while (pongs < 3) await new Promise((done) => setTimeout(done, 20));
    `);
    const all = paced(withoutStalls(await records()), isFrame('sent', /"ping"/), 12_000);
    const tape = untilLast(all, isFrame('received', /"pong"/));
    const beat = [...lastFrame(tape, 'sent', /"ping"/), ...lastFrame(tape, 'received', /"pong"/)];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 12_000, times: 20 }));
  });

  test('a socket for each subscription, closed when nobody listens', async (context) => {
    const { run, records } = await site(context, { lib, attach: graphqlSockets });
    await run(`
      const client = lib.createClient({ url: '/graphql' });
      ${subscribe}
      for (let i = 0; i < 6; i++) await ask('subscription { greetings }');
    `);
    expectHealthy(withoutStalls(await records()), MINUTE);
  });
});

describe.concurrent('MQTT', () => {
  const lib = `export { default } from 'mqtt/dist/mqtt.esm';`;
  test('over WebSocket, then idle', async (context) => {
    const broker = await Aedes.createBroker();
    const attach = (server: Server) => {
      const { sockets, end } = acceptSockets(server, '/mqtt');
      sockets.on('connection', (socket, request) => broker.handle(createWebSocketStream(socket), request));
      return () => {
        end();
        broker.close();
      };
    };
    const { run, records, origin } = await site(context, { lib, attach });
    await run(`
      const client = lib.default.connect('${origin.replace('http', 'ws')}/mqtt', { keepalive: 60 });
      await new Promise((done) => client.once('connect', done));
      await client.subscribeAsync('sensors/#', { qos: 1 });
      let heard = 0;
      client.on('message', () => heard++);
      for (let i = 0; i < 8; i++) await client.publishAsync('sensors/' + i, JSON.stringify({ value: i }), { qos: i % 2 });
      const pong = new Promise((done) => client.on('packetreceive', ({ cmd }) => cmd === 'pingresp' && done()));
      client.sendPing();
      await pong;
    `);
    const tape = withoutStalls(await records());
    const beat = [...lastFrame(tape, 'sent'), ...lastFrame(tape, 'received')];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 60_000, times: 10 }), 45_000);
  });
});

describe.concurrent('Phoenix', () => {
  test('channels, then idle', async (context) => {
    const lib = `export { Socket } from 'phoenix';`;
    const { run, records } = await site(context, { lib, attach: phoenix });
    await run(`
      const socket = new lib.Socket('/socket', { heartbeatIntervalMs: 1500, params: { token: 'abc' } });
      socket.connect();
      const room = socket.channel('room:lobby', {});
      await new Promise((done, fail) => room.join().receive('ok', done).receive('error', fail));
      let heard = 0;
      const all = new Promise((done) => room.on('shout', () => ++heard === 5 && done()));
      for (let i = 0; i < 5; i++) room.push('shout', { text: 'message ' + i });
      await all;
      await new Promise((done) => socket.onMessage(({ topic }) => topic === 'phoenix' && done()));
    `);
    const all = paced(withoutStalls(await records()), isFrame('sent', /"heartbeat"/), 30_000);
    const tape = untilLast(all, isFrame('received', /"phoenix"/));
    const beat = [...lastFrame(tape, 'sent', /"heartbeat"/), ...lastFrame(tape, 'received', /"phoenix"/)];
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat, every: 30_000, times: 20 }), 25_000);
  });
});

describe.concurrent('graphql-sse', () => {
  const lib = `export { createClient } from 'graphql-sse';`;
  const ask = `const ask = (query) => new Promise((complete, error) => client.subscribe({ query }, { next() {}, complete, error }));
    for (let i = 0; i < 3; i++) await ask('subscription { greetings }');
    await ask('query { hello }');`;

  test('a stream for each operation', async (context) => {
    const { run, records } = await site(context, { lib, answer: graphqlStreams() });
    await run(`const client = lib.createClient({ url: '/graphql' }); ${ask}`);
    expectHealthy(withoutStalls(await records()), MINUTE);
  });

  test('one stream for all operations', async (context) => {
    const { run, records } = await site(context, { lib, answer: graphqlStreams() });
    await run(
      `const client = lib.createClient({ url: '/graphql', singleConnection: true, lazy: false }); ${ask}`,
    );
    const tape = withoutStalls(await records());
    expectHealthy(tape);
    expectHealthy(beating(tape, { beat: [chunkLike(tape, ':\n\n')], every: 12_000, times: 20 }));
  });
});

test.concurrent('Vite’s HMR', async (context) => {
  const root = await mkdtemp(join(tmpdir(), 'streamscope-vite-'));
  await writeFile(join(root, 'main.js'), 'import.meta.hot.accept();');
  const vite = { current: undefined as Awaited<ReturnType<typeof createVite>> | undefined };
  const { run, records } = await site(context, {
    answer: (request, response) =>
      vite.current?.middlewares(request, response, () => response.writeHead(404).end()),
    async attach(server) {
      vite.current = await createVite({
        root,
        configFile: false,
        logLevel: 'silent',
        appType: 'custom',
        optimizeDeps: { noDiscovery: true },
        server: { middlewareMode: true, hmr: { server }, watch: null },
      });
      return async () => {
        await vite.current?.close();
        await rm(root, { recursive: true });
      };
    },
  });
  await run(`await import('/@vite/client'); await import('/main.js');`);
  for (let i = 0; i < 5; i++) vite.current?.ws.send({ type: 'custom', event: 'test', data: i });
  const tape = withoutStalls(await records());
  expectHealthy(tape);
  expectHealthy(
    beating(tape, { beat: [frameLike(tape, 'sent', '{"type":"ping"}')], every: 30_000, times: 20 }),
    25_000,
  );
});
