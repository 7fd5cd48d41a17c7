/** What Chromium reports where a service worker stands between a page and its server: orders and errors as measured. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Play } from '../../testing/network.ts';
import { type StartedCapture, startedCapture } from '../../testing/started-capture.ts';

const SCRIPT = 'https://site.test/sw.js';
const url = 'https://site.test/sse';
const BROKE = { errorText: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING', canceled: false };
const ABORTED = { errorText: 'net::ERR_ABORTED', canceled: true };
const FAILED = { errorText: 'net::ERR_FAILED', canceled: false };
const EMPTY = { errorText: 'net::ERR_EMPTY_RESPONSE', canceled: false };

let transport: StartedCapture['transport'];
let tape: StartedCapture['tape'];
let capture: StartedCapture['capture'];

beforeEach(async () => {
  vi.useFakeTimers();
  ({ transport, tape, capture } = await startedCapture());
  transport.emit('Page.frameNavigated', {
    frame: { id: 'main', loaderId: 'page-1', url: 'https://site.test/' },
    type: 'Navigation',
  });
});
afterEach(() => {
  capture.stop();
  vi.useRealTimers();
});

const attach = (script = SCRIPT): void =>
  transport.emit('Target.attachedToTarget', {
    sessionId: 's',
    targetInfo: { targetId: 't', type: 'service_worker', url: script },
  });
const page = () => new Play(transport, '1', { url }).request(10).streams();
const own = () =>
  new Play(transport, '2', { session: 's', url })
    .request(11, { headers: { Accept: 'text/event-stream' }, type: 'Fetch' })
    .streams();
/** A stream that the worker passes on to the page. */
async function passedOn(): Promise<[outer: Play, inner: Play]> {
  attach();
  const outer = await page();
  const inner = await own();
  inner.sent().response(20, { resource: 'Fetch' });
  outer.response(21, { worker: true }).data(30, 'data: a\n\n');
  return [outer, inner];
}
const ends = () => tape.of('end').map(({ on, error, serviceWorker }) => ({ on, error, serviceWorker }));

describe('a stream that a service worker passes on', () => {
  const error = 'net::ERR_ABORTED';
  const broke = [{ on: '1', error, serviceWorker: { url: SCRIPT, error: BROKE.errorText } }];

  it('and that the server breaks off has the error of the worker’s own request', async () => {
    const [outer, inner] = await passedOn();
    inner.failed(400, BROKE);
    outer.failed(401, ABORTED);
    expect(ends()).toEqual(broke);
  });

  it('though the page’s failure be stamped a moment earlier', async () => {
    const [outer, inner] = await passedOn();
    outer.failed(400, ABORTED);
    inner.failed(400.5, BROKE);
    expect(ends()).toEqual(broke);
  });

  it('though the worker had read some of it, and has a row', async () => {
    attach();
    const outer = await page();
    const inner = await own();
    inner.sent().response(20, { resource: 'Fetch' }).data(20, 'data: a\n\n');
    outer.response(21, { worker: true }).data(30, 'data: a\n\n').failed(400, ABORTED);
    inner.failed(400, BROKE);
    expect(ends()).toEqual([{ on: '2', error: BROKE.errorText, serviceWorker: undefined }, ...broke]);
  });

  it('whichever is reported first', async () => {
    const [outer, inner] = await passedOn();
    outer.failed(401, ABORTED);
    expect(ends()).toEqual([]);
    inner.failed(400, BROKE);
    expect(ends()).toEqual(broke);
    vi.advanceTimersByTime(1000);
    expect(ends()).toEqual(broke);
  });

  it('and that the page closes has none', async () => {
    const [outer, inner] = await passedOn();
    outer.failed(400, ABORTED);
    inner.failed(401, FAILED);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: undefined }]);
  });

  it('long after the worker’s own request broke off is the page’s', async () => {
    const [outer, inner] = await passedOn();
    inner.failed(400, BROKE);
    outer.failed(9000, ABORTED);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: undefined }]);
  });

  it('is over soon where the worker’s own request goes on', async () => {
    const [outer] = await passedOn();
    outer.failed(400, ABORTED);
    vi.advanceTimersByTime(1000);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: undefined }]);
    expect(tape.of('end')[0]?.at).toBe(400);
  });

  it('after a first try that failed is not blamed for that', async () => {
    attach();
    const outer = await page();
    (await own()).failed(15, EMPTY);
    outer.response(21, { worker: true }).failed(400, ABORTED);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: undefined }]);
  });
});

describe('a request that a service worker gives no response', () => {
  const error = 'net::ERR_FAILED';

  it('names the worker', async () => {
    attach();
    (await page()).failed(20, FAILED);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: { url: SCRIPT } }]);
  });

  it.each([
    [15, 16],
    [15, 15],
  ])('has the error of the worker’s own, which is no row', async (inner, outer) => {
    attach();
    const asked = await page();
    (await own()).failed(inner, EMPTY);
    asked.failed(outer, FAILED);
    vi.advanceTimersByTime(1000);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: { url: SCRIPT, error: EMPTY.errorText } }]);
    expect(tape.of('request').map(({ on }) => on)).toEqual(['1']);
  });

  it('has it where the page’s failure is reported first', async () => {
    attach();
    const asked = await page();
    const tried = await own();
    asked.failed(16, FAILED);
    tried.failed(15, EMPTY);
    expect(ends()).toEqual([{ on: '1', error, serviceWorker: { url: SCRIPT, error: EMPTY.errorText } }]);
    expect(tape.of('request').map(({ on }) => on)).toEqual(['1']);
  });

  it.each<[string, () => void, (asked: Play) => void]>([
    ['there is none', () => {}, (asked) => void asked.failed(20, FAILED)],
    [
      'it is another origin’s',
      () => attach('https://other.test/sw.js'),
      (asked) => void asked.failed(20, FAILED),
    ],
    ['the request left by itself', attach, (asked) => void asked.sent().failed(20, FAILED)],
    ['the error is another', attach, (asked) => void asked.failed(20)],
    ['the browser blocked it', attach, (asked) => void asked.failed(20, { ...FAILED, blockedReason: 'csp' })],
  ])('names none where %s', async (_, before, after) => {
    before();
    after(await page());
    expect(ends()).toHaveLength(1);
    expect(ends()[0]?.serviceWorker).toBeUndefined();
  });
});
