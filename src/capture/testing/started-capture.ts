/** A capture between a fake of Chromium's protocol and a fake of the tape. Its tests replace the timers (`vi.useFakeTimers`). */
import { vi } from 'vitest';
import { FakeTransport } from '../../protocol/testing/fake-transport.ts';
import { TapeClock } from '../clock.ts';
import { captureProtocol, type ProtocolCapture } from '../debugger/index.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { FakeTape, FakeTime } from './fake-tape.ts';

export interface StartedCapture {
  readonly transport: FakeTransport;
  readonly tape: FakeTape;
  readonly time: FakeTime;
  readonly capture: ProtocolCapture;
  /** Lets time pass, in steps that are fine enough for every timer. */
  readonly pass: (ms: number) => Promise<void>;
}

const STEP = 50;

/** @param answers what the protocol answers without being told in the test. */
export async function startedCapture(answers: FakeTransport['answers'] = {}): Promise<StartedCapture> {
  const [transport, tape, time] = [new FakeTransport(), new FakeTape(), new FakeTime()];
  Object.assign(transport.answers, answers);
  const clock = new TapeClock(time);
  const capture = captureProtocol({ transport, tape, clock, connectionIds: new ConnectionIds() });
  await capture.start();
  const pass = async (ms: number): Promise<void> => {
    for (const end = time.ms + ms; time.ms < end; ) {
      time.ms += STEP;
      await vi.advanceTimersByTimeAsync(STEP);
    }
  };
  return { transport, tape, time, capture, pass };
}
