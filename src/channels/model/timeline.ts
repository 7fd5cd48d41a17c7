import type { AnsweredBy } from '../../tape/index.ts';

/**
 * What a timeline shows: plain data, made for one drawing. The panel sees nothing else of it.
 */

/** What a tick on a lane represents. The number is its place in {@link LaneColumns.ticks}. */
export const TickKind = {
  Chunk: 0,
  /** A row that is an event, a message or an answer. */
  Event: 1,
  Comment: 2,
  /** A block that became no event. */
  Discarded: 3,
  /** A frame of a socket, from the page. */
  Sent: 4,
  /** A frame of a socket, to the page. */
  Received: 5,
  /** A row of the panel's own, which says something about the connection. Counted, not drawn as a tick. */
  Note: 6,
  /** An answer to a poll that says that there is nothing new. */
  Empty: 7,
  /** A poll that timed out, failed or was answered by an error. */
  Failed: 8,
} as const;
export type TickKind = (typeof TickKind)[keyof typeof TickKind];

export const TICK_KINDS = Object.keys(TickKind).length;

/** What a connection did for a while. 0 in {@link LaneColumns.bars} says that there was none. */
export const BarKind = {
  /** Asked for, but held back by the browser or not known to be sent. */
  Waiting: 1,
  /** On its way: the answer has not begun. */
  Connecting: 2,
  Open: 3,
  /** In the back/forward cache. */
  Suspended: 4,
  /** A poll that the server holds. */
  Hold: 5,
} as const;
export type BarKind = (typeof BarKind)[keyof typeof BarKind];

/** A connection of the channel, in words and times (tape time, milliseconds). */
export interface LaneFacts {
  /** Id of the connection; where a lane holds many of them (polls), of the channel. */
  readonly id: string;
  /** What a person calls it, "Connection 2". */
  readonly label: string;
  readonly openedAt: number;
  /** A recording answered it in place of the server; null where the server did. */
  readonly answeredBy: AnsweredBy | null;
  /** Null while it continues. */
  readonly endedAt: number | null;
  readonly end: { readonly good: boolean; readonly inferred: boolean; readonly text: string } | null;
  readonly gaps: readonly LaneGap[];
  /** When the thread that reads it did not answer, in order: what came in such a time was read when it was over. */
  readonly busy: readonly LaneBusy[];
}

/** Tape times in milliseconds. */
export interface LaneBusy {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

export interface LaneGap {
  readonly at: number;
  readonly why: string;
  /** Decoded bytes missing; null where that is not known. */
  readonly bytes: number | null;
  /** True where nothing was lost: the user cleared it, or did not record it. */
  readonly chosen?: true;
}

/** A stretch of a lane in columns of equal time. A column holds what is at or after its begin and before its end. */
export interface LaneColumns {
  /** By {@link TickKind}: how many in each column. */
  readonly ticks: readonly Uint32Array[];
  /** By {@link TickKind}: how many in all columns. */
  readonly totals: readonly number[];
  /** A {@link BarKind} a column, that of the last bar in it; 0 where there is none. */
  readonly bars: Uint8Array;
  /** 1 where one bar fills the whole column. */
  readonly whole: Uint8Array;
}

/** The lanes of one channel. */
export interface TimelineView {
  /** In order of opening. The objects show the present state; they stay the same while the tape lives. */
  lanes(): readonly LaneFacts[];
  /** Gaps that belong to no connection. */
  gaps(): readonly LaneGap[];
  /**
   * A lane between two tape times, counted in `width` columns.
   * @throws RangeError where there is no such lane, or where `from` is not before `to`.
   */
  columns(lane: number, from: number, to: number, width: number): LaneColumns;
  /** 0 to 1 while ticks are still being counted, so that columns lack the latest; null when it is done. */
  readonly working: number | null;
  close(): void;
}
