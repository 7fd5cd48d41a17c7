import { Chain } from '../../chain/chain.ts';
import type { ReconnectRule } from '../../chain/reconnect-rule.ts';
import type { Channel } from '../../model/channel.ts';
import { judgeSession } from './by-session.ts';
import { connectionRow, NOUN } from './connection-row.ts';
import { keysOfEarlier, keysOfLater } from './cursor.ts';
import type { EventStreamMember } from './member.ts';
import {
  addressCursor,
  earlierOf,
  finalUrlOf,
  INITIAL_RECONNECT_STATE,
  keyOf,
  laterOf,
  type ReconnectState,
  reconnectStateAfter,
  sentId,
} from './reconnect-state.ts';
import { judgeJoin } from './rule.ts';

/** The event stream of one source. */
export type EventStreamChain = Chain<EventStreamMember, ReconnectState>;

/** How event streams are joined: by docs/chains.md. */
export const EVENT_STREAM_RECONNECTS: ReconnectRule<EventStreamMember, ReconnectState> = {
  noun: NOUN,

  initialState: INITIAL_RECONNECT_STATE,

  stateAfter: ({ stream }, before, join) => reconnectStateAfter(stream, before, join),

  placed({ stream }, { retry }) {
    stream.retryBefore = retry;
  },

  /** The address of a known client's names its session. */
  keyOf({ client, facts: { request } }) {
    return client?.group ?? (request && keyOf(request, request.url ?? ''));
  },

  /** A connection can be continued at the address asked for and at the one it was redirected to. */
  keysOf({ client, stream }) {
    const { request } = stream.facts;
    if (!request?.url) return [];
    const urls = [request.url, finalUrlOf(stream, request), ...keysOfEarlier(request.url)];
    return new Set([...urls.map((url) => keyOf(request, url)), ...(client ? [client.group] : [])]);
  },

  /** At another address, where that has a cursor; and GET may continue what answered a POST. */
  furtherKeysOf({ stream }) {
    const { request } = stream.facts;
    if (!request?.url) return [];
    const keys = keysOfLater(request.url).map((url) => keyOf(request, url));
    if (request.method === 'GET' && sentId(stream))
      keys.push(keyOf({ ...request, method: 'POST' }, request.url));
    return keys;
  },

  judge(earlier, before, later, join) {
    const ofSession = judgeSession(earlier, later);
    if (ofSession) return ofSession;
    const ended = earlierOf(earlier.stream, before, join);
    const asked = laterOf(later.stream);
    return ended && asked
      ? judgeJoin(ended, asked)
      : { joins: false, why: 'The request of one of them is not known.' };
  },

  beginningText({ stream }, earlier) {
    const id = sentId(stream);
    if (id) return `it sent Last-Event-ID ${id}`;
    const cursor = earlier && addressCursor(earlier, stream);
    return cursor && `it sent the last event ID ${cursor.value} as ${cursor.name} in the address`;
  },

  connectionRow,
};

/** Whether a channel is the event stream of one source. */
export function isEventStreamChain(channel: Channel | undefined): channel is EventStreamChain {
  return channel instanceof Chain && channel.rule === EVENT_STREAM_RECONNECTS;
}
