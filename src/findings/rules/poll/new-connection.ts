import { combinedHeader } from '../../../format/headers.ts';
import { count } from '../../../format/numbers.ts';
import { ENOUGH_CYCLES } from '../../needs/poll.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, Pace } from '../../toolkit/cycles.ts';
import { isLoopback } from '../../toolkit/words.ts';

/** Share of the responses over a TCP connection of their own, and requests a minute from which on it matters. */
const NEARLY_ALL = 0.9;
const OFTEN = 6;

/** This machine’s own addresses do not count: a TCP connection costs nothing there, and development servers often keep none. */
export default {
  id: 'poll-new-connection',
  of: 'poll',
  needs: ['habit', 'tcp-connections'],
  title: 'New connection each time',
  severity: 'note',
  why: 'Before each request goes out a connection is opened: one round trip more over the network, two or three with TLS, and as much longer each message waits.',
  fix: 'On the server or the proxy, keep connections open (nginx: keepalive_timeout and keepalive_requests; no “Connection: close”), for longer than the pause between two requests; or serve HTTP/2.',
  source: 'RFC 6202, section 2.2 (Connection Establishment); RFC 9112, section 9.3, Persistence',
  begin(loop) {
    const fresh = new CycleTally();
    const pace = new Pace(loop);
    let known = 0;
    let closes = 0;
    return {
      cycle(cycle) {
        const { request, response } = cycle.exchange;
        if (response?.reused === undefined || isLoopback(request.url)) return;
        known++;
        pace.add(cycle);
        if (response.reused) return;
        if (/\bclose\b/i.test(combinedHeader(response.headers, 'connection') ?? '')) closes++;
        fresh.add(cycle);
      },
      report() {
        if (known < ENOUGH_CYCLES || fresh.count < known * NEARLY_ALL || pace.perMinute < OFTEN) return null;
        const close = closes > 0 ? ` ${count(closes)} answers said Connection: close.` : '';
        return fresh.report(
          `${count(fresh.count)} of ${count(known)} requests went over a connection of their own, at ${count(Math.round(pace.perMinute))} requests a minute.${close}`,
        );
      },
    };
  },
} satisfies PollRule;
