import { type EventStream, isOfServiceWorker, sentId } from '../../channels/index.ts';
import { duration } from '../../format/durations.ts';
import { combinedHeader, headerValue } from '../../format/headers.ts';
import { count } from '../../format/numbers.ts';
import { quoted } from '../../format/quoted.ts';

type Facts = EventStream['facts'];

/** Bytes of a Last-Event-ID from which on it may be what such a status is about. */
const LONG_ID: Readonly<Record<number, number>> = { 400: 4000, 413: 4000, 431: 1000 };

/**
 * What the length of a Last-Event-ID has to do with the status of the response to it: a sentence, and what helps. Null where the
 * status may have another cause.
 */
export function longIdCause(stream: EventStream): { readonly text: string; readonly fix: string } | null {
  const { response, sent } = stream.facts;
  const id = sentId(stream);
  const min = LONG_ID[response?.status ?? 0];
  if (!id || min === undefined) return null;
  const bytes = new TextEncoder().encode(id).length;
  // Where cookies take more, they are the cause.
  if (bytes < min || bytes * 2 < (sent?.headerBytes?.bytes ?? 0)) return null;
  // 431 says it; the others have other causes as well.
  const is = response?.status === 431 ? 'too long' : 'perhaps too long';
  return {
    text: ` The reconnect sent a Last-Event-ID of ${count(bytes)} bytes: ${is} for the server or the proxy.`,
    fix: 'On the server, send short IDs: the browser sends the whole of the last one with each reconnect. Many servers and proxies accept 8 kB of headers in all.',
  };
}

const WORKER_REMEDY =
  'In the service worker, let event streams alone: return from the “fetch” handler without respondWith(). Then a failed request stays a failure, which an EventSource tries again.';

/** When the server wants to be asked again (RFC 9110, 10.2.3), in a sentence after a space; '' where it does not say. */
export function retryAfter({ response }: Facts): string {
  const value = response && headerValue(response.headers, 'retry-after')?.trim();
  if (!value) return '';
  const when = /^\d+$/.test(value) ? `in ${duration(Number(value) * 1000)}` : `at ${quoted(value, 40)}`;
  return ` It may be asked again ${when} (Retry-After).`;
}

/** What helps against the status of a response that was to be an event stream (RFC 9110, 15; RFC 6585), in a sentence. */
export function statusRemedy(facts: Facts): string {
  const { request, response } = facts;
  if (isOfServiceWorker(facts)) return WORKER_REMEDY;
  const status = response?.status ?? 0;
  switch (status) {
    case 401:
    case 403:
    case 407:
      return 'Send what the server asks for: a session’s cookie (withCredentials) or a token. A native EventSource cannot set headers: use a cookie, the query, or a client that reads by fetch. An expired token is to be renewed before the reconnect.';
    case 404:
    case 410:
      return 'Look at the address, and at what the proxy makes of its path.';
    case 405:
      return request?.via === 'eventsource'
        ? 'A native EventSource always sends GET: let the server answer GET at this address, or use a client that reads by fetch.'
        : `Look at the method: this request was ${request?.method ?? 'of another'}${allowed(response)}.`;
    case 406:
    case 415:
      return 'Look at the headers Accept and Content-Type of the request: the server has nothing of that type.';
    case 413:
    case 414:
    case 431:
      return 'Send less: an address, a cookie or a Last-Event-ID that is too long for the server or the proxy.';
    case 429:
      return 'Wait as long as the server asks (Retry-After), and longer after each failure; share one stream among tabs.';
    case 502:
    case 503:
    case 504:
      return 'Look at the server behind the proxy: it is down, overloaded, or slower to answer than the proxy waits.';
    default:
      return status >= 500
        ? 'Look at the server’s log at that time.'
        : 'Look at what the server expects of this request.';
  }
}

/** What the server says that it answers (Allow), after a comma; '' where it does not say. */
function allowed(response: Facts['response']): string {
  const allow = response && combinedHeader(response.headers, 'allow');
  return allow ? `, and the server allows ${quoted(allow, 60)}` : '';
}
