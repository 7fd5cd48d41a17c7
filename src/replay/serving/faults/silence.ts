import { Body, without } from '../body.ts';
import { isEventStream } from '../recording.ts';
import { type Fault, withNote } from './fault.ts';

/** The heartbeat stays away: comment lines, from a time on. */
export const silence: Fault = {
  name: 'silence',
  label: 'Leave out heartbeats after (seconds)',
  help: 'Comment lines that come later than so many seconds after the request are left out. Event streams only.',
  initial: 0,
  min: 0,
  max: 86_400,
  apply(recording, seconds) {
    if (!isEventStream(recording)) return withNote(recording, 'No event stream: it has no heartbeat.');
    const comments = new Body(recording).comments();
    const late = recording.writes.findIndex(({ at }) => at >= seconds * 1000);
    if (late < 0) return recording;
    const from = recording.writes.slice(0, late).reduce((sum, { bytes }) => sum + bytes.length, 0);
    return {
      ...recording,
      writes: without(
        recording.writes,
        comments.filter(([start]) => start >= from),
      ),
    };
  },
};
