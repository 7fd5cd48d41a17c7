import type { FoundServer } from '../../replay/answer/find-server.ts';
import type { Answerer, AnsweringStatus, AnswerRule } from '../../replay/answer/model.ts';
import type { Fault, RecordedChannel } from '../../replay/serving/index.ts';

/** A fault on demand, as it is offered. */
export type FaultChoice = Omit<Fault, 'apply'>;

/** What of a channel can be served again. */
export interface Servable extends Omit<RecordedChannel, 'recording'> {
  /** Whether the original came over HTTP/2 or later: served again it shares HTTP/1.1's six connections. */
  readonly wasMultiplexed: boolean;
  /** What is not served as it was recorded, of the first connections. */
  readonly notes: readonly string[];
}

/** The page's requests answered with what is shown. */
export interface AnsweringHost {
  /** Null where nothing of the channel can be served. */
  servable(stream: string): Servable | null;
  faults(): readonly FaultChoice[];
  /** Looks whether a replay server at an address plays the channel. Never throws. */
  find(stream: string, address: string): Promise<FoundServer>;
  /** @returns what is wrong, in a sentence; null where it is in force. */
  start(stream: string, rule: AnswerRule, answerer: Answerer): Promise<string | null>;
  stop(): void;
  /** Null where nothing is or was answered. */
  status(): AnsweringStatus | null;
  /** Forgets one that has ended. */
  dismiss(): void;
}
