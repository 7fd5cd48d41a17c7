import { quoted } from '../../format/quoted.ts';
import { nameOfUrl } from '../../format/url-name.ts';
import type { EndRecord } from '../../tape/index.ts';
import { errorText, remedyOf, shortFault } from './errors.ts';
import type { ConnectionFacts } from './facts.ts';

/** How a connection failed, whoever failed. */
export interface Failure {
  /** A sentence, or two. */
  readonly text: string;
  /** In a few words. */
  readonly short: string;
  /** What helps, in a sentence; null where it is not known. */
  readonly remedy: string | null;
}

const WORKER_REMEDY =
  'Look at the service worker’s console for an exception in its “fetch” handler, and for a look-up in a cache that finds nothing. Or let it leave event streams alone: return from the handler without respondWith().';

/** The words for an end with an error. Where a service worker stood between, it is named. */
export function failureOf({ error, serviceWorker, how }: EndRecord): Failure {
  if (!serviceWorker) return { text: errorText(error), short: shortFault(error), remedy: remedyOf(error) };
  const worker = `The page’s service worker (${quoted(nameOfUrl(serviceWorker.url))})`;
  const own = serviceWorker.error;
  if (own === undefined)
    return {
      text: `${worker} gave no response: what respondWith() got was rejected, a network error, or no response (${error ?? 'no reason given'}).`,
      short: 'no response from the service worker',
      remedy: WORKER_REMEDY,
    };
  const what =
    how === 'cancelled'
      ? 'passed the stream on, and its own request broke off'
      : 'made a request that failed';
  return { text: `${worker} ${what}. ${errorText(own)}`, short: shortFault(own), remedy: remedyOf(own) };
}

/** Whether a connection failed: an end that the page seems to have made may be its service worker's. */
export function hasFailed({ how, inferred, serviceWorker }: EndRecord): boolean {
  return !inferred && (how === 'failed' || (how === 'cancelled' && serviceWorker !== undefined));
}

/**
 * Whether a response is the service worker's own: one that it passed on came from the network. That the request left does not
 * show that: Chromium may send it by itself while the worker starts, and take what the worker makes in place of the response.
 */
export function isOfServiceWorker({ response, sent }: ConnectionFacts): boolean {
  if (response?.fromServiceWorker !== true) return false;
  return !sent || (response.connectionId === undefined && response.headerBytes === undefined);
}

/** Where a response that is no good came from, after a sentence; '' where it came from the server. */
export function originRemark(facts: ConnectionFacts): string {
  return isOfServiceWorker(facts) ? ' It came from the page’s service worker, not from the server.' : '';
}
