import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TapeClock } from '../clock.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { FakeTape, FakeTime } from '../testing/fake-tape.ts';
import { entry, logTime, message } from '../testing/log-entries.ts';
import { createLogFollower, type LogFollower } from './follower.ts';
import type { HarEntry, HarWebSocketMessage } from './har.ts';

let tape: FakeTape;
let time: FakeTime;
let entries: HarEntry[];
let har: LogFollower;
let clock: TapeClock;

const look = () => vi.advanceTimersByTimeAsync(1000);
const data = () => tape.of('message').map((record) => record.data);

beforeEach(() => {
  vi.useFakeTimers();
  tape = new FakeTape();
  time = new FakeTime();
  entries = [];
  clock = new TapeClock(time);
  har = createLogFollower({
    getHar: async () => ({ entries }),
    tape,
    clock,
    connectionIds: new ConnectionIds(),
  });
});
afterEach(() => {
  har.stop();
  vi.useRealTimers();
});

const frame = (functionName: string) => ({
  url: 'http://site.test/app.js',
  lineNumber: 1,
  columnNumber: 2,
  functionName,
});
const STACK = { callFrames: [frame('get')], parent: { description: 'await', callFrames: [frame('poll')] } };

it('continues a stream under its name when Record is on again, without what came meanwhile', async () => {
  entries = [entry(10, [message(20, 'a')])];
  har.start(true);
  await vi.advanceTimersByTimeAsync(1000);
  har.stop();
  entries = [entry(10, [message(20, 'a'), message(30, 'while off')])];
  har.start(false);
  await vi.advanceTimersByTimeAsync(1000);
  entries = [entry(10, [message(20, 'a'), message(30, 'while off'), message(4000, 'b')])];
  await vi.advanceTimersByTimeAsync(1000);
  expect(tape.of('request')).toHaveLength(1);
  expect(tape.of('message').map(({ data }) => data)).toEqual(['a', 'b']);
  expect(tape.kinds(tape.of('request')[0]?.on ?? '').slice(-5)).toEqual([
    'message',
    'end',
    'resume',
    'gap',
    'message',
  ]);
});

describe('stopping while the log is waited for', () => {
  let looks: number;
  let answer: (log: { entries: HarEntry[] }) => void;
  beforeEach(() => {
    looks = 0;
    const getHar = () =>
      new Promise<{ entries: HarEntry[] }>((resolve) => {
        looks++;
        answer = resolve;
      });
    har = createLogFollower({ getHar, tape, clock: new TapeClock(time), connectionIds: new ConnectionIds() });
  });
  const stopped = async () => {
    har.stop();
    answer({ entries: [entry(10, [message(500, 'a')], { type: 'fetch' })] });
    await vi.advanceTimersByTimeAsync(10_000);
  };

  it.each([true, false])('it is not read again, and nothing of it is written (%s)', async (all) => {
    har.start(all);
    await stopped();
    expect(looks).toBe(1);
    expect(tape.records).toEqual([]);
  });

  it('a stream that was to be identified is not followed', async () => {
    const identified = har.identify({ reads: [499] });
    await vi.advanceTimersByTimeAsync(0);
    await stopped();
    expect(await identified).toBeNull();
    expect(looks).toBe(1);
  });

  it('a start after it is one look a second, not two', async () => {
    har.start(true);
    const first = answer;
    har.stop();
    har.start(true);
    first({ entries: [] });
    answer({ entries: [] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(looks).toBe(3);
  });
});

describe('following the log', () => {
  it('tells each message once, however often the log is read', async () => {
    entries = [entry(10, [message(20, 'a')])];
    har.start(true);
    await vi.advanceTimersByTimeAsync(0);
    const on = tape.of('request')[0]?.on ?? '';
    expect(tape.kinds(on)).toEqual(['request', 'sent', 'fidelity', 'response', 'message']);
    await look();
    await look();
    expect(data()).toEqual(['a']);
    entries = [entry(10, [message(20, 'a'), message(900, 'b')])];
    await look();
    expect(data()).toEqual(['a', 'b']);
    expect(tape.of('message')[1]?.at).toBeCloseTo(900, 1);
    expect(tape.of('response')[0]?.at).toBe(25);
  });

  it('keeps two streams on one URL from the same moment apart', async () => {
    entries = [entry(10, [message(20, 'a')]), entry(10, [message(20, 'b')])];
    har.start(true);
    await look();
    expect(new Set(tape.of('message').map(({ on }) => on)).size).toBe(2);
  });

  it.each([
    ['the place of a request and its callers', { stack: STACK }, 'get', ['poll']],
    ['none where the log has no stack', {}, undefined, undefined],
    ['none where it has nothing', null, undefined, undefined],
  ])('tells %s', async (_, initiator, name, callers) => {
    entries = [entry(10, [], { type: 'fetch', initiator })];
    har.start(true);
    await look();
    const [request] = tape.of('request');
    expect(request?.initiator?.functionName).toBe(name);
    expect(request?.callers?.map(({ functionName }) => functionName)).toEqual(callers);
  });

  it('writes nothing of other requests', async () => {
    const { _eventSourceMessages, ...page } = entry(10, [], { type: 'document' });
    entries = [{ ...page, response: { ...page.response, headers: [] } }];
    har.start(true);
    await look();
    expect(tape.records).toEqual([]);
  });

  it('ends what the browser calls finished or failed, and only that', async () => {
    entries = [
      entry(10, []),
      entry(20, [], { error: 'net::ERR_ABORTED' }),
      entry(30, [], { error: 'net::ERR_FAILED' }),
    ];
    har.start(true);
    await look();
    expect(tape.of('end').map(({ how }) => how)).toEqual(['cancelled', 'failed']);
    har.finished(entry(10, [message(50, 'last')]));
    expect(data()).toEqual(['last']);
    expect(tape.of('end')[2]).toMatchObject({ how: 'complete', at: 110 });
    await look();
    expect(tape.of('end')).toHaveLength(3);
  });

  it('infers an end at a navigation, before the divider', async () => {
    entries = [entry(10, [])];
    har.start(true);
    await look();
    har.navigated('https://site.test/2');
    expect(tape.records.slice(-2).map(({ kind }) => kind)).toEqual(['end', 'navigate']);
    expect(tape.of('end')[0]?.inferred).toBe('navigation');
  });

  it('starts with what is new, where the past is not wanted', async () => {
    entries = [entry(10, [message(20, 'old')])];
    har.start(false);
    await look();
    expect(tape.records).toEqual([]);
    entries = [entry(10, [message(20, 'old'), message(1500, 'new')])];
    await look();
    expect(data()).toEqual(['new']);
    expect(tape.of('request')[0]?.openBefore).toBe(true);
  });

  it('survives a log that cannot be had', async () => {
    let fail = true;
    const flaky = createLogFollower({
      getHar: async () => {
        if (fail) throw new Error('closing');
        return { entries: [entry(10, [message(20, 'a')])] };
      },
      tape,
      clock: new TapeClock(time),
      connectionIds: new ConnectionIds(),
    });
    flaky.start(true);
    await look();
    fail = false;
    await look();
    expect(data()).toEqual(['a']);
    flaky.stop();
  });
});

describe('beside the protocol', () => {
  it('fills in what began before the attachment, and leaves the rest to the protocol', async () => {
    entries = [
      entry(10, [message(20, 'a')]),
      entry(500, [message(510, 'b')], { url: 'https://site.test/later' }),
    ];
    await har.attached(400, true);
    expect(data()).toEqual(['a']);
  });

  it('knows the stream behind a message, and what of it is on the tape already', async () => {
    entries = [
      entry(10, [message(20, 'a'), message(30, 'b')]),
      entry(11, [message(21, 'x')], { url: 'https://site.test/other' }),
    ];
    await har.attached(400, true);
    entries[0] = entry(10, [message(20, 'a'), message(30, 'b'), message(410, 'c'), message(420, 'd')]);
    const found = await har.identify({ message: { at: 421, type: 'message', data: 'd', id: '' }, reads: [] });
    // Messages before the one that identifies the stream come from the log; that one comes from the protocol.
    expect(data()).toEqual(['a', 'b', 'x', 'c']);
    expect(found).toMatchObject({ on: tape.of('request')[0]?.on, skip: 0, messagesFromLog: false });
    await look();
    expect(data()).toEqual(['a', 'b', 'x', 'c']);
  });

  it('has the protocol skip what the log told first', async () => {
    entries = [entry(10, [message(20, 'a'), message(30, 'b'), message(40, 'c')])];
    await har.attached(400, true);
    const found = await har.identify({ message: { at: 30, type: 'message', data: 'b', id: '' }, reads: [] });
    expect(found?.skip).toBe(2);
  });

  it('continues to tell the messages of a fetch stream, to its end', async () => {
    entries = [entry(10, [message(20, 'a')], { type: 'fetch' })];
    await har.attached(400, true);
    entries = [entry(10, [message(20, 'a'), message(500, 'b')], { type: 'fetch' })];
    const found = await har.identify({ reads: [499] });
    expect(found?.messagesFromLog).toBe(true);
    entries = [entry(10, [message(20, 'a'), message(500, 'b'), message(600, 'c')], { type: 'fetch' })];
    await look();
    entries = [
      entry(10, [message(20, 'a'), message(500, 'b'), message(600, 'c'), message(700, 'd')], {
        type: 'fetch',
      }),
    ];
    await found?.flushMessages();
    expect(data()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('knows a message by what it says where its time is that of a late arrival', async () => {
    entries = [entry(10, [message(20, 'a'), message(420, 'd')])];
    await har.attached(400, true);
    const late = { message: { at: 970, type: 'message', data: 'd', id: '' }, reads: [] };
    expect(await har.identify(late)).toMatchObject({ on: tape.of('request')[0]?.on });
    // Not where the clocks are paired: then it is another one.
    clock.pair(1, logTime(1000));
    entries.push(entry(11, [message(21, 'x'), message(421, 'd')], { url: 'https://site.test/other' }));
    const identified = har.identify(late);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await identified).toBeNull();
  });

  it('knows reads by their rhythm where all come out too late, and a download by none', async () => {
    entries = [entry(10, [message(500, 'a'), message(1510, 'b'), message(2490, 'c')], { type: 'fetch' })];
    await har.attached(400, true);
    const download = har.identify({ reads: [900, 1100, 1300, 1400, 1650] });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await download).toBeNull();
    // The latest is not in the log yet.
    const found = await har.identify({ reads: [1200, 2210, 3190, 4200] });
    expect(found).toMatchObject({ on: tape.of('request')[0]?.on, messagesFromLog: true });
  });

  it('looks again while the log has not got the message that the protocol has', async () => {
    entries = [entry(10, [message(20, 'a')])];
    await har.attached(400, true);
    const identified = har.identify({ message: { at: 421, type: 'message', data: 'd', id: '' }, reads: [] });
    await vi.advanceTimersByTimeAsync(300);
    entries = [entry(10, [message(20, 'a'), message(420, 'd')])];
    await look();
    expect(await identified).toMatchObject({ on: tape.of('request')[0]?.on, skip: 0 });
  });

  it('gives up a stream that the log does not get, and at once one that it has as much of', async () => {
    entries = [entry(10, [message(20, 'a')])];
    await har.attached(400, true);
    const unknown = { message: { at: 421, type: 'message', data: 'd', id: '' }, reads: [] };
    const identified = har.identify(unknown);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await identified).toBeNull();
    entries = [entry(10, [message(20, 'a'), message(420, 'another')])];
    expect(await har.identify(unknown)).toBeNull();
  });

  it('waits for what is being filled in before it identifies a stream', async () => {
    entries = [entry(10, [message(20, 'a'), message(30, 'b')])];
    void har.attached(25, true);
    const found = await har.identify({ message: { at: 30, type: 'message', data: 'b', id: '' }, reads: [] });
    expect(data()).toEqual(['a', 'b']);
    expect(found).toMatchObject({ on: tape.of('request')[0]?.on, skip: 1 });
  });

  it('tells all of a stream that began while the debugger attached', async () => {
    await har.attached(5, true);
    entries = [entry(10, [message(20, 'a'), message(30, 'b')])];
    const found = await har.identify({ message: { at: 30, type: 'message', data: 'b', id: '' }, reads: [] });
    expect(data()).toEqual(['a']);
    expect(found).toMatchObject({ on: tape.of('request')[0]?.on, skip: 0 });
  });

  it('tells nothing from while Record was off', async () => {
    await har.attached(400, false);
    entries = [entry(10, [message(20, 'a'), message(410, 'b')])];
    const found = await har.identify({ message: { at: 410, type: 'message', data: 'b', id: '' }, reads: [] });
    expect(tape.records).toEqual([]);
    expect(found?.request).toMatchObject({ url: 'https://site.test/sse', openBefore: true });
  });

  it('claims nothing where two can be meant', async () => {
    entries = [
      entry(10, [message(20, 'tick')], { url: 'https://site.test/a' }),
      entry(10, [message(20, 'tick')], { url: 'https://site.test/b' }),
    ];
    expect(
      await har.identify({ message: { at: 20, type: 'message', data: 'tick', id: '' }, reads: [] }),
    ).toBeNull();
  });
});

describe('WebSockets', () => {
  const said = (
    type: HarWebSocketMessage['type'],
    ms: number,
    text: string,
    opcode = 1,
  ): HarWebSocketMessage => ({
    type,
    time: logTime(ms),
    opcode,
    data: text,
  });
  const socket = (messages: HarWebSocketMessage[], status = 101): HarEntry => {
    const { _eventSourceMessages: _, ...rest } = entry(10, [], { type: 'websocket', status });
    return { ...rest, _webSocketMessages: messages };
  };

  it('tells each frame once, and the end when the log calls it finished', async () => {
    const before = [said('send', 20, 'hé'), said('receive', 30, 'AAH+', 2)];
    entries = [socket(before)];
    har.start(true);
    await look();
    entries = [socket([...before, said('receive', 900, 'later')])];
    await look();
    await look();
    const on = tape.of('request')[0]?.on ?? '';
    expect(tape.kinds(on)).toEqual(['request', 'sent', 'response', 'frame', 'frame', 'frame']);
    expect(tape.of('request')[0]?.via).toBe('websocket');
    expect(tape.of('frame').map(({ direction, opcode, bytes }) => [direction, opcode, ...bytes])).toEqual([
      ['sent', 1, 0x68, 0xc3, 0xa9],
      ['received', 2, 0, 1, 254],
      ['received', 1, ...new TextEncoder().encode('later')],
    ]);
    har.finished(entries[0] as HarEntry);
    expect(tape.of('end')[0]).toMatchObject({ on, how: 'complete' });
  });

  it('has the status of a refusal from the error that speaks of it', async () => {
    entries = [socket([said('error', 20, 'Error: Unexpected response code: 403', -1)], 0)];
    har.start(true);
    await look();
    har.finished(entries[0] as HarEntry);
    expect(tape.of('response')[0]?.status).toBe(403);
    expect(tape.of('end')[0]).toMatchObject({ how: 'failed' });
    expect(tape.of('frame')).toEqual([]);
  });

  it('leaves a socket that continues to the protocol, and tells one that is over by the attachment', async () => {
    entries = [socket([said('send', 20, 'a')])];
    await har.attached(50, true);
    expect(tape.records).toEqual([]);
    har.finished(entries[0] as HarEntry);
    await har.attached(60, true);
    expect(tape.records.map(({ kind }) => kind)).toEqual(['request', 'sent', 'response', 'frame', 'end']);
  });
});
