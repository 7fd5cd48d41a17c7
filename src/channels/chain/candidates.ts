import type { RequestRecord } from '../../tape/index.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import type { Chain } from './chain.ts';
import { finalUrlOf } from './reconnect-state.ts';

/** Chains kept under one address: each request looks at all of them. */
const MAX_CHAINS = 64;

/** The chains that a request may continue, by what must be the same of both: client, kind of request and address. */
export class Candidates {
  readonly #byKey = new Map<string, Set<Chain>>();

  /** Those that may be continued by this request, the latest to end last. */
  of(request: RequestRecord): Iterable<Chain> {
    return this.#byKey.get(keyOf(request, request.url ?? '')) ?? [];
  }

  /** Says that a chain's latest connection has ended. */
  add(chain: Chain): void {
    for (const key of keysOf(chain.latest.stream)) {
      const chains = this.#byKey.get(key) ?? new Set();
      this.#byKey.set(key, chains);
      // Again at its end: the order is that of the ends, and what ended first is forgotten first.
      chains.delete(chain);
      chains.add(chain);
      const [oldest] = chains;
      if (chains.size > MAX_CHAINS && oldest) chains.delete(oldest);
    }
  }

  remove(chain: Chain): void {
    for (const { stream } of chain.links) {
      for (const key of keysOf(stream)) {
        const chains = this.#byKey.get(key);
        // An address that is asked for once is not kept for good.
        if (chains?.delete(chain) && chains.size === 0) this.#byKey.delete(key);
      }
    }
  }
}

/** A connection can be continued at the address asked for and at the one it was redirected to. */
function keysOf(stream: EventStream): Iterable<string> {
  const { request } = stream.facts;
  if (!request?.url) return [];
  return new Set([keyOf(request, request.url), keyOf(request, finalUrlOf(stream, request))]);
}

function keyOf({ context, via, method }: RequestRecord, url: string): string {
  return `${context.kind} ${context.id} ${via} ${method} ${url}`;
}
