/** What outlives one attachment: which names are taken on the tape, and what streams were running when it ended. */
import type { RequestRecord } from '../../tape/index.ts';

const LIMIT = 1000;

export class ConnectionIds {
  readonly #used = new Map<string, number>();
  readonly #running = new Map<string, RequestRecord>();

  /** A connection id that this tape has not seen. Request ids are unique in the browser, but one can be met again after Record was off. */
  create(requestId: string): string {
    const times = (this.#used.get(requestId) ?? 0) + 1;
    this.#used.set(requestId, times);
    return times === 1 ? requestId : `${requestId}~${times}`;
  }

  /** Capture stops while this stream runs. */
  remember(requestId: string, request: RequestRecord): void {
    if (this.#running.size >= LIMIT) this.#running.clear();
    this.#running.set(requestId, request);
  }

  /** Its request, if it ran when capture stopped. */
  recall(requestId: string): RequestRecord | undefined {
    const request = this.#running.get(requestId);
    this.#running.delete(requestId);
    return request;
  }
}
