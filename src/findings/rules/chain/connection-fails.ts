import { causeOf, isOwnFault } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import type { ChainRule } from '../../rule.ts';
import { FailureRun } from '../../toolkit/chain/failures.ts';
import { type Limit, limitOf, PATTERN } from '../../toolkit/chain/limit.ts';
import { STORM_WITHIN } from '../../toolkit/chain/storm.ts';
import { eventsOf } from '../../toolkit/reconnects.ts';

/** Empty answers one after another from which on they are reported: a single one may be a restart of the server. */
const EMPTY_MANY = 2;

/** What `final-status`, `wrong-type`, `wrong-charset` and `cors-refused` report is none of these. */
export default {
  id: 'connection-fails',
  of: 'chain',
  needs: ['outcome'],
  title: 'Connection fails',
  severity: 'warning',
  why: 'The page gets nothing while it is not connected, and an EventSource only learns “error”, never why. What the server sends in between is lost, unless events have IDs and the server continues after the last one.',
  fix: 'Look at the server’s log, and at the proxy’s, at the time of the failure.',
  source:
    'WHATWG HTML 9.2.3, Processing model; Chromium net_error_list.h; measured on Chromium (service workers)',
  begin(chain) {
    const run = new FailureRun(chain);
    let hadEvents = false;
    return {
      began(index) {
        run.began(index);
        return undefined;
      },
      ended(index) {
        const stream = chain.links[index]?.member.stream;
        if (!stream) return;
        hadEvents ||= eventsOf(stream) > 0;
        run.ended(index);
      },
      report() {
        const { last, count: inRun, storm } = run;
        if (!last) return null;
        const isEmpty = last.words === null;
        // A connection that was opened again is one that failed and has recovered.
        const { facts } = chain.latest.member;
        const isBack = facts.end === null && facts.response !== null;
        if (isEmpty && inRun < EMPTY_MANY) return null;
        const limit =
          last.wasOpen && !isOwnFault(last.error) ? limitOf(run.failures.map(({ times }) => times)) : null;
        const remedy =
          last.words === null
            ? 'On the server, keep the response open: a handler that returns, or is not awaited, ends it. Where there is nothing to send, answer 204.'
            : (limit?.remedy ?? last.words.remedy);
        const often = storm.is
          ? ` Each costs a reconnect: up to ${count(storm.max)} in ${duration(STORM_WITHIN)}.`
          : '';
        // What is not encoded as its header says does not pass by itself.
        const mayPass = last.wasOpen && !last.isFinal && causeOf(last.error) !== 'not decoded';
        const severity =
          (isBack && inRun < PATTERN) || (inRun === 1 && mayPass) ? 'note' : hadEvents ? 'warning' : 'error';
        return {
          statement: `${statementOf(run, limit)}${often}${isBack ? ' It is open again.' : ''}`,
          count: inRun,
          severity: storm.is && storm.severity === 'error' ? 'error' : severity,
          evidence: [...run.evidence],
          since: run.since,
          at: last.at,
          ...(remedy === null ? {} : { fix: remedy }),
        };
      },
    };
  },
} satisfies ChainRule;

function statementOf({ last, count: inRun }: FailureRun, limit: Limit | null): string {
  if (!last) return '';
  const { age } = last.times;
  const times = inRun > 1 ? `, ${count(inRun)} times one after another` : '';
  if (last.words === null)
    return `The server answers 200 and ends the answer without a byte after ${limit?.text ?? duration(age)}${times}: to the browser each is a lost connection.`;
  const text = `${last.words.text}${last.remark}${last.isFinal ? ' The EventSource is closed for good.' : ''}`;
  if (limit) {
    const after = limit.kind === 'idle' ? `when nothing had come for ${limit.text}` : `after ${limit.text}`;
    const what = limit.kind === 'idle' ? 'an idle limit' : 'a limit of that length';
    return `${capital(last.words.short)} ${after} each time${times}: ${what} is on the way, or in the server.${limit.reason} ${text}`;
  }
  const after = last.wasOpen ? ` ${duration(age)} after its response came` : ' before any response';
  return `${inRun > 1 ? `The connection failed${times}, the last time` : 'The connection failed'}${after}. ${text}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
