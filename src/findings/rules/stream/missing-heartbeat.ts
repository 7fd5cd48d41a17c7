import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { largest } from '../../../tape/index.ts';
import type { StreamRule } from '../../rule.ts';
import { firstAndLast } from '../../toolkit/evidence.ts';
import { IDLE_SOURCE } from '../../toolkit/limits.ts';
import type { Beat } from '../../toolkit/rhythm.ts';
import { type Silence, SilenceObserver } from '../../toolkit/silence.ts';

/** Silences kept; the rest is counted. */
const MAX_SILENCES = 200;
/** Intervals from which events are believed to be a heartbeat: they may also only have been regular for a while. */
const SURE = 10;

/** Time until it is known that the page's thread does not respond, milliseconds. */
const TO_BE_SURE = 1500;

/** Silence that the beat does not explain, milliseconds: one beat is missing for certain, jitter taken off. */
function tooLong({ every }: Beat): number {
  return Math.max(every * 2, every + 2000);
}

/** Flagged while it lasts, and kept afterwards with its length. */
export default {
  id: 'missing-heartbeat',
  of: 'stream',
  needs: ['times', 'response'],
  title: 'Missing heartbeat',
  severity: 'warning',
  why: 'The stream kept a rhythm, and broke it: the server hangs, or something on the way holds the stream back or has dropped the connection without telling. The page still believes it open.',
  fix: 'On the server, look at what it did at that time; send heartbeats from a timer that nothing blocks. On the client, close and open the stream anew when heartbeats stay away.',
  source: IDLE_SOURCE,
  begin(stream, around) {
    const missed: (Silence & { readonly beat: Beat })[] = [];
    let more = 0;
    const listening = new SilenceObserver(stream, around, (silence) => {
      const beat = listening.rhythm.beat();
      const certain = listening.certain(silence);
      if (!beat || !certain || certain.to - certain.from <= tooLong(beat)) return;
      if (missed.length < MAX_SILENCES) missed.push({ ...silence, beat });
      else more++;
    });
    return {
      row: listening.row,
      chunk: listening.chunk,
      report(now) {
        // What excuses a silence may be reported after it.
        const found = missed.flatMap(({ beat, ...silence }) => {
          const certain = listening.certain(silence);
          return certain && certain.to - certain.from > tooLong(beat) ? [{ ...certain, beat }] : [];
        });
        const lasting = listening.lasting(now);
        const beat = listening.rhythm.beat();
        const isMissing =
          lasting !== null && beat !== null && lasting.to - lasting.from > tooLong(beat) + TO_BE_SURE;
        if (isMissing) found.push({ ...lasting, beat });
        const last = found.at(-1);
        const first = found[0];
        if (!first || !last) return null;
        const longest = largest(found.map(({ from, to }) => to - from));
        const came = `${last.beat.of} came every ${duration(last.beat.every)}`;
        return {
          statement: isMissing
            ? `No heartbeat for ${duration(last.to - last.from)}; ${came}.`
            : `Heartbeats stayed away ${plural(found.length + more, 'time')}, at most for ${duration(longest)}; ${came}.`,
          count: found.length + more,
          severity: last.beat.of === 'events' && last.beat.intervals < SURE ? 'note' : 'warning',
          evidence: firstAndLast(found).map(({ offset, from, to }) => ({
            kind: 'span',
            connection: stream.id,
            offset,
            from,
            to,
            text: `silent for ${duration(to - from)}`,
          })),
          since: first.from,
          at: last.to,
          ongoing: isMissing,
          ...(isMissing && { every: beat.every }),
        };
      },
    };
  },
} satisfies StreamRule;
