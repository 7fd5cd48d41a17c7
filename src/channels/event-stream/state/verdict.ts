import { duration } from '../../../format/durations.ts';
import { refusalBy } from '../../../sse/index.ts';
import type { ConnectionTape, ResponseRecord } from '../../../tape/index.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import { failureOf, isOfServiceWorker, originRemark } from '../../connection/failure.ts';
import { howEnded, WHY_UNDECIDED } from '../../connection/how-ended.ts';
import {
  attributed,
  bad,
  blockedEnd,
  good,
  inferredEnd,
  PAGE_DECIDES,
  senderOf,
  type Verdict,
} from '../../connection/verdict.ts';
import { answerVerdict } from './answer.ts';

/** Chromium's reconnection time where the server sent none, milliseconds (measured; the standard leaves it open). */
export const CHROMIUM_RETRY = 3000;

const CLOSED = ' The EventSource is closed and does not retry.';

/** As much of an event stream as its verdict needs. */
interface Judged {
  readonly facts: ConnectionFacts;
  readonly tape: ConnectionTape;
  /** The reconnection time in force, milliseconds; null where the browser's default is. */
  readonly retryInForce: number | null;
}

/** What the facts of a stream's connection mean: how it ended, and what the browser does next. */
export function verdictOf({ facts, tape, retryInForce }: Judged): Verdict {
  return attributed(facts, answerVerdict(facts, tape) ?? verdict(facts, tape.chunks.total, retryInForce));
}

/**
 * How a connection ended and what the browser does next.
 * @param bytes of its body.
 * @param retry the server's last valid reconnection time in milliseconds, or null.
 */
export function verdict(facts: ConnectionFacts, bytes: number, retry: number | null): Verdict {
  const { request, response, end } = facts;
  const native = request?.via === 'eventsource';
  if (facts.suspendedAt !== null) {
    return good(
      'Suspended: its page was left, and may live on in the back/forward cache for up to ten minutes. The server may still be sending.',
    );
  }
  const refusal = native && response ? refusalOf(response) : null;
  // 204 is how a server ends a stream for good: nothing went wrong.
  if (refusal) return { text: `${refusal}${originRemark(facts)}`, good: response?.status === 204 };
  if (!end) {
    if (response || request?.openBefore) return good('Open.');
    return good(
      facts.sent
        ? 'Connecting: asked, but the server has not answered yet.'
        : 'Connecting: the request was not seen to leave the browser yet.',
    );
  }
  if (end.inferred) return inferredEnd(end.inferred);
  if (end.blocked) {
    const never = native ? CLOSED : '';
    return bad(`${blockedEnd(end.blocked, end.blockedParameter)}${never}`);
  }
  // Measured: what a service worker breaks off closes an EventSource for good.
  if (end.how === 'cancelled' && end.serviceWorker)
    return bad(`${failureOf(end).text}${native ? CLOSED : PAGE_DECIDES}`);
  const afterwards = native ? reconnects(retry) : PAGE_DECIDES;
  const how = howEnded(facts, bytes);
  if (how === 'complete') return good(`${senderOf(facts)} ended the stream.${afterwards}`);
  if (how === 'cancelled' || how === 'undecided') {
    if (isOfServiceWorker(facts))
      return good(
        'Closed by the page, or broken off by its service worker, whose response it was; Chromium does not tell them apart. Not retried.',
      );
    if (how === 'undecided')
      return good(
        `${senderOf(facts)} ended the stream, or the page stopped reading it: ${WHY_UNDECIDED}.${afterwards}`,
      );
    return response
      ? good(
          'Closed by the page: close(), abort(), cancel(), a time-out or a removed frame; Chromium does not tell them apart. Not retried.',
        )
      : bad(
          'Stopped before any answer came: closed by the page, or refused by the browser; Chromium does not tell them apart.',
        );
  }
  return bad(`${failureOf(end).text}${native ? reconnects(retry) : afterwards}`);
}

/** Why an EventSource does not open on this answer (WHATWG HTML, 9.2.3), or null where it does. */
export function refusalOf(response: ResponseRecord): string | null {
  const never = 'the EventSource is closed and does not retry';
  switch (refusalBy(response)) {
    case 'status':
      return response.status === 204
        ? `HTTP 204 (No Content) is the server’s way to say stop: ${never}.`
        : `HTTP ${response.status}: only status 200 opens a stream; ${never}.`;
    case 'type': {
      const type = response.mimeType === '' ? 'no MIME type' : `the MIME type ${response.mimeType}`;
      return `The answer has ${type}, not text/event-stream; ${never}.`;
    }
    case 'charset':
      return `The answer says charset=${response.charset}. An event stream is always UTF-8, and Chromium refuses any other name; ${never}.`;
    case null:
      return null;
  }
}

function reconnects(retry: number | null): string {
  return retry === null
    ? ` Unless the page closes it, the browser reconnects after ${duration(CHROMIUM_RETRY)}, its default.`
    : ` Unless the page closes it, the browser reconnects after ${retry} ms, as the server’s retry said.`;
}
