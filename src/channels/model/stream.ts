import type { Context, Fidelity, Via } from '../../tape/index.ts';

/** How the two sides of a channel talk. */
export type Transport = 'sse' | 'poll' | 'websocket';

export type ConnectionState =
  /** The browser holds the request back: all connections to the host are taken. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'suspended'; readonly since: number }
  | { readonly kind: 'ended'; readonly at: number; readonly good: boolean; readonly inferred: boolean };

/** A row of the Streams grid: either a channel or the divider a navigation leaves with Preserve log on. */
export type ChannelListRow =
  | ChannelSummary
  | { readonly kind: 'divider'; readonly id: string; readonly at: number; readonly text: string };

export interface ChannelSummary {
  readonly kind: 'stream';
  readonly id: string;
  readonly transport: Transport;
  /** How many connections it has had so far; for a poll loop the requests. */
  readonly connections: number;
  /** Short name: the last part of the path with the query, as DevTools names a request. */
  readonly name: string;
  readonly url: string | null;
  readonly candidates: readonly string[];
  readonly method: string;
  readonly via: Via;
  readonly context: Context;
  readonly state: ConnectionState;
  /** HTTP status, where there is one. */
  readonly status: number | null;
  /** One sentence on what the state means and what the browser will do next. */
  readonly verdict: string;
  readonly fidelity: Fidelity;
  readonly events: number;
  readonly comments: number;
  /** Blocks that ended without an event, and what was lost at the end. */
  readonly discarded: number;
  readonly bytes: number;
  readonly openedAt: number;
  /** Tape time of the last byte or message; null before the first. */
  readonly lastByteAt: number | null;
  /** Things worth a warning sign: disagreement with the browser, gaps, refusals, types without a listener. */
  readonly warnings: readonly string[];
}
