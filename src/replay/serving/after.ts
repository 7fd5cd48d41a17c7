/** Continuing after an event, as a server does that honours Last-Event-ID (WHATWG HTML 9.2.3). */
import { Body, placed } from './body.ts';
import { isEventStream, type Recording } from './recording.ts';

/**
 * What follows the event with this ID: the answer, and at once the clock of that event, so that the next pause is the recorded one.
 * Null where the recording has no such ID.
 */
export function afterId(recording: Recording, id: string): Recording | null {
  if (id === '' || !recording.head || !isEventStream(recording)) return null;
  const from = new Body(recording).after(id);
  if (from === null) return null;
  const writes = placed(recording.writes);
  const last = writes.findLast(({ start }) => start < from);
  const shift = Math.max(0, (last?.at ?? recording.head.at) - recording.head.at);
  const { close } = recording;
  return {
    ...recording,
    writes: writes.flatMap(({ at, bytes, start }) =>
      start + bytes.length <= from
        ? []
        : [{ at: at - shift, bytes: bytes.subarray(Math.max(0, from - start)) }],
    ),
    close: close.how === 'hold' ? close : { ...close, at: Math.max(recording.head.at, close.at - shift) },
  };
}
