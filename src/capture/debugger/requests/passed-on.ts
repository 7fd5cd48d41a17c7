/**
 * A stream that a service worker passes on to a page is two requests: the page's, which carries the bytes, and the
 * worker's own `fetch`, which carries what was sent and over which connection, but no bytes, since the worker never
 * reads them. One row is shown, the page's, with what the worker's request knows of the network.
 *
 * A worker that reads the stream itself (to change it, or for its own use) has a row of its own: what it reads need not
 * be what a page gets.
 */
import type { ResponseRecord } from '../../../tape/index.ts';
import type { ConnectionWriter } from '../../http/connection-writer.ts';
import type { Entry } from './entry.ts';

/** The page's answer follows the worker's at once, if it is passed on. */
const CLAIM_WAIT = 500;

export class PassedOn {
  readonly #entries: Map<string, Entry | null>;

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

  /** A page's answer came from a service worker: joins the worker's request for the same address into it. */
  claim(page: Entry, answer: ResponseRecord): ResponseRecord {
    for (const [requestId, entry] of this.#entries) {
      if (!entry?.connection.listOnData || entry.url !== page.url) continue;
      this.#entries.set(requestId, null);
      entry.connection.drop();
      const on = page.connection.on;
      if (entry.sent && !page.sent) page.connection.write({ ...entry.sent, on });
      const network = entry.connection.response as ResponseRecord | null;
      return { ...network, ...answer, ...(network ? { headers: network.headers } : {}) };
    }
    return answer;
  }

  /** Whether a page still waits for the answer to this address. */
  isAwaited(url: string): boolean {
    for (const entry of this.#entries.values()) {
      const connection = entry?.connection;
      if (
        entry?.url === url &&
        connection?.identity.context.kind !== 'service-worker' &&
        !connection?.response
      )
        return true;
    }
    return false;
  }
}
