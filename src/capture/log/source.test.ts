import { describe, expect, it } from 'vitest';
import { TapeClock } from '../clock.ts';
import { ConnectionIds } from '../http/connection-ids.ts';
import { FakeLog } from '../testing/fake-log.ts';
import { FakeTape, FakeTime } from '../testing/fake-tape.ts';
import { entry, message } from '../testing/log-entries.ts';
import { describeSource } from '../testing/source-suite.ts';
import { createLogFollower } from './follower.ts';
import { createLogSource } from './source.ts';

function stage() {
  const tape = new FakeTape();
  const time = new FakeTime();
  const log = new FakeLog();
  log.entries = [entry(10, [message(20, 'past')])];
  const clock = new TapeClock(time);
  time.ms = 1000;
  const follower = createLogFollower({
    getHar: log.getHar,
    tape,
    clock,
    connectionIds: new ConnectionIds(),
  });
  return { tape, log, follower, source: createLogSource(follower) };
}

describeSource('DevTools’ log', () => {
  const { tape, log, source } = stage();
  return {
    source,
    tape,
    isHeld: () => false,
    asked: () => log.asked,
    async openStream() {
      log.entries = [...log.entries, entry(2000, [], { url: `https://site.test/${log.entries.length}` })];
    },
    stallStart: () => log.stall.begin(),
    leave() {
      log.isGone = true;
    },
    refuse: null,
    stallOpen: null,
    trouble: null,
  };
});

describe('DevTools’ log', () => {
  it('is not stopped beside another source by a run that was only opened', async () => {
    const { tape, source, follower } = stage();
    const run = await source.open(new AbortController().signal);
    await follower.attached(500, true);
    await run.stop();
    expect(tape.of('end')).toEqual([]);
  });
});
