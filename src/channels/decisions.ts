import type { Decision } from '../tape/index.ts';
import type { Chains } from './chain/chains.ts';
import type { EventStream } from './event-stream/event-stream.ts';
import type { EndpointChoices } from './polling/endpoint-choices.ts';
import type { PollLoop } from './polling/loop.ts';
import type { PollDetector } from './polling/poll-detector.ts';

/** Refused decisions that are listed one by one. */
const MAX_LISTED = 5;

/** What decisions are about. */
export interface DecisionTargets {
  readonly stream: (connection: string) => EventStream | undefined;
  readonly chains: Chains;
  /** The poll loop that began with a connection. */
  readonly loop: (connection: string) => PollLoop | undefined;
  readonly polls: PollDetector;
  readonly endpointChoices: EndpointChoices;
}

/** Does what the user decided, and keeps why it could not where a tape says what does not fit it. */
export class Decisions {
  readonly #targets: DecisionTargets;
  readonly #problems: string[] = [];
  #refused = 0;

  constructor(decided: DecisionTargets) {
    this.#targets = decided;
  }

  /** Decisions of the tape that were left out, in words for the user; empty where none was. */
  get leftOut(): readonly string[] {
    const more = this.#refused - this.#problems.length;
    return more > 0 ? [...this.#problems, `${more} more decisions by hand were left out.`] : this.#problems;
  }

  /** Takes a decision from the tape. */
  applyRecord(decision: Decision): void {
    const problem = this.apply(decision);
    if (problem === null) return;
    this.#refused++;
    if (this.#problems.length < MAX_LISTED)
      this.#problems.push(`${NAMES[decision.what]} was left out: ${problem}.`);
  }

  /** @returns null where it is done; else the reason why not, and then nothing is changed. */
  apply(decision: Decision): string | null {
    switch (decision.what) {
      case 'split':
        return this.#split(decision.connection);
      case 'join':
        return this.#join(decision.earlier, decision.later);
      case 'poll':
        this.#targets.endpointChoices.set(decision.endpoint, decision.intent);
        this.#targets.polls.reconsider();
        return null;
      case 'poll-rows': {
        const loop = this.#targets.loop(decision.connection);
        loop?.showRows(decision.rows);
        return loop ? null : `no poll loop begins with connection ${decision.connection}`;
      }
    }
  }

  #split(connection: string): string | null {
    const stream = this.#targets.stream(connection);
    if (!stream) return noStream(connection);
    return this.#targets.chains.split(stream) === null
      ? `connection ${connection} is the first of its source already`
      : null;
  }

  #join(earlier: string, later: string): string | null {
    const { chains, stream } = this.#targets;
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
  poll: 'A choice for an endpoint',
  'poll-rows': 'A choice of rows',
};

function noStream(connection: string): string {
  return `the tape has no event stream ${connection}`;
}
