import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../protocol/testing/fake-transport.ts';
import { Play } from '../testing/network.ts';
import { type StartedCapture, startedCapture } from '../testing/started-capture.ts';

let transport: StartedCapture['transport'];
let tape: StartedCapture['tape'];
let time: StartedCapture['time'];
let capture: StartedCapture['capture'];
let pass: StartedCapture['pass'];
/** Seconds that scripts of the page ran so far. */
let script: number;

beforeEach(async () => {
  vi.useFakeTimers();
  script = 1;
  ({ transport, tape, time, capture, pass } = await startedCapture({
    'Performance.enable': {},
    'Runtime.evaluate': { result: { type: 'number', value: 0 } },
    'Performance.getMetrics': (call: Call) =>
      call.answer({
        metrics: [
          { name: 'Timestamp', value: time.ms / 1000 },
          { name: 'ScriptDuration', value: script },
          { name: 'JSHeapUsedSize', value: 5_000_000 },
        ],
      }),
  }));
});
afterEach(() => {
  capture.stop();
  vi.useRealTimers();
});

async function open(id = '1', session = ''): Promise<Play> {
  const play = await new Play(transport, id, { session }).request(time.ms).sent().streams();
  play.response(time.ms).data(time.ms, 'event: price\ndata: a\n\n');
  await pass(300);
  return play;
}
const readings = (session = '') =>
  transport.calls.filter((call) => call.method === 'Performance.getMetrics' && call.session === session)
    .length;

describe('a type is unheard', () => {
  it('where no script ran when a message of it was dispatched', async () => {
    const play = await open();
    play.message(time.ms, 'a', 'price');
    await pass(300);
    expect(tape.of('unheard')).toMatchObject([{ on: '1', type: 'price' }]);
  });

  it('not where a script ran: it may have been the listener', async () => {
    const play = await open();
    for (let i = 0; i < 5; i++) {
      play.message(time.ms, 'a', 'price');
      script += 0.000_02;
      await pass(1000);
    }
    expect(tape.of('unheard')).toEqual([]);
    await pass(100);
    play.message(time.ms, 'a', 'price');
    await pass(300);
    expect(tape.of('unheard')).toHaveLength(1);
  });

  it('though listeners of other types run all the time', async () => {
    const play = await open();
    for (let i = 0; i < 4; i++) {
      play.message(time.ms, 'a');
      script += 0.001;
      await pass(100);
      play.message(time.ms + 1, 'a', 'price');
      await pass(100);
    }
    expect(tape.of('unheard')).toHaveLength(1);
  });

  it('not by a message that had been dispatched before the reading before it', async () => {
    const play = await open();
    play.message(20, 'a', 'price');
    await pass(3000);
    expect(tape.of('unheard')).toEqual([]);
  });

  it('no longer, once a script runs with each of its messages', async () => {
    const play = await open();
    for (let i = 0; i < 12; i++) {
      play.message(time.ms, 'a', 'price');
      await pass(1100);
      script += 0.001;
    }
    expect(tape.of('unheard').map(({ over }) => over)).toEqual([undefined, true]);
  });
});

describe('the page is asked', () => {
  it('nothing for events without a name, but once for each EventSource', async () => {
    const play = await open();
    const before = readings();
    expect(before).toBe(1);
    for (let i = 0; i < 5; i++) {
      play.message(time.ms, 'a');
      await pass(1000);
    }
    expect(readings()).toBe(before);
    expect(capture.heap()).toBe(5_000_000);
  });

  it('at most four times a second, but for a new type, and no more for a type with which a script always runs', async () => {
    const play = await open();
    const before = readings();
    for (let i = 0; i < 100; i++) {
      play.message(time.ms, 'a', 'price');
      script += 0.001;
      await pass(50);
    }
    // 40 in two seconds, and 12 in three.
    expect(readings() - before).toBeGreaterThan(40);
    expect(readings() - before).toBeLessThan(54);
    for (let i = 0; i < 300; i++) {
      play.message(time.ms, 'a', 'price');
      script += 0.001;
      await pass(50);
    }
    const after = readings();
    play.message(time.ms, 'a', 'price');
    await pass(5000);
    expect(readings()).toBe(after);
  });

  it('no more where it cannot say, as a worker cannot', async () => {
    transport.answers['Performance.enable'] = (call: { refuse(message: string): Promise<void> }) =>
      call.refuse('no such method');
    const play = await open();
    play.message(time.ms, 'a', 'price');
    await pass(5000);
    expect(transport.calls.filter(({ method }) => method === 'Performance.enable')).toHaveLength(1);
    expect(tape.of('unheard')).toEqual([]);
  });
});
