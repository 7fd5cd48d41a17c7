/** Effort since the last time that makes a flood (see `Channels.read`): what comes in less is a matter of a millisecond. */
const FLOOD = 512 * 1024;

/** Milliseconds without anything new after which a flood is over. */
const QUIET = 100;

/** Milliseconds that work is put off at most: a flood may last for minutes. */
const PATIENCE = 1000;

/** Finds the moment for work that can wait: at once where little came, in a flood when it pauses. */
export class Lull {
  readonly #ask: () => void;
  #done = 0;
  #seen = 0;
  #seenAt = 0;
  #waitsSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param ask called when it is worth looking again. */
  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Whether it is the moment, at a total effort `read` of everything that came so far. */
  isNow(read: number): boolean {
    const now = performance.now();
    if (read !== this.#seen) {
      this.#seen = read;
      this.#seenAt = now;
    }
    // What was cleared counts from nothing again.
    if (Math.abs(read - this.#done) < FLOOD) return true;
    this.#waitsSince ??= now;
    if (now - this.#seenAt >= QUIET || now - this.#waitsSince >= PATIENCE) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#ask();
    }, QUIET);
    return false;
  }

  /** All the work was done, up to a total effort of `read`. */
  done(read: number): void {
    this.#done = read;
    this.#waitsSince = null;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
