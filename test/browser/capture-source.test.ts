/** The debugger as a capture source, on a real page: what the suite over all sources (`source-suite.ts`) shows on a scripted one. */
import type { Page } from 'puppeteer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TapeClock } from '../../src/capture/clock.ts';
import { createDebuggerSource } from '../../src/capture/debugger/source.ts';
import { ConnectionIds } from '../../src/capture/http/connection-ids.ts';
import type { CaptureSource } from '../../src/capture/source.ts';
import { FakeTape } from '../../src/capture/testing/fake-tape.ts';
import { type PuppeteerTransport, puppeteerTransport } from '../capture/puppeteer-transport.ts';
import { poll } from '../devtools/poll.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
let page: Page;
let tape: FakeTape;
let source: CaptureSource;
let attached: PuppeteerTransport[];
let attaches: number;
let onAttach: () => void;
let runs = 0;

beforeEach(async () => {
  page = await plain.browser.newPage();
  tape = new FakeTape();
  attached = [];
  attaches = 0;
  onAttach = () => {};
  source = createDebuggerSource({
    tape,
    clock: new TapeClock(),
    connectionIds: new ConnectionIds(),
    async attach() {
      onAttach();
      const transport = await puppeteerTransport(plain.browser, page);
      attached.push(transport);
      attaches++;
      return { transport, discovery: transport.discovery };
    },
    async detach() {
      await attached.pop()?.detach();
    },
  });
});
afterEach(async () => {
  for (const transport of attached) await transport.detach();
  await page?.close();
});

/** Opens a stream that sends once a second. @returns a wait until the server has written to it once more. */
async function openStream(): Promise<() => Promise<unknown>> {
  const run = `source-${++runs}`;
  const written = () => plain.fixtures.connections(run)[0]?.chunks.length ?? 0;
  const more = () => {
    const before = written();
    return poll('one more chunk', async () => written() > before);
  };
  await page.goto(`${plain.fixtures.url}/s/clock/?run=${run}`);
  await more();
  return more;
}

const open = (signal = new AbortController().signal) => source.open(signal);

test('opens and writes nothing, captures from its start, and infers the ends when it stops', async () => {
  const run = await open();
  await openStream();
  expect(tape.records).toEqual([]);
  await run.start(false);
  const more = await openStream();
  await poll('bytes', async () => tape.of('chunk').some(({ bytes }) => bytes !== undefined));
  await Promise.all([run.stop(), run.stop()]);
  expect(attached).toEqual([]);
  const ends = tape.of('end').map(({ on }) => on);
  expect([...ends].sort()).toEqual([...new Set(tape.of('request').map(({ on }) => on))].sort());
  expect(tape.of('end').at(-1)?.inferred).toBe('capture-stopped');
  const before = tape.records.length;
  await more();
  expect(tape.records).toHaveLength(before);
});

test('lets go of a page that it got hold of too late, and can have it again', async () => {
  const abort = new AbortController();
  onAttach = () => abort.abort();
  await expect(open(abort.signal)).rejects.toMatchObject({ name: 'CaptureRefused', code: 'no-answer' });
  await poll('the late attachment to be let go', async () => attaches === 1 && attached.length === 0);
  const run = await open();
  await run.start(false);
  await openStream();
  await poll('a request', async () => tape.of('request').length > 0);
  await run.stop();
  expect(attached).toEqual([]);
});
