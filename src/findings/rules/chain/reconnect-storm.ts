import { type EventStream, endedText } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';

/** Reconnects within {@link WITHIN} milliseconds from which on it is reported, and from which on it is an error. */
const MANY = 10;
const FAR_TOO_MANY = 50;
const WITHIN = 10_000;

/** A page that makes a new EventSource on each error is not seen here: each of those is a stream of its own. */
export default {
  id: 'reconnect-storm',
  of: 'chain',
  title: 'Reconnect storm',
  severity: 'warning',
  why: 'Each reconnect costs the server a request, perhaps a login and a query, and the page what is sent in between. With many pages open they come all together.',
  fix: 'On the server or the proxy, find out what ends the connections so soon; send a “retry” of some seconds; answer 204 where the client is to stop. In a program that reads the stream itself, wait longer after each failure.',
  source:
    'WHATWG HTML 9.2.3, Processing model (“an exponential backoff delay to avoid overloading a potentially already overloaded server”)',
  begin(chain) {
    const evidence: Evidence[] = [];
    /** When the reconnects of the latest {@link WITHIN} milliseconds were asked for. */
    const recent: number[] = [];
    let max = 0;
    let inStorm = 0;
    let since = 0;
    let last = 0;
    let before: EventStream | undefined;
    return {
      began(index) {
        const { stream, join } = chain.links[index] ?? {};
        const at = stream?.facts.request?.at;
        if (!stream || at === undefined || !join || join.certainty === 'uncertain') return undefined;
        recent.push(at);
        while (at - (recent[0] ?? at) > WITHIN) recent.shift();
        if (recent.length < MANY) return undefined;
        if (max === 0) since = recent[0] ?? at;
        // Those that made it one are part of it.
        inStorm += inStorm === 0 ? recent.length : 1;
        max = Math.max(max, recent.length);
        last = at;
        before = chain.links[index - 1]?.stream;
        if (evidence.length < MAX_EVIDENCE)
          evidence.push({ kind: 'connection', connection: stream.id, text: `connection ${index + 1}` });
        return undefined;
      },
      report(now) {
        if (max === 0) return null;
        const how = before ? endedText(before.facts) : '';
        const why = how === '' ? '' : `; how the one before the latest ended: ${how}`;
        const due = before?.retryInForce ?? null;
        const retry = due === null ? '' : `. The server’s “retry” is ${duration(due)}`;
        return {
          statement: `Up to ${count(max)} reconnects in ${duration(WITHIN)}${why}${retry}.`,
          count: inStorm,
          severity: max >= FAR_TOO_MANY ? 'error' : 'warning',
          evidence,
          since,
          at: last,
          ongoing: now - last < WITHIN && chain.latest.stream.facts.response?.status !== 204,
        };
      },
    };
  },
} satisfies ChainRule;
