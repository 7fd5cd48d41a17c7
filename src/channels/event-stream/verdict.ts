import { duration } from '../../format/durations.ts';
import type { ResponseRecord } from '../../tape/index.ts';
import { corsText, errorText } from '../connection/errors.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import { bad, good, inferredEnd, type Verdict } from '../connection/verdict.ts';

/** Chromium's reconnection time where the server sent none, milliseconds (measured; the standard leaves it open). */
export const CHROMIUM_RETRY = 3000;

/**
 * How a connection ended and what the browser does next.
 * @param retry the server's last valid reconnection time in milliseconds, or null.
 */
export function verdict(facts: ConnectionFacts, retry: number | null): Verdict {
  const { request, response, end } = facts;
  const native = request?.via === 'eventsource';
  if (request?.exchange && end?.how !== 'failed' && !end?.inferred) return exchangeVerdict(facts);
  if (facts.suspendedAt !== null) {
    return good(
      'Suspended: its page was left, and may live on in the back/forward cache for up to ten minutes. The server may still be sending.',
    );
  }
  const refusal = native && response ? refusalOf(response) : null;
  // 204 is how a server ends a stream for good: nothing went wrong.
  if (refusal) return { text: refusal, good: response?.status === 204 };
  if (!end) {
    if (response) return good('Open.');
    if (request?.openBefore) return good('Open since before capture began: what came before is not known.');
    return good('Connecting: asked, but the server has not answered yet.');
  }
  if (end.inferred) return inferredEnd(end.inferred);
  if (end.blocked) return bad(blockedEnd(end.blocked, end.blockedParameter, native));
  const afterwards = native ? reconnects(retry) : ' The page decides whether to ask again.';
  if (end.how === 'complete') return good(`The server ended the stream.${afterwards}`);
  if (end.how === 'cancelled') {
    return response
      ? good(
          'Closed by the page: close(), abort(), cancel(), a time-out or a removed frame; Chromium does not tell them apart. Not retried.',
        )
      : bad(
          'Stopped before any answer came: closed by the page, or refused by the browser; Chromium does not tell them apart.',
        );
  }
  return bad(`${errorText(end.error)}${native ? reconnects(retry) : afterwards}`);
}

/** Of an ordinary exchange, which is expected to end. */
function exchangeVerdict({ response, end }: ConnectionFacts): Verdict {
  if (!end) return good(response ? 'The answer is coming.' : 'Asked, and not answered yet.');
  if (end.how === 'cancelled') return good('Stopped by the page.');
  return good('The answer is complete.');
}

/** Why an EventSource does not open on this answer (WHATWG HTML, 9.2.3), or null where it does. */
export function refusalOf(response: ResponseRecord): string | null {
  const never = 'the EventSource is closed and does not retry';
  if (response.status === 204) {
    return `HTTP 204 (No Content) is the server’s way to say stop: ${never}.`;
  }
  if (response.status !== 200) {
    return `HTTP ${response.status}: only status 200 opens a stream; ${never}.`;
  }
  if (response.mimeType !== 'text/event-stream') {
    const type = response.mimeType === '' ? 'no MIME type' : `the MIME type ${response.mimeType}`;
    return `The answer has ${type}, not text/event-stream; ${never}.`;
  }
  if (response.charset && !/^utf-8$/i.test(response.charset)) {
    return `The answer says charset=${response.charset}. An event stream is always UTF-8, and Chromium refuses any other; ${never}.`;
  }
  return null;
}

function reconnects(retry: number | null): string {
  return retry === null
    ? ` Unless the page closes it, the browser reconnects after ${duration(CHROMIUM_RETRY)}, its default.`
    : ` Unless the page closes it, the browser reconnects after ${retry} ms, as the server’s retry said.`;
}

function blockedEnd(blocked: string, parameter: string | undefined, native: boolean): string {
  const never = native ? ' The EventSource is closed and does not retry.' : '';
  const known = corsText(blocked);
  return known
    ? `Blocked by the browser: ${known} (CORS, ${blocked}${parameter ? `: “${parameter}”` : ''}). The page may not read this answer.${never}`
    : `Blocked by the browser (${blocked}): the page may not read this answer.${never}`;
}
