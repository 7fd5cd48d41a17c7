import { dateAndTime } from '../../../src/format/clocks.ts';
import { useHost, useStore } from '../state/context.ts';
import { type Moment, moment } from '../text/moment.ts';

export interface Times {
  /** A moment on the selected stream, in the mode that was chosen. */
  text(row: Moment): string;
  /** The same in full, for a tooltip. */
  title(at: number): string;
}

/** How times are written. @param from tape time that they count from; without it, the opening of the selected stream. */
export function useTimes(from?: number): Times {
  const { stream } = useStore();
  const host = useHost();
  const { time } = host.settings.current();
  const row = host.channels.list().find((one) => one.id === stream.value);
  const origin = from ?? (row?.kind === 'stream' ? row.openedAt : 0);
  const isSince = from === undefined && row?.kind === 'stream' && row.openedBefore;
  const wall = (at: number) => host.wall(at);
  return {
    text: (at) => moment(time, at, origin, wall),
    title: (at) =>
      `${moment('relative', { at, delta: null }, origin, wall)} after ${isSince ? 'recording of it began' : 'the request'}\n${dateAndTime(wall(at))}`,
  };
}
