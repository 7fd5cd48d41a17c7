import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Play } from '../../testing/network.ts';
import { type StartedCapture, startedCapture } from '../../testing/started-capture.ts';

const url = 'https://site.test/sse';
let transport: StartedCapture['transport'];
let tape: StartedCapture['tape'];
let capture: StartedCapture['capture'];

beforeEach(async () => {
  vi.useFakeTimers();
  ({ transport, tape, capture } = await startedCapture());
});
afterEach(() => {
  capture.stop();
  vi.useRealTimers();
});

const answer = (requestId: string) => capture.protocolSessions.setAnswered(requestId, 'browser');
const marks = () => tape.of('answered').map(({ on, by }) => [on, by]);

describe('a request that a recording answers', () => {
  it('is marked before its response', async () => {
    const play = await new Play(transport, '1', { url }).request(10).streams();
    answer('1');
    play.response(20);
    expect(tape.kinds('1')).toEqual(['request', 'fidelity', 'answered', 'response']);
    expect(tape.of('answered')[0]?.at).toBe(10);
  });

  it('is marked though its bytes are still asked for, and though it is reported later', () => {
    answer('1');
    const play = new Play(transport, '1', { url }).request(10);
    expect(tape.kinds('1')).toEqual(['request', 'answered']);
    play.response(20);
    expect(tape.kinds('1')).toEqual(['request', 'answered', 'response']);
  });

  it('is marked where only its response shows that it is a stream', () => {
    new Play(transport, '1', { url }).request(10, { type: 'Fetch' });
    answer('1');
    expect(marks()).toEqual([['1', 'browser']]);
  });

  it('that a service worker makes for its page is the page’s', async () => {
    transport.emit('Target.attachedToTarget', {
      sessionId: 's',
      targetInfo: { targetId: 't', type: 'service_worker', url: 'https://site.test/sw.js' },
    });
    const outer = await new Play(transport, '1', { url }).request(10).streams();
    const inner = await new Play(transport, '2', { session: 's', url })
      .request(11, { headers: { Accept: 'text/event-stream' }, type: 'Fetch' })
      .streams();
    answer('2');
    inner.sent().response(20, { resource: 'Fetch' });
    outer.response(21, { worker: true });
    expect(marks()).toEqual([['1', 'browser']]);
  });

  it('that nobody knows leaves nothing on the tape', () => {
    answer('1');
    expect(marks()).toEqual([]);
  });
});
