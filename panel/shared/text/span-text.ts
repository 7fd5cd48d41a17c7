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

/** A moment as the Time column writes that of a row. */
export function timeText(at: number, { mode, origin, wall }: AxisTimes): string {
  return mode === 'wall' ? clock(wall(at)) : seconds(at - origin);
}

/** "0.500 s – 1.200 s". */
export function spanText([from, to]: Span, times: AxisTimes): string {
  return `${timeText(from, times)} – ${timeText(to, times)}`;
}
