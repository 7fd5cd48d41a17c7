/**
 * Where Chromium says that a request was made, while DevTools is open (it reports what scheduled a function then) and while
 * it is not: one loop stays one, and two callers of one wrapper are two.
 */
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { Channels, PollLoop } from '../../src/channels/index.ts';
import { Tape } from '../../src/tape/index.ts';
import { poll } from '../devtools/poll.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const servers = ownServers(plain);

/** Built as axios is: what is asked for goes through promises, and the line that asks is the same for all. */
const WRAPPER = `
const send = (config) => fetch(config.url).then((response) => response.json());
class Client {
  request(config) { return Promise.resolve(config).then((config) => send(config)); }
  get(url) { return this.request({ url }); }
}
const client = new Client();
const pause = () => new Promise((resolve) => setTimeout(resolve, 250));
`;

/** A page that runs a script, until it has asked so often. @returns the questions of each row, and the requests. */
async function asked(script: string, count: number, isDevToolsOpen: boolean) {
  const server = createServer((request, response) => {
    const isPage = request.url === '/';
    const type = isPage ? 'text/html' : 'application/json';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(isPage ? EMPTY_PAGE : '{"a":1}');
  });
  const { capturing, origin } = await servers.visit(server, '');
  if (isDevToolsOpen) {
    // As DevTools does.
    const devTools = await capturing.page.createCDPSession();
    await devTools.send('Debugger.enable');
    await devTools.send('Debugger.setAsyncCallStackDepth', { maxDepth: 32 });
  }
  await capturing.page.addScriptTag({ content: `${WRAPPER}${script}\n//# sourceURL=app.js` });
  const requests = await poll('its requests', async () => {
    const found = capturing.all.flatMap((record) =>
      record.kind === 'request' && record.exchange ? [record] : [],
    );
    return found.length >= count && found;
  });
  const tape = new Tape();
  for (const record of capturing.all) tape.append(record);
  const channels = new Channels(tape);
  while (channels.update(() => false));
  // Said by the user, so that what was put together shows, however little it is.
  channels.setEndpointChoice(`GET ${origin}/poll`, 'loop');
  const rows = [...channels.all()].flatMap((channel) =>
    channel instanceof PollLoop
      ? [channel.requests.exchanges.map(({ request }) => request.url?.replace(/.*\?/, ''))]
      : [],
  );
  return { rows, requests };
}

describe.each([
  ['DevTools is open', true],
  ['DevTools is not', false],
])('%s', (_, isOpen) => {
  test.each([
    [
      'async and await',
      `async function loop() { for (let i = 0; i < 5; i++) { await client.get('/poll?at=' + i); await pause(); } }
       function start() { loop(); }
       start();`,
    ],
    [
      'setTimeout',
      `function again(i) { if (i < 5) client.get('/poll?at=' + i).then(() => setTimeout(() => again(i + 1), 50)); }
       function start() { again(0); }
       start();`,
    ],
    [
      'a chain of promises',
      `const direct = (url) => fetch(url).then((response) => response.json());
       function again(i) { if (i < 5) direct('/poll?at=' + i).then(() => again(i + 1)); }
       function start() { again(0); }
       start();`,
    ],
    [
      'setInterval',
      // A tick in which the answer has not come is left out: two at a time would be two rows.
      `let i = 0, isAsking = false;
       function tick() {
         if (i === 5 || isAsking) return;
         isAsking = true;
         client.get('/poll?at=' + i++).then(() => { isAsking = false; });
       }
       function start() { tick(); setInterval(tick, 250); }
       start();`,
    ],
    [
      'XHR whose listener asks again',
      `function again(i) {
         if (i === 5) return;
         const xhr = new XMLHttpRequest();
         xhr.open('GET', '/poll?at=' + i);
         xhr.onload = () => again(i + 1);
         xhr.send();
       }
       function start() { again(0); }
       start();`,
    ],
  ])('one loop by %s is one row', async (_name, script) => {
    const { rows } = await asked(script, 5, isOpen);
    expect(rows).toEqual([['at=0', 'at=1', 'at=2', 'at=3', 'at=4']]);
  });
});

/** Two pollers, one after the other: each could continue the other. */
const pollers = `
async function poller(of) { /* the wrapper of the page itself */ return client.get('/poll?' + of); }
async function one() { for (let i = 0; i < 4; i++) { await poller('of=1&at=' + i); await pause(); } }
async function two() { await new Promise((resolve) => setTimeout(resolve, 120)); for (let i = 0; i < 4; i++) { await poller('of=2&at=' + i); await pause(); } }
one();
two();`;

test('two callers of one wrapper are two rows', async () => {
  const { rows, requests } = await asked(pollers, 8, true);
  const of = (who: number) => [0, 1, 2, 3].map((at) => `of=${who}&at=${at}`);
  expect(rows).toEqual([of(1), of(2)]);
  const names = requests.map(({ callers = [] }) => callers.map(({ functionName }) => functionName));
  for (const [index, { url }] of requests.entries())
    expect(names[index]).toContain(url?.includes('of=1') ? 'one' : 'two');
  expect(new Set(requests.map(({ initiator }) => initiator?.functionName))).toEqual(new Set(['send']));
  expect(requests[0]?.callers?.find(({ functionName }) => functionName === 'request')?.async).toBe(
    'Promise.then',
  );
});
