import type { ClientCall } from '../clients/client.ts';
import { setBounded } from '../clients/memory.ts';
import type { Exchange } from '../exchange.ts';
import { FAILING, isFailure } from '../health/failing.ts';
import { hasFailed } from './under-way.ts';

/** A call that shows no conversation by itself: what its client receives may go over another transport. */
export interface Call {
  readonly exchange: Exchange;
  readonly call: ClientCall;
}

/** Of one base; and bases that have some. */
const MAX_EARLY = 20;
const MAX_BASES = 1000;

/** Calls that wait for what shows their conversation, by its key. */
export class EarlyCalls {
  readonly #byKey = new Map<string, readonly Call[]>();
  /** The key of each of them. */
  readonly #keys = new WeakMap<Exchange, string>();

  keep(key: string, call: Call): void {
    const others = (this.#byKey.get(key) ?? []).filter(({ exchange }) => exchange !== call.exchange);
    setBounded(this.#byKey, key, [...others, call].slice(-MAX_EARLY), MAX_BASES);
    this.#keys.set(call.exchange, key);
  }

  /** It turned out to be something else. */
  drop(exchange: Exchange): void {
    const key = this.#keys.get(exchange);
    const calls = key === undefined ? undefined : this.#byKey.get(key);
    if (key === undefined || !calls) return;
    this.#byKey.set(
      key,
      calls.filter((call) => call.exchange !== exchange),
    );
  }

  /** Takes those that can be of a session: it was asked once what the server can, unless that failed. */
  take(key: string, session: string | null): readonly Call[] {
    const taken: Call[] = [];
    const left: Call[] = [];
    let isTold = false;
    for (const each of this.#byKey.get(key) ?? []) {
      const { exchange, call } = each;
      const isOwn = call.session === null || session === null || call.session === session;
      if (!isOwn || (isTold && call.role === 'info')) left.push(each);
      else taken.push(each);
      // A session that has begun has its answer to that, be it that it is reported late.
      isTold ||= call.role === 'info' && !hasFailed(exchange);
    }
    if (left.length > 0) this.#byKey.set(key, left);
    else this.#byKey.delete(key);
    return taken;
  }

  /** Takes handshakes that fail, one after another: a conversation that does not come about. @param latest the one that is over. */
  takeFailing(latest: Exchange): { readonly key: string; readonly calls: readonly Call[] } | null {
    const key = this.#keys.get(latest);
    if (key === undefined) return null;
    const calls = (this.#byKey.get(key) ?? []).slice(-FAILING);
    const areFailing =
      calls.length === FAILING && calls.every(({ exchange }) => exchange.isOver && isFailure(exchange));
    if (!areFailing) return null;
    this.#byKey.delete(key);
    return { key, calls };
  }
}
