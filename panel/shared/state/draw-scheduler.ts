/**
 * Decides when to draw. Data may change every few milliseconds; drawing each time would cost more than the capture.
 *
 * - After a pause the first change is drawn in the next frame.
 * - While changes keep coming, a draw comes no sooner than `interval` after the last one, or `factor` times what the
 *   last one cost, whichever is longer: drawing takes at most about a tenth of the thread.
 * - Once nothing has changed for `quiet`, the last state is drawn at once, without waiting for the interval.
 *
 * It only ever asks for animation frames, which stop while the panel is hidden: then nothing is drawn.
 */
export interface DrawClock {
  /** Milliseconds. */
  now(): number;
  /** @returns a function that cancels it. */
  nextFrame(callback: () => void): () => void;
}

export interface DrawOptions {
  readonly quiet: number;
  readonly interval: number;
  readonly factor: number;
}

export interface DrawScheduler {
  /** Something changed: draw it when it is time. */
  request(): void;
  stop(): void;
}

const DEFAULTS: DrawOptions = { quiet: 20, interval: 120, factor: 8 };
/** Even a draw that cost a second must not leave the panel standing for eight. */
const MAX_WAIT = 500;
/** After quiet a draw may follow sooner, but never so soon that drawing fills the thread. */
const QUIET_FACTOR = 3;

/** @param draw draws, and calls `done` when the document has been changed, so that its cost can be known. */
export function createDrawScheduler(
  clock: DrawClock,
  draw: (done: () => void) => void,
  options: Partial<DrawOptions> = {},
): DrawScheduler {
  const { quiet, interval, factor } = { ...DEFAULTS, ...options };
  let changedAt = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let cost = 0;
  let cancel: (() => void) | null = null;
  let stopped = false;

  function isDue(now: number): boolean {
    const since = now - drawnAt;
    if (since >= Math.min(MAX_WAIT, Math.max(interval, factor * cost))) return true;
    return now - changedAt >= quiet && since >= Math.min(MAX_WAIT, QUIET_FACTOR * cost);
  }

  function frame(): void {
    cancel = null;
    const start = clock.now();
    if (!isDue(start)) {
      cancel = clock.nextFrame(frame);
      return;
    }
    drawnAt = start;
    draw(() => {
      drawnAt = clock.now();
      cost = drawnAt - start;
    });
  }

  return {
    request() {
      if (stopped) return;
      changedAt = clock.now();
      cancel ??= clock.nextFrame(frame);
    },
    stop() {
      stopped = true;
      cancel?.();
      cancel = null;
    },
  };
}
