import type { PollIntent } from './model.ts';

/** What the user said of endpoints, over the rule; it outlives a tape. */
export class PollIntents {
  #said = new Map<string, PollIntent>();
  /** Client and endpoint of loops that ran when the log was cleared. */
  #known: ReadonlySet<string> = new Set();

  of(endpoint: string): PollIntent | null {
    return this.#said.get(endpoint) ?? null;
  }

  /** These run on when a new tape begins: their next request is one of a loop, though the tape cannot tell. */
  remember(keys: Iterable<string>): void {
    this.#known = new Set(keys);
  }

  knows(key: string): boolean {
    return this.#known.has(key);
  }

  /** @param intent null takes it back. */
  say(endpoint: string, intent: PollIntent | null): void {
    if (intent === null) this.#said.delete(endpoint);
    else this.#said.set(endpoint, intent);
  }
}
