import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TapeClock } from '../clock.ts';
import type { Companion } from '../companion.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { createLogFollower } from '../log/follower.ts';
import type { RunEvent } from '../source.ts';
import { FakeLog } from '../testing/fake-log.ts';
import { FakeTab } from '../testing/fake-tab.ts';
import { FakeTape, FakeTime } from '../testing/fake-tape.ts';
import { entry, message } from '../testing/log-entries.ts';
import { Play } from '../testing/network.ts';
import { describeSource } from '../testing/source-suite.ts';
import { createDebuggerSource } from './source.ts';

function stage(companion?: Companion) {
  const tape = new FakeTape();
  const time = new FakeTime();
  const tab = new FakeTab();
  const log = new FakeLog();
  const clock = new TapeClock(time);
  const common = { tape, clock, connectionIds: new ConnectionIds() };
  time.ms = 1000;
  const follower = createLogFollower({ ...common, getHar: log.getHar });
  const { attach, detach } = tab;
  const source = createDebuggerSource({ ...common, attach, detach, companion: companion ?? follower });
  return { tape, time, tab, log, follower, source };
}

describeSource('the debugger', () => {
  const { tape, tab, log, source } = stage();
  log.entries = [entry(10, [message(20, 'past')])];
  let streams = 0;
  return {
    source,
    tape,
    isHeld: () => tab.isAttached || tab.isListenedTo,
    asked: () => log.asked + tab.attaches + tab.transports.reduce((sum, { calls }) => sum + calls.length, 0),
    async openStream() {
      if (tab.transports.length > 0) new Play(tab.transport, `${++streams}`).request(2000);
    },
    stallStart() {
      const answerLog = log.stall.begin();
      const { transport } = tab;
      delete transport.answers['Network.enable'];
      return () => {
        answerLog();
        void transport.call('Network.enable').answer({});
      };
    },
    leave() {
      tab.isGone = true;
      log.isGone = true;
    },
    refuse() {
      tab.refusal = 'Cannot access a chrome:// URL';
      return 'not-debuggable';
    },
    stallOpen: () => tab.stall.begin(),
    trouble: () => tab.transport.emit('Inspector.targetCrashed', {}),
  };
});

describe('the debugger', () => {
  const open = (source: ReturnType<typeof stage>['source'], signal = new AbortController().signal) =>
    source.open(signal);
  /** An opening that is given up. @returns a function by which the browser attaches all the same. */
  const giveUpOpening = async (source: ReturnType<typeof stage>['source'], tab: FakeTab) => {
    const answer = tab.stall.begin();
    const abort = new AbortController();
    const late = open(source, abort.signal).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    await late;
    return answer;
  };
  const attachTooLate = async (source: ReturnType<typeof stage>['source'], tab: FakeTab) => {
    const answer = await giveUpOpening(source, tab);
    answer();
    await vi.advanceTimersByTimeAsync(0);
  };
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('detaches once, and not at all where the browser took the page away', async () => {
    const { source, tab } = stage();
    const first = await open(source);
    await first.start(false);
    await Promise.all([first.stop(), first.stop()]);
    expect(tab.detaches).toBe(1);
    const second = await open(source);
    const seen: RunEvent[] = [];
    second.on((event) => seen.push(event));
    await second.start(false);
    tab.transport.lose('canceled_by_user');
    await second.stop();
    expect(seen).toEqual([{ kind: 'lost', why: 'canceled_by_user' }]);
    expect(tab.detaches).toBe(1);
    await attachTooLate(source, tab);
    expect(tab.detaches).toBe(2);
  });

  it.each([
    ['Another debugger is already attached to the tab with id: 1.', 'another-debugger', 2],
    ['The extensions gallery cannot be scripted.', 'not-debuggable', 1],
    ['Debugging is forbidden by the administrator', 'attach-refused', 1],
  ])('“%s” is refused as %s', async (sentence, code, attaches) => {
    const { source, tab } = stage();
    tab.refusal = sentence;
    await expect(open(source)).rejects.toMatchObject({ code, message: sentence });
    expect(tab.attaches).toBe(attaches);
  });

  it('leaves what attached late to the run that is attached since, and to its end', async () => {
    const { source, tab } = stage();
    const answer = await giveUpOpening(source, tab);
    const again = open(source);
    await vi.advanceTimersByTimeAsync(0);
    answer();
    const run = await again;
    await vi.advanceTimersByTimeAsync(0);
    expect([tab.isAttached, tab.detaches]).toEqual([true, 0]);
    await run.stop();
    expect([tab.isAttached, tab.detaches]).toEqual([false, 1]);
  });

  it('detaches what attached late when the next attempt fails too', async () => {
    const { source, tab } = stage();
    const answer = tab.stall.begin();
    const first = new AbortController();
    const second = new AbortController();
    const late = open(source, first.signal).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    first.abort();
    await late;
    const again = open(source, second.signal).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    second.abort();
    answer();
    await again;
    await vi.advanceTimersByTimeAsync(0);
    expect(tab.isAttached).toBe(false);
  });

  it('says that the page does not answer, once more for each call, and that it does again', async () => {
    const { source, tab } = stage();
    const run = await open(source);
    const seen: string[] = [];
    run.on(({ kind }) => seen.push(kind));
    delete tab.transport.answers['Network.enable'];
    const starting = run.start(false);
    await tab.transport.call('Network.enable').refuse('no answer', true);
    await starting;
    expect(seen).toEqual(['no-answer']);
    new Play(tab.transport, '1').request(10).sent().response(20);
    expect(seen).toEqual(['no-answer', 'answers']);
    await run.stop();
  });

  it('rejects a start that the page refuses, and is stopped then without waiting for the past', async () => {
    const { source, tab, log } = stage();
    const run = await open(source);
    log.stall.begin();
    delete tab.transport.answers['Network.enable'];
    const starting = run.start(true);
    const refused = expect(starting).rejects.toThrow('not here');
    await tab.transport.call('Network.enable').refuse('not here');
    await refused;
    await run.stop();
    expect(tab.isAttached).toBe(false);
  });

  it('asks its companion from when it began to attach, and lets it go only if it asked it', async () => {
    const companion = { attached: vi.fn(async () => {}), identify: vi.fn(async () => null), stop: vi.fn() };
    const { source, tab, time } = stage(companion);
    const answer = tab.stall.begin();
    const opening = open(source);
    await vi.advanceTimersByTimeAsync(0);
    time.ms += 50;
    answer();
    const run = await opening;
    await run.stop();
    expect(companion.stop).not.toHaveBeenCalled();
    const next = await open(source);
    await next.start(true);
    expect(companion.attached).toHaveBeenCalledExactlyOnceWith(1050, true);
    await next.stop();
    expect(companion.stop).toHaveBeenCalledOnce();
  });

  it('has the past on the tape before what it ends, also where it stops at once', async () => {
    const { source, tape, log } = stage();
    log.entries = [entry(10, [message(20, 'past')])];
    const answer = log.stall.begin();
    const run = await open(source);
    await run.start(true);
    const stopping = run.stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(tape.records).toEqual([]);
    answer();
    await stopping;
    expect(tape.records.map(({ kind }) => kind).slice(-2)).toEqual(['message', 'end']);
  });
});
