import { callersDiffer } from '../../connection/place.ts';
import type { Exchange } from '../exchange.ts';
import { changedParams, keyOf, type PollRequest } from '../poll-request.ts';
import { AnswerHabit } from '../response/fault.ts';
import { isAtOnce, judgeLoop, type LoopJudgement } from './rule.ts';
import type { SequenceStep } from './step.ts';

/** Requests that are looked at to see how the latest follow one another. */
const MAX_STEPS = 10;

/** How much less a request is like those of another caller: of two that are alike otherwise, its own is the one. */
const OTHER_CALLER = 1;

/**
 * Requests of one client to one endpoint. Each began when the one before it had its response. It may be a poll
 * loop; the rule decides.
 */
export class Sequence {
  readonly endpoint: string;
  /** Names its client and endpoint. */
  readonly key: string;
  readonly exchanges: Exchange[] = [];
  /** The latest ones, taken apart. */
  #steps: SequenceStep[] = [];
  #run = { requests: 0, from: 0 };
  readonly #habit = new AnswerHabit();
  /** True once a request could have been the next of another sequence as well: their requests are alike, side by side. */
  ambiguous = false;

  constructor(asked: PollRequest) {
    this.endpoint = asked.endpoint;
    this.key = keyOf(asked);
  }

  get last(): Exchange | undefined {
    return this.exchanges.at(-1);
  }

  /** Whether the last response is complete, or has begun: a page need not read to the end where the status is enough. */
  get isFree(): boolean {
    const last = this.last;
    return last !== undefined && (last.end !== null || last.response !== null);
  }

  add(exchange: Exchange, request: PollRequest): void {
    this.last?.nextBegan();
    this.#continueRun(exchange);
    exchange.habit = this.#habit;
    this.exchanges.push(exchange);
    this.#steps.push({ exchange, request });
    if (this.#steps.length > MAX_STEPS) this.#steps.shift();
  }

  /** Takes the latest one out again: it turned out to be something else. */
  drop(exchange: Exchange): void {
    const index = this.exchanges.lastIndexOf(exchange);
    if (index >= 0) this.exchanges.splice(index, 1);
    this.#steps = this.#steps.filter((step) => step.exchange !== exchange);
  }

  /**
   * How much a request is like those of this sequence: the more, the likelier it is the next. What stayed the same so
   * far (a room) counts for more than what did not (a cursor).
   */
  likeness(asked: PollRequest): number {
    const last = this.#steps.at(-1)?.request;
    if (!last) return 0;
    let likeness = 0;
    for (const name of new Set([...last.params.keys(), ...asked.params.keys()])) {
      const weight = this.#isSteady(name) ? 4 : 1;
      likeness += last.params.get(name) === asked.params.get(name) ? weight : -weight;
    }
    return callersDiffer(last.stack, asked.stack) ? likeness - OTHER_CALLER : likeness;
  }

  /**
   * Whether a request is another program's: another caller of the same line asks, and for something else. Where the question is the same
   * but for what changes here from one request to the next (a cursor), a loop may be called from two places.
   */
  isByAnother(asked: PollRequest): boolean {
    const last = this.#steps.at(-1)?.request;
    if (!last || !callersDiffer(last.stack, asked.stack)) return false;
    return changedParams(last, asked).some((name) => this.#isSteady(name));
  }

  /** Whether an earlier one of the latest is the same request, and the last one is not. */
  repeatsEarlier(asked: PollRequest): boolean {
    const last = this.#steps.at(-1);
    if (asked.params.size === 0 || !last || changedParams(last.request, asked).length === 0) return false;
    return this.#steps.some((step) => changedParams(step.request, asked).length === 0);
  }

  judge(): LoopJudgement {
    const { requests, from } = this.#run;
    return judgeLoop(this.#steps, { requests, span: (this.last?.request.at ?? from) - from });
  }

  /** Whether a parameter was the same in all of the latest. */
  #isSteady(name: string): boolean {
    const value = this.#steps.at(-1)?.request.params.get(name);
    return this.#steps.every((step) => step.request.params.get(name) === value);
  }

  #continueRun({ request: { at } }: Exchange): void {
    const { last } = this;
    // Where its end was not reported yet, the page was done with it just now.
    const gap = at - (last?.overAt ?? at);
    if (last && isAtOnce(gap, last.held ?? 0)) this.#run.requests++;
    else this.#run = { requests: 1, from: at };
  }
}
