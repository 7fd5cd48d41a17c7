import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { ChainRule } from '../../rule.ts';
import { ReconnectTally, requestAgainAt, wholeAgain } from '../../toolkit/reconnects.ts';

/** Times from which on it is reported: once, the server may have been restarted, and a person may ask a program twice. */
const FEW = 2;
const FEW_OF_PROGRAM = 3;

const NATIVE_FIX =
  'On the page, call close() at the event that says it is over (such as “[DONE]”). Or on the server, answer the next request with 204, which tells the EventSource to stop.';
const PROGRAM_FIX =
  'In the program, stop at the event that says it is over (such as “[DONE]”), and do not reconnect after a clean end. A library may need to be told: fetch-event-source stops where onclose throws.';
/** @param as the parameter of the address that carried the ID; null where the header did. */
const idFix = (as: string | null): string =>
  ` Where more is to come, read ${as === null ? 'the Last-Event-ID header' : `${as} of the address`} on the server and begin after that event.`;

/** What comes again in part is the business of `id-not-honoured`. */
export default {
  id: 'answer-again',
  of: 'chain',
  needs: ['request-again', 'content'],
  title: 'The whole answer again',
  severity: 'warning',
  why: 'An EventSource takes the end of an answer for a lost connection and requests it again, and so do libraries. A server that ends after its last event is asked for the same answer again and again, and the page gets each event as many times.',
  fix: NATIVE_FIX,
  source: 'WHATWG HTML 9.2.3, Processing model (“reestablish the connection”; 204)',
  begin(chain) {
    let isNative = true;
    let idSent: string | null = null;
    let sentAs: string | null = null;
    const tally = new ReconnectTally(
      chain,
      (reconnect) => {
        const events = wholeAgain(chain, reconnect);
        if (events === 0) return null;
        const { stream, join } = reconnect;
        isNative = stream.facts.request?.via === 'eventsource';
        idSent = join.idCheck === 'equal' ? join.idCommitted : null;
        sentAs = join.idSentAs;
        return { events, text: 'all of it again', event: 0 };
      },
      requestAgainAt,
    );
    return {
      ended: tally.ended,
      report() {
        const report = tally.report(({ reconnects, events }) => {
          const who = isNative ? 'the browser' : 'the page’s program';
          const as = sentAs === null ? '' : ` as ${sentAs} in the address`;
          const sent = idSent === null ? '' : ` with the last event ID ${quoted(idSent)}${as}`;
          return `The server ended the answer, ${who} requested it again${sent}, and all its ${plural(events / reconnects, 'event')} came once more: ${plural(reconnects, 'time')} so far.`;
        });
        // Whoever sends the ID of the last event wants what comes after it.
        const few = idSent !== null ? 1 : isNative ? FEW : FEW_OF_PROGRAM;
        if (!report || report.count < few) return null;
        return {
          ...report,
          severity: isNative || idSent !== null ? 'warning' : 'note',
          fix: `${isNative ? NATIVE_FIX : PROGRAM_FIX}${idSent === null ? '' : idFix(sentAs)}`,
        };
      },
    };
  },
} satisfies ChainRule;
