import type { Exchange } from '../exchange.ts';
import type { PollRequest } from '../poll-request.ts';

/** What is kept of one request for the rule; the whole is on the tape. */
export interface SequenceStep {
  readonly exchange: Exchange;
  readonly request: PollRequest;
}

/** Requests of which each was asked at once when the answer before it was done: how many, and over how long. */
export interface RequestRun {
  readonly requests: number;
  /** Milliseconds from the first to the last. */
  readonly span: number;
}
