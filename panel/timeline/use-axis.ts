import { useHost } from '../shared/state/context.ts';
import type { AxisTimes } from '../shared/text/span-text.ts';
import type { Span, Stream } from '../types.ts';
import { type AxisMark, axisMarks, clockLabel, midnightBefore, secondsLabel } from './picture/time-axis.ts';

export interface Axis extends AxisTimes {
  marks(shown: Span, width: number): AxisMark[];
}

/** Room for a label and some air, in px of text at its normal size. */
const LABEL = { relative: 80, wall: 110 } as const;

/** Times as the Events grid writes them, counting from the opening of the stream or by the wall clock. */
export function useAxis(stream: Stream): Axis {
  const host = useHost();
  const { time: mode, textScale } = host.settings.current();
  const wall = (at: number) => host.wall(at);
  const origin = stream.openedAt;
  return {
    mode,
    origin,
    wall,
    marks(shown, width) {
      const isWall = mode === 'wall' && Number.isFinite(wall(shown[0]));
      const max = Math.floor(width / (LABEL[isWall ? 'wall' : 'relative'] * textScale));
      if (!isWall) return axisMarks(...shown, max, origin, secondsLabel);
      const midnight = midnightBefore(shown[0], wall(shown[0]));
      return axisMarks(...shown, max, midnight, (since, step) => clockLabel(wall(midnight + since), step));
    },
  };
}
