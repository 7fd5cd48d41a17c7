import type { EventStreamChain } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';
import { endsAfterItsEvent } from '../../toolkit/reconnects.ts';

/** Connections one after another from which on it is reported. */
const MANY = 5;

/** A connection that the server closed without any event does not count: the server may have been restarted. Nor does one that it closed long after. */
export default {
  id: 'one-event-each',
  of: 'chain',
  needs: ['reconnect', 'response', 'content'],
  title: 'Closed after each event: polling in disguise',
  severity: 'warning',
  why: 'The server ends the answer after each event, so that every event costs a request and its headers, and waits for the reconnection time. Often a framework or a function as a service that cannot hold an answer open.',
  fix: 'On the server, keep the answer open and write each event into it. Where it cannot, use long polling, where the client asks again at once, or send a short “retry”.',
  source: 'WHATWG HTML 9.2.1, Introduction, and 9.2.3, Processing model',
  begin(chain) {
    const evidence: Evidence[] = [];
    let run = 0;
    let longest = 0;
    let count = 0;
    let since = 0;
    let at = 0;
    return {
      ended(index) {
        if (!isOfOne(chain, index)) {
          run = 0;
          return;
        }
        run++;
        longest = Math.max(longest, run);
        if (run < MANY) return;
        count += run === MANY ? MANY : 1;
        const { stream } = (chain.links[index] ?? chain.latest).member;
        at = stream.facts.end?.at ?? 0;
        if (count === MANY) since = chain.links[index - MANY + 1]?.member.facts.request?.at ?? at;
        if (evidence.length < MAX_EVIDENCE)
          evidence.push({ kind: 'connection', connection: stream.id, text: `connection ${index + 1}` });
      },
      report() {
        if (longest < MANY) return null;
        const ms = (at - since) / Math.max(1, count - 1);
        return {
          statement: `${plural(longest, 'connection')} one after another brought one event each, and the server ended them: a request for every event, one in ${duration(ms)} on average.`,
          count,
          evidence,
          since,
          at,
        };
      },
    };
  },
} satisfies ChainRule;

/** Whether the server ended a connection after a single event. */
function isOfOne(chain: EventStreamChain, index: number): boolean {
  const link = chain.links[index];
  return link !== undefined && link.join?.certainty !== 'uncertain' && endsAfterItsEvent(chain, index);
}
