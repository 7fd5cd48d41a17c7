import { describe, expect, it } from 'vitest';
import { FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import type { ChildSession } from '../../protocol/transport.ts';
import { Tape } from '../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../tape/testing.ts';
import { AS_RECORDED } from '../serving/index.ts';
import { end, onlySource } from '../serving/testing.ts';
import type { Answerer, AnswerRule } from './model.ts';
import { RequestAnswering } from './request-answering.ts';

const RULE: AnswerRule = {
  url: 'https://site.test/sse',
  match: 'exact',
  method: 'GET',
  times: null,
  keep: false,
  options: AS_RECORDED,
};
const CHANNEL = 'http://127.0.0.1:8378/aaaaaaaaaaaaaaaa/channel/1';

/** An answer that is held for 350 ms. */
function pollTape(): Tape {
  const tape = new Tape();
  tape.append(request('p', { at: 0 }));
  tape.append(response('p', { at: 350, headers: [['content-type', 'application/json']], mimeType: '' }));
  tape.append(chunk('p', 352, '[1]'));
  tape.append(end('p', 355));
  return tape;
}

async function rig(
  change: Partial<AnswerRule> = {},
  answerer: Answerer = { kind: 'server', channel: CHANNEL },
  tape = streamTape(['id: 1\ndata: 1\n\n']),
) {
  const transport = new FakeTransport();
  for (const method of ['enable', 'disable', 'continueRequest', 'fulfillRequest', 'failRequest'])
    transport.answers[`Fetch.${method}`] = {};
  const children: ChildSession[] = [
    { session: 'frame', kind: 'frame' },
    { session: 'worker', kind: 'worker' },
  ];
  const onChild = new Set<(child: ChildSession) => void>();
  const waits: { ms: number; over: () => void }[] = [];
  const marked: (readonly [requestId: string, by: string])[] = [];
  const answering = new RequestAnswering({
    protocolSessions: {
      transport,
      children: () => children,
      onChild(listener) {
        onChild.add(listener);
        return () => onChild.delete(listener);
      },
      setAnswered: (...one) => void marked.push(one),
    },
    source: onlySource(tape),
    rule: { ...RULE, ...change },
    answerer,
    wait: (ms, signal) =>
      new Promise((over, reject) => {
        waits.push({ ms, over });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    changed: () => {},
  });
  await answering.start();
  let requests = 0;
  return {
    transport,
    answering,
    waits,
    /** Requests whose connections are marked on the tape. */
    marked,
    adopt: (child: ChildSession) => {
      for (const listener of onChild) listener(child);
    },
    /** A request of the page is held; the commands that follow. */
    async ask(more: object = {}, session = '') {
      const before = transport.calls.length;
      const id = `r${++requests}`;
      const headers = {};
      const asked = { url: 'https://site.test/sse', method: 'GET', headers };
      const { request: part = {}, ...others } = more as { request?: object };
      transport.emit(
        'Fetch.requestPaused',
        {
          requestId: id,
          networkId: `n${id}`,
          resourceType: 'XHR',
          request: { ...asked, ...part },
          ...others,
        },
        session,
      );
      await settled();
      return transport.calls.slice(before);
    },
    sessions: (method: string) =>
      transport.calls.filter((call) => call.method === method).map(({ session }) => session),
  };
}

describe('with a replay server', () => {
  it('sends matching requests there, each with its number, and all others on their way', async () => {
    const { ask, answering, marked } = await rig({ options: { ...AS_RECORDED, speed: 2 } });
    const [first] = await ask();
    expect(first).toMatchObject({
      method: 'Fetch.continueRequest',
      params: { requestId: 'r1', url: `${CHANNEL}?speed=2&request=1` },
    });
    const [second] = await ask();
    expect(second?.params).toMatchObject({ url: `${CHANNEL}?speed=2&request=2` });
    for (const other of [
      { request: { method: 'OPTIONS' } },
      { resourceType: 'Document' },
      { request: { url: `${CHANNEL}?speed=2&request=1` } },
    ]) {
      const [call] = await ask(other);
      expect(call?.method).toBe('Fetch.continueRequest');
      expect(call?.params).not.toHaveProperty('url');
    }
    expect(answering.status().answered).toBe(2);
    expect(marked).toEqual([
      ['nr1', 'replay-server'],
      ['nr2', 'replay-server'],
    ]);
  });

  it('holds only what the rule names, on the page, its frames and other workers that come', async () => {
    const { transport, sessions, adopt } = await rig();
    adopt({ session: 'service', kind: 'service-worker' });
    adopt({ session: 'shared', kind: 'shared-worker' });
    adopt({ session: 'another', kind: 'worker' });
    expect(sessions('Fetch.enable').sort()).toEqual(['', 'frame', 'service']);
    expect(transport.call('Fetch.enable').params).toEqual({ patterns: [{ urlPattern: RULE.url }] });
  });

  it('lets go after so many requests', async () => {
    const { ask, answering, sessions } = await rig({ times: 2 });
    await ask();
    expect(answering.status().ended).toBeNull();
    await ask();
    expect(answering.status().ended).toBe('used-up');
    expect(sessions('Fetch.disable').sort()).toEqual(['', 'frame']);
    const [late] = await ask();
    expect(late?.params).not.toHaveProperty('url');
  });

  it.each([
    [
      { corsErrorStatus: { corsError: 'LocalNetworkAccessPermissionDenied' } },
      'permission for the local network',
    ],
    [{ corsErrorStatus: { corsError: 'InsecureLocalNetwork' } }, 'whatever is allowed'],
    [{ errorText: 'net::ERR_CONNECTION_REFUSED' }, 'was it ended?'],
    [{ errorText: 'net::ERR_ABORTED' }, null],
  ])('says what kept its answer from the page: %j', async (failure, words) => {
    const { ask, answering, transport } = await rig({ times: 1 });
    await ask();
    const other = { requestId: 'another', errorText: 'net::ERR_CONNECTION_REFUSED' };
    transport.emit('Network.loadingFailed', other);
    expect(answering.status().problem).toBeNull();
    transport.emit('Network.loadingFailed', { errorText: 'net::ERR_FAILED', requestId: 'nr1', ...failure });
    if (words === null) expect(answering.status().problem).toBeNull();
    else expect(answering.status().problem).toContain(words);
  });
});

describe('without one', () => {
  const browser: Answerer = { kind: 'browser' };

  it('answers a poll after its recorded hold, with status, headers and body', async () => {
    const { ask, waits, transport, answering, marked } = await rig({}, browser, pollTape());
    expect(await ask()).toEqual([]);
    expect(waits.map(({ ms }) => ms)).toEqual([350]);
    // It could still continue to the server.
    expect(marked).toEqual([]);
    waits[0]?.over();
    await settled();
    expect(marked).toEqual([['nr1', 'browser']]);
    expect(transport.call('Fetch.fulfillRequest').params).toEqual({
      requestId: 'r1',
      responseCode: 200,
      responsePhrase: 'OK',
      responseHeaders: [{ name: 'content-type', value: 'application/json' }],
      body: btoa('[1]'),
    });
    expect(answering.status().notes).toEqual([]);
  });

  it('gives a stream at once and says that its timing is lost', async () => {
    const { ask, waits, answering } = await rig({}, browser);
    await ask();
    expect(waits).toHaveLength(1);
    expect(answering.status().notes.join()).toMatch(/timing and chunks are lost.*still open/);
  });

  it('fails as the recorded one did, where there was no answer', async () => {
    const tape = new Tape();
    tape.append(request('p'));
    tape.append(end('p', 80, { how: 'failed', error: 'net::ERR_CONNECTION_RESET' }));
    const { ask, waits, transport } = await rig({}, browser, tape);
    await ask();
    expect(waits.map(({ ms }) => ms)).toEqual([80]);
    waits[0]?.over();
    await settled();
    expect(transport.call('Fetch.failRequest').params).toMatchObject({ errorReason: 'ConnectionReset' });
  });

  it('honours Last-Event-ID', async () => {
    const tape = streamTape(['id: ü\ndata: 1\n\n', 'data: 2\n\n']);
    const { ask, waits, transport } = await rig({ options: { ...AS_RECORDED, resume: true } }, browser, tape);
    const raw = Buffer.from('ü').toString('latin1');
    await ask({ request: { headers: { 'Last-Event-ID': raw } } });
    waits[0]?.over();
    await settled();
    expect(transport.call('Fetch.fulfillRequest').params).toMatchObject({ body: btoa('data: 2\n\n') });
  });

  it('keeps the hold of its last answer, and lets go when that is given', async () => {
    const { ask, waits, answering, sessions } = await rig({ times: 1 }, browser, pollTape());
    await ask();
    expect(answering.status().ended).toBeNull();
    waits[0]?.over();
    await settled();
    expect(answering.status().ended).toBe('used-up');
    expect(sessions('Fetch.disable')).toContain('');
  });

  it('gives what it holds back to the server when it is stopped', async () => {
    const { ask, answering, transport, sessions, marked } = await rig({}, browser, pollTape());
    await ask();
    await answering.stop();
    expect(marked).toEqual([]);
    // Switching the domain off lets every held request continue.
    expect(sessions('Fetch.disable').sort()).toEqual(['', 'frame']);
    expect(() => transport.call('Fetch.fulfillRequest')).toThrow();
    expect(transport.listening).toBe(false);
    expect(answering.status().ended).toBe('stopped');
  });
});

describe('it ends', () => {
  const go = (transport: FakeTransport, navigationType: string): void => {
    transport.emit('Page.frameStartedNavigating', { frameId: 'main', navigationType });
    transport.emit('Page.frameNavigated', { frame: { id: 'main' } });
  };

  it('when the page goes elsewhere, and not by a reload or for a frame', async () => {
    const { transport, answering, sessions } = await rig();
    go(transport, 'reload');
    transport.emit('Page.frameNavigated', { frame: { id: 'inner', parentId: 'main' } });
    expect(answering.status().ended).toBeNull();
    go(transport, 'differentDocument');
    expect(answering.status().ended).toBe('navigated');
    expect(sessions('Fetch.disable').sort()).toEqual(['', 'frame']);
  });

  it('later, where it was to be kept', async () => {
    const { transport, answering } = await rig({ keep: true });
    go(transport, 'differentDocument');
    expect(answering.status().ended).toBeNull();
  });

  it('with the debugger', async () => {
    const { transport, answering } = await rig();
    transport.lose('canceled_by_user');
    expect(answering.status().ended).toBe('detached');
    expect(transport.listening).toBe(false);
  });
});
