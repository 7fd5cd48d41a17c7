import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../protocol/testing/fake-transport.ts';
import { Play } from '../../testing/network.ts';
import { type StartedCapture, startedCapture } from '../../testing/started-capture.ts';

let transport: StartedCapture['transport'];
let tape: StartedCapture['tape'];
let time: StartedCapture['time'];
let capture: StartedCapture['capture'];
let pass: StartedCapture['pass'];

beforeEach(async () => {
  vi.useFakeTimers();
  ({ transport, tape, time, capture, pass } = await startedCapture());
});
afterEach(() => {
  capture.stop();
  vi.useRealTimers();
});

const asked = (session = ''): Call[] =>
  transport.calls.filter((call) => call.method === 'Runtime.evaluate' && call.session === session);
const answer = () => transport.call('Runtime.evaluate').answer({ result: { type: 'number', value: 0 } });
const quick = (): void => {
  transport.answers['Runtime.evaluate'] = { result: { type: 'number', value: 0 } };
};
async function open(id = '1', session = ''): Promise<Play> {
  const play = await new Play(transport, id, { session }).request(time.ms).sent().streams();
  return play.response(time.ms).data(time.ms, 'data: a\n\n');
}

describe('a thread is asked', () => {
  it('for a no-op that a promise brings, once nothing has come for a second', async () => {
    const play = await open();
    await pass(800);
    expect(asked()).toEqual([]);
    play.data(time.ms, 'data: b\n\n');
    await pass(800);
    expect(asked()).toEqual([]);
    await pass(500);
    expect(asked().map(({ params }) => params)).toEqual([
      { expression: '0', awaitPromise: true, returnByValue: true, silent: true },
    ]);
  });

  it('once a second at most, and never twice at a time', async () => {
    quick();
    await open();
    await pass(10_000);
    expect(asked().length).toBeGreaterThanOrEqual(8);
    expect(asked().length).toBeLessThanOrEqual(10);
    delete transport.answers['Runtime.evaluate'];
    await pass(1000);
    const before = asked().length;
    await pass(60_000);
    expect(asked()).toHaveLength(before);
  });

  it('not where nothing is open, nor when capture has stopped', async () => {
    quick();
    await pass(5000);
    expect(asked()).toEqual([]);
    const play = await open();
    play.finished(time.ms);
    await pass(5000);
    expect(asked()).toEqual([]);
    await open('2');
    capture.stop();
    await pass(5000);
    expect(asked()).toEqual([]);
  });

  it('in the session that owns the connection: a worker has a thread of its own', async () => {
    quick();
    await open('1', 'worker');
    await pass(3000);
    expect(asked()).toEqual([]);
    expect(asked('worker').length).toBeGreaterThan(1);
  });

  it('for sockets and for requests that are held as well', async () => {
    quick();
    transport.emit('Network.webSocketCreated', { requestId: 's', url: 'wss://site.test/' });
    await pass(2500);
    const ofSocket = asked().length;
    expect(ofSocket).toBeGreaterThan(0);
    transport.emit('Network.webSocketClosed', { requestId: 's', timestamp: time.ms / 1000 });
    await pass(1000);
    const none = asked().length;
    await pass(3000);
    expect(asked()).toHaveLength(none);
    new Play(transport, 'p').request(time.ms, { type: 'Fetch' }).sent();
    await pass(2500);
    expect(asked().length).toBeGreaterThan(none);
  });
});

describe('a thread that answers', () => {
  it('at once leaves nothing on the tape', async () => {
    quick();
    await open();
    await pass(20_000);
    expect(tape.of('busy')).toEqual([]);
  });

  it('late was busy: told while it lasts, and when it is over', async () => {
    const play = await open();
    await pass(1500);
    const [question] = asked();
    expect(question).toBeDefined();
    await pass(4000);
    const [begun, ...none] = tape.of('busy', '1');
    expect(none).toEqual([]);
    expect(begun).toMatchObject({ alive: 0 });
    expect(begun).not.toHaveProperty('to');
    play.data(time.ms, 'data: b\n\ndata: c\n\n');
    await answer();
    const [, over] = tape.of('busy', '1');
    expect(over).toEqual({ ...begun, at: time.ms, to: time.ms });
    expect((over?.to ?? 0) - (over?.from ?? 0)).toBeGreaterThan(4000);
    // It may be busy again: it is asked at once.
    expect(asked()).toHaveLength(2);
  });

  it('late for less than a pulse is told once, when it is over', async () => {
    await open();
    while (asked().length === 0) await pass(50);
    await pass(400);
    await answer();
    expect(tape.of('busy')).toMatchObject([{ on: '1', to: time.ms }]);
  });

  it('for all that is open there, and for nobody else', async () => {
    quick();
    await open('1');
    await open('2');
    await open('3', 'worker');
    await pass(1000);
    delete transport.answers['Runtime.evaluate'];
    await pass(4000);
    for (const call of asked()) await call.answer({});
    expect(tape.of('busy').filter(({ to }) => to !== undefined)).toMatchObject([{ on: '1' }, { on: '2' }]);
  });

  it('late although it read meanwhile was not: the answer was held up', async () => {
    const play = await open();
    while (asked().length === 0) await pass(50);
    await pass(100);
    play.data(time.ms, 'data: b\n\n');
    await pass(3000);
    await answer();
    expect(tape.of('busy')).toEqual([]);
  });

  it('is not called busy for the time in which the panel’s own thread stood still', async () => {
    await open();
    while (asked().length === 0) await pass(50);
    time.ms += 5000;
    await answer();
    expect(tape.of('busy')).toEqual([]);
  });

  it('is not told of connections that are over, or lie in the back/forward cache', async () => {
    const play = await open('1');
    await open('2');
    while (asked().length === 0) await pass(50);
    await pass(100);
    play.finished(time.ms);
    transport.emit('Page.frameNavigated', {
      frame: { id: 'main', loaderId: 'page-2', url: 'https://site.test/2' },
      type: 'Navigation',
    });
    await pass(3000);
    await answer();
    expect(tape.kinds('2').at(-1)).toBe('suspend');
    expect(tape.of('busy')).toEqual([]);
  });

  it('with a refusal has answered', async () => {
    await open();
    while (asked().length === 0) await pass(50);
    await pass(2000);
    await transport.call('Runtime.evaluate').refuse('Inspected target navigated or closed');
    expect(tape.of('busy').at(-1)).toMatchObject({ to: time.ms });
  });
});

describe('sleep', () => {
  it('is on the tape when the machine wakes, between the last time the clocks agreed and the first they do not', async () => {
    quick();
    await open();
    await pass(5000);
    const asleep = time.ms;
    vi.spyOn(time, 'wall').mockImplementation(() => time.epoch + time.ms + 3_600_000);
    await pass(2000);
    const [before, after, ...none] = tape.of('clock');
    expect(none).toEqual([]);
    expect(before?.at).toBeLessThanOrEqual(asleep);
    expect(before?.at).toBeGreaterThan(asleep - 1000);
    expect((after?.wall ?? 0) - (before?.wall ?? 0)).toBeGreaterThan(3_600_000);
  });
});
