import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { ENOUGH_CYCLES } from '../../needs/poll.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, isAnswered, Pace } from '../../toolkit/cycles.ts';

/** A request with a response within this many milliseconds was not held. */
const AT_ONCE = 200;
/** A longer pause after the response is the page's own rhythm; milliseconds. */
const AGAIN_AT_ONCE = 150;
/** Share of the responses that must have come at once. */
const NEARLY_ALL = 0.9;
/** With longer periods than this, milliseconds, the page can wait; with shorter ones the loop runs hot. */
const LEISURELY = 10_000;
const HOT = 500;

export default {
  id: 'poll-short',
  of: 'poll',
  needs: ['habit', 'bodies'],
  fits: ['short-poll', 'long-poll'],
  title: 'Short polling',
  severity: 'note',
  why: 'The server does not hold the request, so a message waits until the page asks again, half a period in the mean; and each time the page asks in vain costs a request.',
  fix: 'On the server, hold the request until there is something to send, for 30 seconds or so; or send events over Server-Sent Events or a WebSocket. Where the page may be late, ask less often, and answer 304 by an ETag.',
  source: 'RFC 6202, sections 2.1 (Definition) and 5.5 (Timeouts)',
  begin(loop) {
    const quick = new CycleTally();
    const pace = new Pace(loop);
    let answered = 0;
    let rhythmic = 0;
    return {
      cycle(cycle) {
        const { index, exchange } = cycle;
        if (!isAnswered(exchange)) return;
        answered++;
        pace.add(cycle);
        const before = loop.receiveBefore(index);
        const hasPause = before !== undefined && exchange.request.at - (before.overAt ?? 0) > AGAIN_AT_ONCE;
        if ((exchange.held ?? 0) >= AT_ONCE || exchange.response?.status === 304) return;
        // The next request came at once, and its response had something: messages were waiting. That is healthy long polling.
        if (!hasPause && index > 0 && exchange.judgeOutcome().outcome !== 'empty') return;
        if (hasPause) rhythmic++;
        quick.add(cycle, duration(exchange.held ?? 0));
      },
      report() {
        if (answered < ENOUGH_CYCLES || quick.count < answered * NEARLY_ALL) return null;
        const { period } = pace;
        const these = `${count(quick.count)} of ${count(answered)} requests were answered within ${duration(AT_ONCE)}`;
        if (rhythmic >= quick.count / 2) {
          if (period > LEISURELY) return null;
          return quick.report(
            `${these}, asked every ${duration(period)}: a message waits ${duration(period / 2)} in the mean, ${duration(period)} at worst.`,
          );
        }
        if (period > HOT) return null;
        return quick.report(
          `${these}, with nothing in them, and the page asked again at once: ${count(Math.round(pace.perMinute))} requests a minute.`,
          { severity: 'warning' },
        );
      },
    };
  },
} satisfies PollRule;
