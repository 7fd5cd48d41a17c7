import type { Decision, EndpointChoice, PollRows } from '../tape/index.ts';
import type { EveryChains } from './every-chains.ts';
import type { Pieces } from './pieces/kind.ts';
import type { EndpointChoices } from './polling/endpoint-choices.ts';
import type { PollLoop } from './polling/loop.ts';
import type { PollDetector } from './polling/poll-detector.ts';

/** Refused decisions that are listed one by one. */
const MAX_LISTED = 5;

/** What decisions are about. */
export interface DecisionTargets {
  readonly chains: EveryChains;
  /** The poll loop that began with a connection. */
  readonly loop: (connection: string) => PollLoop | undefined;
  readonly polls: PollDetector;
  readonly pieces: Pieces;
  readonly endpointChoices: EndpointChoices;
  /** What was read of an endpoint is read once more, as what it is now. */
  readonly readAgain: (endpoint: string) => void;
}

/** Does what the user decided, and keeps why it could not where a tape says what does not fit it. */
export class Decisions {
  readonly #targets: DecisionTargets;
  readonly #problems: string[] = [];
  #refused = 0;
  /** The rows that were chosen for a loop, by the connection that it began with. */
  readonly #rows = new Map<string, PollRows>();

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

  /** Does what was decided. @returns null where it is done; else the reason why not, and then nothing is changed. */
  apply(decision: Decision): string | null {
    const problem = this.check(decision);
    if (problem === null) this.#apply(decision);
    return problem;
  }

  /** @returns null where it can be done; else the reason why not. */
  check(decision: Decision): string | null {
    switch (decision.what) {
      case 'split':
        return this.#checkSplit(decision.connection);
      case 'join':
        return this.#checkJoin(decision.earlier, decision.later);
      case 'poll':
        return null;
      case 'poll-rows':
        return this.#targets.loop(decision.connection)
          ? null
          : `no poll loop begins with connection ${decision.connection}`;
    }
  }

  #apply(decision: Decision): void {
    const { chains, loop } = this.#targets;
    const channelOf = (connection: string) => chains.chainOf(connection)?.id ?? '';
    switch (decision.what) {
      case 'split':
        chains.split(decision.connection);
        return;
      case 'join':
        chains.join(channelOf(decision.earlier), channelOf(decision.later));
        return;
      case 'poll':
        this.#setChoice(decision.endpoint, decision.intent);
        return;
      case 'poll-rows':
        this.#rows.set(decision.connection, decision.rows);
        loop(decision.connection)?.showRows(decision.rows);
    }
  }

  /** A loop is there. It may have been there before: what was chosen for it holds still. */
  loopBegan(loop: PollLoop): void {
    const rows = this.#rows.get(loop.first?.id ?? '');
    if (rows !== undefined) loop.showRows(rows);
  }

  #setChoice(endpoint: string, intent: EndpointChoice | null): void {
    const { polls, pieces, endpointChoices, readAgain } = this.#targets;
    endpointChoices.set(endpoint, intent);
    if (endpointChoices.of(endpoint) === 'stream' || pieces.hasByHand(endpoint)) {
      polls.forget(endpoint);
      readAgain(endpoint);
    }
    polls.reconsider();
  }

  #checkSplit(connection: string): string | null {
    const chain = this.#targets.chains.chainOf(connection);
    if (!chain) return noChain(connection);
    return chain.indexOf(connection) < 1
      ? `connection ${connection} is the first of its source already`
      : null;
  }

  #checkJoin(earlier: string, later: string): string | null {
    const { chains } = this.#targets;
    const first = chains.chainOf(earlier);
    const second = chains.chainOf(later);
    if (!first) return noChain(earlier);
    if (!second) return noChain(later);
    if (first.latest.member.id !== earlier) return `connection ${earlier} is not the last of its source`;
    if (second.links[0]?.member.id !== later) return `connection ${later} is not the first of its source`;
    if (first.rule !== second.rule) return `connections ${earlier} and ${later} are not of one kind`;
    return chains.canJoin(first, second) ? null : `connection ${earlier} had not ended before ${later} began`;
  }
}

const NAMES: Readonly<Record<Decision['what'], string>> = {
  split: 'A split by hand',
  join: 'A join by hand',
  poll: 'A choice for an endpoint',
  'poll-rows': 'A choice of rows',
};

function noChain(connection: string): string {
  return `the tape has no event stream or WebSocket ${connection}`;
}
