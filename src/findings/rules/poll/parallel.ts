import type { Exchange, PollLoop } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { firstNotBefore } from '../../../tape/index.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally } from '../../toolkit/cycles.ts';

/** Two requests held together this long, milliseconds, and this often are no mere overlap. */
const TOGETHER = 500;
const HABIT = 3;

const TIMED =
  'On the client, ask again when the answer is there, by a timer that its handler sets, and not by an interval. On the server, look at what makes the answer take longer than the period.';

export default {
  id: 'poll-parallel',
  of: 'poll',
  needs: ['exchanges'],
  title: 'More than one held request at a time',
  severity: 'note',
  why: 'Each held request takes one of the six connections that a browser opens to a host over HTTP/1.1, and a place on the server. Asked alike, both get the same messages, or each gets some of them.',
  fix: 'On the client, hold one request for all that is wanted from the server, and ask anew only when its answer is there. Look for a loop that was started twice: an effect that runs again, a second script.',
  source: 'RFC 6202, section 5.1, Limits to the Maximum Number of Connections; RFC 9112, section 9.4',
  begin(loop, around) {
    const tally = new CycleTally();
    const others = new Set<PollLoop>();
    let longest = 0;
    let alike = 0;
    return {
      cycle(cycle) {
        const { exchange, index } = cycle;
        // What an old session of a known client left is no second loop of the page.
        const own = loop.requests.client
          ? 0
          : Math.max(...[1, 2, 3].map((back) => togetherWith(exchange, loop, index - back)));
        if (own >= TOGETHER) {
          alike++;
          longest = Math.max(longest, own);
          tally.add(cycle, `together for ${duration(own)}`);
          return;
        }
        for (const other of around.loops()) {
          if (other === loop || other.requests.endpoint !== loop.requests.endpoint) continue;
          if (other.last?.request.context.id !== exchange.request.context.id) continue;
          const ms = overlap(exchange, other);
          if (ms < TOGETHER) continue;
          others.add(other);
          longest = Math.max(longest, ms);
          tally.add(cycle, `together for ${duration(ms)}`);
          return;
        }
      },
      report() {
        if (tally.count < HABIT) return null;
        // A timer asks whether there is an answer or not: nothing is held, and loops of several questions are several widgets.
        const isTimed = loop.judged.label === 'short-poll';
        if (isTimed && alike < HABIT) return null;
        if (isTimed)
          return tally.report(
            `${count(alike)} of its ${count(loop.cycleCount)} requests were under way while another of them was, for up to ${duration(longest)}: the page asks again before it has its answer.`,
            { fix: TIMED },
          );
        const requests = `${count(tally.count)} of its ${count(loop.cycleCount)} requests were held while`;
        const long = `for up to ${duration(longest)}.`;
        if (alike >= HABIT)
          return tally.report(`${requests} another of them was, ${long} They ask the same.`, {
            severity: 'warning',
          });
        return tally.report(
          `${requests} ${others.size === 1 ? 'another loop' : `${count(others.size)} other loops`} of the page held one to the same address, ${long}`,
        );
      },
    };
  },
} satisfies PollRule;

/** Milliseconds that a request was held while one of the other loop was. */
function overlap(exchange: Exchange, other: PollLoop): number {
  const to = exchange.sentAt + (exchange.held ?? 0);
  // The other's latest request that began before this one's response; those before it were over by then.
  const after = firstNotBefore(0, other.cycleCount, (index) => (other.exchange(index)?.sentAt ?? 0) < to);
  return Math.max(...[1, 2].map((back) => togetherWith(exchange, other, after - back)));
}

/** Milliseconds that two requests were held at the same time; what a known client sends meanwhile is not held. */
function togetherWith(one: Exchange, loop: PollLoop, index: number): number {
  const other = loop.exchange(index);
  // What the browser had was held by nobody, though it may have waited for the answer that it got too.
  if (!other || other.isFromCache || !loop.receives(other)) return 0;
  const until = (exchange: Exchange) =>
    exchange.held === null ? Number.POSITIVE_INFINITY : exchange.sentAt + exchange.held;
  const ms = Math.min(until(one), until(other)) - Math.max(one.sentAt, other.sentAt);
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
