import type { PollIntent } from '../model/polls.ts';

/**
 * What the user said of endpoints, over the rule. What was said in this session outlives a tape; what a tape itself says
 * goes before it ({@link forTape}).
 */
export class PollIntents {
  readonly #below: PollIntents | null;
  #said = new Map<string, PollIntent>();
  /** Client and endpoint of loops that ran when the log was cleared. */
  #known: ReadonlySet<string> = new Set();

  /** @param below asked of what nothing was said here. */
  constructor(below: PollIntents | null = null) {
    this.#below = below;
  }

  /** What a tape says, over what is said here. */
  forTape(): PollIntents {
    return new PollIntents(this);
  }

  of(endpoint: string): PollIntent | null {
    return this.#said.get(endpoint) ?? this.#below?.of(endpoint) ?? null;
  }

  /** What was said here, by endpoint. */
  all(): ReadonlyMap<string, PollIntent> {
    return this.#said;
  }

  /** These run on when a new tape begins: their next request is one of a loop, though the tape cannot tell. */
  remember(keys: Iterable<string>): void {
    this.#known = new Set(keys);
  }

  knows(key: string): boolean {
    return this.#known.has(key) || (this.#below?.knows(key) ?? false);
  }

  /** @param intent null takes it back. */
  say(endpoint: string, intent: PollIntent | null): void {
    if (intent === null) this.#said.delete(endpoint);
    else this.#said.set(endpoint, intent);
  }
}
