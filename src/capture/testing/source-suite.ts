/** What every capture source must do, whatever it asks of the browser: run by each one's test, on a scripted page. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaptureRefused, type CaptureRun, type CaptureSource, type RunEvent } from '../source.ts';
import type { FakeTape } from './fake-tape.ts';

/** A page on which one connection was open before, and still is. */
export interface Stage {
  readonly source: CaptureSource;
  readonly tape: FakeTape;
  /** Whether anything in the browser is held: it is attached to, or listened to. */
  isHeld(): boolean;
  /** How often the browser was asked for anything so far. */
  asked(): number;
  /** The page opens a stream, which stays open. */
  openStream(): Promise<void>;
  /** A start is answered only when the function that this returns is called. */
  stallStart(): () => void;
  /** The page is gone: whatever is asked is refused from now on. */
  leave(): void;
  /** The browser lets nobody have the page. Null where a source needs no leave. @returns the code it is refused with. */
  readonly refuse: (() => CaptureRefused['code']) | null;
  /** An open is answered only when the function that this returns is called. Null where it waits for nothing. */
  readonly stallOpen: (() => () => void) | null;
  /** Something happens that a run reports. Null where it has nothing to report. */
  readonly trouble: (() => void) | null;
}

/** A test of what not every source does. */
const needing = (what: unknown) => (what === null ? () => {} : it);

/** @param make gives each test a page of its own; it is called once before, to see what the source does. */
export function describeSource(name: string, make: () => Stage): void {
  describe(`${name}, as every source`, () => {
    const { stallOpen, refuse, trouble } = make();
    let stage: Stage;
    let run: CaptureRun | null;
    /** Long enough for whatever is polled, retried or given up. */
    const aWhile = () => vi.advanceTimersByTimeAsync(20_000);
    const open = async (signal = new AbortController().signal): Promise<CaptureRun> => {
      run = await stage.source.open(signal);
      return run;
    };
    const started = async (past: boolean): Promise<CaptureRun> => {
      const opened = await open();
      await opened.start(past);
      await vi.advanceTimersByTimeAsync(0);
      return opened;
    };
    const listed = () => stage.tape.of('request').map(({ on }) => on);
    const isRefused = async (opening: Promise<CaptureRun>, code: CaptureRefused['code']) => {
      const error = await opening.then(
        () => 'it opened',
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(CaptureRefused);
      expect(error).toMatchObject({ code, message: expect.stringMatching(/./) });
    };
    /** From now on nothing may happen any more, whatever the page does. */
    const isOver = async () => {
      const before = [stage.tape.records.length, stage.asked()];
      expect(stage.isHeld()).toBe(false);
      await stage.openStream();
      await aWhile();
      expect([stage.tape.records.length, stage.asked()]).toEqual(before);
      expect(stage.isHeld()).toBe(false);
    };

    beforeEach(() => {
      vi.useFakeTimers();
      run = null;
      stage = make();
    });
    afterEach(async () => {
      await run?.stop();
      vi.useRealTimers();
    });

    describe('open', () => {
      it('writes nothing, and a run that is not started is let go', async () => {
        const opened = await open();
        await stage.openStream();
        await aWhile();
        expect(stage.tape.records).toEqual([]);
        await opened.stop();
        expect(stage.tape.records).toEqual([]);
        await isOver();
        await opened.start(true);
        await isOver();
      });

      it('is refused where its signal has aborted', async () => {
        const asked = stage.asked();
        await isRefused(open(AbortSignal.abort()), 'no-answer');
        expect(stage.asked()).toBe(asked);
        await isOver();
      });

      needing(stallOpen)('lets go of what comes after its signal', async () => {
        const answer = stage.stallOpen?.();
        const abort = new AbortController();
        const opening = isRefused(open(abort.signal), 'no-answer');
        await aWhile();
        abort.abort();
        await opening;
        answer?.();
        await vi.advanceTimersByTimeAsync(0);
        await isOver();
        await started(false);
        await stage.openStream();
        await aWhile();
        expect(listed()).toHaveLength(1);
      });

      needing(refuse)('is refused with a code, and holds nothing', async () => {
        const code = stage.refuse?.() ?? 'capture-failed';
        await isRefused(open(), code);
        await isOver();
      });
    });

    describe('start', () => {
      it('has the past on the tape where it is wanted', async () => {
        await started(true);
        await aWhile();
        expect(listed()).toHaveLength(1);
      });

      it('leaves the past where it is not, and captures what comes', async () => {
        await started(false);
        await aWhile();
        expect(listed()).toEqual([]);
        await stage.openStream();
        await aWhile();
        expect(listed()).toHaveLength(1);
      });
    });

    describe('stop', () => {
      it('infers the end of all that is open, asks nothing more, and lets go; once', async () => {
        const opened = await started(true);
        await stage.openStream();
        await aWhile();
        await Promise.all([opened.stop(), opened.stop()]);
        await opened.stop();
        const open = listed();
        const ends = stage.tape.of('end');
        expect(open).toHaveLength(2);
        expect(ends.map(({ on }) => on).sort()).toEqual(open.sort());
        expect(ends.every(({ inferred }) => inferred === 'capture-stopped')).toBe(true);
        await isOver();
      });

      it('is safe while it starts', async () => {
        const opened = await open();
        const answer = stage.stallStart();
        const starting = opened.start(true);
        await vi.advanceTimersByTimeAsync(0);
        const stopping = opened.stop();
        await vi.advanceTimersByTimeAsync(0);
        answer();
        await Promise.all([starting, stopping]);
        await isOver();
      });

      it('never throws, also where the page is gone', async () => {
        const opened = await started(true);
        await stage.openStream();
        stage.leave();
        const stopping = opened.stop();
        await aWhile();
        await expect(stopping).resolves.toBeUndefined();
      });

      it('leaves the next run alone, however late it comes again', async () => {
        const first = await started(false);
        await first.stop();
        await started(false);
        await first.stop();
        await stage.openStream();
        await aWhile();
        expect(listed()).toHaveLength(1);
        expect(stage.tape.of('end')).toEqual([]);
      });
    });

    needing(trouble)('reports what happens, until it is not listened to, or stops', async () => {
      const opened = await open();
      const seen: RunEvent[] = [];
      const briefly = vi.fn();
      opened.on((event) => seen.push(event));
      const stopListening = opened.on(briefly);
      await opened.start(false);
      stage.trouble?.();
      expect(seen).toHaveLength(1);
      expect(briefly).toHaveBeenCalledTimes(1);
      stopListening();
      stage.trouble?.();
      expect(seen).toHaveLength(2);
      expect(briefly).toHaveBeenCalledTimes(1);
      const stopping = opened.stop();
      stage.trouble?.();
      await stopping;
      stage.trouble?.();
      await aWhile();
      expect(seen).toHaveLength(2);
    });
  });
}
