/** Capture under load, the tape alone: a flood, and threads that do not answer. */
import { afterEach, describe, expect, test } from 'vitest';
import { Capturing } from '../../capture/capturing.ts';
import { poll } from '../../devtools/poll.ts';
import { plainBrowser } from '../support/plain-browser.ts';

const plain = plainBrowser();
const open: Capturing[] = [];

afterEach(async () => {
  for (const capturing of open.splice(0)) await capturing.close().catch(() => {});
});

async function fresh(): Promise<Capturing> {
  const capturing = await Capturing.on(plain.browser, plain.fixtures);
  open.push(capturing);
  return capturing;
}
const capturing = async () => (await fresh()).start();

test.each(['eventsource', 'fetch'])('a flood of 50,000 events by %s', async (via) => {
  const c = await (await capturing()).open('flood', { query: `&via=${via}` });
  await c.until('end');
  const on = c.of('request')[0]?.on ?? '';
  expect(c.bytes(on).equals(await c.written())).toBe(true);
  expect(c.of('dispatched')).toHaveLength(via === 'fetch' ? 0 : 50_001);
});

describe('a thread that does not answer', () => {
  /** Runs in the page, or in a worker: no timer, no promise and no message gets through until it ends. */
  const BLOCK = 'void setTimeout(() => { self.end = Date.now() + 3500; while (Date.now() < self.end); })';
  /** A stream that a worker of the page reads, three times a second. */
  const IN_WORKER = `new Worker(URL.createObjectURL(new Blob([
    \`new EventSource('\${location.origin}/s/clock/stream?every=300&run=threads');
     onmessage = () => { const end = Date.now() + 3500; while (Date.now() < end); };\`])))`;

  /**
   * What was reported of a stretch while it lasted, what when it was over, and the reads in between.
   * @param ended tells when it was over, milliseconds since 1970: what the capture has of that may come late.
   */
  async function stretch(capture: Capturing, ended: () => Promise<number> = async () => Number.NaN) {
    const over = await poll('the thread to answer', async () =>
      capture.of('busy').find(({ to }) => to !== undefined),
    );
    const { on, alive, from, to = 0 } = over;
    const during = capture.of('busy', on).filter((one) => one.from === from && one.to === undefined);
    const end = capture.clock.fromWall(await ended());
    const reads = capture.of('chunk', on).filter(({ at }) => at > alive && at < end - 250);
    return { during, reads, took: to - from };
  }

  test('since it runs a script: the page’s', async () => {
    const capture = await capturing();
    await capture.open('clock', { query: '&every=300' });
    await capture.until('chunk', 4);
    await capture.page.evaluate(BLOCK);
    const ended = async () => Number(await capture.page.evaluate('end'));
    const { during, reads, took } = await stretch(capture, ended);
    expect(during).toHaveLength(1);
    expect(reads).toEqual([]);
    expect(took).toBeGreaterThan(1000);
  });

  test('since it stands at a breakpoint', async () => {
    const capture = await capturing();
    await capture.open('clock', { query: '&every=300' });
    await capture.until('chunk', 4);
    const debug = await capture.page.createCDPSession();
    await debug.send('Debugger.enable');
    await capture.page.evaluate('void setTimeout(() => { debugger; })');
    const [begun] = await capture.until('busy');
    expect(begun).not.toHaveProperty('to');
    const resumed = Date.now();
    await debug.send('Debugger.resume');
    const { during, reads } = await stretch(capture, async () => resumed);
    expect([during.length, reads.length]).toEqual([1, 0]);
    await debug.detach();
  });

  test('since it runs a script: a worker’s, and not the page’s', async () => {
    const capture = await capturing();
    await capture.open('clock', { query: '&every=300' });
    await capture.page.evaluate(`void (globalThis.worker = ${IN_WORKER})`);
    await poll(
      'both streams to be read',
      async () => new Set(capture.of('chunk').map(({ on }) => on)).size === 2,
    );
    await capture.page.evaluate('worker.postMessage(0)');
    await stretch(capture);
    const kinds = capture.of('busy').map(({ on }) => capture.of('request', on)[0]?.context.kind);
    expect(new Set(kinds)).toEqual(new Set(['worker']));
  });
});
