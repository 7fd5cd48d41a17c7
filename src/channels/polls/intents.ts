import type { PollIntent } from './model.ts';

/** What the user said of endpoints, over the rule; it outlives a tape. */
export class PollIntents {
  #said = new Map<string, PollIntent>();

  of(endpoint: string): PollIntent | null {
    return this.#said.get(endpoint) ?? null;
  }

  /** @param intent null takes it back. */
  say(endpoint: string, intent: PollIntent | null): void {
    if (intent === null) this.#said.delete(endpoint);
    else this.#said.set(endpoint, intent);
  }
}
