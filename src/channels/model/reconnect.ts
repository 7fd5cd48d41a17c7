import type { ConnectionState } from './stream.ts';

/** One connection of an event stream's channel, and how it continues the one before. */
export interface ConnectionRow {
  /** The connection's id. */
  readonly id: string;
  /** 1-based, within the channel. */
  readonly number: number;
  readonly state: ConnectionState;
  readonly openedAt: number;
  readonly endedAt: number | null;
  readonly status: number | null;
  /** How it ended, in a few words; '' while it runs. */
  readonly ended: string;
  /** The same in a sentence, with what the browser does next. */
  readonly verdict: string;
  readonly events: number;
  /** What the reader discarded when it ended: the block that no blank line had ended. Null where there was none. */
  readonly lost: { readonly bytes: number; readonly text: string } | null;
  /** Null for the first. */
  readonly join: JoinDetail | null;
}

/** A reconnect against the connection before it. */
export interface JoinDetail {
  /** Why both are one source, in a sentence. */
  readonly why: string;
  /** False where it could also be another source's; `why` says so. */
  readonly isSure: boolean;
  readonly byHand: boolean;
  /** From the end of the one before to this request, milliseconds; null where that end is not known. */
  readonly delay: number | null;
  /** Milliseconds the server's `retry` or the browser's default asked for; null where a program decides. */
  readonly due: number | null;
  readonly dueBy: 'retry' | 'default' | null;
  /** The Last-Event-ID header; null where none was sent, undefined where that is not known. */
  readonly idSent: string | null | undefined;
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
