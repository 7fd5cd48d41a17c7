import { duration } from '../../../format/durations.ts';
import type { StreamRule } from '../../rule.ts';
import { brokenLimits, IDLE_LIMITS, IDLE_SOURCE } from '../../toolkit/limits.ts';
import { SilenceObserver } from '../../toolkit/silence.ts';

/** A beat this much shorter than a limit reaches it now and then: heartbeats jitter. */
const JITTER = 1.1;

export default {
  id: 'rare-heartbeat',
  of: 'stream',
  needs: ['bytes'],
  title: 'Heartbeat too rare',
  severity: 'warning',
  why: 'Heartbeats that come as seldom as the idle limit of a proxy do not keep the connection open.',
  fix: 'On the server, send a comment line every 15 seconds or so, well below the shortest limit on the way.',
  source: IDLE_SOURCE,
  begin(stream, around) {
    const listening = new SilenceObserver(stream, around);
    return {
      row: listening.row,
      chunk: listening.chunk,
      report(now) {
        const beat = listening.rhythm.beat();
        if (beat?.of !== 'comments' || beat.every * JITTER < IDLE_LIMITS[0].ms) return null;
        const at = stream.lastByteAt ?? now;
        return {
          statement: `Comments come every ${duration(beat.every)}; too rare for ${brokenLimits(beat.every * JITTER)}.`,
          count: 1,
          evidence: [{ kind: 'connection', connection: stream.id, text: 'connection' }],
          since: stream.facts.response?.at ?? at,
          at,
        };
      },
    };
  },
} satisfies StreamRule;
