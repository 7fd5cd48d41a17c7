import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTransport } from '../protocol/testing/fake-transport.ts';
import { type ChromiumParts, createChromiumRecorder } from './chromium.ts';
import type { Attachment } from './debugger/attachment.ts';
import type { HarLog } from './log/har.ts';
import type { CaptureControl } from './status.ts';
import { FakeTape, FakeTime } from './testing/fake-tape.ts';
import { Play } from './testing/network.ts';

let tape: FakeTape;
let transport: FakeTransport;
let recorder: CaptureControl;
const pages = new Set<(url: string) => void>();
const navigated = (url: string) => {
  for (const listener of pages) listener(url);
};
let log: HarLog;
const attach = vi.fn<() => Promise<Attachment>>();
const detach = vi.fn<() => Promise<void>>();
const reload = vi.fn<() => Promise<void>>();

const codes = () => recorder.status().notices.map(({ code }) => code);
const states = () => tape.of('capture').map(({ state, source }) => `${state} ${source}`);
const refuse = (message: string) => attach.mockRejectedValueOnce(new Error(message));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  tape = new FakeTape();
  log = { entries: [] };
  attach.mockImplementation(async () => {
    transport = new FakeTransport();
    return { transport };
  });
  detach.mockResolvedValue();
  reload.mockResolvedValue();
  const parts: ChromiumParts = {
    tape,
    attach,
    detach,
    reload,
    getHar: async () => log,
    onNavigated: (listener) => {
      pages.add(listener);
      return () => pages.delete(listener);
    },
    time: new FakeTime(),
    browser: 'Chrome 156',
  };
  recorder = createChromiumRecorder(parts);
});
afterEach(async () => {
  await recorder.dispose();
  vi.useRealTimers();
});

describe('Record', () => {
  it('attaches only when asked to, and detaches when off', async () => {
    expect(attach).not.toHaveBeenCalled();
    expect(recorder.status()).toEqual({ state: 'off', source: 'protocol', notices: [] });
    await recorder.record(true);
    expect(recorder.status().state).toBe('on');
    await recorder.record(false);
    expect(detach).toHaveBeenCalledOnce();
    expect(transport.listening).toBe(false);
    expect(states()).toEqual(['on protocol', 'off protocol']);
  });

  it('does one thing after the other, however quickly it is clicked', async () => {
    await Promise.all([
      recorder.record(true),
      recorder.record(false),
      recorder.record(true),
      recorder.record(true),
    ]);
    expect(attach).toHaveBeenCalledTimes(2);
    expect(recorder.status().state).toBe('on');
  });

  it('tells of every change', async () => {
    const seen: string[] = [];
    const stop = recorder.onStatus(() => seen.push(recorder.status().state));
    await recorder.record(true);
    await recorder.record(false);
    stop();
    expect(seen).toEqual(['starting', 'on', 'off']);
  });
});

it('says on the tape which browser captured, by either source', async () => {
  await recorder.record(true);
  await recorder.use('har');
  const on = tape.of('capture').filter(({ state }) => state === 'on');
  expect(on).toMatchObject([
    { source: 'protocol', browser: 'Chrome 156' },
    { source: 'har', browser: 'Chrome 156' },
  ]);
});

describe('what gets in the way', () => {
  it('turns off when the banner is cancelled, says how to continue, and continues', async () => {
    await recorder.record(true);
    transport.lose('canceled_by_user');
    await recorder.use('protocol');
    expect(recorder.status()).toMatchObject({
      state: 'off',
      notices: [{ code: 'banner-cancelled', action: 'record' }],
    });
    expect(states()).toEqual(['on protocol', 'lost protocol']);
    await recorder.record(true);
    expect(recorder.status()).toMatchObject({ state: 'on', notices: [] });
  });

  it('takes over its own orphan', async () => {
    refuse('Another debugger is already attached to the tab with id: 1.');
    await recorder.record(true);
    expect(detach).toHaveBeenCalledOnce();
    expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
  });

  it('detaches what attached after its deadline, and not what was attached since', async () => {
    const late: (() => void)[] = [];
    attach.mockImplementationOnce(
      () => new Promise((resolve) => late.push(() => resolve({ transport: new FakeTransport() }))),
    );
    const recording = recorder.record(true);
    await vi.advanceTimersByTimeAsync(10_000);
    await recording;
    expect(recorder.status().source).toBe('har');
    late.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(detach).toHaveBeenCalledOnce();
    await recorder.record(true);
    expect(recorder.status().source).toBe('protocol');
    expect(detach).toHaveBeenCalledOnce();
  });

  it('explains another debugger, and continues messages', async () => {
    refuse('Another debugger is already attached to the tab with id: 1.');
    refuse('Another debugger is already attached to the tab with id: 1.');
    await recorder.record(true);
    expect(recorder.status()).toMatchObject({ state: 'on', source: 'har' });
    expect(codes()).toEqual(['another-debugger']);
    await recorder.record(true);
    expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
    expect(states()).toEqual(['on har', 'off har', 'on protocol']);
  });

  it('continues messages on a page that cannot be debugged, and with bytes on the next that can', async () => {
    refuse('Cannot access a chrome:// URL');
    await recorder.record(true);
    expect(recorder.status()).toMatchObject({ state: 'on', source: 'har' });
    expect(codes()).toEqual(['not-debuggable']);
    refuse('Cannot access a chrome:// URL');
    navigated('chrome://version/');
    await vi.advanceTimersByTimeAsync(0);
    expect(codes()).toEqual(['not-debuggable']);
    navigated('https://site.test/');
    await vi.advanceTimersByTimeAsync(0);
    expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
  });

  it('names any other refusal with the browser’s own words', async () => {
    refuse('Debugging is forbidden by the administrator');
    await recorder.record(true);
    expect(recorder.status().notices[0]).toMatchObject({
      code: 'attach-refused',
      text: expect.stringContaining('administrator'),
    });
  });

  it('attaches again by itself after the target was closed under it', async () => {
    await recorder.record(true);
    transport.lose('target_closed');
    await vi.advanceTimersByTimeAsync(0);
    expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
    expect(states()).toEqual(['on protocol', 'lost protocol', 'on protocol']);
  });

  it('says that the page crashed, and takes it back when it lives again', async () => {
    await recorder.record(true);
    transport.emit('Inspector.targetCrashed', {});
    expect(codes()).toEqual(['crashed']);
    transport.emit('Inspector.targetReloadedAfterCrash', {});
    expect(codes()).toEqual([]);
    expect(transport.calls.filter(({ method }) => method === 'Network.enable')).toHaveLength(2);
  });

  it('continues listening where a call is never answered, and says so', async () => {
    attach.mockImplementationOnce(async () => {
      transport = new FakeTransport();
      delete transport.answers['Network.enable'];
      return { transport };
    });
    const started = recorder.record(true);
    await vi.advanceTimersByTimeAsync(0);
    await transport.call('Network.enable').refuse('no answer', true);
    await started;
    expect(recorder.status().state).toBe('on');
    expect(codes()).toEqual(['no-answer']);
    new Play(transport, '1').request(10);
    expect(codes()).toEqual([]);
    expect(tape.of('request')).toHaveLength(1);
  });

  it('gives up an attach that is never answered', async () => {
    attach.mockReturnValueOnce(new Promise(() => {}));
    const started = recorder.record(true);
    await vi.advanceTimersByTimeAsync(10_000);
    await started;
    expect(codes()).toEqual(['no-answer']);
    expect(recorder.status()).toMatchObject({ state: 'on', source: 'har' });
  });
});

describe('messages only', () => {
  it('is a choice that needs no debugger', async () => {
    await recorder.use('har');
    await recorder.record(true);
    expect(attach).not.toHaveBeenCalled();
    expect(codes()).toEqual(['messages-only']);
    navigated('https://site.test/2');
    await vi.advanceTimersByTimeAsync(0);
    expect(attach).not.toHaveBeenCalled();
    await recorder.use('protocol');
    expect(recorder.status()).toEqual({ state: 'on', source: 'protocol', notices: [] });
  });
});
