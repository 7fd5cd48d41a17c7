import {
  type EventStream,
  isAnswer,
  isUnwantedPage,
  originRemark,
  wordsOf,
} from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import { EVENT_STREAM, refusalBy } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';
import { eventsOf } from '../../toolkit/reconnects.ts';

/** Characters of an address and of a body that are quoted. */
const ADDRESS = 120;
const WORDS = 100;

const PAGE =
  'Look at the address, at the login, and at what the proxy makes of the path: it is a login page, an error page, or the application’s own page for an address that it does not know.';
const AFTER_REDIRECT =
  'Look at where the redirect leads and why: mostly a session has run out, and the page has to log in again before it makes a new EventSource.';
const DECLARE = 'On the server, send “Content-Type: text/event-stream”.';

/** Of a program that reads its stream by fetch a page of HTML is reported; another type is worth a note where events came. */
export default {
  id: 'wrong-type',
  of: 'stream',
  isRefusal: true,
  needs: ['request', 'response'],
  title: 'Wrong or missing MIME type',
  severity: 'error',
  why: 'EventSource accepts text/event-stream only. With any other type it closes at once and does not try again. A program that reads its stream itself may take any type, but not a page.',
  fix: `${DECLARE} An error page or a login page answered with status 200 has this effect too.`,
  source: 'WHATWG HTML 9.2.2, The EventSource interface, and 9.2.3, Processing model',
  begin(stream) {
    return {
      report() {
        const { facts } = stream;
        const { request, response } = facts;
        if (!response) return null;
        const report = (statement: string, severity: 'error' | 'warning' | 'note', fix: string) =>
          headerReport(stream, response.at, 'content-type', statement, { severity, fix });
        const what = `${typeOf(response.mimeType)}${redirectedTo(stream)}`;
        if (request?.via === 'eventsource') {
          if (refusalBy(response) !== 'type') return null;
          return report(
            `The answer has ${what}; EventSource closed for good.${originRemark(facts)}${said(stream)}`,
            'error',
            remedyOf(stream),
          );
        }
        if (response.status !== 200 || response.mimeType === EVENT_STREAM) return null;
        if (isUnwantedPage(facts))
          return report(
            `The page asked for an event stream, and the answer has ${what}.${originRemark(facts)}${said(stream)}`,
            'warning',
            remedyOf(stream),
          );
        if (isAnswer(facts) || eventsOf(stream) === 0) return null;
        return report(
          `The answer has ${what}. This program reads it all the same; an EventSource, or a client that looks at the type, would refuse it.`,
          'note',
          DECLARE,
        );
      },
    };
  },
} satisfies StreamRule;

function typeOf(mimeType: string): string {
  return mimeType === '' ? 'no MIME type' : `the MIME type ${quoted(mimeType)}`;
}

function redirectedTo({ facts: { redirects } }: EventStream): string {
  const last = redirects.at(-1);
  return last ? `, after a redirect to ${quoted(last.url, ADDRESS)}` : '';
}

/** What a page or an error says of itself; '' where that is not known, or where the body is events. */
function said({ tape, facts }: EventStream): string {
  const words = wordsOf(tape, facts.response?.mimeType ?? '');
  if (words === '') return '';
  return isEvents(words) ? ' Its body is an event stream all the same.' : ` It says ${quoted(words, WORDS)}.`;
}

function remedyOf({ tape, facts: { response, redirects } }: EventStream): string {
  const mimeType = response?.mimeType ?? '';
  if (isEvents(wordsOf(tape, mimeType))) return DECLARE;
  if (redirects.length > 0) return AFTER_REDIRECT;
  if (mimeType === 'text/html') return PAGE;
  return /json|xml/.test(mimeType)
    ? `Look at what the server says, and at the address. Where it is a stream, send “Content-Type: text/event-stream”.`
    : DECLARE;
}

function isEvents(words: string): boolean {
  return /^(data|event|id|retry)?:/.test(words);
}
