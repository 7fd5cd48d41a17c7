import type { Exchange, RowKind, Segment } from '../channels/index.ts';
import type { Field } from '../sse/index.ts';
import type { Report } from './finding.ts';

/**
 * A rule at work on one thing. It is handed everything once, in order, and keeps numbers: what it does for a line, a row
 * or a frame must cost next to nothing, because they come in millions.
 */
export interface RuleObserver {
  /** The report at tape time `now`; null where all is well. Called at each look: it must be cheap. */
  readonly report: (now: number) => Report | null;
}

/** A line of the stream that has come whole. The object is used again for the next one. */
export interface LineAt {
  segment: Segment;
  line: number;
  field: Field;
}

/** A row of the stream. The object is used again for the next one. */
export interface RowAt {
  key: number;
  kind: RowKind;
  /** The number that goes with the kind; see `RowKind`. */
  ref: number;
  /** Tape time, milliseconds. */
  at: number;
}

/** What an observer wants of a connection. */
export interface StreamObserver {
  /** Called for lines of these fields. */
  readonly line?: { readonly fields: readonly Field[]; readonly observe: (line: LineAt) => void };
  /** Called for rows. Those of a chunk's bytes come before the chunk itself. */
  readonly row?: (row: RowAt) => void;
  /** Called for each chunk, by its number in the connection. */
  readonly chunk?: (chunk: number) => void;
}

export interface StreamRuleObserver extends RuleObserver, StreamObserver {}

/** Connections are named by their place in the chain, from 0. */
export interface ConnectionsObserver extends RuleObserver {
  /** A connection is over, and all that came on it was observed. An inferred end counts once another one follows. */
  readonly ended?: (index: number) => void;
}

export interface ChainRuleObserver extends ConnectionsObserver {
  /**
   * A connection's place is final: it has a response, an end or rows.
   * @returns the observer of what comes on it.
   */
  readonly began?: (index: number) => StreamObserver | undefined;
}

export interface WebSocketChainRuleObserver extends ConnectionsObserver {}

/** A cycle that is over. The object is used again for the next one. */
export interface CycleAt {
  /** Its place in the loop, from 0. */
  index: number;
  exchange: Exchange;
}

export interface PollRuleObserver extends RuleObserver {
  /**
   * Called for each cycle that asks for messages when it is over, in the order of their ends: one may be over before the one
   * before it. All do, but for those of a known client that send, open or close, and those that the browser's cache answered.
   */
  readonly cycle?: (cycle: CycleAt) => void;
  /** Called so for each cycle, whatever it is for. */
  readonly anyCycle?: (cycle: CycleAt) => void;
}

export interface PiecesRuleObserver extends RuleObserver {
  /** Called for each record, by its number in the response. */
  readonly record?: (record: number) => void;
}

export interface WebSocketRuleObserver extends RuleObserver {
  /** Called for each frame, by its number in the socket's `tape.frames`. */
  readonly frame?: (frame: number) => void;
}
