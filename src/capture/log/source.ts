/** DevTools' own log as a source: finished messages, without the debugger's banner. */
import { beforeAbort, type CaptureRun, type CaptureSource } from '../source.ts';
import type { LogFollower } from './follower.ts';

/** @param log also serves beside another source: a run here lets go of it once only. */
export function createLogSource(log: LogFollower): CaptureSource {
  return {
    id: 'har',
    name: 'DevTools’ own log',
    fidelity: 'messages',
    async open(signal) {
      // There is nothing to get hold of: it is asked, and may be asked at any time.
      await beforeAbort(Promise.resolve(), signal);
      return new LogRun(log);
    },
  };
}

class LogRun implements CaptureRun {
  readonly abilities = { protocol: null, findListeners: null, findAddresses: null, heap: null };
  readonly #log: LogFollower;
  #state: 'opened' | 'started' | 'stopped' = 'opened';

  constructor(log: LogFollower) {
    this.#log = log;
  }

  async start(past: boolean): Promise<void> {
    if (this.#state !== 'opened') return;
    this.#state = 'started';
    this.#log.start(past);
  }

  async stop(): Promise<void> {
    const wasStarted = this.#state === 'started';
    this.#state = 'stopped';
    // Another run may stand on the same log by now.
    if (wasStarted) this.#log.stop();
  }

  /** Nothing happens to a log: it is there as long as DevTools. */
  on(): () => void {
    return () => {};
  }
}
