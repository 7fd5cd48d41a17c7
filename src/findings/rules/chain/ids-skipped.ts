import { plural } from '../../../format/numbers.ts';
import type { ChainRule } from '../../rule.ts';
import { eventsOf, ReconnectTally } from '../../toolkit/reconnects.ts';

/** Events of the new connection that must be there, so that its IDs are seen to count one by one. */
const ENOUGH = 2;

/** Only where IDs count one by one before the cut and after it: others leave numbers out by themselves. */
export default {
  id: 'ids-skipped',
  of: 'chain',
  needs: ['sure-reconnect', 'content'],
  title: 'IDs skipped by a reconnect',
  severity: 'warning',
  why: 'The IDs count one by one, and a reconnect left some out: these events went out, if at all, while nobody was connected, and the server did not send them again.',
  fix: 'On the server, keep the latest events, and send those after Last-Event-ID before new ones. Subscribe to new ones before reading the kept ones, so that none falls in between.',
  source: 'WHATWG HTML 9.2.4, The Last-Event-ID header',
  begin(chain) {
    const tally = new ReconnectTally(chain, ({ stream, repeats }) => {
      const { skipped } = repeats;
      if (!skipped || eventsOf(stream) < ENOUGH) return null;
      const event = repeats.firstNew;
      return { events: skipped, text: `${plural(skipped, 'ID')} missing before it`, event };
    });
    return {
      ended: tally.ended,
      report: () =>
        tally.report(
          ({ reconnects, events }) =>
            `${plural(events, 'ID was', 'IDs were')} left out by ${plural(reconnects, 'reconnect')}; IDs count one by one otherwise.`,
        ),
    };
  },
} satisfies ChainRule;
