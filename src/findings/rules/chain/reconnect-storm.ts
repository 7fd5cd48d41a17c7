import { type EventStreamLink, endedText } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';
import { FailureRun } from '../../toolkit/chain/failures.ts';
import { reconnectedAt, STORM_WITHIN, Storm } from '../../toolkit/chain/storm.ts';

/** Where all of them follow failures of one kind, `connection-fails` says how often: one cause is one finding. */
export default {
  id: 'reconnect-storm',
  of: 'chain',
  needs: ['reconnect'],
  title: 'Reconnect storm',
  severity: 'warning',
  why: 'Each reconnect costs the server a request, perhaps a login and a query, and the page what is sent in between. With many pages open they come all together.',
  fix: 'On the server or the proxy, find out what ends the connections so soon; send a “retry” of some seconds; answer 204 where the client is to stop. In a program that reads the stream itself, wait longer after each failure.',
  source:
    'WHATWG HTML 9.2.3, Processing model (“an exponential backoff delay to avoid overloading a potentially already overloaded server”)',
  begin(chain) {
    const evidence: Evidence[] = [];
    const storm = new Storm();
    const run = new FailureRun(chain);
    let wasStormBeforeRun = false;
    let latest: EventStreamLink | undefined;
    let before: EventStreamLink | undefined;
    return {
      began(index) {
        run.began(index);
        const link = chain.links[index];
        const at = reconnectedAt(chain, index);
        if (!link || at === null || !storm.add(at)) return undefined;
        latest = link;
        before = chain.links[index - 1];
        const connection = link.member.id;
        if (evidence.length < MAX_EVIDENCE)
          evidence.push({ kind: 'connection', connection, text: `connection ${index + 1}` });
        return undefined;
      },
      ended(index) {
        if (run.ended(index)) wasStormBeforeRun = storm.is;
      },
      report(now) {
        if (!storm.is || (run.storm.is && !wasStormBeforeRun)) return null;
        const how = before ? endedText(before.member.stream) : '';
        const why = how === '' ? '' : `; how the one before the latest ended: ${how}`;
        const byPage = latest?.join?.byPage ?? false;
        const due = byPage ? null : (before?.member.stream.retryInForce ?? null);
        const retry = due === null ? '' : `. The server’s “retry” is ${duration(due)}`;
        const what = byPage ? 'new EventSources of the page' : 'reconnects';
        return {
          statement: `Up to ${count(storm.max)} ${what} in ${duration(STORM_WITHIN)}${why}${retry}.`,
          count: storm.count,
          severity: storm.severity,
          evidence,
          since: storm.since,
          at: storm.last,
          ongoing: now - storm.last < STORM_WITHIN && chain.latest.member.facts.response?.status !== 204,
          ...(byPage && { fix: BY_PAGE }),
        };
      },
    };
  },
} satisfies ChainRule;

const BY_PAGE =
  'On the page, wait longer after each error before you make a new EventSource, up to a minute, and add some chance. Where the connection only broke (readyState CONNECTING), call no close() in onerror: the browser reconnects by itself, and sends Last-Event-ID. On the server, find out what ends the connections.';
