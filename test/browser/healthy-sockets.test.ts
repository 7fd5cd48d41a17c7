/**
 * WebSockets that are in order, as programs without a library write them. No rule may call any of it an error or a warning, at
 * any moment of it or of the quiet time after it.
 */
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type TestContext, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { TapeRecord } from '../../src/tape/index.ts';
import { connectionOf, frameLike } from './support/healthy/beats.ts';
import { beating, expectHealthy, withoutStalls } from './support/healthy/judge.ts';
import { openSite, type Site } from './support/healthy/site.ts';
import { acceptSockets } from './support/healthy/sockets.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();

const MINUTE = 60_000;

/** A site whose sockets, at /socket, are served so. @param serve gets each socket with its number, from 1. */
const site = (context: TestContext, serve: (socket: WebSocket, number: number) => unknown): Promise<Site> =>
  openSite(plain, context, {
    attach(server: Server) {
      const { sockets, end } = acceptSockets(server, '/socket');
      let number = 0;
      sockets.on('connection', (socket) => serve(socket, ++number));
      return end;
    },
  });

const echo = (socket: WebSocket): unknown =>
  socket.on('message', (data, binary) => socket.send(data, { binary }));

/** Opens a socket and exchanges messages on it. */
const talk = `
  const open = () => new Promise((done) => {
    const socket = new WebSocket('/socket');
    socket.onopen = () => done(socket);
  });
  const ask = (socket, message) => new Promise((done) => { socket.onmessage = ({ data }) => done(data); socket.send(message); });
  const socket = await open();
  Object.assign(window, { socket });
  for (let i = 0; i < 5; i++) await ask(socket, JSON.stringify({ type: 'say', text: 'message ' + i }));
`;

const sent = (tape: readonly TapeRecord[], text: string) => frameLike(tape, 'sent', text);
const received = (tape: readonly TapeRecord[], text: string) => frameLike(tape, 'received', text);

/** The tape goes on: after each pause (milliseconds) one more frame. */
function goingOn(tape: readonly TapeRecord[], steps: readonly [number, TapeRecord][]): TapeRecord[] {
  let at = tape.at(-1)?.at ?? 0;
  return [
    ...tape,
    ...steps.map(([later, record]) => {
      at += later;
      return { ...record, at };
    }),
  ];
}

test.concurrent('a chat whose people say nothing for minutes', async (context) => {
  const { run, records } = await site(context, echo);
  await run(talk);
  const tape = withoutStalls(await records());
  const words = received(tape, '{"type":"said","text":"hello"}');
  expectHealthy(
    goingOn(
      tape,
      [40_000, 3000, 1500, 4500, 90_000, 2000, 300_000].map((later) => [later, words]),
    ),
    10 * MINUTE,
  );
});

test.concurrent('prices once a second, until the page unsubscribes', async (context) => {
  const { run, records } = await site(context, echo);
  await run(talk);
  const tape = withoutStalls(await records());
  const ticking = beating(tape, {
    beat: [received(tape, '{"type":"price","value":42}')],
    every: 1000,
    times: 90,
  });
  expectHealthy(goingOn(ticking, [[400, sent(tape, '{"type":"unsubscribe"}')]]), 5 * MINUTE);
});

test.concurrent('the progress of a job, and the idle time after it', async (context) => {
  const { run, records } = await site(context, echo);
  await run(talk);
  const tape = withoutStalls(await records());
  const working = beating(tape, {
    beat: [received(tape, '{"type":"progress","done":7}')],
    every: 2000,
    times: 40,
  });
  expectHealthy(goingOn(working, [[2000, received(tape, '{"type":"finished"}')]]), 5 * MINUTE);
});

test.concurrent('pings of the page and their answers, until the page has no use for them', async (context) => {
  const { run, records } = await site(context, echo);
  await run(talk);
  const tape = withoutStalls(await records());
  const beat = [
    sent(tape, '{"type":"ping"}'),
    { ...received(tape, '{"type":"pong"}'), at: sent(tape, '').at + 40 },
  ];
  const kept = beating(tape, { beat, every: 10_000, times: 30 });
  expectHealthy(kept, 9000);
  const closed = { kind: 'end', at: 0, on: connectionOf(tape), how: 'complete' } as const;
  expectHealthy(goingOn(kept, [[9000, closed]]), MINUTE);
});

test.concurrent('a document that is edited together, in binary', async (context) => {
  const { run, records } = await site(context, (socket) => {
    for (let i = 0; i < 3; i++) socket.send(new Uint8Array([0, i, 2, 0, 0]));
    echo(socket);
  });
  await run(`
    const socket = new WebSocket('/socket', ['sync']);
    socket.binaryType = 'arraybuffer';
    let heard = 0;
    const done = new Promise((all) => { socket.onmessage = () => ++heard === 8 && all(); });
    await new Promise((opened) => { socket.onopen = opened; });
    for (let i = 0; i < 5; i++) socket.send(new Uint8Array([0, 2, i, 1, 4, 9]));
    await done;
    Object.assign(window, { socket });
  `);
  const tape = withoutStalls(await records());
  const beat = [sent(tape, 'awareness'), received(tape, 'awareness')].map((frame) => ({
    ...frame,
    opcode: 2,
  }));
  expectHealthy(beating(tape, { beat, every: 15_000, times: 30 }), 14_000);
});

test.concurrent('a server that restarts once (1012), and a client that waits a little', async (context) => {
  const { run, records } = await site(context, (socket, number) => {
    let messages = 0;
    socket.on('message', (data) => {
      socket.send(String(data));
      if (number === 1 && ++messages === 5) setImmediate(() => socket.close(1012, 'restart'));
    });
  });
  await run(`${talk}
    if (socket.readyState !== 3) await new Promise((done) => { socket.onclose = done; });
    await new Promise((done) => setTimeout(done, 120));
    window.socket = await open();
    for (let i = 0; i < 5; i++) await ask(window.socket, JSON.stringify({ type: 'say', text: 'again ' + i }));
  `);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('a socket for each question', async (context) => {
  const { run, records } = await site(context, echo);
  await run(`${talk}
    for (let i = 0; i < 12; i++) {
      const one = await open();
      await ask(one, '{"question":' + i + '}');
      one.close(1000);
    }`);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('a component that is mounted twice: opened, closed, opened', async (context) => {
  const { run, records } = await site(context, echo);
  await run(`const first = new WebSocket('/socket'); first.close(); ${talk}`);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('a component that is mounted twice, and closes the first once it is open', async (context) => {
  const { run, records } = await site(context, echo);
  await run(`const first = new WebSocket('/socket'); first.onopen = () => first.close(1000); ${talk}`);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('two sockets of one page, for two things', async (context) => {
  const { run, records } = await site(context, echo);
  await run(`${talk}
    const other = new WebSocket('/socket?for=notifications');
    await new Promise((done) => { other.onopen = done; });
    await ask(other, '{"type":"subscribe"}');
    window.other = other;`);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('a burst of large messages, as a recording is sent', async (context) => {
  const { run, records } = await site(context, (socket) => {
    let bytes = 0;
    socket.on('message', (data) => {
      bytes += (data as Buffer).length;
      if (bytes === 20 * 50_000) socket.send('{"type":"stored"}');
    });
  });
  await run(`
    const socket = new WebSocket('/socket');
    await new Promise((done) => { socket.onopen = done; });
    const stored = new Promise((done) => { socket.onmessage = done; });
    for (let i = 0; i < 20; i++) socket.send(crypto.getRandomValues(new Uint8Array(50_000)));
    await stored;
    socket.close(1000, 'done');
    await new Promise((done) => { socket.onclose = done; });`);
  expectHealthy(withoutStalls(await records()), MINUTE);
});

test.concurrent('a page that is left while its socket is open', async (context) => {
  const { run, records, capturing, origin } = await site(context, async (socket) => {
    echo(socket);
    await pause(1);
  });
  await run(talk);
  await capturing.page.goto(`${origin}/?again`);
  await run(talk);
  expectHealthy(withoutStalls(await records()), MINUTE);
});
