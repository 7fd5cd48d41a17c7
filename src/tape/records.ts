/**
 * The facts a tape is made of. Capture appends them, everything else is derived from them.
 *
 * All `at` are milliseconds since the tape began, on the network clock (monotonic; it stands still while the
 * machine sleeps, so `clock` records pair it with wall time). `on` is the id of a connection: one request and what
 * followed it. A field that could not be read is absent, never invented.
 */

import type { Decision } from './decision.ts';

/** One header as sent or received; order and repetition are kept. */
export type Header = readonly [name: string, value: string];

/** What requested the connection. */
export type Via = 'eventsource' | 'fetch' | 'xhr' | 'websocket' | 'beacon' | 'script' | 'other';

/** A count of bytes, and whether it was computed because the source does not report it. */
export interface ByteCount {
  readonly bytes: number;
  readonly estimated: boolean;
}

/** Where in the program the request was made. Chromium gives none for EventSource. */
export interface Initiator {
  readonly url: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly functionName: string;
}

/** A place in the program that called the one before it. */
export interface Caller extends Initiator {
  /** Where it did not call it but schedule it: how, in the browser’s words (“await”, “setTimeout”); '' where it did not say. */
  readonly async?: string;
}

/** The document or worker that owns a connection. */
export interface Context {
  readonly kind: 'page' | 'frame' | 'worker' | 'shared-worker' | 'service-worker' | 'unknown';
  /** Frame id (of the protocol) or target id as the source names it; stable within one tape. */
  readonly id: string;
  readonly url?: string;
}

interface Fact {
  readonly at: number;
}
interface ConnectionFact extends Fact {
  readonly on: string;
}

/** Pairs the network clock with wall time (`wall`: milliseconds since the Unix epoch). */
export interface ClockRecord extends Fact {
  readonly kind: 'clock';
  readonly wall: number;
}

/**
 * A request was made by the page. It may still wait for a TCP connection: see {@link SentRecord}. A second one of the same
 * connection replaces the first: more became known of one that was open before capture began, or an exchange turned
 * out to be an event stream by its response.
 */
export interface RequestRecord extends ConnectionFact {
  readonly kind: 'request';
  /** Absent where the connection was open before capture began and could not be identified. */
  readonly url?: string;
  /** Where the URL is not known: the URLs it can be. */
  readonly candidates?: readonly string[];
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body?: string;
  /** True where it has a body that is no text, or that the browser did not give: a file, a form with files. */
  readonly hasOtherBody?: true;
  readonly via: Via;
  readonly context: Context;
  readonly initiator?: Initiator;
  /** What called the initiator, innermost first: some ten at the most. */
  readonly callers?: readonly Caller[];
  /** True where it was already open when capture began: what came before is not known. */
  readonly openBefore?: boolean;
  /** An ordinary exchange, no event stream: kept because it may be one of a poll loop. */
  readonly exchange?: true;
  /** Of an exchange that was read in pieces before the log was cleared: the framing by which it is read on. */
  readonly framing?: string;
}

/** The request was sent: headers as sent. Until then it waits (HTTP/1.1: six TCP connections to a host). */
export interface SentRecord extends ConnectionFact {
  readonly kind: 'sent';
  readonly headers: readonly Header[];
  /** The Last-Event-ID header, decoded from its raw UTF-8. */
  readonly lastEventId?: string;
  readonly headerBytes?: ByteCount;
}

/** The response was a redirect, and the request continues to `url`. */
export interface RedirectRecord extends ConnectionFact {
  readonly kind: 'redirect';
  readonly status: number;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly headerBytes?: ByteCount;
}

/** Status line and headers of the final response. */
export interface ResponseRecord extends ConnectionFact {
  readonly kind: 'response';
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** MIME type without parameters, lower case; '' where the server sent none. */
  readonly mimeType: string;
  readonly charset?: string;
  /** ALPN name as the protocol reports it: 'http/1.1', 'h2', … */
  readonly protocol?: string;
  readonly connectionId?: string;
  readonly reused?: boolean;
  readonly remoteAddress?: string;
  readonly headerBytes?: ByteCount;
  readonly fromServiceWorker?: boolean;
  /** The browser's cache that it came from; absent where it came from the network. */
  readonly fromCache?: 'memory' | 'disk' | 'prefetch';
}

/**
 * One read by the page's thread. With fidelity `bytes` it carries `bytes`; with `lengths` only `length`.
 * `wire` is what the network reported since the previous chunk: only a connection's sum is right.
 */
export interface ChunkRecord extends ConnectionFact {
  readonly kind: 'chunk';
  readonly bytes?: Uint8Array;
  /** Decoded length in bytes. */
  readonly length: number;
  readonly wire?: number;
}

/** An event as a source reported it, where the bytes cannot be read. */
export interface MessageRecord extends ConnectionFact {
  readonly kind: 'message';
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

/** What the browser reports as dispatched to the page's EventSource; compared with the reader's events in order. */
export interface DispatchedRecord extends ConnectionFact {
  readonly kind: 'dispatched';
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

/** The next `count` dispatched messages equal the next `count` events read from the bytes: stored once. */
export interface AgreedRecord extends ConnectionFact {
  readonly kind: 'agreed';
  readonly count: number;
}

/** Which way a frame went, seen from the page. */
export type Direction = 'sent' | 'received';

/**
 * A WebSocket frame as the browser reports it: one whole message, unmasked, decompressed and put together from its
 * fragments.
 */
export interface FrameRecord extends ConnectionFact {
  readonly kind: 'frame';
  readonly direction: Direction;
  /** RFC 6455, 5.2: 1 text, 2 binary, 8 close. */
  readonly opcode: number;
  /** The payload; of one longer than the limit its first bytes. */
  readonly bytes: Uint8Array;
  /** Bytes of the whole payload, kept or not. */
  readonly length: number;
}

/** Why an end was inferred: the browser reports none in these cases. */
export type InferredEnd = 'navigation' | 'reload' | 'crash' | 'target-gone' | 'capture-stopped';

/** A service worker that did not give its page what it asked for. */
export interface ServiceWorkerFault {
  /** Its script. */
  readonly url: string;
  /** The browser's error text of its own request for the page's address; absent where it made none that failed. */
  readonly error?: string;
}

/** The connection is over. */
export interface EndRecord extends ConnectionFact {
  readonly kind: 'end';
  readonly how: 'complete' | 'failed' | 'cancelled';
  /** The browser's error text (`net::ERR_…`). */
  readonly error?: string;
  /** Why the browser blocked it: a CORS error or a blocked reason, as the protocol names it. */
  readonly blocked?: string;
  /** What a CORS failure names besides: a header, a method or a value that the server sent. */
  readonly blockedParameter?: string;
  /** The page's service worker, where it ended so because of it. */
  readonly serviceWorker?: ServiceWorkerFault;
  readonly inferred?: InferredEnd;
  /** What the network reported after the last chunk: wire lengths come one event late. */
  readonly wire?: number;
}

export type Fidelity = 'bytes' | 'messages' | 'lengths';

/** What is known of a connection from here on, and why no more. */
export interface FidelityRecord extends ConnectionFact {
  readonly kind: 'fidelity';
  readonly level: Fidelity;
  readonly why?: string;
  /** The user chose that no more is known; absent where he did not. */
  readonly chosen?: ChosenGap;
}

/**
 * Into and out of the back/forward cache. `suspend` is inferred: no browser reports at a navigation whether the page it
 * leaves lives on; a `resume` or an inferred `end` shows it later.
 */
export interface SuspendRecord extends ConnectionFact {
  readonly kind: 'suspend';
}
export interface ResumeRecord extends ConnectionFact {
  readonly kind: 'resume';
  /** Not from the cache: Record was off meanwhile, and a {@link GapRecord} follows. The end was written when it went off. */
  readonly after?: 'record-off';
}

/**
 * The thread of the page or worker that reads this connection did not respond: it ran a script, or was paused at a breakpoint
 * or a dialog. What came in that time was read afterwards, late and as one chunk. Reported while it lasts, without `to`, and
 * once more when it is over, with the same `from`. Protocol: an awaited `Runtime.evaluate` of a literal.
 */
export interface BusyRecord extends ConnectionFact {
  readonly kind: 'busy';
  /** Its last sign of life before; it may have been busy from then on. */
  readonly alive: number;
  /** When it was probed. */
  readonly from: number;
  /** When it responded. */
  readonly to?: number;
}

/** What the user did so that something is missing: Clear, or Record off. */
export type ChosenGap = 'clear' | 'record-off';

/**
 * No script of the page ran when messages of `type` were dispatched, so nobody listens to it. `over`: since then one ran with each, so
 * there may be a listener. Protocol: `ScriptDuration` of `Performance.getMetrics` before and after a message.
 */
export interface UnheardRecord extends ConnectionFact {
  readonly kind: 'unheard';
  readonly type: string;
  readonly over?: true;
}

/** A gap: something is missing here, of one connection or (without `on`) of all. */
export interface GapRecord extends Fact {
  readonly kind: 'gap';
  readonly on?: string;
  readonly why: string;
  /** The user chose that it is missing, and `why` is a sentence of its own; absent where it was lost. */
  readonly chosen?: ChosenGap;
  /** Decoded bytes missing, where known. */
  readonly bytes?: number;
  /** The last event ID in force after the gap, where known. */
  readonly lastEventId?: string;
}

export type SourceName = 'protocol' | 'har';

/** Capture continued, off, or was lost. */
export interface CaptureRecord extends Fact {
  readonly kind: 'capture';
  readonly state: 'on' | 'off' | 'lost';
  readonly source: SourceName;
  readonly why?: string;
  /** The browser and its version, “Chrome 156”: its error names, its limits and its faults are its own. */
  readonly browser?: string;
}

/** An iframe, a page or a worker came, went or crashed. */
export interface TargetRecord extends Fact {
  readonly kind: 'target';
  readonly event: 'attached' | 'detached' | 'crashed';
  readonly context: Context;
}

/** The page went elsewhere. `restored`: came back from the back/forward cache. */
export interface NavigateRecord extends Fact {
  readonly kind: 'navigate';
  readonly url: string;
  readonly how: 'navigation' | 'reload' | 'restored';
}

/**
 * Event types the page's live EventSource objects on `url` have listeners for, as found at `at`.
 * Protocol: `Runtime.queryObjects` + `DOMDebugger.getEventListeners`.
 */
export interface ListenersRecord extends Fact {
  readonly kind: 'listeners';
  readonly url: string;
  readonly objects: number;
  readonly types: readonly string[];
}

/** The user's note. */
export interface MarkRecord extends Fact {
  readonly kind: 'mark';
  readonly text: string;
}

/**
 * A message that the user had dispatched at a live object of the page. No server sent it. `on` is the connection the
 * object stood for, where it is known.
 */
export interface InjectedRecord extends Fact {
  readonly kind: 'injected';
  readonly on?: string;
  /** What its listeners belong to. */
  readonly to: 'eventsource' | 'websocket';
  /** The object's `url`. */
  readonly url: string;
  readonly type: string;
  /** A binary message's bytes in base64. */
  readonly data: string;
  readonly binary?: true;
  /** As `lastEventId`. */
  readonly id: string;
  readonly origin: string;
  /** How many listeners for that type the object had; absent where that could not be known. */
  readonly heard?: number;
}

/** What gave a recording to the page: the replay server, chunk by chunk, or the browser, the whole body at once. */
export type AnsweredBy = 'replay-server' | 'browser';

/**
 * A recording answered this request in place of the server: nothing that came on the connection shows what the server does. Written
 * when the request is given to it, before anything of the answer.
 */
export interface AnsweredRecord extends ConnectionFact {
  readonly kind: 'answered';
  readonly by: AnsweredBy;
}

/** A decision, where it was made: it concerns what stands before it. */
export type DecisionRecord = Fact & { readonly kind: 'decision' } & Decision;

/** A kind this version does not know: carried through unchanged. */
export interface UnknownRecord extends Fact {
  readonly kind: 'unknown';
  readonly raw: Readonly<Record<string, unknown>>;
}

export type TapeRecord =
  | ClockRecord
  | RequestRecord
  | SentRecord
  | RedirectRecord
  | ResponseRecord
  | ChunkRecord
  | MessageRecord
  | DispatchedRecord
  | AgreedRecord
  | FrameRecord
  | EndRecord
  | FidelityRecord
  | SuspendRecord
  | ResumeRecord
  | BusyRecord
  | UnheardRecord
  | GapRecord
  | CaptureRecord
  | TargetRecord
  | NavigateRecord
  | ListenersRecord
  | MarkRecord
  | InjectedRecord
  | AnsweredRecord
  | DecisionRecord
  | UnknownRecord;

/** The facts that are kept as objects: all but those that come in floods, which live in columns. */
export type PlainRecord = Exclude<
  TapeRecord,
  ChunkRecord | MessageRecord | DispatchedRecord | AgreedRecord | FrameRecord
>;

/** Where capture writes. The one thing a source may do with a tape. */
export interface TapeWriter {
  /** @throws never: a record that cannot be kept becomes a `gap`. */
  append(record: TapeRecord): void;
}
