import { BEFORE_CUT, type Write } from '../recording.ts';
import type { Fault } from './fault.ts';

/** The connection breaks off in the middle. */
export const cut: Fault = {
  name: 'cut',
  label: 'Break off after (bytes)',
  notByBrowser: 'The browser ends every response properly.',
  help: 'Closes the connection after so many bytes of the body, without finishing the response.',
  initial: 100,
  min: 0,
  max: 4_294_967_295,
  apply(recording, bytes) {
    const { head } = recording;
    if (!head) return recording;
    const writes: Write[] = [];
    let left = bytes;
    for (const write of recording.writes) {
      const kept = write.bytes.subarray(0, left);
      if (kept.length > 0) writes.push({ at: write.at, bytes: kept });
      left -= kept.length;
      if (left === 0) {
        const at = writes.at(-1)?.at ?? head.at;
        return { ...recording, writes, close: { how: 'cut', at: at + BEFORE_CUT } };
      }
    }
    // It is shorter than that: nothing is cut.
    return recording;
  },
};
