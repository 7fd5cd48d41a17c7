/** How many came within a time: the latest are kept, and as many as came in it. */
export class Recent {
  readonly #within: number;
  readonly #times: number[] = [];

  /** @param within milliseconds, the border included. */
  constructor(within: number) {
    this.#within = within;
  }

  /** One more. @param at tape time, milliseconds; never less than the one before. @returns how many came by then. */
  add(at: number): number {
    this.#times.push(at);
    while (at - (this.#times[0] ?? at) > this.#within) this.#times.shift();
    return this.#times.length;
  }

  /** Tape time of the first of them; null where there is none. */
  get since(): number | null {
    return this.#times[0] ?? null;
  }

  clear(): void {
    this.#times.length = 0;
  }
}
