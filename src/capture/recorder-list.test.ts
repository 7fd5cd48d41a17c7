/** The recorder goes down any list of sources: three made-up ones, to show that it knows none of them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceName } from '../tape/index.ts';
import { TapeClock } from './clock.ts';
import { noticeOf } from './notices.ts';
import { Recorder } from './recorder.ts';
import { CaptureRefused } from './source.ts';
import { FakeRun, FakeSource } from './testing/fake-source.ts';
import { FakeTape, FakeTime } from './testing/fake-tape.ts';

let tape: FakeTape;
let asked: string[];
let best: FakeSource;
let second: FakeSource;
let last: FakeSource;
let recorder: Recorder;
let navigated: () => void;

const turn = () => vi.advanceTimersByTimeAsync(0);
const captures = () => tape.of('capture').map(({ state, source, why }) => [state, source, why]);
const codes = () => recorder.status().notices.map(({ code }) => code);
const refusal = (code: CaptureRefused['code'], words = 'its words') => new CaptureRefused(code, words);

beforeEach(() => {
  vi.useFakeTimers();
  tape = new FakeTape();
  asked = [];
  best = new FakeSource('best', 'bytes', asked);
  second = new FakeSource('second', 'bytes', asked);
  last = new FakeSource('last', 'messages', asked);
  recorder = new Recorder({
    tape,
    clock: new TapeClock(new FakeTime()),
    sources: [best, second, last],
    reload: async () => {},
    onNavigated(listener) {
      navigated = listener;
      return () => {};
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('down the list', () => {
  it('runs the best, and asks the others nothing', async () => {
    await recorder.record(true);
    expect(asked).toEqual(['open best', 'start best with the past']);
    expect(recorder.status()).toEqual({ state: 'on', source: 'best', notices: [] });
    expect(captures()).toEqual([['on', 'best', undefined]]);
  });

  it('makes a notice of each refusal, with its words, and of the first the reason on the tape', async () => {
    best.refusal = refusal('not-debuggable', 'not that page');
    second.refusal = refusal('attach-refused', 'nor that policy');
    await recorder.record(true);
    expect(asked).toEqual(['open best', 'open second', 'open last', 'start last with the past']);
    expect(captures()).toEqual([['on', 'last', noticeOf('not-debuggable').text]]);
    expect(recorder.status()).toEqual({
      state: 'on',
      source: 'last',
      notices: [noticeOf('not-debuggable', 'not that page'), noticeOf('attach-refused', 'nor that policy')],
    });
  });

  it('counts a fault of a source as a refusal', async () => {
    best.refusal = new TypeError('undefined is not a function');
    await recorder.record(true);
    expect(recorder.status()).toMatchObject({ state: 'on', source: 'second' });
    expect(recorder.status().notices).toEqual([noticeOf('capture-failed', 'undefined is not a function')]);
  });

  it('stops what will not start, says so on the tape, and brings the past no second time', async () => {
    best.startRefusal = new Error('not here');
    await recorder.record(true);
    expect(asked.slice(1)).toEqual(['start best with the past', 'stop best', 'open second', 'start second']);
    expect(captures()).toEqual([
      ['on', 'best', undefined],
      ['off', 'best', 'not here'],
      ['on', 'second', noticeOf('capture-failed').text],
    ]);
  });

  it('is off where none has the page, with all their reasons, and tries again', async () => {
    best.refusal = refusal('not-debuggable');
    second.refusal = refusal('attach-refused');
    last.startRefusal = refusal('no-answer');
    await recorder.record(true);
    expect(recorder.status().state).toBe('off');
    expect(recorder.protocolSessions()).toBeNull();
    expect(codes()).toEqual(['not-debuggable', 'attach-refused', 'no-answer']);
    best.refusal = null;
    await recorder.record(true);
    expect(recorder.status()).toEqual({ state: 'on', source: 'best', notices: [] });
  });

  it('tells a source that it is too late after ten seconds, and no source that was in time', async () => {
    best.refusal = refusal('no-answer');
    const answer = best.stall.begin();
    const recording = recorder.record(true);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(asked).toEqual(['open best']);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['open best', 'too late best']);
    answer();
    await recording;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.slice(2)).toEqual(['open second', 'start second with the past']);
  });

  it('begins at the source that the user wants; where that has no bytes it says so', async () => {
    await recorder.use('last' as SourceName);
    await recorder.record(true);
    expect(asked).toEqual(['open last', 'start last with the past']);
    expect(codes()).toEqual(['messages-only']);
    await recorder.use('of another browser' as SourceName);
    expect(recorder.status().source).toBe('last');
    await recorder.use('second' as SourceName);
    expect(recorder.status()).toEqual({ state: 'on', source: 'second', notices: [] });
    expect(captures().slice(1)).toEqual([
      ['off', 'last', 'the source was changed'],
      ['on', 'second', undefined],
    ]);
  });
});

describe('after a navigation', () => {
  beforeEach(async () => {
    best.refusal = refusal('not-debuggable');
    second.refusal = refusal('attach-refused');
    await recorder.record(true);
    asked.length = 0;
  });

  it('stops the lesser source only when a better one has the page', async () => {
    navigated();
    await turn();
    expect(asked).toEqual(['open best', 'open second']);
    expect(captures()).toHaveLength(1);
    asked.length = 0;
    best.refusal = null;
    const answer = best.stall.begin();
    navigated();
    await turn();
    expect(asked).toEqual(['open best']);
    answer();
    await turn();
    expect(asked).toEqual(['open best', 'stop last', 'start best']);
    expect(captures().slice(1)).toEqual([
      ['off', 'last', 'best could attach again'],
      ['on', 'best', undefined],
    ]);
    expect(codes()).toEqual([]);
  });

  it('says why the best does not run where the second does', async () => {
    second.refusal = null;
    navigated();
    await turn();
    expect(recorder.status().source).toBe('second');
    expect(codes()).toEqual(['not-debuggable']);
    asked.length = 0;
    navigated();
    await turn();
    expect(asked).toEqual(['open best']);
  });

  it('asks nothing while the wanted source runs, or none', async () => {
    best.refusal = null;
    await recorder.record(true);
    asked.length = 0;
    navigated();
    await turn();
    await recorder.record(false);
    navigated();
    await turn();
    expect(asked).toEqual(['stop best']);
  });
});

describe('what happens to a run', () => {
  it('is not what happens to the next one: a loss that came before it was stopped is over', async () => {
    await recorder.record(true);
    const off = recorder.record(false);
    const on = recorder.record(true);
    best.runs[0]?.emit({ kind: 'lost', why: 'target_closed' });
    await Promise.all([off, on]);
    await turn();
    expect(captures().map(([state]) => state)).toEqual(['on', 'off', 'on']);
    expect(recorder.status().state).toBe('on');
  });

  it('is a loss also where it comes while the run before it is stopped', async () => {
    best.refusal = refusal('not-debuggable');
    second.refusal = refusal('not-debuggable');
    await recorder.record(true);
    best.refusal = null;
    const starting = vi.spyOn(tape, 'append').mockImplementation((record) => {
      if (record.kind === 'capture' && record.state === 'off')
        best.runs[0]?.emit({ kind: 'lost', why: 'canceled_by_user' });
      tape.records.push(record);
    });
    navigated();
    await turn();
    starting.mockRestore();
    expect(recorder.status()).toMatchObject({ state: 'off', notices: [{ code: 'banner-cancelled' }] });
    expect(captures().at(-1)).toEqual(['lost', 'best', 'canceled_by_user']);
  });

  it('is a loss where the page goes while its source begins: the next page is tried at once', async () => {
    const emitted = vi.spyOn(FakeRun.prototype, 'start').mockImplementationOnce(async function (
      this: FakeRun,
    ) {
      this.emit({ kind: 'lost', why: 'target_closed' });
      throw new Error('Detached while handling command.');
    });
    await recorder.record(true);
    await turn();
    emitted.mockRestore();
    expect(recorder.status()).toEqual({ state: 'on', source: 'best', notices: [] });
    expect(captures()).toEqual([
      ['on', 'best', undefined],
      ['lost', 'best', 'target_closed'],
      ['on', 'best', undefined],
    ]);
  });

  it('offers what the run can do, as long as it runs', async () => {
    await recorder.record(true);
    expect(recorder.protocolSessions()).toBe(best.runs[0]?.abilities.protocol);
    await recorder.record(false);
    expect(recorder.protocolSessions()).toBeNull();
  });
});
