import type { AnsweredBy, Context, Fidelity, Via } from '../../tape/index.ts';

/** How the two sides of a channel talk. */
export type Transport = 'sse' | 'poll' | 'websocket' | 'pieces';

export type ConnectionState =
  /** The browser holds the request back: all connections to the host are taken. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'suspended'; readonly since: number }
  /** It was open when recording stopped, and has not been seen since. */
  | { readonly kind: 'unrecorded'; readonly since: number }
  /** A poll loop between two requests: over, unless it asks again by `until`. `good`: its last request did not fail. */
  | { readonly kind: 'resting'; readonly since: number; readonly until: number; readonly good: boolean }
  | { readonly kind: 'ended'; readonly at: number; readonly good: boolean; readonly inferred: boolean };

/** A state as it is at tape time `now`, milliseconds: what rests for too long has ended, as far as can be seen. */
export function stateAt(state: ConnectionState, now: number): Exclude<ConnectionState, { kind: 'resting' }> {
  if (state.kind !== 'resting') return state;
  if (now <= state.until) return { kind: 'open' };
  return { kind: 'ended', at: state.since, good: state.good, inferred: true };
}

/** Whether nothing more is seen of it, as far as is known. */
export function isOver({ kind }: ConnectionState): boolean {
  return kind === 'ended' || kind === 'unrecorded';
}

/** Of what the recording has only a part: it was open before, or Record was off meanwhile and its bytes did not come again. */
export type Unseen = 'opened-before' | 'record-off';

/** A row of the Streams grid: either a channel or the divider a navigation leaves with Preserve log on. */
export type ChannelListRow =
  | ChannelSummary
  | { readonly kind: 'divider'; readonly id: string; readonly at: number; readonly text: string };

export interface ChannelSummary {
  readonly kind: 'stream';
  readonly id: string;
  readonly transport: Transport;
  /** Of a response that is read in pieces: what its body is framed by, as “JSON lines”. */
  readonly framing?: string;
  /** The known client whose conversation a poll loop is, or whose event stream, as “SockJS”; absent where it is none's. */
  readonly client?: string;
  /** What the addresses of a known client's requests share, without a slash at its end; absent where there is none. */
  readonly base?: string;
  /** Of a response that is read in pieces: it is complete, and came in one chunk. Absent where that is not so. */
  readonly whole?: boolean;
  /** How many connections it has had so far; for a poll loop the requests. */
  readonly connections: number;
  /**
   * Short name: the last part of the path with the query, as DevTools names a request. In the list of channels with what tells
   * it from others of that name.
   */
  readonly name: string;
  readonly url: string | null;
  readonly candidates: readonly string[];
  readonly method: string;
  /** Of a poll loop the parameters of its query that stay the same: they are not in its name. Absent where there are none. */
  readonly steady?: Readonly<Record<string, string>>;
  /** What its body asks for where it names an operation (GraphQL, JSON-RPC); absent or '' where it does not. */
  readonly operation?: string;
  readonly via: Via;
  readonly context: Context;
  readonly state: ConnectionState;
  /** HTTP status, where there is one. */
  readonly status: number | null;
  /** One sentence on what the state means and what the browser will do next. */
  readonly verdict: string;
  /** The latest requests of a poll loop failed, each. Absent where they did not. */
  readonly failing?: boolean;
  readonly fidelity: Fidelity;
  readonly events: number;
  readonly comments: number;
  /** Blocks that ended without an event, and what was lost at the end. */
  readonly discarded: number;
  readonly bytes: number;
  /** Tape time of its first request; where it was {@link openedBefore}, of the first that was seen of it. */
  readonly openedAt: number;
  /** True where it was open before recording: when it was opened is not known. Absent where it is. */
  readonly openedBefore?: true;
  /** Why part of its latest connection is not known, though nothing was lost: see {@link Unseen}. Absent where all is. */
  readonly unseen?: Unseen;
  /** Tape time of the last byte or message; null before the first. */
  readonly lastByteAt: number | null;
  /** Event types of its latest connection that nobody listens to; absent where there is none, or none is known. */
  readonly unheard?: readonly string[];
  /** A recording answered it, all of its connections, in place of the server; what gave it to the page. Absent where none did. */
  readonly answeredBy?: AnsweredBy;
  /** Things worth a warning sign: disagreement with the browser, gaps, refusals, types without a listener. */
  readonly warnings: readonly string[];
}
