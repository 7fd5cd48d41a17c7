import { sentId } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { ChainRule } from '../../rule.ts';
import { ReconnectTally, requestAgainAt } from '../../toolkit/reconnects.ts';

/** Times from which on it is reported: a program may go back once on purpose. */
const FEW = 2;

/** Only where the same ID is sent again and again: a program that confirms events later than they come sends others. */
export default {
  id: 'old-id',
  of: 'chain',
  needs: ['request-again', 'last-event-id', 'content'],
  title: 'Last-Event-ID that is not the last one',
  severity: 'warning',
  why: 'The request sent an ID that is older than that of the last event, and the server began after it, as it was asked to. The page gets the events in between twice.',
  fix: 'In the program that reads the stream, or in its library, send the ID of the event that came last. A header of the first request must not be sent again with its old value.',
  source: 'WHATWG HTML 9.2.4, The Last-Event-ID header',
  begin(chain) {
    const tally = new ReconnectTally(
      chain,
      ({ index, stream, join, repeats }) => {
        const { idSent, idCommitted, idCheck } = join;
        const before = chain.links[index - 1]?.member.stream;
        const isOld =
          idCheck === 'other' &&
          idSent !== undefined &&
          idSent !== null &&
          before &&
          idSent === sentId(before);
        if (!isOld || stream.facts.request?.via === 'eventsource') return null;
        if (repeats.by !== 'id' || repeats.repeated === 0 || !repeats.idsNameEvents) return null;
        return {
          events: repeats.repeated,
          text: `sent ${quoted(idSent)}, after ${quoted(idCommitted)} had come`,
          event: repeats.first,
        };
      },
      requestAgainAt,
    );
    return {
      ended: tally.ended,
      report() {
        const report = tally.report(
          ({ reconnects, events, firstText }) =>
            `${plural(reconnects, 'reconnect')} with an old last event ID; first: ${firstText}. ${plural(events, 'event')} came again, as the request asked.`,
        );
        return report && report.count >= FEW ? report : null;
      },
    };
  },
} satisfies ChainRule;
