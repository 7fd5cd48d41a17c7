/** What stands on the tape, record by record, when sources start, stop and take over from each other. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeTransport, settled } from '../protocol/testing/fake-transport.ts';
import { createChromiumRecorder } from './chromium.ts';
import type { Attachment } from './debugger/attachment.ts';
import type { HarEntry } from './log/har.ts';
import { noticeOf } from './notices.ts';
import type { CaptureControl } from './status.ts';
import { FakeTape, FakeTime } from './testing/fake-tape.ts';
import { entry, message } from './testing/log-entries.ts';
import { Play } from './testing/network.ts';

let tape: FakeTape;
let time: FakeTime;
let transport: FakeTransport;
let recorder: CaptureControl;
const finished = new Set<(entry: HarEntry) => void>();
const pages = new Set<(url: string) => void>();
const navigated = (url: string) => {
  for (const listener of pages) listener(url);
};
let entries: HarEntry[];
const attach = vi.fn<() => Promise<Attachment>>();
const detach = vi.fn<() => Promise<void>>();
const getHar = vi.fn(async () => ({ entries }));

const captures = () => tape.of('capture').map(({ state, source, why }) => [state, source, why]);
const kinds = () => tape.records.map(({ kind }) => kind);
const data = () => tape.of('message').map((record) => record.data);
const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const wait = (ms: number) => {
  time.ms += ms;
  return turn(ms);
};
const FORBIDDEN = 'Cannot access a chrome:// URL';
/** Holds the next attachment back. @returns a function that gives it. */
function attachLater(): () => void {
  let give = () => {};
  attach.mockImplementationOnce(() => {
    transport = new FakeTransport();
    return new Promise((resolve) => (give = () => resolve({ transport })));
  });
  return () => give();
}
const refuse = () => attach.mockRejectedValueOnce(new Error(FORBIDDEN));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  tape = new FakeTape();
  time = new FakeTime();
  time.ms = 0;
  entries = [];
  attach.mockImplementation(async () => {
    transport = new FakeTransport();
    return { transport };
  });
  detach.mockResolvedValue();
  recorder = createChromiumRecorder({
    tape,
    attach,
    detach,
    getHar,
    reload: async () => {},
    onNavigated: (listener) => {
      pages.add(listener);
      return () => pages.delete(listener);
    },
    onFinished: (listener) => {
      finished.add(listener);
      return () => finished.delete(listener);
    },
    time,
  });
});
afterEach(async () => {
  await recorder.dispose();
  vi.useRealTimers();
});

it('has the past once, from the log beside the debugger, and its ends before the end of capture', async () => {
  entries = [entry(10, [message(20, 'old')])];
  time.ms = 1000;
  await recorder.record(true);
  new Play(transport, '1').request(1010);
  await recorder.record(false);
  const listed = ['request', 'sent', 'fidelity', 'response', 'message'];
  const stream = ['request', 'fidelity', 'end'];
  expect(kinds()).toEqual(['clock', 'clock', 'capture', ...listed, ...stream, 'end', 'capture']);
  expect(tape.of('end').map(({ on, inferred }) => [on, inferred])).toEqual([
    ['1', 'capture-stopped'],
    [tape.of('request')[0]?.on, 'capture-stopped'],
  ]);
  await recorder.record(true);
  await recorder.record(false);
  expect(data()).toEqual(['old']);
  const off = ['off', 'protocol', 'Record was switched off'];
  expect(captures()).toEqual([['on', 'protocol', undefined], off, ['on', 'protocol', undefined], off]);
});

it('has the past also where Record goes off while it is read', async () => {
  entries = [entry(10, [message(20, 'old')])];
  time.ms = 1000;
  let give = () => {};
  getHar.mockImplementationOnce(
    () => new Promise((resolve) => (give = () => resolve({ entries: [...entries] }))),
  );
  const on = recorder.record(true);
  const off = recorder.record(false);
  await turn();
  expect(recorder.status().state).toBe('on');
  give();
  await Promise.all([on, off]);
  expect(data()).toEqual(['old']);
  expect(kinds().slice(-3)).toEqual(['message', 'end', 'capture']);
});

it('tries the debugger again when a document has loaded, where the navigation came too early', async () => {
  refuse();
  await recorder.record(true);
  refuse();
  for (const listener of pages) listener('https://site.test/');
  await turn();
  expect(recorder.status().source).toBe('har');
  for (const listener of finished) listener({ ...entry(10, []), _resourceType: 'image' });
  await turn();
  expect(recorder.status().source).toBe('har');
  for (const listener of finished) listener({ ...entry(20, []), _resourceType: 'document' });
  await turn();
  expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
});

it('has the reason for messages only, and for the swap when Record is pressed again', async () => {
  refuse();
  entries = [entry(10, [message(20, 'old')])];
  await recorder.record(true);
  await turn();
  expect(data()).toEqual(['old']);
  await recorder.record(true);
  expect(captures()).toEqual([
    ['on', 'har', noticeOf('not-debuggable').text],
    ['off', 'har', 'the debugger is tried again'],
    ['on', 'protocol', undefined],
  ]);
  expect(kinds().slice(-4)).toEqual(['end', 'capture', 'clock', 'capture']);
  expect(recorder.status().notices).toEqual([]);
});

it('swaps after a navigation only when the debugger has the page; until then the log is on the tape', async () => {
  refuse();
  await recorder.record(true);
  const give = attachLater();
  navigated('https://site.test/');
  entries = [entry(100, [message(110, 'by the log')])];
  await wait(1000);
  expect(data()).toEqual(['by the log']);
  expect(captures()).toHaveLength(1);
  give();
  await turn();
  expect(captures().slice(1)).toEqual([
    ['off', 'har', 'the debugger could attach again'],
    ['on', 'protocol', undefined],
  ]);
  expect(kinds().slice(-3)).toEqual(['end', 'capture', 'capture']);
  expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
});

it('counts as the debugger’s what began after the swap, not what began while it attached', async () => {
  refuse();
  await recorder.record(true);
  const give = attachLater();
  time.ms = 100;
  navigated('https://site.test/');
  await turn();
  time.ms = 150;
  give();
  await turn();
  entries = [entry(120, [message(130, 'a'), message(200, 'b')])];
  new Play(transport, '1').message(200, 'b');
  await settled();
  expect(data()).toEqual(['b']);
  expect(tape.of('request')[0]).toMatchObject({ url: 'https://site.test/sse', openBefore: true });
});

it('counts as the debugger’s what began while it attached, where nothing else recorded', async () => {
  const give = attachLater();
  time.ms = 100;
  const on = recorder.record(true);
  await turn();
  time.ms = 150;
  give();
  await on;
  entries = [entry(120, [message(130, 'a'), message(200, 'b')])];
  new Play(transport, '1').message(200, 'b');
  await settled();
  expect(data()).toEqual(['a', 'b']);
});

it('has the end of what was open before the loss, with the browser’s reason, and detaches nothing', async () => {
  await recorder.record(true);
  new Play(transport, '1').request(10);
  transport.lose('target_closed');
  await turn();
  expect(captures()).toEqual([
    ['on', 'protocol', undefined],
    ['lost', 'protocol', 'target_closed'],
    ['on', 'protocol', undefined],
  ]);
  expect(kinds()).toEqual(['clock', 'clock', 'capture', 'request', 'fidelity', 'end', 'capture', 'capture']);
  expect(detach).not.toHaveBeenCalled();
});

it('goes from lost to messages where the next page refuses', async () => {
  await recorder.record(true);
  refuse();
  transport.lose('target_closed');
  await turn();
  expect(captures().slice(1)).toEqual([
    ['lost', 'protocol', 'target_closed'],
    ['on', 'har', noticeOf('not-debuggable').text],
  ]);
  expect(recorder.status()).toMatchObject({ state: 'on', notices: [{ code: 'not-debuggable' }] });
});

it('has both where the page refuses to be listened to after it was attached to', async () => {
  const states: string[] = [];
  recorder.onStatus(() => states.push(recorder.status().state));
  attach.mockImplementationOnce(async () => {
    transport = new FakeTransport();
    transport.answers['Network.enable'] = (call: { refuse(message: string): void }) =>
      call.refuse('not here');
    return { transport };
  });
  await recorder.record(true);
  expect(captures()).toEqual([
    ['on', 'protocol', undefined],
    ['off', 'protocol', 'Network.enable: not here'],
    ['on', 'har', noticeOf('capture-failed').text],
  ]);
  expect(states).toEqual(['starting', 'off', 'on']);
  expect(detach).toHaveBeenCalledOnce();
  expect(recorder.status().notices).toEqual([noticeOf('capture-failed', 'Network.enable: not here')]);
});

it('says why it is off when the source is changed, and when DevTools closes', async () => {
  await recorder.record(true);
  await recorder.use('har');
  await recorder.dispose();
  expect(captures()).toEqual([
    ['on', 'protocol', undefined],
    ['off', 'protocol', 'the source was changed'],
    ['on', 'har', noticeOf('messages-only').text],
    ['off', 'har', 'DevTools was closed'],
  ]);
});

it('has what the log reports of the page: what is over, and a navigation before the swap that it leads to', async () => {
  refuse();
  entries = [entry(10, []), entry(20, [])];
  await recorder.record(true);
  await turn();
  for (const listener of finished) listener(entries[0] as HarEntry);
  expect(tape.of('end').map(({ how, inferred }) => [how, inferred])).toEqual([['complete', undefined]]);
  navigated('https://site.test/2');
  await turn();
  expect(tape.of('end')[1]).toMatchObject({ inferred: 'navigation' });
  expect(kinds().slice(-4)).toEqual(['end', 'navigate', 'capture', 'capture']);
});

it('has what was over before Record was first pressed, and listens to the page until DevTools closes', async () => {
  entries = [entry(10, [message(20, 'old')])];
  for (const listener of finished) listener(entries[0] as HarEntry);
  time.ms = 1000;
  await recorder.record(true);
  expect(tape.of('end')).toMatchObject([{ how: 'complete' }]);
  await recorder.record(false);
  expect(Math.min(pages.size, finished.size)).toBeGreaterThan(0);
  await recorder.dispose();
  expect([pages.size, finished.size]).toEqual([0, 0]);
});
