import type { Exchange } from '../exchange.ts';
import type { PollRequest } from '../poll-request.ts';

/** What is kept of one request for the rule; the whole is on the tape. */
export interface SequenceStep {
  readonly exchange: Exchange;
  readonly request: PollRequest;
}

/** Requests that each followed the response before without a pause: how many, and over how long. */
export interface RequestRun {
  readonly requests: number;
  /** Milliseconds from the first to the last. */
  readonly span: number;
}
