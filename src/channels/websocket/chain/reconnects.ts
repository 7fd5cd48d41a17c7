import { Chain } from '../../chain/chain.ts';
import type { JoinJudgement } from '../../chain/link.ts';
import type { ReconnectRule } from '../../chain/reconnect-rule.ts';
import type { Channel } from '../../model/channel.ts';
import type { WebSocketConnectionRow } from '../../model/reconnect.ts';
import { webSocketEnded } from '../ended.ts';
import type { WebSocketMember } from '../member.ts';
import { SWITCHING_PROTOCOLS } from '../verdict.ts';
import { Addresses } from './addresses.ts';
import { NOUN, webSocketConnectionRow } from './connection-row.ts';
import {
  INITIAL_WEBSOCKET_STATE,
  type WebSocketLink,
  type WebSocketReconnectState,
  webSocketStateAfter,
} from './reconnect-state.ts';
import { judgeWebSocketJoin } from './rule.ts';

/** The WebSocket of one source: each connection opened by the program when the one before was over. */
export type WebSocketChain = Chain<WebSocketMember, WebSocketReconnectState>;

/** How WebSockets are joined: by docs/chains.md. */
export class WebSocketReconnects implements ReconnectRule<WebSocketMember, WebSocketReconnectState> {
  readonly noun = NOUN;
  readonly initialState = INITIAL_WEBSOCKET_STATE;
  readonly #addresses = new Addresses();
  /** Which of the page’s documents opened it, counted from 0. */
  readonly #documentOf = new WeakMap<WebSocketMember, number>();
  #document = 0;

  /** The page went elsewhere: no program is left there that could open one again. */
  navigated(): void {
    this.#document++;
  }

  /** A WebSocket’s request became known, or its address. */
  requested(member: WebSocketMember): void {
    this.#addresses.add(member);
    if (!this.#documentOf.has(member)) this.#documentOf.set(member, this.#document);
  }

  stateAfter(member: WebSocketMember, before: WebSocketReconnectState): WebSocketReconnectState {
    return webSocketStateAfter(member, before);
  }

  placed(): void {}

  keyOf(member: WebSocketMember): string | null {
    const { request } = member.facts;
    const address = this.#addresses.of(member);
    return request && address && `${clientOf(request.context)} ${address.template}`;
  }

  keysOf(member: WebSocketMember): string[] {
    return [this.keyOf(member) ?? []].flat();
  }

  judge(earlier: WebSocketMember, before: WebSocketReconnectState, later: WebSocketMember): JoinJudgement {
    const isGone = !livesOn(earlier) && this.#documentOf.get(earlier) !== this.#documentOf.get(later);
    if (isGone) return { joins: false, why: 'The page that opened the earlier one is gone.' };
    return judgeWebSocketJoin(earlier, before, later, this.#addresses.madeUp(earlier, later) !== null);
  }

  settles(earlier: WebSocketMember, before: WebSocketReconnectState, later: WebSocketMember): boolean | null {
    const { firstSent } = later;
    return firstSent === null ? null : firstSent === webSocketStateAfter(earlier, before).firstSent;
  }

  readonly settledWhy = 'The first message that it sent is the one that was sent first there.';

  /** One that did not open brings no row: without this the next cut would follow with nothing between. */
  beginningText(member: WebSocketMember): string | null {
    const { response, end } = member.facts;
    const isRefused = response !== null && response.status !== SWITCHING_PROTOCOLS;
    if (isRefused) return `it was ${webSocketEnded(member)}`;
    return end && !response && member.lastAt === null ? `it did not open: ${webSocketEnded(member)}` : null;
  }

  connectionRow(links: readonly WebSocketLink[], index: number): WebSocketConnectionRow {
    const [before, after] = [links[index - 1], links[index]];
    const madeUp = before && after ? this.#addresses.madeUp(before.member, after.member) : null;
    return webSocketConnectionRow(links, index, madeUp ?? []);
  }
}

/** Whether a channel is the WebSocket of one source. */
export function isWebSocketChain(channel: Channel | undefined): channel is WebSocketChain {
  return channel instanceof Chain && channel.rule instanceof WebSocketReconnects;
}

type Context = NonNullable<WebSocketMember['facts']['request']>['context'];

/** Of a page with iframes Chromium does not say which of them opened a WebSocket. */
function clientOf({ kind, id }: Context): string {
  return kind === 'page' || kind === 'unknown' ? 'page' : `${kind} ${id}`;
}

/** Whether what opened it outlives the page’s document. */
function livesOn({ facts: { request } }: WebSocketMember): boolean {
  const { kind } = request?.context ?? {};
  return kind === 'shared-worker' || kind === 'service-worker';
}
