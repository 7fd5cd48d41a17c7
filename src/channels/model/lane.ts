import type { LaneFacts, TickKind } from './timeline.ts';

/**
 * The marks of one sort on a lane, in order of capture. They are asked for by number and nothing of them is kept, so that a
 * channel can give its own columns.
 */
export interface Ticks {
  /** Grows only. */
  readonly count: number;
  /** Kinds that can occur. Where it is one, `kind` is never asked. */
  readonly kinds: readonly TickKind[];
  /** Tape time in milliseconds. It should not fall from tick to tick: where it does, ticks are shown a little beside their place. */
  at(index: number): number;
  kind(index: number): TickKind;
}

/** What a lane's connections did, one stretch after another: ascending, none begins before the one before it ended. */
export interface Bars {
  readonly count: number;
  /** Tape time in milliseconds. */
  from(index: number): number;
  /** Infinity for the one that continues. */
  to(index: number): number;
  /** A {@link BarKind}. */
  kind(index: number): number;
}

/**
 * One line of the timeline: a connection, or the polls of one client one after another. A channel gives the same object
 * each time, since what was counted of it is kept beside it.
 */
export interface Lane extends LaneFacts {
  /** Asked for once a drawing. */
  readonly bars: Bars;
  readonly ticks: readonly Ticks[];
}
