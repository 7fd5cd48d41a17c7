import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import { TapeClock } from '../clock.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { FakeTape, FakeTime } from '../testing/fake-tape.ts';
import { Play } from '../testing/network.ts';
import { captureProtocol, type ProtocolCapture } from './index.ts';

let transport: FakeTransport;
let tape: FakeTape;
let time: FakeTime;
let connectionIds: ConnectionIds;
let capture: ProtocolCapture;

const begin = (): Promise<void> => {
  capture = captureProtocol({ transport, tape, clock: new TapeClock(time), connectionIds });
  return capture.start();
};
const stream = (id: string, options?: { session?: string; url?: string }) => new Play(transport, id, options);
const navigated = (loaderId: string, type = 'Navigation', url = 'https://site.test/2') =>
  transport.emit('Page.frameNavigated', { frame: { id: 'main', loaderId, url }, type });

beforeEach(async () => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  tape = new FakeTape();
  time = new FakeTime();
  connectionIds = new ConnectionIds();
  await begin();
});
afterEach(() => {
  capture.stop();
  vi.useRealTimers();
});

describe('bytes', () => {
  it('writes each read with its bytes and its time, and the wire length that came late', async () => {
    const play = await stream('1').request(10).sent().streams();
    play
      .response(20)
      .data(30, 'data: a\n\n')
      .data(40, 'data: b\n\n', 15)
      .data(41, 0, 14)
      .finished(50, 50 + 34);
    expect(tape.kinds('1')).toEqual(['request', 'sent', 'fidelity', 'response', 'chunk', 'chunk', 'end']);
    expect(tape.of('chunk').map(({ at, wire }) => [at, wire])).toEqual([
      [30, 0],
      [40, 15],
    ]);
    expect(tape.of('end')).toEqual([{ kind: 'end', at: 50, on: '1', how: 'complete', wire: 19 }]);
    expect(tape.text('1')).toBe('data: a\n\n|data: b\n\n');
  });

  it('lists the request and its answer at once, while a blocked page gives no bytes yet', () => {
    stream('1').request(10).sent().response(20);
    expect(tape.kinds('1')).toEqual(['request', 'sent', 'response']);
  });

  it('cuts what was buffered along the reads that came without bytes', async () => {
    const play = stream('1').request(10, { type: 'Fetch' }).response(20, { resource: 'Fetch' });
    await play.data(30, 3).data(40, 4).streams('0abcdefg');
    play.data(50, 'xyz');
    expect(tape.text('1')).toBe('0|abc|defg|xyz');
    expect(tape.of('gap')).toEqual([]);
  });

  it('says how much is missing where the buffer no longer holds all', async () => {
    await stream('1').request(10).response(20).data(30, 5).data(40, 4).streams('defg');
    expect(tape.text('1')).toBe('?|defg');
    expect(tape.of('gap')[0]).toMatchObject({ on: '1', bytes: 5 });
  });

  it('gets the body of a stream that was over before its bytes could be asked for', async () => {
    const play = stream('1').request(10, { type: 'Fetch' }).response(20, { resource: 'Fetch' }).data(21, 4);
    play.data(22, 8).finished(23);
    await play.streamsNot('Request with the provided ID has already finished loading');
    await transport.call('Network.getResponseBody').answer({ body: 'data: späät', base64Encoded: false });
    expect(tape.text('1')).toBe('?|?');
    expect(tape.of('fidelity')[0]?.level).toBe('lengths');
    expect(tape.kinds('1').at(-1)).toBe('end');
  });

  it('puts the byte order mark back that a body given as text has lost', async () => {
    const play = stream('1').request(10, { type: 'Fetch' }).response(20, { resource: 'Fetch' }).data(21, 12);
    play.finished(23);
    await play.streamsNot('Request with the provided ID has already finished loading');
    await transport.call('Network.getResponseBody').answer({ body: 'data: a\n\n', base64Encoded: false });
    expect([...(tape.of('chunk')[0]?.bytes?.subarray(0, 4) ?? [])]).toEqual([0xef, 0xbb, 0xbf, 0x64]);
  });

  it('shows messages where the bytes are refused, with the reason', async () => {
    const play = await stream('1').request(10).streamsNot('no');
    play.response(20).message(30, 'a');
    await play.streamsNot('still no');
    play.message(40, 'b');
    expect(tape.kinds('1')).toEqual(['request', 'response', 'fidelity', 'message', 'message']);
    expect(tape.of('fidelity')[0]).toMatchObject({
      level: 'messages',
      why: expect.stringContaining('still no'),
    });
  });

  it('tells what the browser dispatched beside the bytes', async () => {
    const play = await stream('1').request(10).streams();
    play.response(20).data(30, 'id: 1\ndata: a\n\n').message(30, 'a', 'message', '1');
    expect(tape.of('dispatched')).toEqual([
      { kind: 'dispatched', at: 30, on: '1', type: 'message', data: 'a', id: '1' },
    ]);
  });
});

describe('which requests', () => {
  it('writes nothing of what is neither a stream nor asked for by fetch or XHR', () => {
    stream('1').request(10, { type: 'Script' }).failed(20);
    stream('2')
      .request(10, { type: 'Image' })
      .response(20, { type: 'image/png', resource: 'Image' })
      .finished(30);
    stream('3', { url: 'data:text/plain,a' }).request(10, { type: 'Fetch' }).finished(20);
    expect(tape.records.filter(({ kind }) => kind !== 'clock')).toEqual([]);
  });

  it('writes a fetch stream with its original times when its answer shows that it is one', async () => {
    const play = stream('1').request(10, { type: 'Fetch', method: 'POST' }).sent();
    expect(tape.of('request')).toMatchObject([{ at: 10, exchange: true }]);
    await play.response(500, { resource: 'Fetch' }).streams();
    expect(tape.of('request')[1]).toMatchObject({ at: 10, method: 'POST', via: 'fetch' });
    expect(tape.of('request')[1]?.exchange).toBeUndefined();
    expect(tape.kinds('1')).toEqual(['request', 'sent', 'request', 'response', 'fidelity']);
  });

  it('takes the last of several MIME types, as the browser does', async () => {
    const type = 'application/json, text/event-stream; charset=utf-8';
    const play = stream('1').request(10, { type: 'Fetch' }).sent();
    await play.response(500, { resource: 'Fetch', type }).streams();
    expect(tape.of('request')[1]?.exchange).toBeUndefined();
    expect(tape.of('response')).toMatchObject([{ mimeType: 'text/event-stream', charset: 'utf-8' }]);
  });

  it('asks for the bytes at the request of what accepts an event stream', () => {
    stream('1').request(10, { type: 'XHR', headers: { accept: 'application/json, text/event-stream' } });
    expect(transport.call('Network.streamResourceContent').params).toEqual({ requestId: '1' });
    expect(tape.kinds('1')).toEqual(['request']);
  });

  it('leaves a request that no connection is free for without a sent record', () => {
    stream('7').request(10);
    expect(tape.kinds('7')).toEqual(['request']);
  });

  it('has the request headers also where Chromium reports them after the end, and dates them before the response', async () => {
    const play = await stream('1').request(10).streams();
    play.response(20).data(30, 'data: a\n\n').finished(40);
    play.sent({ 'Last-Event-ID': '7' });
    expect(tape.kinds('1').slice(-2)).toEqual(['end', 'sent']);
    const [sent] = tape.of('sent');
    expect(sent).toMatchObject({ on: '1', lastEventId: '7' });
    expect(sent?.at).toBeLessThanOrEqual(20);
  });

  it('shows a 404 to an EventSource as the refusal it is, and a close as the page’s doing', async () => {
    const refused = await stream('1').request(10).streams();
    refused.response(20, { status: 404, type: 'text/html' });
    refused.failed(21, { errorText: 'net::ERR_ABORTED', canceled: true });
    const closed = await stream('2').request(10).streams();
    closed.response(20).failed(21, { errorText: 'net::ERR_ABORTED', canceled: true });
    expect(tape.of('end').map(({ on, how }) => [on, how])).toEqual([
      ['1', 'failed'],
      ['2', 'cancelled'],
    ]);
  });
});

describe('extra info', () => {
  it('joins it when it comes before its request, and on another session', () => {
    const worker = stream('1', { session: 'worker' });
    worker
      .sent({ 'Last-Event-ID': 'Ã¤' }, '')
      .received(200, 'HTTP/1.1 200 OK\r\nX-Raw: 1\r\nX-Raw: 2\r\n\r\n', '');
    worker.request(10).response(20, { extra: true });
    expect(tape.of('sent')[0]?.lastEventId).toBe('ä');
    expect(tape.of('response')[0]?.headers).toEqual([
      ['X-Raw', '1'],
      ['X-Raw', '2'],
    ]);
  });

  it('waits for the headers as received, but not for long', async () => {
    const play = await stream('1').request(10).streams();
    play.response(20, { extra: true }).data(30, 'data: a\n\n');
    expect(tape.kinds('1')).toEqual(['request', 'fidelity']);
    play.received();
    expect(tape.of('response')[0]?.headers).toEqual([['x-raw', '1']]);
    const late = await stream('2').request(10).streams();
    late.response(20, { extra: true }).data(30, 'data: a\n\n');
    vi.advanceTimersByTime(1000);
    expect(tape.kinds('2')).toEqual(['request', 'fidelity', 'response', 'chunk']);
  });

  it('keeps the answers of a redirect and of its target apart', async () => {
    const play = stream('1').request(10).sent().received(302).redirect(15, 'https://site.test/b').sent();
    await play.received(200).response(20, { extra: true }).streams();
    expect(tape.kinds('1')).toEqual(['request', 'sent', 'redirect', 'sent', 'response', 'fidelity']);
    expect(tape.of('redirect')[0]).toMatchObject({
      status: 302,
      url: 'https://site.test/b',
      headerBytes: { estimated: false },
    });
  });

  it('takes the status of a CORS refusal from it, also when it comes after the failure', () => {
    const cors = { errorText: 'net::ERR_FAILED', corsErrorStatus: { corsError: 'MissingAllowOriginHeader' } };
    stream('1').request(10).sent().failed(20, cors).received(200);
    expect(tape.of('response')[0]).toMatchObject({ status: 200 });
    expect(tape.of('end')).toEqual([]);
    const call = transport.call('Network.streamResourceContent');
    return call
      .refuse('gone')
      .then(() =>
        expect(tape.of('end')[0]).toMatchObject({ how: 'failed', blocked: 'MissingAllowOriginHeader' }),
      );
  });
});

describe('what the browser did itself', () => {
  const answered = (id: string) =>
    transport.emit('Network.responseReceived', {
      requestId: id,
      timestamp: 0.02,
      loaderId: 'page-1',
      type: 'EventSource',
      response: {
        url: 'https://site.test/sse',
        status: 200,
        statusText: 'OK',
        headers: { 'content-type': 'text/event-stream' },
        fromDiskCache: id === 'disk',
        encodedDataLength: 0,
        connectionId: 0,
      },
    });

  it('is on the tape: an answer of its caches', () => {
    for (const id of ['disk', 'memory', 'network']) {
      stream(id).request(10);
      if (id === 'memory') transport.emit('Network.requestServedFromCache', { requestId: id });
      answered(id);
    }
    expect(tape.of('response').map(({ on, fromCache }) => [on, fromCache])).toEqual([
      ['disk', 'disk'],
      ['memory', 'memory'],
      ['network', undefined],
    ]);
  });

  it('and what a refusal by CORS names', async () => {
    const corsErrorStatus = { corsError: 'HeaderDisallowedByPreflightResponse', failedParameter: 'x-token' };
    const play = await stream('1').request(10).streams();
    play.received(200).failed(20, { errorText: 'net::ERR_FAILED', corsErrorStatus });
    expect(tape.of('end')[0]).toMatchObject({
      blocked: 'HeaderDisallowedByPreflightResponse',
      blockedParameter: 'x-token',
    });
  });
});

describe('ends that nothing reports', () => {
  const open = async (id: string) => (await stream(id).request(10).streams()).response(20);

  it('infers them at a reload', async () => {
    await open('1');
    transport.emit('Page.frameStartedNavigating', {
      frameId: 'main',
      loaderId: 'page-2',
      navigationType: 'reload',
    });
    navigated('page-2');
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'reload' });
    expect(tape.records.at(-1)).toMatchObject({ kind: 'navigate', how: 'reload' });
  });

  it('has the end of one that is over before the page has gone, though its bytes were still asked for', () => {
    stream('1').request(10).response(20).data(30, 4).finished(35);
    expect(tape.kinds('1')).not.toContain('end');
    navigated('page-2');
    expect(tape.records.slice(-2)).toMatchObject([
      { kind: 'end', on: '1', how: 'complete' },
      { kind: 'navigate' },
    ]);
  });

  it('suspends what may live on in the back/forward cache, and continues when it comes back', async () => {
    const play = await open('1');
    play.data(30, 'data: a\n\n');
    navigated('page-2');
    expect(tape.kinds('1').at(-1)).toBe('suspend');
    navigated('page-1', 'BackForwardCacheRestore', 'https://site.test/');
    play.data(40, 9).message(40, 'b');
    expect(tape.kinds('1').slice(-5)).toEqual(['resume', 'gap', 'fidelity', 'chunk', 'message']);
  });

  it('ends what was suspended when the cache turns out empty, or its time is over', async () => {
    await open('1');
    navigated('page-2');
    transport.emit('Page.backForwardCacheNotUsed', {});
    expect(tape.of('end')[0]).toMatchObject({ on: '1', inferred: 'navigation' });
    (await stream('2').request(10, { loaderId: 'page-2' }).streams()).response(20);
    navigated('page-3');
    vi.advanceTimersByTime(600_000);
    expect(tape.of('end')[1]).toMatchObject({ on: '2', inferred: 'navigation' });
  });

  it('infers them at a crash, also of a stream whose bytes are still asked for', async () => {
    stream('1').request(10).response(20).data(30, 4).finished(35);
    await open('2');
    transport.emit('Inspector.targetCrashed', {});
    expect(tape.of('end').map(({ on, inferred }) => [on, inferred])).toEqual([
      ['2', 'crash'],
      ['1', undefined],
    ]);
    expect(tape.of('fidelity', '1')[0]?.level).toBe('messages');
  });

  it('infers them when a worker is gone', async () => {
    transport.emit('Target.attachedToTarget', {
      sessionId: 's',
      targetInfo: { targetId: 't', type: 'worker', url: 'https://site.test/w.js' },
    });
    await stream('1', { session: 's' }).request(10).streams();
    transport.emit('Target.detachedFromTarget', { sessionId: 's' });
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'target-gone' });
  });

  it('ends all when capture stops, and continues them under their names when it runs again', async () => {
    const play = await open('1');
    capture.stop();
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'capture-stopped' });
    await begin();
    play.message(100, 'later');
    await settled();
    expect(tape.of('request')).toHaveLength(1);
    expect(tape.kinds('1').slice(-5)).toEqual(['end', 'resume', 'gap', 'fidelity', 'message']);
    expect(tape.of('resume')[0]).toMatchObject({ on: '1', after: 'record-off' });
    expect(tape.of('gap')[0]).toMatchObject({
      chosen: 'record-off',
      why: expect.stringMatching(/^Not recorded for .*: Record was off\.$/),
    });
    expect(tape.of('fidelity').at(-1)).toMatchObject({ level: 'messages' });
    // As often as Record goes off and on.
    capture.stop();
    await begin();
    play.message(200, 'later still');
    await settled();
    expect(tape.kinds('1').slice(-4)).toEqual(['end', 'resume', 'gap', 'message']);
  });

  it('continues what was not answered yet when capture stopped with its response', async () => {
    const play = await stream('1', { url: 'https://site.test/1' }).request(10).streams();
    capture.stop();
    await begin();
    play.response(100);
    await settled();
    expect(tape.of('request').map(({ on, openBefore }) => [on, openBefore])).toEqual([['1', undefined]]);
    expect(tape.kinds('1').slice(-5)).toEqual(['end', 'resume', 'gap', 'fidelity', 'response']);
  });
});

describe('workers', () => {
  const attach = (type: string, sessionId = 's', targetId = 't') =>
    transport.emit('Target.attachedToTarget', {
      sessionId,
      targetInfo: { targetId, type, url: 'https://site.test/w.js' },
    });

  it('lets a paused worker go without waiting for any answer', () => {
    delete transport.answers['Network.enable'];
    attach('service_worker');
    const methods = transport.calls.filter(({ session }) => session === 's').map(({ method }) => method);
    expect(methods.at(0)).toBe('Network.enable');
    expect(methods.at(-1)).toBe('Runtime.runIfWaitingForDebugger');
  });

  it('listens to a target once, however often it is seen', () => {
    attach('service_worker', 's1');
    attach('service_worker', 's2');
    expect(
      transport.calls.filter(({ method, session }) => method === 'Network.enable' && session !== ''),
    ).toHaveLength(1);
    expect(transport.call('Runtime.runIfWaitingForDebugger').session).toBe('s2');
  });

  it('shows a stream that a service worker passes on as one row, the page’s', async () => {
    attach('service_worker');
    const url = 'https://site.test/sse';
    const inner = await stream('2', { session: 's', url })
      .request(11, { headers: { Accept: 'text/event-stream' }, type: 'Fetch' })
      .streams();
    inner.sent({ 'Last-Event-ID': '5' }).response(20, { resource: 'Fetch' });
    const outer = await stream('1', { url }).request(10).streams();
    outer.response(21, { worker: true }).data(30, 'data: a\n\n');
    vi.advanceTimersByTime(1000);
    expect(tape.of('request').map(({ on }) => on)).toEqual(['1']);
    expect(tape.of('sent')[0]).toMatchObject({ on: '1', lastEventId: '5' });
    expect(tape.of('response')[0]).toMatchObject({ on: '1', fromServiceWorker: true, connectionId: '7' });
  });

  it('gives a stream that the service worker reads itself a row of its own', async () => {
    attach('service_worker');
    const own = await stream('2', { session: 's' })
      .request(11, { type: 'Fetch', headers: { Accept: 'text/event-stream' } })
      .streams();
    own.response(20, { resource: 'Fetch' });
    expect(tape.kinds('2')).toEqual([]);
    own.data(30, 'data: a\n\n');
    expect(tape.kinds('2')).toEqual(['request', 'fidelity', 'response', 'chunk']);
  });
});

/** What a page says of its heap in which a look is cheap. */
const SMALL = { usedSize: 700_000 };

/** The page answers a look with these objects. */
async function answerLook(value: readonly unknown[]): Promise<void> {
  await transport.call('Runtime.enable').answer({});
  await transport.call('Runtime.disable').answer({});
  await transport.call('Runtime.evaluate').answer({ result: { objectId: 'proto' } });
  await transport.call('Runtime.queryObjects').answer({ objects: { objectId: 'all' } });
  await transport.call('Runtime.callFunctionOn').answer({ result: { value } });
  await settled();
}

describe('open before capture', () => {
  it('lists an EventSource at its first message, with its URL and nothing lost meanwhile', async () => {
    const play = stream('9').data(10, 9).message(10, 'a').data(20, 9).message(20, 'b');
    await settled();
    await transport.call('Runtime.getHeapUsage').answer(SMALL);
    await answerLook([null, { url: 'https://site.test/old', readyState: 1 }, { url: 'x', readyState: 2 }]);
    play.message(30, 'c');
    expect(tape.of('request')[0]).toMatchObject({
      url: 'https://site.test/old',
      openBefore: true,
      via: 'eventsource',
    });
    expect(tape.of('message').map(({ data }) => data)).toEqual(['a', 'b', 'c']);
    expect(tape.of('fidelity').map(({ level }) => level)).toEqual(['messages']);
  });

  it('keeps the URL of one whose response came after capture began, and was not called an EventSource’s', async () => {
    const play = stream('9', { url: 'https://site.test/sse' }).response(10, { resource: 'Other' });
    await transport.call('Network.streamResourceContent').refuse('gone');
    play.message(20, 'a');
    await settled();
    expect(tape.of('request')).toMatchObject([
      { on: '9', via: 'other', url: 'https://site.test/sse', openBefore: true },
      { on: '9', via: 'eventsource', url: 'https://site.test/sse', method: 'GET', openBefore: true },
    ]);
    expect(transport.calls.some(({ method }) => method === 'Runtime.enable')).toBe(false);
  });

  it('asks again for the URL, as messages come, where the page did not answer', async () => {
    const play = stream('9').message(10, 'a');
    await settled();
    await transport.call('Runtime.getHeapUsage').refuse('no answer', true);
    await settled();
    expect(tape.of('request')).toMatchObject([{ on: '9', via: 'eventsource' }]);
    expect(tape.of('request')[0]?.url).toBeUndefined();
    // The one that waited was played: that asks a second time, and the next time is a second later.
    await transport.call('Runtime.getHeapUsage').refuse('no answer', true);
    const asked = () => transport.calls.filter(({ method }) => method === 'Runtime.getHeapUsage').length;
    play.message(500, 'b');
    expect(asked()).toBe(2);
    play.message(1100, 'c');
    expect(asked()).toBe(3);
    await transport.call('Runtime.getHeapUsage').answer(SMALL);
    await answerLook([{ url: 'https://site.test/old', readyState: 1 }]);
    expect(tape.of('request').at(-1)).toMatchObject({ on: '9', url: 'https://site.test/old' });
    play.message(9000, 'd');
    expect(asked()).toBe(3);
    expect(tape.of('message').map(({ data }) => data)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not look by itself in a large heap, however many messages come; the user may have it looked for', async () => {
    const play = stream('9').message(10, 'a');
    await settled();
    await transport.call('Runtime.getHeapUsage').answer({ usedSize: 30_000_000 });
    await settled();
    for (const at of [1100, 2200, 3300, 4400, 5500, 6600]) play.message(at, 'more');
    await settled();
    expect(tape.of('request')).toMatchObject([{ on: '9', via: 'eventsource', openBefore: true }]);
    expect(tape.of('request')[0]?.url).toBeUndefined();
    expect(transport.calls.filter(({ method }) => method === 'Runtime.getHeapUsage')).toHaveLength(1);
    expect(transport.calls.some(({ method }) => method === 'Runtime.enable')).toBe(false);
    expect(capture.heap()).toBe(30_000_000);
    const done = capture.findAddresses();
    await settled();
    await answerLook([{ url: 'https://site.test/old', readyState: 1 }]);
    await done;
    expect(tape.of('request').at(-1)).toMatchObject({ on: '9', url: 'https://site.test/old' });
    // It is known now: nothing is looked for again.
    await capture.findAddresses();
    expect(transport.calls.filter(({ method }) => method === 'Runtime.queryObjects')).toHaveLength(1);
  });

  it('looks once for all that was open before', async () => {
    stream('8').message(10, 'a');
    stream('9').message(11, 'b');
    await settled();
    await transport.call('Runtime.getHeapUsage').answer(SMALL);
    await answerLook([
      { url: 'https://site.test/one', readyState: 1 },
      { url: 'https://site.test/two', readyState: 1 },
    ]);
    stream('10').message(20, 'c');
    await settled();
    expect(transport.calls.filter(({ method }) => method === 'Runtime.queryObjects')).toHaveLength(1);
    const both = ['https://site.test/one', 'https://site.test/two'];
    expect(tape.of('request').map(({ candidates }) => candidates)).toEqual([both, both, both]);
  });

  it('forgets a download that is soon over, and lists lengths of what continues', async () => {
    stream('8').data(10, 100).data(900, 100).finished(950);
    stream('9').data(10, 100).data(1100, 50);
    await settled();
    stream('9').data(1200, 60);
    expect(tape.of('request').map(({ on, via }) => [on, via])).toEqual([['9', 'other']]);
    expect(tape.of('chunk').map(({ length }) => length)).toEqual([100, 50, 60]);
    expect(tape.of('fidelity')[0]?.level).toBe('lengths');
  });
});

it('writes the clock anew where wall time and network time have drifted apart', () => {
  stream('1').request(10);
  transport.emit('Network.requestWillBeSent', {
    requestId: '2',
    timestamp: 1,
    wallTime: 1_700_000_000 + 3601,
    type: 'Image',
    initiator: { type: 'other' },
    request: { url: 'https://site.test/i.png', method: 'GET', headers: {} },
  });
  expect(tape.of('clock')).toEqual([
    // Until here they went together.
    { kind: 'clock', at: 10, wall: 1_700_000_000_010 },
    { kind: 'clock', at: 1000, wall: 1_700_000_000_000 + 3_601_000 },
  ]);
});

it('writes where a request was made, and what called that', () => {
  const frame = (functionName: string) => ({
    url: 'https://site.test/app.js',
    lineNumber: 1,
    columnNumber: 2,
    functionName,
  });
  const stack = { callFrames: [frame('get'), frame('poll')] };
  stream('1').request(10, { type: 'Fetch', initiator: { type: 'script', stack } });
  const place = { url: 'https://site.test/app.js', line: 2, column: 3 };
  expect(tape.of('request')[0]).toMatchObject({
    initiator: { ...place, functionName: 'get' },
    callers: [{ ...place, functionName: 'poll' }],
  });
});
