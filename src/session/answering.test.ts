import { describe, expect, it } from 'vitest';
import type { CaptureControl } from '../capture/status.ts';
import { FakeTransport, settled } from '../protocol/testing/fake-transport.ts';
import type { ProtocolSessions } from '../protocol/transport.ts';
import { AS_RECORDED } from '../replay/serving/index.ts';
import { channelsOf } from '../replay/serving/testing.ts';
import { streamTape } from '../tape/testing.ts';
import { Answering } from './answering.ts';

const RULE = {
  url: 'https://site.test/',
  match: 'begins-with',
  method: 'GET',
  times: 1,
  keep: false,
  options: AS_RECORDED,
} as const;
const CHANNEL = 'http://127.0.0.1:8378/aaaaaaaaaaaaaaaa/channel/1';

function rig() {
  const transport = new FakeTransport();
  for (const method of ['enable', 'disable', 'continueRequest']) transport.answers[`Fetch.${method}`] = {};
  const state: { attached: ProtocolSessions | null } = {
    attached: { transport, children: () => [], onChild: () => () => {}, setAnswered: () => {} },
  };
  const marks: string[] = [];
  const channels = channelsOf(streamTape(['data: 1\n\n'], 'sse', { url: 'https://site.test/sse' }));
  const answering = new Answering({
    capture: () => ({ protocolSessions: () => state.attached }) as CaptureControl,
    shown: () => channels,
    changed: () => {},
    wait: async () => {},
    mark: (text) => void marks.push(text),
  });
  const start = (change: object = {}) =>
    answering.host.start('sse', { ...RULE, ...change }, { kind: 'server', channel: CHANNEL });
  const ask = () =>
    transport.emit('Fetch.requestPaused', {
      requestId: 'r',
      networkId: 'n',
      resourceType: 'XHR',
      request: { url: 'https://site.test/sse', method: 'GET', headers: {} },
    });
  return { transport, state, marks, answering, start, ask };
}

describe('answering', () => {
  it('marks the tape at each request and once where it ended, whatever becomes of it later', async () => {
    const { start, ask, marks, transport, answering } = rig();
    expect(await start()).toBeNull();
    ask();
    transport.emit('Network.loadingFailed', { requestId: 'n', errorText: 'net::ERR_CONNECTION_REFUSED' });
    expect(answering.host.status()?.problem).toContain('does not answer');
    await answering.stop();
    expect(marks).toEqual([
      'A recording answers GET https://site.test/…: request 1.',
      'The server answers GET https://site.test/… again.',
    ]);
  });

  it('ends when the debugger is another one, or none', async () => {
    const { start, answering, state } = rig();
    await start();
    answering.follow();
    expect(answering.host.status()?.ended).toBeNull();
    state.attached = null;
    answering.follow();
    await settled();
    expect(answering.host.status()?.ended).toBe('detached');
    answering.host.dismiss();
    await settled();
    expect(answering.host.status()).toBeNull();
  });

  it('says why it cannot begin', async () => {
    const { start, state, answering, transport } = rig();
    delete transport.answers['Fetch.enable'];
    const refused = start();
    await settled();
    await transport.call('Fetch.enable').refuse('Not allowed');
    expect(await refused).toContain('Not allowed');
    expect(answering.host.status()).toBeNull();
    expect(transport.listening).toBe(false);
    state.attached = null;
    expect(await start()).toContain('needs the debugger');
    const gone = await answering.host.start('gone', RULE, { kind: 'browser' });
    expect(gone).toContain('recording is gone');
  });
});
