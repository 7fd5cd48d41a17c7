import type { Exchange } from '../exchange.ts';
import type { ParamChange } from './param-change.ts';
import type { Question } from './question.ts';

/** What changed from the request before it, by the parameters' names. */
export type Changes = ReadonlyMap<string, ParamChange>;

/** What is kept of one request of a strand for the labels; the whole is on the tape. */
export interface Step {
  readonly exchange: Exchange;
  readonly question: Question;
  /** Empty for the first, and for one that asks the very same. */
  readonly changes: Changes;
  /** What begins later than this, in tape time, does not follow its answer at once; null while that is not known. */
  followedUntil: number | null;
}

/** Requests that each followed an answer without a pause: how many, and over how long. */
export interface RequestRun {
  readonly requests: number;
  /** Milliseconds from the first to the last. */
  readonly span: number;
}
