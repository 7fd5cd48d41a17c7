import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import type { ChainRule } from '../../rule.ts';
import {
  endsAfterItsEvent,
  eventsOf,
  ReconnectTally,
  sendsState,
  wholeAgain,
} from '../../toolkit/reconnects.ts';

const AGAIN_FIX =
  'On the page, take what a connection begins with for the whole state: replace what is there, do not add to it. Or on the server, give each message an “id”, and continue after Last-Event-ID.';

/** Reconnects from which on it is reported: a single one may be a restart of the server. */
const FEW = 2;

/** Events that come again from which on they are no greeting. */
const SEVERAL = 3;

/** Where a connection begins with what had come before, the server has its own way to catch up. */
export default {
  id: 'no-ids',
  of: 'chain',
  needs: ['sure-reconnect', 'last-event-id', 'content'],
  title: 'Reconnects without IDs',
  severity: 'warning',
  why: 'Without an ID the browser cannot say what it has: a reconnect sends no Last-Event-ID, and what the server sent in between is lost, unless it sends its whole state anew. The page does not notice.',
  fix: 'On the server, give each message an “id”, keep the latest ones, and continue after Last-Event-ID. Or begin each connection with the whole state.',
  source: 'WHATWG HTML 9.2.4, The Last-Event-ID header, and 9.2.6, Interpreting an event stream (“id”)',
  begin(chain) {
    let hadEvents = false;
    /** When the latest connection that was open ended: those that were refused lie in between. */
    let openUntil: number | null = null;
    const tally = new ReconnectTally(chain, (reconnect) => {
      const { stream, join, repeats } = reconnect;
      const { response } = stream.facts;
      if (!hadEvents || openUntil === null || response?.status !== 200) return null;
      if (join.idCheck !== 'no-ids' || repeats.repeated > 0 || sendsState(chain, reconnect)) return null;
      // A server that ends each response after its event has nothing in between: see `one-event-each`.
      if (endsAfterItsEvent(chain, reconnect.index - 1)) return null;
      return { events: 1, text: 'no ID', event: null, ms: Math.max(0, response.at - openUntil) };
    });
    const repeated = new ReconnectTally(chain, (reconnect) => {
      const { join, repeats } = reconnect;
      const isAgain = join.idCheck === 'no-ids' && repeats.repeated >= SEVERAL;
      if (!isAgain || sendsState(chain, reconnect) || wholeAgain(chain, reconnect) > 0) return null;
      return {
        events: repeats.repeated,
        text: `${plural(repeats.repeated, 'event')} again`,
        event: repeats.first,
      };
    });
    return {
      ended(index) {
        tally.ended(index);
        repeated.ended(index);
        const stream = chain.links[index]?.member.stream;
        if (!stream) return;
        hadEvents ||= eventsOf(stream) > 0;
        if (stream.facts.response?.status === 200) openUntil = stream.facts.end?.at ?? null;
      },
      report() {
        const report = tally.report(
          ({ reconnects, totalMs }) =>
            `${plural(reconnects, 'reconnect')} without an ID: what the server sent in the ${duration(totalMs)} between the connections is lost, unless it sends everything anew.`,
        );
        if (report && report.count >= FEW) return report;
        const again = repeated.report(
          ({ reconnects, events }) =>
            `${plural(reconnects, 'reconnect')} without an ID brought again what had come: ${plural(events, 'event')}. Without IDs the server cannot know what the page has.`,
        );
        return again && again.count >= FEW ? { ...again, severity: 'note', fix: AGAIN_FIX } : null;
      },
    };
  },
} satisfies ChainRule;
