import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, cycleEvidence } from '../../toolkit/cycles.ts';
import { brokenLimits } from '../../toolkit/limits.ts';

/** The longest hold that RFC 6202 reports to have worked, milliseconds. */
const MAX_HOLD = 120_000;

export default {
  id: 'poll-held-long',
  of: 'poll',
  needs: ['exchanges'],
  fits: ['long-poll', 'known-client'],
  title: 'Held for more than two minutes',
  severity: 'warning',
  why: 'A connection on which nothing comes is closed on the way sooner or later, most often after a minute; browsers give up after five. What the server answers then reaches nobody.',
  fix: 'On the server, answer with nothing new after 30 seconds or so, and let the page ask again. 30 is safe, 120 has been seen to work.',
  source:
    'RFC 6202, section 5.5, Timeouts; nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout; Cloudflare proxy read timeout',
  begin(loop, around) {
    const held = new CycleTally();
    let longest = 0;
    return {
      cycle(cycle) {
        const { exchange } = cycle;
        const ms = exchange.held ?? 0;
        // How long one was held that went with its page is not known.
        if (ms <= MAX_HOLD || exchange.end?.inferred) return;
        if (around.disturbed(exchange.sentAt, exchange.sentAt + ms)) return;
        longest = Math.max(longest, ms);
        held.add(cycle, duration(ms));
      },
      report(now) {
        const last = loop.exchange(loop.lastReceive);
        const lasting = last && !last.isOver && !last.response && !loop.isClosed ? now - last.sentAt : 0;
        if (last && lasting > MAX_HOLD && !around.disturbed(last.sentAt, now)) {
          return {
            statement: `The request has been held for ${duration(lasting)}. Longer than what would close it: ${brokenLimits(lasting)}.`,
            count: held.count + 1,
            evidence: [cycleEvidence(last, loop.lastReceive)],
            since: last.sentAt + MAX_HOLD,
            at: now,
            ongoing: true,
          };
        }
        return held.report(
          `${plural(held.count, 'request')} held for up to ${duration(longest)}. Longer than what would close it: ${brokenLimits(longest)}.`,
        );
      },
    };
  },
} satisfies PollRule;
