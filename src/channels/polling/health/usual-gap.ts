/** Gaps that are looked at, and gaps before there is a usual one. */
const LATEST = 10;
const MIN_GAPS = 2;
/** A loop that asks no more for this long has stopped: milliseconds, and times its usual gap. */
const MIN_STOP = 5000;
const TIMES = 3;

/** How long a poll loop lets pass between an answer and its next request. */
export class UsualGap {
  readonly #latest: number[] = [];

  /** @param ms of a gap that is no stop. */
  add(ms: number): void {
    this.#latest.push(ms);
    if (this.#latest.length > LATEST) this.#latest.shift();
  }

  /** Milliseconds after an answer from which on the loop has stopped. Gaps that grow, as after failures, count by the last one. */
  get limit(): number {
    const sorted = this.#latest.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return Math.max(MIN_STOP, TIMES * Math.max(median, this.#latest.at(-1) ?? 0));
  }

  /** Whether a gap is so long that the loop had stopped, and asks again. */
  isStop(ms: number): boolean {
    return this.#latest.length >= MIN_GAPS && ms > this.limit;
  }
}
