import { duration } from '../../../format/durations.ts';
import { headerValue } from '../../../format/headers.ts';
import { count } from '../../../format/numbers.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally } from '../../toolkit/cycles.ts';

/** Statuses of a proxy that waited without a response. Servers such as nchan end a poll by 408 themselves. */
const BY_PROXY: ReadonlySet<number> = new Set([504, 524]);

export default {
  id: 'poll-time-out',
  of: 'poll',
  needs: ['responses'],
  title: 'Time-out answered by a proxy',
  severity: 'warning',
  why: 'The proxy waits for less time than the server holds a request: it drops the connection to the server, and what the server answers after that is lost unless the page asks for it again.',
  fix: 'On the server, answer with nothing new before the proxy’s time is up, after 30 seconds or so. On the proxy, wait longer (nginx: proxy_read_timeout). On the client, ask again with the same cursor.',
  source: 'RFC 6202, section 5.5, Timeouts; RFC 9110, section 15.6.5 (504); nginx proxy_read_timeout',
  begin() {
    const given = new CycleTally();
    let answered = 0;
    let latest = '';
    return {
      cycle(cycle) {
        const { response, held } = cycle.exchange;
        if (!response) return;
        answered++;
        if (!BY_PROXY.has(response.status)) return;
        const server = headerValue(response.headers, 'server');
        latest = `HTTP ${response.status} after ${duration(held ?? 0)}${server ? `, by ${server}` : ''}`;
        given.add(cycle, latest);
      },
      report: () =>
        given.report(`${count(given.count)} of ${count(answered)} answers; the latest: ${latest}.`),
    };
  },
} satisfies PollRule;
