import { duration } from '../../../format/durations.ts';
import type { StreamRule } from '../../rule.ts';
import { silentUntil } from '../../toolkit/busy.ts';
import { brokenLimits, IDLE_LIMITS, IDLE_SOURCE } from '../../toolkit/limits.ts';
import { type Silence, SilenceObserver } from '../../toolkit/silence.ts';
import { codingOf, flushRemedy } from '../../toolkit/words.ts';

const STRICTEST = IDLE_LIMITS[0].ms;

const FIRST_FIX =
  'On the server, write a comment line (“:” and a blank line) as soon as the stream begins, and every 15 seconds or so. Some proxies pass even the headers on only with the first byte after them.';

/** Where a rhythm is known, `missing-heartbeat` reports. */
export default {
  id: 'silence',
  of: 'stream',
  needs: ['times', 'response'],
  title: 'Long silence without a heartbeat',
  severity: 'note',
  why: 'Proxies and load balancers close a connection on which nothing comes for a while, and neither side may notice. A comment line keeps it open and tells the client that the server lives.',
  fix: 'On the server, send a comment line (“:” and a blank line) every 15 seconds or so. On the proxy, raise the idle limit.',
  source: IDLE_SOURCE,
  begin(stream, around) {
    let longest: Silence | null = null;
    const listening = new SilenceObserver(stream, around, (silence) => {
      if (listening.rhythm.beat()) return;
      const length = (of: Silence): number => silentUntil(stream, of.from, of.to) - of.from;
      if (!longest || length(silence) > length(longest)) longest = silence;
    });
    return {
      row: listening.row,
      chunk: listening.chunk,
      report(now) {
        const lasting = listening.rhythm.beat() ? null : listening.lasting(now);
        // A few comments make no rhythm yet, but they show how long the server may be silent.
        const limit = Math.max(around.quietLimit(), listening.rhythm.longestToComment * 2);
        const isLasting = lasting !== null && lasting.to - lasting.from > limit;
        const silence = isLasting ? lasting : longest && listening.certain(longest);
        if (!silence || silence.to - silence.from <= limit) return null;
        const ms = silence.to - silence.from;
        const { request, response } = stream.facts;
        const isFirst = stream.lastByteAt === null && response !== null && !request?.openBefore;
        const broken = brokenLimits(ms);
        const withheld = isLasting && silence.offset < 0 ? codingOf(stream) : null;
        const breaks = broken === '' ? '' : ` Longer than what would close it: ${broken}.`;
        return {
          statement: isLasting
            ? `Nothing has come${isFirst ? ' since the response began,' : ''} for ${duration(ms)}.${breaks}${withheld === null ? '' : ` Content-Encoding is ${withheld}: a compressor that is not flushed holds back what the server writes.`}`
            : `Once nothing came for ${duration(ms)}.${breaks}`,
          ...(withheld === null ? isFirst && { fix: FIRST_FIX } : { fix: flushRemedy(withheld) }),
          count: 1,
          severity: ms >= STRICTEST ? 'warning' : 'note',
          evidence: [{ kind: 'span', connection: stream.id, ...silence, text: `silent for ${duration(ms)}` }],
          since: silence.from,
          at: silence.to,
          ongoing: isLasting,
        };
      },
    };
  },
} satisfies StreamRule;
