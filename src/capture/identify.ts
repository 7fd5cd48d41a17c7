/** What another source (DevTools' own log) knows of a stream that was open before the debugger attached. */
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
