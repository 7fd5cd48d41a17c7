/** Cycles that are looked at, and how many of them with a fault are many. */
const LATEST = 10;
const MANY = 3;

/** Which of the latest cycles of a poll loop had a fault. */
export class LatestFaults {
  readonly #latest: boolean[] = [];

  add(isFault: boolean): void {
    this.#latest.push(isFault);
    if (this.#latest.length > LATEST) this.#latest.shift();
  }

  /** Whether the last one had one. */
  get isLast(): boolean {
    return this.#latest.at(-1) ?? false;
  }

  /** Whether so many had one that it is no passing fault. */
  get areMany(): boolean {
    return this.#latest.filter(Boolean).length >= MANY;
  }
}
