/** The pauses, as recorded or scaled. */
import type { Recording } from './recording.ts';

/** No pause at all. Chunk borders are then as the network makes them. */
export const AT_ONCE = Number.POSITIVE_INFINITY;

/** @param speed 2 is twice as fast; {@link AT_ONCE} leaves every pause out. */
export function paced(recording: Recording, speed: number): Recording {
  if (speed === 1) return recording;
  return atTimes(recording, (at) => (speed === AT_ONCE ? 0 : at / speed));
}

/** With every time made another, in order. */
export function atTimes(recording: Recording, time: (at: number) => number): Recording {
  const { head, writes, close } = recording;
  return {
    ...recording,
    head: head && { ...head, at: time(head.at) },
    writes: writes.map(({ at, bytes }) => ({ at: time(at), bytes })),
    close: close.how === 'hold' ? close : { ...close, at: time(close.at) },
  };
}
