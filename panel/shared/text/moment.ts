/** The Time column in each of its modes. */
import { clock } from '../../../src/format/clocks.ts';
import { seconds } from '../../../src/format/durations.ts';

export type TimeMode = 'relative' | 'delta' | 'wall';

export interface Moment {
  /** Tape time, milliseconds. */
  readonly at: number;
  /** Milliseconds since the row before; null for the first. */
  readonly delta: number | null;
}

/**
 * @param origin tape time that relative times count from.
 * @param wall milliseconds since 1970 at a tape time.
 */
export function moment(
  mode: TimeMode,
  { at, delta: since }: Moment,
  origin: number,
  wall: (at: number) => number,
): string {
  if (mode === 'wall') return clock(wall(at));
  if (mode === 'delta') return since === null ? '0.000 s' : `+${seconds(since)}`;
  return seconds(at - origin);
}
