/**
 * How much of the page's ordinary exchanges goes onto the tape. Poll loops are found in them, and a loop is not known
 * before it has gone round a few times; but a tape is never shortened, so all that is written stays.
 */

import type { RequestRecord } from '../../tape/index.ts';

/** Limit for bodies of a first request: enough for a poll's response, and for one object of an API. Bytes. */
const ONCE = 65_536;
/** From the third request to an endpoint on it may be a loop: what a long poll saves up is larger. Bytes. */
const REPEATED = 1_048_576;
/** Bodies of what does not repeat, all together. Bytes. */
const ONCE_ALTOGETHER = 16_777_216;
/** Of a response that is read in pieces: it is a channel of its own, as an event stream is, and may never end. Bytes. */
export const MAX_IN_PIECES = 67_108_864;
/** Requests that begin no repetition: with their headers they cost some kilobytes each. */
const MAX_ONCE = 5000;
/** Endpoints whose requests are counted. */
const MAX_COUNTED = 2000;

/** Requests from which on an endpoint repeats. */
const REPEATS = 3;

/** Whether the user wants the response to a request shown as a stream: it is kept as one that is read in pieces. */
export type IsShownAsStream = (request: RequestRecord) => boolean;

export interface KeepLimit {
  /** Whether it is written at all. */
  readonly isKept: boolean;
  /** Bytes of its response that are kept. */
  readonly body: number;
  /** Whether its bytes are requested with the request itself: it is expected to be a poll. */
  readonly repeats: boolean;
}

/** Decides by how often an endpoint was requested; keeps a bounded number of counts. */
export class Keeping {
  #counts = new Map<string, number>();
  #once = 0;
  #bodies = 0;

  /** @param url its query does not count: the cursor is there. */
  limitFor(method: string, url: string): KeepLimit {
    const endpoint = `${method} ${url.split(/[?#]/, 1)[0]}`;
    const count = (this.#counts.get(endpoint) ?? 0) + 1;
    this.#counts.delete(endpoint);
    this.#counts.set(endpoint, count);
    if (this.#counts.size > MAX_COUNTED) {
      const oldest = this.#counts.keys().next().value;
      if (oldest !== undefined) this.#counts.delete(oldest);
    }
    if (count >= REPEATS) return { isKept: true, body: REPEATED, repeats: true };
    if (count === 1 && this.#once >= MAX_ONCE) return { isKept: false, body: 0, repeats: false };
    if (count === 1) this.#once++;
    const left = Math.max(0, ONCE_ALTOGETHER - this.#bodies);
    return { isKept: true, body: Math.min(ONCE, left), repeats: false };
  }

  /** Adds kept bytes of a body that does not repeat. */
  addKept(bytes: number): void {
    this.#bodies += bytes;
  }
}
