import type { Direction } from '../../tape/index.ts';
import type { ConnectionState } from './stream.ts';

/** One connection of a chain, and how it continues the one before. What else is shown of it depends on its kind. */
export type ConnectionRow = EventStreamConnectionRow | WebSocketConnectionRow;

/** What is shown of any connection of a chain. */
export interface CommonConnectionRow {
  /** The connection's id. */
  readonly id: string;
  /** 1-based, within the channel. */
  readonly number: number;
  readonly state: ConnectionState;
  readonly openedAt: number;
  /** True where it was open before recording: when it was opened is not known. Absent where it is. */
  readonly openedBefore?: true;
  readonly endedAt: number | null;
  readonly status: number | null;
  /** How it ended, in a few words; '' while it runs. */
  readonly ended: string;
  /** The same in a sentence, with what the browser does next. */
  readonly verdict: string;
  /** Events, or frames both ways. */
  readonly events: number;
  /** Null for the first. */
  readonly join: JoinDetail | null;
}

export interface EventStreamConnectionRow extends CommonConnectionRow {
  readonly kind: 'event-stream';
  /** What the reader discarded when it ended: the block that no blank line had ended. Null where there was none. */
  readonly lost: { readonly bytes: number; readonly text: string } | null;
  readonly join: EventStreamJoin | null;
}

export interface WebSocketConnectionRow extends CommonConnectionRow {
  readonly kind: 'websocket';
  /** The last message that went either way; null where there was none. */
  readonly lastMessage: LastMessage | null;
}

/** The last message of a WebSocket. */
export interface LastMessage {
  readonly direction: Direction;
  /** At most a few hundred characters; of a binary one its first bytes in hexadecimal. */
  readonly text: string;
  /** Tape time, milliseconds. */
  readonly at: number;
}

/** A reconnect against the connection before it. */
export interface JoinDetail {
  /** Why both are one source, in a sentence. */
  readonly why: string;
  /** False where it could also be another source's; `why` says so. */
  readonly isSure: boolean;
  readonly byHand: boolean;
  /**
   * From the end of the one before to this request, milliseconds; null where that end is not known. Negative where the end
   * was reported after the request.
   */
  readonly delay: number | null;
}

/** A reconnect of an event stream, with what only event streams have. */
export interface EventStreamJoin extends JoinDetail {
  /** True where the page made a new EventSource: it is no reconnect of the browser's own. */
  readonly byPage: boolean;
  /** Milliseconds the server's `retry` or the browser's default asked for; null where a program decides. */
  readonly due: number | null;
  readonly dueBy: 'retry' | 'default' | null;
  /** The last event ID that was sent; null where none was, undefined where that is not known. */
  readonly idSent: string | null | undefined;
  /** Name of the parameter of the address that it was sent in; null where a header was sent, or nothing. */
  readonly idSentAs: string | null;
  /** The last event ID committed before; '' where there was none. */
  readonly idCommitted: string;
  readonly idCheck: 'equal' | 'other' | 'missing' | 'no-ids' | 'unknown';
  readonly repeated: {
    readonly count: number;
    /** True where only the first events were compared, and there may be more. */
    readonly orMore: boolean;
    /** Recognised by their ids, or, where they have none, by type and data. */
    readonly by: 'id' | 'content';
    readonly samples: readonly string[];
  };
  /** Whole numbers left out in ids that had come one by one; null where ids do not count. */
  readonly skipped: number | null;
  /** The first new id, where ids are numbers and it is smaller than the last one before. */
  readonly restartedAtId: string | null;
}
