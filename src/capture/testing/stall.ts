/** A browser that is slow to answer: what awaits it continues at once; once stalled, it continues when the test says so. */
export class Stall {
  #waiting: (() => void)[] | null = null;

  /** Waits while it is stalled. */
  async pass(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** @returns a function that ends the wait of all that wait by then. */
  readonly begin = (): (() => void) => {
    const waiting: (() => void)[] = [];
    this.#waiting = waiting;
    return () => {
      if (this.#waiting === waiting) this.#waiting = null;
      for (const resume of waiting) resume();
    };
  };
}
