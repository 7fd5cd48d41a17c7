/** What outlives one attachment: which names are taken on the tape, and what streams were running when it ended. */

import type { ResponseHead } from '../../sse/index.ts';
import type { Fidelity, RequestRecord } from '../../tape/index.ts';

/** A connection as it was when capture stopped. */
export interface Interrupted {
  /** Its id on the tape. */
  readonly on: string;
  readonly request: RequestRecord;
  readonly response: ResponseHead | null;
  readonly level: Fidelity | null;
  /** Tape time, milliseconds. */
  readonly at: number;
}

/** Streams that were running when capture stopped, and are remembered. */
const MAX_RUNNING = 1000;
/** Request ids that are remembered: one is met again soon after Record was off, or never. */
const MAX_USED = 20_000;

export class ConnectionIds {
  readonly #used = new Map<string, number>();
  readonly #running = new Map<string, Interrupted>();

  /** A connection id that this tape has not seen. Request ids are unique in the browser, but one can be met again after Record was off. */
  create(requestId: string): string {
    const times = (this.#used.get(requestId) ?? 0) + 1;
    // The oldest are first in a map.
    this.#used.delete(requestId);
    this.#used.set(requestId, times);
    if (this.#used.size > MAX_USED) {
      const oldest = this.#used.keys().next().value;
      if (oldest !== undefined) this.#used.delete(oldest);
    }
    return times === 1 ? requestId : `${requestId}~${times}`;
  }

  /** Capture stops while this stream runs. */
  remember(requestId: string, connection: Interrupted): void {
    if (this.#running.size >= MAX_RUNNING) this.#running.clear();
    this.#running.set(requestId, connection);
  }

  /** The connection, if it ran when capture stopped: it goes on under its id. */
  recall(requestId: string): Interrupted | undefined {
    const connection = this.#running.get(requestId);
    this.#running.delete(requestId);
    return connection;
  }
}
