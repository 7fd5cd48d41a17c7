import type { EventStreamChain } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { ChainRule } from '../../rule.ts';
import {
  type Reconnect,
  type ReconnectCase,
  ReconnectTally,
  startsOver,
  wholeAgain,
} from '../../toolkit/reconnects.ts';

/** Only where the ID that was sent is the last one committed: then the server knew what the page has. */
export default {
  id: 'id-not-honoured',
  of: 'chain',
  needs: ['sure-reconnect', 'last-event-id', 'content'],
  title: 'Last-Event-ID not honoured',
  severity: 'warning',
  why: 'The reconnect said which event was the last to arrive, and the server sent that one or earlier ones again. The page gets them twice, without a sign: what is counted, added up or listed is wrong.',
  fix: 'On the server, read the Last-Event-ID header and begin with the first event after it. Where it does not know the ID any more, let it say so with an event of its own. On the page, drop what has an ID that it knows.',
  source: 'WHATWG HTML 9.2.4, The Last-Event-ID header, and 9.2.3, Processing model',
  begin(chain) {
    /** The parameter of the address that carried the ID; null where the header did. */
    let as: string | null = null;
    const tally = new ReconnectTally(chain, (reconnect) => {
      const found = judge(chain, reconnect);
      if (found) as = reconnect.join.idSentAs;
      return found;
    });
    return {
      ended: tally.ended,
      report() {
        const report = tally.report(({ reconnects, events, firstText }) => {
          const where = as === null ? '' : `, sent as ${as} in the address,`;
          const after = `After ${plural(reconnects, 'reconnect')} with the last event ID${where}`;
          return `${after} the server sent again what had come: ${plural(events, 'event')}; first: ${firstText}.`;
        });
        const fix = `On the server, read ${as ?? ''} of the address, as it reads the Last-Event-ID header, and begin with the first event after it. On the page, drop what has an ID that it knows.`;
        return report && as !== null ? { ...report, fix } : report;
      },
    };
  },
} satisfies ChainRule;

function judge(chain: EventStreamChain, reconnect: Reconnect): ReconnectCase | null {
  const { join, repeats } = reconnect;
  if (join.idCheck !== 'equal' || !repeats.idsNameEvents) return null;
  // A finished answer that comes again whole is the business of `answer-again`.
  if (wholeAgain(chain, reconnect) > 0) return null;
  const sent = `after ${quoted(join.idCommitted)}`;
  if (startsOver(chain, reconnect)) {
    return { events: Math.max(1, repeats.repeated), text: `${sent} it began from the start`, event: 0 };
  }
  if (repeats.by !== 'id' || repeats.repeated === 0) return null;
  return {
    events: repeats.repeated,
    text: `${sent} it sent ${quoted(repeats.samples[0] ?? '')}`,
    event: repeats.first,
  };
}
