import { callersDiffer } from '../../connection/place.ts';
import type { Exchange } from '../exchange.ts';
import type { LoopRequests } from '../loop-requests.ts';
import { AnswerHabit } from '../response/fault.ts';
import { answeredBy } from './answered.ts';
import { AT_ONCE, isAtOnce } from './at-once.ts';
import { doneAt } from './done.ts';
import { changeOf, type ParamChange } from './param-change.ts';
import { changedParams, groupKeyOf, type Question } from './question.ts';
import type { Changes, RequestRun, Step } from './step.ts';

/** Requests that are looked at to see how the latest follow one another. */
export const MAX_STEPS = 16;
/** Changes after which a parameter is a cursor, whatever value comes next. */
const ESTABLISHED = 4;

/** How near a request is to a strand: the very same first, then what changes the least. Null where it is another question. */
export interface Nearness {
  readonly changes: Changes;
  readonly isFree: boolean;
  readonly isOwnCaller: boolean;
}

/** Requests of one group that ask the same, but for a cursor or what is made anew each time. They may overlap. */
export class Strand implements LoopRequests {
  readonly client = null;
  readonly endpoint: string;
  /** Names its group. */
  readonly key: string;
  readonly exchanges: Exchange[] = [];
  /** The latest ones, taken apart. */
  #steps: Step[] = [];
  /** What the latest one asks, in one text; null where there is none. */
  #asked: string | null = null;
  /** How a parameter has changed the latest time, and how often. */
  readonly #changed = new Map<string, { readonly change: ParamChange; readonly times: number }>();
  #run = { requests: 0, from: 0 };
  #early = 0;
  readonly #habit = new AnswerHabit();
  /** Those that have no answer yet. */
  readonly #running = new Set<Exchange>();

  /** Its page is gone: what the next one asks is another strand. */
  isClosed = false;
  /** What {@link mayBeRow} saw of how the latest request began; null where that may be another now. */
  beginsAsPoll: boolean | null = null;

  constructor(question: Question) {
    this.endpoint = question.endpoint;
    this.key = groupKeyOf(question);
  }

  get last(): Exchange | undefined {
    return this.exchanges.at(-1);
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** What the labels need of all its requests. */
  get sums(): { readonly count: number; readonly run: RequestRun; readonly early: number } {
    const { requests, from } = this.#run;
    const run = { requests, span: (this.last?.request.at ?? from) - from };
    return { count: this.exchanges.length, run, early: this.#early };
  }

  /** Whether all of its requests are among its steps. */
  get isShort(): boolean {
    return this.exchanges.length === this.#steps.length;
  }

  add(exchange: Exchange, question: Question, changes: Changes): void {
    this.beginsAsPoll = null;
    this.last?.nextBegan();
    this.#continueRun(exchange);
    exchange.habit = this.#habit;
    if (!this.#isFree(exchange.request.at) && this.#isEarly(exchange.request.at)) this.#early++;
    this.exchanges.push(exchange);
    this.#running.add(exchange);
    for (const [name, change] of changes) {
      this.#changed.set(name, { change, times: (this.#changed.get(name)?.times ?? 0) + 1 });
    }
    this.#steps.push({ exchange, question, changes, followedUntil: null });
    this.#asked = question.asked;
    if (this.#steps.length > MAX_STEPS) this.#steps.shift();
  }

  /** An answer has come, or is over. How the latest request began depends on those before it. */
  answered(exchange: Exchange): void {
    if (exchange !== this.last) this.beginsAsPoll = null;
  }

  /** Takes one of the latest out again: it turned out to be something else. */
  drop(exchange: Exchange): void {
    this.beginsAsPoll = null;
    const index = this.exchanges.lastIndexOf(exchange);
    if (index >= 0) this.exchanges.splice(index, 1);
    this.#running.delete(exchange);
    this.#steps = this.#steps.filter((step) => step.exchange !== exchange);
    this.#asked = this.#steps.at(-1)?.question.asked ?? null;
  }

  /** Whether a request asks the very same as the last one, headers included. */
  asksTheSame(question: Question): boolean {
    return this.#asked === question.asked;
  }

  /** How near a request is; null where it asks for something else, or another program asks for it. */
  nearness(question: Question, at: number): Nearness | null {
    const last = this.#steps.at(-1);
    if (!last || this.isClosed) return null;
    const isFree = this.#isFree(at);
    const isOwnCaller = !callersDiffer(last.question.stack, question.stack);
    const changed = changedParams(last.question, question);
    const isAnswered = answeredBy(this.#steps);
    const changes = new Map<string, ParamChange>();
    for (const name of changed) {
      const known = this.#changed.get(name);
      const usual = known && known.times >= ESTABLISHED ? known.change : null;
      const [before, after] = [last.question.params.get(name), question.params.get(name)];
      const change = changeOf(name, before, after, { isAnswered, isFree, usual });
      // Another caller may move a cursor on that is known as one. What it asks that was the same until now is its own.
      if (change === null || (!isOwnCaller && !known && change !== 'answered')) return null;
      changes.set(name, change);
    }
    // Two callers that ask the very same side by side are two programs.
    if (!isOwnCaller && !isFree) return null;
    return { changes, isFree, isOwnCaller };
  }

  /** A parameter that changed by rising only, and has come back to a value that it had: it selects what is asked for. */
  selectorOf(question: Question): string | null {
    // What never changed has not risen: most strands.
    if (this.#changed.size === 0) return null;
    const last = this.#steps.at(-1)?.question;
    if (!last || !this.isShort || question.params.size === 0) return null;
    const earlier = this.#steps.find((step) => step.question.asked === question.asked);
    if (!earlier) return null;
    return changedParams(last, question).find((name) => this.#onlyRose(name)) ?? null;
  }

  #onlyRose(name: string): boolean {
    const kinds = this.#steps.flatMap(({ changes }) => changes.get(name) ?? []);
    return kinds.length > 0 && kinds.every((kind) => kind === 'risen' || kind === 'made');
  }

  /** Whether all its requests had their answers when one began. */
  #isFree(at: number): boolean {
    for (const exchange of this.#running) {
      if (doneAt(exchange, at) !== null) this.#running.delete(exchange);
    }
    return this.#running.size === 0;
  }

  /** Whether none of the latest had its answer just now, and the one before was not made just now. */
  #isEarly(at: number): boolean {
    if (at - (this.last?.request.at ?? at) <= AT_ONCE) return false;
    return this.#steps.every(({ exchange }) => at - (doneAt(exchange, at) ?? 0) > AT_ONCE);
  }

  #continueRun({ request: { at } }: Exchange): void {
    const { last } = this;
    const done = last ? doneAt(last, at) : null;
    if (last && done !== null && isAtOnce(at - done, last.held ?? 0)) this.#run.requests++;
    else this.#run = { requests: 1, from: at };
  }
}
