/** Responses that pages read in pieces: a bare server of Node, real Chromium, and the channels of the tape. */
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Capturing } from '../capture/capturing.ts';
import { poll } from '../devtools/poll.ts';
import { derived } from './support/derived.ts';
import { EMPTY_PAGE, ownServers } from './support/own-server.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const { visit } = ownServers(plain);

/** Reads a body as it comes, as a page does that shows it; `window.read` is what it got. */
const READ = `window.read = []; (async () => {
  const response = await fetch('/body', { method: 'POST', body: '{"prompt":"tell"}' });
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) window.read.push(new TextDecoder().decode(part.value));
  window.isOver = true;
})(); undefined`;

/** A page whose /body is answered so, and that reads it. */
async function page(answer: (response: ServerResponse) => unknown, script = READ): Promise<Capturing> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/body')) void answer(response);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY_PAGE);
  });
  return (await visit(server, script)).capturing;
}

/** What the panel would show by now. */
function shown(capturing: Capturing) {
  const { channels, rows: streams } = derived(capturing.all);
  const [row] = streams;
  const rows = row && channels.channel(row.id)?.rows;
  const events = Array.from({ length: rows?.count ?? 0 }, (_, key) => rows?.describe(key));
  return { row, events, data: events.map((event) => event?.data) };
}

const ended = (capturing: Capturing) =>
  poll('the end', async () => capturing.all.some(({ kind, ...record }) => kind === 'end' && 'on' in record));

/** How many chunks of the body are on the tape. */
function chunksOf({ all }: Capturing): number {
  const asked = all.find((record) => record.kind === 'request' && record.url?.endsWith('/body'));
  return all.filter(
    (record) => record.kind === 'chunk' && asked?.kind === 'request' && record.on === asked.on,
  ).length;
}

/**
 * A page whose body is these texts, each a chunk and a number of milliseconds after the chunk before it: a server that did
 * not wait for that would write several while a busy page reads nothing. @returns the capture, when the body is over.
 */
async function written(
  type: string,
  parts: readonly (readonly [later: number, text: string])[],
  script?: string,
): Promise<Capturing> {
  let isCaptured = (_: Capturing): void => {};
  const captured = new Promise<Capturing>((resolve) => {
    isCaptured = resolve;
  });
  const capturing = await page(async (response) => {
    response.writeHead(200, { 'content-type': type });
    response.flushHeaders();
    const capture = await captured;
    for (const [index, [later, text]] of parts.entries()) {
      await poll(`chunk ${index}`, async () => chunksOf(capture) >= index);
      await wait(later);
      response.write(text);
    }
    response.end();
  }, script);
  isCaptured(capturing);
  await ended(capturing);
  return capturing;
}

describe('a response that is read in pieces', () => {
  test('JSON lines are a row as soon as they are answered, and a row a line', async () => {
    // Each write waits until the test has seen what came of the one before.
    let go = () => {};
    const seen = () =>
      new Promise<void>((resolve) => {
        go = resolve;
      });
    const capturing = await page(async (response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.flushHeaders();
      await seen();
      response.write('{"id":1,"type":"log"}\n{"id"');
      await seen();
      response.end(':2}\n');
    });
    await poll('a row', async () => shown(capturing).row !== undefined);
    expect(shown(capturing).row).toMatchObject({ framing: 'JSON lines', state: { kind: 'open' }, events: 0 });
    go();
    await poll('the first line', async () => shown(capturing).row?.events === 1);
    go();
    await ended(capturing);
    expect(shown(capturing).data).toEqual(['{"id":1,"type":"log"}', '{"id":2}']);
    expect(shown(capturing).events[1]?.delta).toBeGreaterThan(0);
    expect(shown(capturing).row).toMatchObject({ state: { good: true }, fidelity: 'bytes' });
  });

  test('an array that grows is a row after two pauses, and a row an element', async () => {
    const capturing = await written('application/json', [
      [0, '[{"id":1}'],
      [1000, ',{"id":2}'],
      [1000, ',{"id":3}'],
      [0, ']'],
    ]);
    expect(shown(capturing).row).toMatchObject({ framing: 'JSON array', events: 3, discarded: 0 });
    expect(shown(capturing).data).toEqual(['{"id":1}', '{"id":2}', '{"id":3}']);
  });

  test('an AI’s answer is a row a chunk, and kept beyond what is kept of other responses', async () => {
    const long = 'word '.repeat(20_000);
    const capturing = await written('text/plain; charset=utf-8', [
      [0, 'Once'],
      [1000, ' upon'],
      [1000, ' a'],
      [0, ' time'],
      [0, long],
    ]);
    expect(shown(capturing).row).toMatchObject({ framing: 'Chunks', bytes: 16 + long.length });
    expect(shown(capturing).data.slice(0, 4)).toEqual(['Once', ' upon', ' a', ' time']);
    const kept = shown(capturing).events.reduce((sum, event) => sum + (event?.size ?? 0), 0);
    expect(kept).toBe(16 + long.length);
  });

  test('one that trickles is a row without any pause', async () => {
    const words = Array.from({ length: 40 }, (_, index) => [0, `word${index} `] as const);
    const capturing = await written('text/plain', words);
    const { row, data } = shown(capturing);
    expect(row).toMatchObject({ framing: 'Chunks' });
    expect(data.join('')).toBe(words.map(([, word]) => word).join(''));
  });

  test('parts of a multipart body are rows, by XHR too', async () => {
    const capturing = await written(
      'multipart/mixed; boundary="-"',
      [
        [0, '\r\n---\r\nContent-Type: application/json\r\n\r\n{"hasNext":true}\r\n---\r\n'],
        [0, 'Content-Type: application/json\r\n\r\n{"hasNext":false}\r\n-----\r\n'],
      ],
      `const xhr = new XMLHttpRequest(); xhr.open('GET', '/body'); xhr.send(); undefined`,
    );
    expect(shown(capturing).row).toMatchObject({ framing: 'Multipart', via: 'xhr', events: 2, discarded: 0 });
    expect(shown(capturing).data).toEqual(['{"hasNext":true}', '{"hasNext":false}']);
  });

  test('what a server ends within a line is cut, what the page stops is not its fault', async () => {
    const cut = await page((response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.end('{"id":1}\n{"id"');
    });
    await ended(cut);
    expect(shown(cut).row).toMatchObject({ state: { good: false }, discarded: 1 });
    const stopped = await page((response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"id":1}\n{"id"');
    }, `fetch('/body').then(async ({ body }) => { const reader = body.getReader(); await reader.read(); await reader.cancel(); }); undefined`);
    await ended(stopped);
    expect(shown(stopped).row).toMatchObject({ state: { good: true }, verdict: 'Stopped by the page.' });
  });
});
