import type { EventStream } from '../event-stream/event-stream.ts';
import type { ReconnectState } from './reconnect-state.ts';
import type { Certainty } from './rule.ts';

/** Why a connection continues the one before it in its chain. */
export interface Join {
  readonly certainty: Certainty | 'by hand';
  readonly why: string;
  /** Other chains that it could continue as well. */
  readonly others: number;
}

/** One connection of a chain. */
export interface ChainLink {
  readonly stream: EventStream;
  /** Null for the first. */
  readonly join: Join | null;
  /** What the source had said before it. */
  readonly stateBefore: ReconnectState;
}
