/** What one source (DevTools' own log) does beside another: it has the past, and knows streams that were open before. */
import type { RequestRecord } from '../tape/index.ts';

/** How a stream without a request shows itself: a message, or the times of its reads. */
export interface UnknownStream {
  readonly message?: {
    readonly at: number;
    readonly type: string;
    readonly data: string;
    readonly id: string;
  };
  readonly reads: readonly number[];
}

export interface Identified {
  /** Its id, where it is on the tape already. */
  readonly on?: string;
  readonly request: Omit<RequestRecord, 'on' | 'at'>;
  /** How many of its messages, from the one in {@link UnknownStream} on, are on the tape already. */
  readonly skip: number;
  /** The other source continues to report its messages: the protocol cannot. */
  readonly messagesFromLog: boolean;
  /** Called before its end is appended: appends what the other source still has. */
  readonly flushMessages: () => Promise<void>;
}

/** @returns null where none, or more than one, can be meant. */
export type Identify = (unknown: UnknownStream) => Promise<Identified | null>;

/** Serves a run of another source: what it appends is what that run cannot know. */
export interface Companion {
  /**
   * The run has had hold of the page since tape time `at`: what begins from then on is the run's, but for what began
   * while the companion's own source recorded.
   * @param past whether what began before belongs on the tape too. A stream is identified only when that is there.
   * @returns when the past is on the tape; never rejects.
   */
  attached(at: number, past: boolean): Promise<void>;
  readonly identify: Identify;
  /** The run is over: what the companion has listed ends, inferred. */
  stop(): void;
}
