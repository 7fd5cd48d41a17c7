import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import { TapeClock } from '../clock.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { FakeTape, FakeTime } from '../testing/fake-tape.ts';
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

/** An event of the WebSocket "7", at a tape time in milliseconds. */
const emit = (event: string, ms: number, params: object = {}, session = ''): void =>
  transport.emit(
    `Network.webSocket${event}`,
    { requestId: '7', timestamp: ms / 1000, wallTime: 1_700_000_000 + ms / 1000, ...params },
    session,
  );
const created = (session = ''): void => emit('Created', 0, { url: 'wss://site.test/chat' }, session);
const frame = (
  way: 'Sent' | 'Received',
  ms: number,
  opcode: number,
  payloadData: string,
  session = '',
): void => emit(`Frame${way}`, ms, { response: { opcode, mask: way === 'Sent', payloadData } }, session);

function open(): void {
  time.ms = 12;
  created();
  emit('WillSendHandshakeRequest', 10, { request: { headers: { Upgrade: 'websocket' } } });
  emit('HandshakeResponseReceived', 20, {
    response: {
      status: 101,
      statusText: 'Switching Protocols',
      headers: { Upgrade: 'websocket' },
      headersText: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-A: 1\r\n\r\n',
    },
  });
}

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

describe('the frame that opened it', () => {
  const iframe = { id: 'inner', parentId: 'main', loaderId: 'inner-1', url: 'https://site.test/inner' };
  const page = { id: 'main', loaderId: 'page-2', url: 'https://site.test/2' };
  const contextKind = () => tape.of('request').at(-1)?.context.kind;

  it('is not known of a page with iframes, and is known of the next page without any', () => {
    transport.emit('Page.frameNavigated', { frame: iframe, type: 'Navigation' });
    created();
    expect(contextKind()).toBe('unknown');
    emit('Closed', 5);
    transport.emit('Page.frameNavigated', { frame: page, type: 'Navigation' });
    created();
    expect(contextKind()).toBe('page');
  });

  it('is not known either of a page that comes back with its iframes from the cache', async () => {
    transport.answers['Page.getFrameTree'] = {
      frameTree: { frame: page, childFrames: [{ frame: iframe }] },
    };
    transport.emit('Page.frameNavigated', { frame: page, type: 'BackForwardCacheRestore' });
    await settled();
    created();
    expect(contextKind()).toBe('unknown');
  });
});

describe('a socket', () => {
  it('is its handshake, its frames both ways, and its end', () => {
    open();
    frame('Sent', 30, 1, 'hé');
    frame('Received', 40, 2, 'AAH+');
    emit('Closed', 50);
    expect(tape.kinds('7')).toEqual(['request', 'request', 'sent', 'response', 'frame', 'frame', 'end']);
    expect(tape.of('request').map(({ at, via }) => [at, via])).toEqual([
      [12, 'websocket'],
      [10, 'websocket'],
    ]);
    expect(tape.of('response')[0]).toMatchObject({
      status: 101,
      headers: [
        ['Upgrade', 'websocket'],
        ['X-A', '1'],
      ],
    });
    expect(
      tape.of('frame').map(({ at, direction, opcode, bytes }) => [at, direction, opcode, ...bytes]),
    ).toEqual([
      [30, 'sent', 1, 0x68, 0xc3, 0xa9],
      [40, 'received', 2, 0, 1, 254],
    ]);
    expect(tape.of('end')[0]).toEqual({ kind: 'end', at: 50, on: '7', how: 'complete' });
  });

  it('that is refused has the status of which only the error speaks', () => {
    created();
    emit('FrameError', 20, {
      errorMessage: 'Error during WebSocket handshake: Unexpected response code: 403',
    });
    emit('Closed', 21);
    expect(tape.of('response')[0]?.status).toBe(403);
    expect(tape.of('end')[0]).toMatchObject({ how: 'failed', error: expect.stringContaining('403') });
  });

  it.each([
    ['HTTP Authentication failed; no valid credentials available', 401],
    ['Proxy authentication failed', 407],
  ])('that is refused without a number has its status too: %s', (errorMessage, status) => {
    created();
    emit('FrameError', 20, { errorMessage });
    emit('Closed', 21);
    expect(tape.of('response')[0]?.status).toBe(status);
    expect(tape.of('end')[0]?.how).toBe('failed');
  });

  it('that the page closes too early was the page’s doing', () => {
    created();
    emit('FrameError', 20, { errorMessage: 'WebSocket is closed before the connection is established.' });
    emit('Closed', 21);
    expect(tape.of('end')[0]?.how).toBe('cancelled');
  });

  it('of a page with frames belongs to one of them, not known which', () => {
    transport.emit('Page.frameNavigated', {
      frame: { id: 'f', parentId: 'main', loaderId: 'l', url: 'https://site.test/f' },
    });
    created();
    expect(tape.of('request')[0]?.context.kind).toBe('unknown');
  });
});

describe('ends that nothing reports', () => {
  it('infers them when the page goes elsewhere, and hears no more of it', () => {
    open();
    transport.emit('Page.frameNavigated', {
      frame: { id: 'main', loaderId: 'page-2', url: 'https://site.test/2' },
      type: 'Navigation',
    });
    expect(tape.kinds('7').at(-1)).toBe('end');
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'navigation' });
    // Back from the back/forward cache Chromium reports what happened when it went in.
    frame('Received', 60, 1, 'late');
    emit('Closed', 61);
    expect(tape.of('end')).toHaveLength(1);
    expect(tape.of('frame')).toEqual([]);
  });

  it('infers them at a crash and when a worker is gone', () => {
    transport.emit('Target.attachedToTarget', {
      sessionId: 's',
      targetInfo: { targetId: 't', type: 'worker', url: 'https://site.test/w.js' },
    });
    created('s');
    expect(tape.of('request')[0]?.context.kind).toBe('worker');
    transport.emit('Target.detachedFromTarget', { sessionId: 's' });
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'target-gone' });
    emit('Created', 0, { requestId: '8', url: 'wss://site.test/2' });
    transport.emit('Inspector.targetCrashed', {});
    expect(tape.of('end')[1]).toMatchObject({ on: '8', inferred: 'crash' });
  });
});

describe('open before capture', () => {
  const liveUrls = async (...urls: string[]): Promise<void> => {
    await settled();
    await transport.call('Runtime.getHeapUsage').answer({ usedSize: 700_000 });
    await answerLook(...urls);
  };
  const answerLook = async (...urls: string[]): Promise<void> => {
    await transport.call('Runtime.enable').answer({});
    await transport.call('Runtime.disable').answer({});
    await transport.call('Runtime.evaluate').answer({ result: { objectId: 'proto' } });
    await transport.call('Runtime.queryObjects').answer({ objects: { objectId: 'all' } });
    await transport.call('Runtime.callFunctionOn').answer({
      result: { value: urls.map((url) => ({ url, readyState: 1 })) },
    });
    await settled();
  };

  it('is listed with its first frame, and by its address where only one can be meant', async () => {
    frame('Received', 10, 1, 'a');
    expect(tape.of('request')[0]).toMatchObject({ on: '7', openBefore: true });
    expect(tape.of('request')[0]?.url).toBeUndefined();
    await liveUrls('wss://site.test/old');
    expect(tape.of('request')[1]?.url).toBe('wss://site.test/old');
    expect(transport.calls.find(({ method }) => method === 'Runtime.evaluate')?.params).toMatchObject({
      expression: 'WebSocket.prototype',
    });
  });

  it('has candidates where several can be meant', async () => {
    frame('Received', 10, 1, 'a');
    await liveUrls('wss://site.test/a', 'wss://site.test/b');
    expect(tape.of('request')[1]?.candidates).toEqual(['wss://site.test/a', 'wss://site.test/b']);
  });

  it('is not looked for by itself in a large heap, but by the user’s wish', async () => {
    frame('Received', 10, 1, 'a');
    await settled();
    await transport.call('Runtime.getHeapUsage').answer({ usedSize: 30_000_000 });
    frame('Received', 20, 1, 'b');
    await settled();
    expect(transport.calls.some(({ method }) => method === 'Runtime.enable')).toBe(false);
    expect(tape.of('request')).toHaveLength(1);
    const done = capture.findAddresses();
    await settled();
    await answerLook('wss://site.test/old');
    await done;
    expect(tape.of('request')[1]?.url).toBe('wss://site.test/old');
  });

  it('continues under its name after Record was off', async () => {
    open();
    capture.stop();
    expect(tape.of('end')[0]).toMatchObject({ inferred: 'capture-stopped' });
    await begin();
    frame('Sent', 90, 1, 'again');
    expect(tape.kinds('7').slice(-4)).toEqual(['end', 'resume', 'gap', 'frame']);
    expect(tape.of('request').every(({ openBefore }) => !openBefore)).toBe(true);
  });
});
