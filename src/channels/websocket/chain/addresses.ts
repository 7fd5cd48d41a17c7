import {
  type Address,
  type AddressParam,
  addressOf,
  differingParams,
} from '../../connection/asked/address.ts';
import type { WebSocketMember } from '../member.ts';

interface Known {
  readonly url: string;
  readonly address: Address | null;
}

/**
 * The addresses of WebSockets, and how many had each value of a parameter. What looks like a session, token, ticket or
 * nonce is made up for each connection only where its values never come back; else it says what is asked for.
 */
export class Addresses {
  readonly #known = new WeakMap<WebSocketMember, Known>();
  readonly #counts = new Map<string, number>();

  /** The address of a WebSocket became known; it may be said again. */
  add(member: WebSocketMember): void {
    const { url } = member.facts.request ?? {};
    if (url === undefined || this.#known.get(member)?.url === url) return;
    const address = addressOf(url);
    this.#known.set(member, { url, address });
    for (const param of address?.params.values() ?? []) {
      if (param.role === 'subject') continue;
      const key = keyOf(address, param);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  of(member: WebSocketMember): Address | null {
    return this.#known.get(member)?.address ?? null;
  }

  /** Names of what differs between two addresses that are one all the same; null where they are two. */
  madeUp(earlier: WebSocketMember, later: WebSocketMember): readonly string[] | null {
    const [before, after] = [this.of(earlier), this.of(later)];
    if (!before || !after || before.template !== after.template) return null;
    const differing = differingParams(before, after);
    const isMadeUp = differing.every(
      ([a, b]) => this.#isMadeUp(before, a, true) && this.#isMadeUp(after, b, false),
    );
    return isMadeUp ? differing.map(([a, b]) => (a ?? b)?.name ?? '') : null;
  }

  /** A session that came twice is a conversation’s; a token may be used some times, and then there is a new one. */
  #isMadeUp(address: Address, param: AddressParam | null, isEarlier: boolean): boolean {
    if (!param) return true;
    if (param.role === 'subject') return false;
    if (isEarlier && param.role === 'pass') return true;
    return (this.#counts.get(keyOf(address, param)) ?? 0) <= 1;
  }
}

function keyOf(address: Address | null, { name, value }: AddressParam): string {
  return `${address?.template} ${name} ${value}`;
}
