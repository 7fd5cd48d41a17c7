/**
 * What can be read of a stream: plain data, made when it is looked at. The panel sees nothing else of a tape.
 */
import type { ByteCount, Context, Direction, Fidelity, Header, Initiator, Via } from '../tape/index.ts';

/** How the two sides of a channel talk. */
export type Transport = 'sse' | 'poll' | 'websocket';

export type StreamState =
  /** The browser holds the request back: all connections to the host are taken. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'suspended'; readonly since: number }
  | { readonly kind: 'ended'; readonly at: number; readonly good: boolean; readonly inferred: boolean };

/** A row of the Streams grid: either a channel or the divider a navigation leaves with Preserve log on. */
export type StreamRow =
  | StreamSummary
  | { readonly kind: 'divider'; readonly id: string; readonly at: number; readonly text: string };

export interface StreamSummary {
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
  readonly state: StreamState;
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
  /** Things worth a warning sign: disagreement with the browser, gaps, refusals, types nobody listens to. */
  readonly warnings: readonly string[];
}

/** One connection of an event stream's channel, and how it goes on with the one before. */
export interface ConnectionRow {
  /** The connection's id. */
  readonly id: string;
  /** 1-based, within the channel. */
  readonly number: number;
  readonly state: StreamState;
  readonly openedAt: number;
  readonly endedAt: number | null;
  readonly status: number | null;
  /** How it ended, in a few words; '' while it runs. */
  readonly ended: string;
  /** The same in a sentence, with what the browser does next. */
  readonly verdict: string;
  readonly events: number;
  /** What the reader discarded when it ended: the block that no blank line had ended. Null where there was none. */
  readonly lost: { readonly bytes: number; readonly text: string } | null;
  /** Null for the first. */
  readonly join: JoinDetail | null;
}

/** A reconnect against the connection before it. */
export interface JoinDetail {
  /** Why both are taken for one source, in a sentence. */
  readonly why: string;
  /** False where it could as well be another source's; `why` says so. */
  readonly isSure: boolean;
  readonly byHand: boolean;
  /** From the end of the one before to this request, milliseconds; null where that end is not known. */
  readonly delay: number | null;
  /** Milliseconds the server's `retry` or the browser's default asked for; null where a program decides by itself. */
  readonly due: number | null;
  readonly dueBy: 'retry' | 'default' | null;
  /** The Last-Event-ID header; null where none was sent, undefined where that is not known. */
  readonly idSent: string | null | undefined;
  /** The last event ID committed before; '' where there was none. */
  readonly idCommitted: string;
  readonly idCheck: 'equal' | 'other' | 'missing' | 'no-ids' | 'unknown';
  readonly repeated: {
    readonly count: number;
    /** True where only the first events were compared, and there may be more. */
    readonly orMore: boolean;
    /** Told by their ids, or, where they have none, by type and data. */
    readonly by: 'id' | 'content';
    readonly which: readonly string[];
  };
  /** Whole numbers left out in ids that had come one by one; null where ids do not count. */
  readonly skipped: number | null;
  /** The first new id, where ids are numbers and it is smaller than the last one before. */
  readonly wentBackTo: string | null;
}

export interface ConnectionDetail {
  readonly summary: StreamSummary;
  readonly requestHeaders: readonly Header[];
  /** True while only the headers the renderer asked for are known, not those sent. */
  readonly requestHeadersProvisional: boolean;
  readonly requestHeaderBytes: ByteCount | null;
  readonly requestBody: string | null;
  readonly lastEventIdSent: string | null;
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
  } | null;
  readonly initiator: Initiator | null;
  /** Why there is no initiator, where there is none. */
  readonly initiatorNote: string | null;
  readonly end: { readonly at: number; readonly text: string; readonly inferred: boolean } | null;
  readonly sentAt: number | null;
  readonly chunks: number;
  readonly decodedBytes: number;
  /** Sum of what the network reported, compressed and framed; null where it was not reported. */
  readonly wireBytes: number | null;
  /** Milliseconds; null where the server sent no valid `retry`. */
  readonly retry: number | null;
  /** The same of the connections before it, which stays in force until another one comes. */
  readonly retryBefore: number | null;
  readonly lastEventId: string;
  /** The reader against the browser: how many dispatched messages equal the reader's events; null where there is nothing to compare. */
  readonly agreement: Agreement | null;
  readonly fidelityStretches: readonly {
    readonly at: number;
    readonly level: Fidelity;
    readonly why: string | null;
  }[];
  readonly gaps: readonly { readonly at: number; readonly why: string; readonly bytes: number | null }[];
  readonly listeners: {
    readonly at: number;
    readonly objects: number;
    readonly types: readonly string[];
    /** Types that arrived and that no listener was registered for. */
    readonly unheard: readonly string[];
  } | null;
  /** What only a WebSocket has; null for others. */
  readonly socket: SocketDetail | null;
}

/** Frames and their payload bytes. */
export interface FrameCount {
  readonly frames: number;
  readonly bytes: number;
}

export interface SocketDetail {
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

export type Column = 'id' | 'type' | 'data' | 'time' | 'delta' | 'size';

export interface EventsSpec {
  readonly stream: string;
  /** DevTools filter syntax: `text`, `-text`, `/regex/`, `type:…`, `id:…`, `dir:…`, quoted, all must hold. */
  readonly filter: string;
  readonly comments: boolean;
  readonly sort: { readonly by: Column; readonly descending: boolean } | null;
  /** Only rows whose time lies in it; all where there is none. */
  readonly span?: Span | null;
}

/** Tape times in milliseconds; what is at `to` is outside. */
export type Span = readonly [from: number, to: number];

/** A filtered, sorted window on one stream's rows. Filled in slices: `working` says how far it is. */
export interface EventsView {
  /** Rows that pass the filter, so far. While paused it stands still. */
  readonly count: number;
  /** Rows of the stream before filtering (comments included only if asked for). */
  readonly total: number;
  /** 0 to 1 while filtering or sorting is under way; null when it is done. */
  readonly working: number | null;
  /** What is wrong with the filter (a bad regular expression), or null. */
  readonly filterError: string | null;
  readonly paused: boolean;
  /** Rows that came since the pause. */
  readonly behind: number;
  rows(start: number, end: number): readonly EventRow[];
  /** Position of the row with this key, or -1. */
  indexOf(key: number): number;
  pause(on: boolean): void;
  close(): void;
}

export interface EventRow {
  /** Names the row within its stream, for selection and details; stable while the tape lives. */
  readonly key: number;
  /**
   * event: dispatched, from bytes; message: as a source reported it, without bytes; frame: of a WebSocket; comment;
   * discarded: a block without data, or what was lost at the end; pending: not yet ended by a blank line; note: gap,
   * suspension, end.
   */
  readonly kind: 'event' | 'message' | 'frame' | 'comment' | 'discarded' | 'pending' | 'note';
  readonly id: string;
  /** True where this block set no id and the last event ID is an earlier one's. */
  readonly idInherited: boolean;
  readonly type: string;
  /** At most a few hundred characters, for one line. */
  readonly data: string;
  readonly truncated: boolean;
  readonly at: number;
  /** Milliseconds since the row before it in the stream. */
  readonly delta: number | null;
  /** Bytes of the block on the stream; of a message, its data's; of a frame, its payload's. */
  readonly size: number;
  /** Why it is marked, for discarded, pending and note rows; a disagreement with the browser for events. */
  readonly why: string | null;
  /** Id of the connection that it came on, whose bytes `range` counts. */
  readonly connection: string;
  /** Which way it went, where both sides send (WebSocket); else null. */
  readonly direction: Direction | null;
  /** Byte range in the connection, of a frame among its payloads; null where there are no bytes. */
  readonly range: readonly [start: number, end: number] | null;
}

export interface Payload {
  readonly type: string;
  readonly id: string;
  /** Of a binary frame its payload in base64. */
  readonly data: string;
  readonly binary: boolean;
  /** Characters of data left out because it is longer than the stated limit. */
  readonly cut: number;
}

export interface BlockDetail {
  readonly key: number;
  readonly outcome: 'dispatched' | 'no-data' | 'pending' | 'lost';
  /** One sentence: what became of the block. */
  readonly summary: string;
  readonly lineCount: number;
  /** Lines `start` to `end` (exclusive, 0-based). */
  lines(start: number, end: number): readonly MergeLine[];
  readonly result: {
    readonly type: string;
    readonly id: string;
    readonly idInherited: boolean;
    readonly data: string;
    readonly dataLines: number;
  } | null;
  /** From the first byte's chunk to the last one's, milliseconds. */
  readonly took: number;
  readonly chunks: number;
  readonly firstChunk: number;
  readonly range: readonly [start: number, end: number];
}

export interface MergeLine {
  /** 1-based, within the block. */
  readonly number: number;
  /** 1-based chunk numbers in the connection; they differ where the line was cut. */
  readonly firstChunk: number;
  readonly lastChunk: number;
  /** When its line end came; of an unfinished line, its last byte. */
  readonly at: number;
  /** Byte range in the stream, without and with the line end. */
  readonly start: number;
  readonly end: number;
  readonly endWithTerminator: number;
  readonly field: 'data' | 'event' | 'id' | 'retry' | 'comment' | 'blank' | 'unknown';
  /** The line as it came, control characters visible, at most a few thousand characters. */
  readonly text: string;
  /** Length of the field name in `text`, for colour; 0 for comments and blank lines. */
  readonly nameLength: number;
  readonly terminator: 'LF' | 'CR' | 'CRLF' | 'none';
  readonly effect: string;
  readonly effectKind:
    | 'sets'
    | 'overwritten'
    | 'appends'
    | 'ignored'
    | 'dispatches'
    | 'discards'
    | 'comment'
    | 'unfinished';
  /** Number of the line that overwrites this one, or null. */
  readonly overwrittenBy: number | null;
  /** The standard's three buffers after this line. `data` keeps at most a few thousand characters. */
  readonly after: { readonly type: string; readonly id: string; readonly data: string };
}

/** The wire as it came: a header row a chunk, then its bytes cut at line ends and at a stated width. */
export interface RawView {
  readonly count: number;
  readonly working: number | null;
  rows(start: number, end: number): readonly RawRow[];
  /** Row that holds the byte at `offset`, or -1. */
  indexOf(offset: number): number;
  close(): void;
}

export type RawRow =
  | {
      readonly kind: 'chunk';
      /** 1-based. */
      readonly chunk: number;
      readonly at: number;
      readonly delta: number | null;
      readonly size: number;
      /** False where only the length is known. */
      readonly kept: boolean;
    }
  | {
      readonly kind: 'bytes';
      readonly start: number;
      readonly end: number;
      readonly chunk: number;
      /** The text, control characters and line ends visible; bytes that are not whole characters as ⟨hex⟩. */
      readonly text: string;
      /** Field name at the start of `text` to colour, in characters; 0 where the row does not begin a line. */
      readonly nameLength: number;
      readonly comment: boolean;
      /** Key of the Events row this belongs to, or null. */
      readonly row: number | null;
    };
