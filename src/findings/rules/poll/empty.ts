import { count, percent } from '../../../format/numbers.ts';
import { ENOUGH_CYCLES } from '../../needs/poll.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, FREQUENT, isAnswered, Pace } from '../../toolkit/cycles.ts';

/** Share of all responses. */
const MOSTLY = 0.8;

export default {
  id: 'poll-empty',
  of: 'poll',
  needs: ['habit', 'bodies'],
  fits: ['short-poll', 'long-poll'],
  title: 'Mostly empty answers',
  severity: 'note',
  why: 'A request and an answer that say “nothing new” cost their headers, a turn of the server, and a wake-up of the page and of a phone’s radio.',
  fix: 'On the server, hold a request until there is something to send, for 30 seconds or so; or use Server-Sent Events, which say nothing for nothing. On the client, ask less often.',
  source: 'RFC 6202, sections 2.1 and 2.2 (Header Overhead) and 5.5 (Timeouts)',
  begin(loop) {
    const empty = new CycleTally();
    const pace = new Pace(loop);
    let answered = 0;
    return {
      cycle(cycle) {
        const { exchange } = cycle;
        if (!isAnswered(exchange)) return;
        answered++;
        pace.add(cycle);
        // 304 is a response, and the shortest one.
        if (exchange.judgeOutcome().outcome === 'empty' && exchange.response?.status !== 304)
          empty.add(cycle);
      },
      report() {
        if (answered < ENOUGH_CYCLES || empty.count < answered * MOSTLY) return null;
        if (pace.perMinute < FREQUENT) return null;
        return empty.report(
          `${count(empty.count)} of ${count(answered)} answers were empty (${percent(empty.count / answered)}), at ${count(Math.round(pace.perMinute))} requests a minute.`,
        );
      },
    };
  },
} satisfies PollRule;
