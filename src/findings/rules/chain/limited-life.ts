import { count } from '../../../format/numbers.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';
import { type EndTimes, endTimesOf, limitOf, PATTERN } from '../../toolkit/chain/limit.ts';
import { eventsOf, reconnectAt } from '../../toolkit/reconnects.ts';

/** Milliseconds: what ends sooner has no limit of time, but nothing more to say. */
const MIN_AGE = 1000;
/** Connections of one run that are kept. */
const KEPT = 50;

/** What ends with an error is the business of `connection-fails`; what is said whole before its end, of others. */
export default {
  id: 'limited-life',
  of: 'chain',
  needs: ['sure-reconnect', 'response', 'content'],
  title: 'Ended after the same time, again and again',
  severity: 'note',
  why: 'A limit of time ends the response: of the server, a proxy or the platform. The page is without news until it is connected again, and to an EventSource the end is an error.',
  fix: 'Look for a limit of time in the server, a proxy or the platform.',
  source:
    'WHATWG HTML 9.2.3, Processing model; nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout',
  begin(chain) {
    let run: EndTimes[] = [];
    let inRun = 0;
    let since = 0;
    let at = 0;
    let evidence: Evidence[] = [];
    return {
      ended(index) {
        const times = timesAt(index);
        if (!times) {
          run = [];
          inRun = 0;
          evidence = [];
          return;
        }
        const { stream } = (chain.links[index] ?? chain.latest).member;
        at = stream.facts.end?.at ?? 0;
        if (inRun++ === 0) since = at;
        if (run.length === KEPT) run.shift();
        run.push(times);
        if (evidence.length < MAX_EVIDENCE)
          evidence.push({ kind: 'connection', connection: stream.id, text: `connection ${index + 1}` });
      },
      report() {
        const limit = inRun < PATTERN ? null : limitOf(run);
        if (!limit) return null;
        const after =
          limit.kind === 'idle' ? `when nothing had come for ${limit.text}` : `after ${limit.text}`;
        return {
          statement: `The response ended ${after} each time, ${count(inRun)} times one after another.${limit.reason}`,
          count: inRun,
          evidence: [...evidence],
          since,
          at,
          fix: limit.remedy,
        };
      },
    };

    /** Null for a connection that ended otherwise, or that may have said all it had to say. */
    function timesAt(index: number): EndTimes | null {
      const stream = chain.links[index]?.member.stream;
      const { response, end } = stream?.facts ?? {};
      if (!stream || response?.status !== 200 || end?.how !== 'complete' || end.inferred) return null;
      const reconnect = index === 0 ? null : reconnectAt(chain, index);
      if (index > 0 && !reconnect) return null;
      const events = eventsOf(stream);
      const isSaidAgain = reconnect !== null && events > 0 && reconnect.repeats.repeated === events;
      const times = endTimesOf(stream);
      const isAnswered = events === 1 && (times.idle ?? 0) < MIN_AGE;
      return stream.lastByteAt === null || isSaidAgain || isAnswered || times.age < MIN_AGE ? null : times;
    }
  },
} satisfies ChainRule;
