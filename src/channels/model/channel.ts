import type { AnsweredBy, Direction } from '../../tape/index.ts';
import type { BlockDetail } from './block.ts';
import type { Cost } from './cost.ts';
import type { Environment } from './environment.ts';
import type { EventRow, Payload } from './events.ts';
import type { Lane } from './lane.ts';
import type { ChannelSummary } from './stream.ts';

/** What a filter and a sort look at. */
export interface RowText {
  readonly type: string;
  readonly id: string;
  readonly data: string;
  /** Which way it went, where both sides send; or that the user sent it. */
  readonly direction?: Direction | 'injected';
}

/** Key of the row of the block that no blank line has ended yet. */
export const PENDING = -1;

/**
 * The rows of one channel by their keys, 0 to `count`: what a view windows, filters and sorts. Rows are only ever added,
 * and nothing of a row is made before it is asked for. The key {@link PENDING} is the block that is still open.
 */
export interface ChannelRows {
  readonly count: number;
  /** How many of them are comments. */
  readonly comments: number;
  readonly hasPending: boolean;
  isComment(key: number): boolean;
  /** The row made for drawing. */
  describe(key: number): EventRow;
  /** Null for rows without text. */
  text(key: number): RowText | null;
  /** Tape time, milliseconds. */
  time(key: number): number;
  /**
   * The first row at or after a tape time, `count` where there is none. Null where times do not rise from row to row: then
   * each must be looked at, as where the channel does not know.
   */
  firstFrom?(time: number): number | null;
  /** Bytes, as the column Size shows them. */
  size(key: number): number;
}

/** One conversation: a row of the Streams grid, and what can be read of it. */
export interface Channel {
  /** Names it while the tape lives. */
  readonly id: string;
  readonly rows: ChannelRows;
  /** A recording answered all of its connections, none of which shows what a server does; null where a server did. */
  readonly answeredBy: AnsweredBy | null;
  /** Grows with every change of what its summary says by its own connections. */
  readonly version: number;
  summary(environment: Environment): ChannelSummary;
  /** What it took on the wire so far. Asked for at every draw, so it may not walk over all that came. */
  cost(): Cost;
  /** Ids of its connections on the tape, in order of opening. */
  connectionIds(): readonly string[];
  /** What the timeline draws, in order of opening; each lane is the same object every time. */
  lanes(): readonly Lane[];
  /** How the block behind a row came to be; null for rows without one. */
  block(key: number): BlockDetail | null;
  /** The whole data of a row; null for rows that carry none. */
  payload(key: number): Payload | null;
}
