import type { EndRecord, ResponseRecord } from '../tape/index.ts';
import type { StreamFacts } from './facts.ts';

/** Chromium's reconnection time where the server sent none, milliseconds (measured; the standard leaves it open). */
export const CHROMIUM_RETRY = 3000;

/** Connections to one host that HTTP/1.1 gets in a browser. */
export const CONNECTIONS_PER_HOST = 6;

/** What a connection's facts mean, in one sentence each. */
export interface Verdict {
  readonly text: string;
  /** False where something went wrong that a user would want to know of. */
  readonly good: boolean;
}

const good = (text: string): Verdict => ({ text, good: true });
const bad = (text: string): Verdict => ({ text, good: false });

/**
 * What became of a connection and what the browser does next.
 * @param retry the server's last valid reconnection time in milliseconds, or null.
 */
export function verdict(facts: StreamFacts, retry: number | null): Verdict {
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
  if (end.blocked) return bad(blockedEnd(end.blocked, native));
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
  return bad(`${faultText(end.error)}${native ? reconnects(retry) : afterwards}`);
}

/** Of an ordinary exchange, which is expected to end. */
function exchangeVerdict({ response, end }: StreamFacts): Verdict {
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
    ? ` Unless the page closes it, the browser reconnects after ${CHROMIUM_RETRY / 1000} s, its default.`
    : ` Unless the page closes it, the browser reconnects after ${retry} ms, as the server’s retry said.`;
}

export function inferredEnd(why: NonNullable<EndRecord['inferred']>): Verdict {
  switch (why) {
    case 'navigation':
      return good('Ended with its page, which went elsewhere (inferred: the browser reports no end).');
    case 'reload':
      return good('Ended with its page, which was reloaded (inferred: the browser reports no end).');
    case 'crash':
      return bad('Ended with its page, which crashed (inferred: the browser reports no end).');
    case 'target-gone':
      return good('Ended with its frame or worker, which is gone (inferred: the browser reports no end).');
    case 'capture-stopped':
      return good('Not known: capture stopped while it was open.');
  }
}

function blockedEnd(blocked: string, native: boolean): string {
  const never = native ? ' The EventSource is closed and does not retry.' : '';
  const known = CORS[blocked];
  return known
    ? `Blocked by the browser: ${known} (CORS, ${blocked}). The page may not read this answer.${never}`
    : `Blocked by the browser (${blocked}): the page may not read this answer.${never}`;
}

/** Chromium's names of the commoner refusals, in words. */
const CORS: Readonly<Record<string, string>> = {
  MissingAllowOriginHeader: 'it comes from another origin and has no Access-Control-Allow-Origin header',
  AllowOriginMismatch: 'its Access-Control-Allow-Origin header names another origin than the page’s',
  WildcardOriginNotAllowed:
    'its Access-Control-Allow-Origin header is *, which does not do for a request with credentials',
  InvalidAllowCredentials:
    'the request was made with credentials and the answer has no Access-Control-Allow-Credentials: true',
  MultipleAllowOriginValues: 'it has more than one Access-Control-Allow-Origin',
  PreflightMissingAllowOriginHeader: 'the answer to its preflight has no Access-Control-Allow-Origin header',
  PreflightInvalidStatus: 'the answer to its preflight was no success',
  MethodDisallowedByPreflightResponse: 'the answer to its preflight does not allow the method',
  HeaderDisallowedByPreflightResponse: 'the answer to its preflight does not allow a header of the request',
};

const FAULTS: Readonly<Record<string, string>> = {
  'net::ERR_CONNECTION_REFUSED': 'Connection refused: nothing listens there.',
  'net::ERR_CONNECTION_RESET': 'Connection reset by the other side.',
  'net::ERR_CONNECTION_CLOSED': 'The other side closed the connection without an answer.',
  'net::ERR_EMPTY_RESPONSE': 'The other side closed the connection without an answer.',
  'net::ERR_CONTENT_LENGTH_MISMATCH': 'Cut short: fewer bytes came than Content-Length said.',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': 'Cut short: the chunked body has no end.',
  'net::ERR_HTTP2_PROTOCOL_ERROR': 'The HTTP/2 stream was reset.',
  'net::ERR_NETWORK_CHANGED': 'The network changed.',
  'net::ERR_INTERNET_DISCONNECTED': 'There is no network.',
  'net::ERR_NAME_NOT_RESOLVED': 'The host name has no address.',
  'net::ERR_TIMED_OUT': 'Timed out.',
};

/** What the browser’s error text means. */
export function faultText(error: string | undefined): string {
  if (!error) return 'Failed; the browser gave no reason.';
  const known = FAULTS[error];
  return known ? `${known.replace(/\.$/, '')} (${error}).` : `Failed: ${error}.`;
}
