/** What came before the request it belongs to: ExtraInfo, and that a recording answers it. */
import type { Protocol } from 'devtools-protocol';
import type { AnsweredBy } from '../../../tape/index.ts';

export type EarlyExtra =
  | { readonly kind: 'sent'; readonly event: Protocol.Network.RequestWillBeSentExtraInfoEvent }
  | { readonly kind: 'received'; readonly event: Protocol.Network.ResponseReceivedExtraInfoEvent }
  | { readonly kind: 'answered'; readonly event: { readonly requestId: string; readonly by: AnsweredBy } };

/** Preflights, icons and requests that are over have ExtraInfo that nothing asks for: the oldest are forgotten. */
const LIMIT = 500;

export class EarlyExtras {
  readonly #waiting = new Map<string, EarlyExtra[]>();

  keep(extra: EarlyExtra): void {
    const id = extra.event.requestId;
    const list = this.#waiting.get(id);
    if (list) list.push(extra);
    else this.#waiting.set(id, [extra]);
    if (this.#waiting.size > LIMIT) {
      const oldest = this.#waiting.keys().next().value;
      if (oldest !== undefined) this.#waiting.delete(oldest);
    }
  }

  remove(requestId: string): readonly EarlyExtra[] {
    const list = this.#waiting.get(requestId);
    if (!list) return [];
    this.#waiting.delete(requestId);
    return list;
  }
}
