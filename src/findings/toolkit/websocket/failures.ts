import type { WebSocketChain, WebSocketMember } from '../../../channels/index.ts';
import { count } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE, type Report, type Severity } from '../../finding.ts';
import { connectionEvidence, openedSince } from './sockets.ts';

/** Failures from which on a source that has recovered is still reported as a warning. */
const MANY = 3;

/** One WebSocket that failed. */
export interface SocketFailure {
  /** What happened, so that those that are alike are counted together. */
  readonly what: string;
  /** Tape time, milliseconds. */
  readonly at: number;
  /** What helps in this case; null where the rule’s own advice does. */
  readonly fix: string | null;
  /** Whether only the computer that runs the browser is to blame. */
  readonly isOwnFault: boolean;
}

/** Counts the connections of a chain that failed. The latest is looked at again at each report. */
export class SocketFailures {
  readonly #chain: WebSocketChain;
  readonly #judge: (socket: WebSocketMember) => SocketFailure | null;
  readonly #evidence: Evidence[] = [];
  #over = 0;
  #count = 0;
  #alike = true;
  #first: SocketFailure | null = null;
  #last: SocketFailure | null = null;
  #lastIndex = -1;

  /** @param judge null for a connection that did not fail, or not in this way. */
  constructor(chain: WebSocketChain, judge: (socket: WebSocketMember) => SocketFailure | null) {
    this.#chain = chain;
    this.#judge = judge;
  }

  /** For the observer of a rule. */
  readonly ended = (index: number): void => {
    this.#over = index + 1;
    this.#add(index);
  };

  /**
   * @param statement of those that failed, `how`: how many of how many where they are several (else null), whether one
   * failed, and whether all failed alike.
   */
  report(
    statement: (
      last: SocketFailure,
      how: { readonly many: string | null; readonly isOne: boolean; readonly areAlike: boolean },
    ) => string,
  ): Report | null {
    // A handshake that was refused is over, though no end may be reported.
    if (this.#over === this.#chain.links.length - 1 && this.#add(this.#over)) this.#over++;
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return null;
    const isBack = openedSince(this.#chain, this.#lastIndex);
    const all = this.#chain.links.length;
    const many = all > 1 ? `${count(this.#count)} of ${count(all)}` : null;
    return {
      statement: `${statement(last, { many, isOne: this.#count === 1, areAlike: this.#alike })}${isBack ? ' It has opened again since.' : ''}`,
      count: this.#count,
      severity: last.isOwnFault ? 'note' : this.#severity(isBack),
      evidence: [...this.#evidence],
      since: first.at,
      at: last.at,
      ...(last.fix === null ? {} : { fix: last.fix }),
    };
  }

  #severity(isBack: boolean): Severity {
    if (!isBack) return 'error';
    return this.#count < MANY ? 'note' : 'warning';
  }

  /** @returns whether it failed. */
  #add(index: number): boolean {
    const member = this.#chain.links[index]?.member;
    const failure = member ? this.#judge(member) : null;
    if (!failure || index === this.#lastIndex) return failure !== null;
    this.#first ??= failure;
    this.#alike &&= failure.what === this.#first.what;
    this.#last = failure;
    this.#lastIndex = index;
    this.#count++;
    if (this.#evidence.length < MAX_EVIDENCE) this.#evidence.push(connectionEvidence(this.#chain, index));
    return true;
  }
}
