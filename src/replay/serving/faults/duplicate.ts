import { Body, joined, placed } from '../body.ts';
import { isEventStream } from '../recording.ts';
import { type Fault, withNote } from './fault.ts';

/** Events are sent twice, as by a server that counts badly after a reconnect. */
export const duplicate: Fault = {
  name: 'duplicate',
  label: 'Send every nth event twice (n)',
  help: 'Every nth event is sent twice, in the same chunk. Event streams only.',
  initial: 1,
  min: 1,
  max: 1_000_000,
  apply(recording, every) {
    if (!isEventStream(recording)) return withNote(recording, 'No event stream: nothing is repeated.');
    const body = new Body(recording);
    const repeated = body.events().filter((_, index) => (index + 1) % every === 0);
    return {
      ...recording,
      writes: placed(recording.writes).map(({ at, bytes, start }) => {
        const parts: Uint8Array[] = [];
        let from = start;
        for (const [eventStart, eventEnd] of repeated) {
          if (eventEnd <= start || eventEnd > start + bytes.length) continue;
          parts.push(bytes.subarray(from - start, eventEnd - start));
          parts.push(body.bytes.subarray(eventStart, eventEnd));
          from = eventEnd;
        }
        parts.push(bytes.subarray(from - start));
        return { at, bytes: joined(parts) };
      }),
    };
  },
};
