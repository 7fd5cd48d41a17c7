import type { ByteCount, Caller, Fidelity, Header, Initiator } from '../../tape/index.ts';
import type { ChannelSummary } from './stream.ts';
import type { LaneGap } from './timeline.ts';

export interface ConnectionDetail {
  readonly summary: ChannelSummary;
  readonly requestHeaders: readonly Header[];
  /** True while only the headers the renderer asked for are known, not those sent. */
  readonly requestHeadersProvisional: boolean;
  readonly requestHeaderBytes: ByteCount | null;
  readonly requestBody: string | null;
  readonly redirects: readonly { readonly at: number; readonly status: number; readonly to: string }[];
  readonly response: {
    readonly at: number;
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly Header[];
    readonly headerBytes: ByteCount | null;
    readonly mimeType: string;
    readonly protocol: string | null;
    readonly reused: boolean | null;
    readonly remoteAddress: string | null;
    readonly fromServiceWorker: boolean;
    /** The browser's cache that it came from; null where it came from the network. */
    readonly fromCache: 'memory' | 'disk' | 'prefetch' | null;
  } | null;
  readonly initiator: Initiator | null;
  /** What called it, innermost first. */
  readonly callers: readonly Caller[];
  /** Why there is no initiator, where there is none. */
  readonly initiatorNote: string | null;
  readonly end: { readonly at: number; readonly text: string; readonly inferred: boolean } | null;
  readonly sentAt: number | null;
  readonly chunks: number;
  readonly decodedBytes: number;
  /** Sum of what the network reported, compressed and framed; null where it was not reported. */
  readonly wireBytes: number | null;
  readonly fidelityStretches: readonly {
    readonly at: number;
    readonly level: Fidelity;
    readonly why: string | null;
  }[];
  readonly gaps: readonly LaneGap[];
  /** What only an event stream has; null for others. */
  readonly eventStream: EventStreamDetail | null;
  /** What only a WebSocket has; null for others. */
  readonly webSocket: WebSocketDetail | null;
}

export interface EventStreamDetail {
  readonly lastEventIdSent: string | null;
  /** Milliseconds; null where the server sent no valid `retry`. */
  readonly retry: number | null;
  /** The same of the connections before it, which stays in force until another one comes. */
  readonly retryBefore: number | null;
  /** Null where it is not known. */
  readonly lastEventId: string | null;
  /** The reader against the browser: how many dispatched messages equal the reader's events; null where there is nothing to compare. */
  readonly agreement: Agreement | null;
  readonly listeners: {
    readonly at: number;
    readonly objects: number;
    readonly types: readonly string[];
  } | null;
  /** Types that came and that nobody listens to: by a look at the listeners, or since no script ran when they came. */
  readonly unheard: readonly {
    readonly type: string;
    readonly at: number;
    readonly by: 'listeners' | 'scripts';
  }[];
}

/** Frames and their payload bytes. */
export interface FrameCount {
  readonly frames: number;
  readonly bytes: number;
}

export interface WebSocketDetail {
  /** False until the handshake is accepted, and where it never was: no more than what was offered is known then. */
  readonly hasOpened: boolean;
  /** The one the server chose, as `Sec-WebSocket-Protocol` of the answer says. */
  readonly subprotocol: string | null;
  readonly subprotocolsAsked: string | null;
  /** `Sec-WebSocket-Extensions` of the answer. */
  readonly extensions: string | null;
  /** What its text frames turn out to be written in. */
  readonly packets: 'engine.io' | 'socket.io' | null;
  readonly sent: FrameCount;
  readonly received: FrameCount;
  /** Frames that were longer than what is kept of one, and the bytes that were not kept. */
  readonly cut: FrameCount;
  /** The first close frame; null where none was reported. */
  readonly close: {
    readonly by: 'page' | 'server';
    /** Null where the frame has none, which the page sees as 1005. */
    readonly code: number | null;
    readonly meaning: string | null;
    readonly reason: string;
  } | null;
}

export interface Agreement {
  readonly agreed: number;
  /** Messages the browser dispatched so far. */
  readonly dispatched: number;
  /** Events the reader made so far. */
  readonly read: number;
  /** The first few disagreements. */
  readonly differences: readonly {
    /** 0-based number of the event. */
    readonly event: number;
    readonly at: number;
    readonly browser: { readonly type: string; readonly data: string; readonly id: string };
    readonly reader: { readonly type: string; readonly data: string; readonly id: string } | null;
  }[];
}
