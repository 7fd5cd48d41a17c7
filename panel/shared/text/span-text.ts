import { clock } from '../../../src/format/clocks.ts';
import { seconds } from '../../../src/format/durations.ts';
import type { Span } from '../../types.ts';
import type { TimeMode } from './moment.ts';

/** How the times of a span are written: as the Time column does; ways from row to row make no axis. */
export interface AxisTimes {
  readonly mode: TimeMode;
  /** Tape time that relative times count from. */
  readonly origin: number;
  readonly wall: (at: number) => number;
}

/** "0.500 s – 1.200 s". */
export function spanText([from, to]: Span, { mode, origin, wall }: AxisTimes): string {
  const text = (at: number) => (mode === 'wall' ? clock(wall(at)) : seconds(at - origin));
  return `${text(from)} – ${text(to)}`;
}
