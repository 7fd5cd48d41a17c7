import type { Decision } from '../tape/index.ts';
import type { Chains } from './chain/chains.ts';
import type { StreamChannel } from './event-stream/event-stream.ts';
import type { PollFinder } from './polling/finder.ts';
import type { PollIntents } from './polling/intents.ts';
import type { PollLoop } from './polling/loop.ts';

/** Refused decisions that are told one by one. */
const TOLD = 5;

/** What decisions are about. */
export interface Decided {
  readonly stream: (connection: string) => StreamChannel | undefined;
  readonly chains: Chains;
  /** The poll loop that began with a connection. */
  readonly loop: (connection: string) => PollLoop | undefined;
  readonly polls: PollFinder;
  readonly intents: PollIntents;
}

/** Does what the user decided, and keeps why it could not where a tape says what does not fit it. */
export class Decisions {
  readonly #decided: Decided;
  readonly #told: string[] = [];
  #refused = 0;

  constructor(decided: Decided) {
    this.#decided = decided;
  }

  /** Decisions of the tape that were left out, in words for the user; empty where none was. */
  get leftOut(): readonly string[] {
    const more = this.#refused - this.#told.length;
    return more > 0 ? [...this.#told, `${more} more decisions by hand were left out.`] : this.#told;
  }

  /** Takes a decision from the tape. */
  take(decision: Decision): void {
    const problem = this.apply(decision);
    if (problem === null) return;
    this.#refused++;
    if (this.#told.length < TOLD) this.#told.push(`${NAMES[decision.what]} was left out: ${problem}.`);
  }

  /** @returns null where it is done; else what stands against it, and then nothing is changed. */
  apply(decision: Decision): string | null {
    switch (decision.what) {
      case 'split':
        return this.#split(decision.connection);
      case 'join':
        return this.#join(decision.earlier, decision.later);
      case 'poll':
        this.#decided.intents.say(decision.endpoint, decision.intent);
        this.#decided.polls.reconsider();
        return null;
      case 'poll-rows': {
        const loop = this.#decided.loop(decision.connection);
        loop?.show(decision.rows);
        return loop ? null : `no poll loop begins with connection ${decision.connection}`;
      }
    }
  }

  #split(connection: string): string | null {
    const stream = this.#decided.stream(connection);
    if (!stream) return noStream(connection);
    return this.#decided.chains.split(stream) === null
      ? `connection ${connection} is the first of its source already`
      : null;
  }

  #join(earlier: string, later: string): string | null {
    const { chains, stream } = this.#decided;
    const before = stream(earlier);
    const after = stream(later);
    if (!before) return noStream(earlier);
    if (!after) return noStream(later);
    const first = chains.chainOf(before);
    const second = chains.chainOf(after);
    if (first?.latest.stream !== before) return `connection ${earlier} is not the last of its source`;
    if (second?.links[0]?.stream !== after) return `connection ${later} is not the first of its source`;
    return chains.join(first.id, second.id)
      ? null
      : `connection ${earlier} had not ended before ${later} began`;
  }
}

const NAMES: Readonly<Record<Decision['what'], string>> = {
  split: 'A split by hand',
  join: 'A join by hand',
  poll: 'What was said of an endpoint',
  'poll-rows': 'A choice of rows',
};

function noStream(connection: string): string {
  return `the tape has no event stream ${connection}`;
}
