/**
 * A stream that a service worker passes on to a page is two requests: the page's, which carries the bytes, and the
 * worker's own `fetch`, which carries what was sent and over which connection, but no bytes, since the worker never
 * reads them. One row is shown, the page's, with what the worker's request knows of the network.
 *
 * A worker that reads the stream itself (to change it, or for its own use) has a row of its own: what it reads need not
 * be what a page gets.
 */
import type { Protocol } from 'devtools-protocol';
import type { ResponseRecord, ServiceWorkerFault } from '../../../tape/index.ts';
import type { ConnectionWriter } from '../../http/connection-writer.ts';
import type { Entry } from './entry.ts';

/** How the browser ends a worker's request that its page does not wait for any more. */
const NOT_WANTED = new Set(['net::ERR_FAILED', 'net::ERR_ABORTED']);

/**
 * Seconds within which a page's failure follows that of the worker's request, or, since two threads stamp them, seems to precede it. Measured:
 * up to 30 ms and 0.5 ms.
 */
const FOLLOWS = 1;
const PRECEDES = 0.25;

/** The page's answer follows the worker's at once, if it is passed on. */
const CLAIM_WAIT = 500;

export class PassedOn {
  readonly #entries: Map<string, Entry | null>;
  /** By a worker's request that a page's came from: the page's, and the worker's script. */
  readonly #joined = new Map<string, { readonly page: Entry; readonly script: string }>();
  /** By a page's request, the failure of the worker's own, and its network time in seconds. */
  readonly #faults = new WeakMap<Entry, { readonly fault: ServiceWorkerFault; readonly at: number }>();

  constructor(entries: Map<string, Entry | null>) {
    this.#entries = entries;
  }

  /** A worker's answered request: a row of its own, unless a page claims it. */
  wait(connection: ConnectionWriter): void {
    connection.listOnData = true;
    setTimeout(() => {
      if (connection.listOnData) connection.list();
    }, CLAIM_WAIT);
  }

  /** A page got a response: what its service worker tried before is of no matter any more. */
  answered(page: Entry): void {
    this.#faults.delete(page);
  }

  /** A page's answer came from a service worker: joins the worker's request for the same address into it. */
  claim(page: Entry, answer: ResponseRecord): ResponseRecord {
    for (const [requestId, entry] of this.#entries) {
      if (!entry?.connection.listOnData || entry.url !== page.url) continue;
      this.#entries.set(requestId, null);
      this.#joined.set(requestId, { page, script: entry.connection.identity.context.url ?? '' });
      entry.connection.drop();
      const on = page.connection.on;
      if (entry.sent && !page.sent) page.connection.write({ ...entry.sent, on });
      if (entry.answeredBy !== null)
        page.connection.write({ kind: 'answered', at: answer.at, on, by: entry.answeredBy });
      const network = entry.connection.response as ResponseRecord | null;
      return { ...network, ...answer, ...(network ? { headers: network.headers } : {}) };
    }
    // One of which the worker had read something already keeps its row, and its end explains the page's all the same.
    for (const [requestId, entry] of this.#entries)
      if (entry && isOfServiceWorker(entry) && entry.url === page.url && !this.#joined.has(requestId)) {
        this.#joined.set(requestId, { page, script: entry.connection.identity.context.url ?? '' });
        break;
      }
    return answer;
  }

  /** Whether a page still waits for the answer to this address. */
  isAwaited(url: string): boolean {
    return this.#awaiting(url) !== null;
  }

  #awaiting(url: string): Entry | null {
    for (const entry of this.#entries.values())
      if (entry && entry.url === url && !isOfServiceWorker(entry) && !entry.connection.response) return entry;
    return null;
  }

  /**
   * A request is over. Where a service worker made it for a page, its failure is remembered for that page's.
   * @returns the page's request; null where it was made for none.
   */
  over(requestId: string, failed?: Protocol.Network.LoadingFailedEvent): Entry | null {
    const joined = this.#joined.get(requestId);
    this.#joined.delete(requestId);
    const own = this.#entries.get(requestId);
    const page = joined?.page ?? (own && isOfServiceWorker(own) ? this.#awaiting(own.url) : null);
    const url = joined?.script ?? own?.connection.identity.context.url ?? '';
    if (page && failed && !NOT_WANTED.has(failed.errorText))
      this.#faults.set(page, { fault: { url, error: failed.errorText }, at: failed.timestamp });
    return page;
  }

  /** Whether a service worker's own request for a page's is under way: how that ends says why the page's failed. */
  isUnderWay(page: Entry): boolean {
    if (isOfServiceWorker(page)) return false;
    for (const joined of this.#joined.values()) if (joined.page === page) return true;
    for (const entry of this.#entries.values())
      if (entry && isOfServiceWorker(entry) && entry.url === page.url && !entry.connection.response)
        return true;
    return false;
  }

  /** The failure of a service worker's own request that brought about a page's. @param at network time of that, seconds. */
  faultFor(page: Entry, at: number): ServiceWorkerFault | null {
    // What left by itself did not go through the service worker.
    const isOwn = page.sent !== null && !page.connection.response;
    const found = isOwn ? undefined : this.#faults.get(page);
    return found && found.at > at - FOLLOWS && found.at < at + PRECEDES ? found.fault : null;
  }
}

function isOfServiceWorker({ connection }: Entry): boolean {
  return connection.identity.context.kind === 'service-worker';
}
