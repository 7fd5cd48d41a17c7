/**
 * What rules need to know, as a closed list: a rule names its needs, `stream.ts`, `chain.ts`, `poll.ts`, `websocket.ts` and `pieces.ts` tell which of
 * them a channel meets, and `cause.ts` has the words for those that it does not.
 */

/** Of one connection of an event stream. */
export type ConnectionNeed =
  /** Its request, with the address. */
  | 'request'
  /** That the request was seen from its beginning, with its redirects. */
  | 'opening'
  /** A response, or an end that the browser reported. */
  | 'outcome'
  /** The status and the headers of its response. */
  | 'response'
  /** That it opened as an event stream. */
  | 'event-stream'
  /** Something that came, as bytes or as finished messages. */
  | 'content'
  /** Bytes that came, whatever they are. */
  | 'body'
  /** Bytes that came and are text. Lines, chunks and rows are made of them. */
  | 'bytes'
  /** When something came, and that nothing did. */
  | 'times'
  /** Whether the thread that reads it responded. */
  | 'thread'
  /** An EventSource reads it: only then is the rule about it. */
  | 'eventsource'
  /** A program reads it: only then is the rule about it. */
  | 'program';

/** What a rule on one connection of an event stream needs; which types the page listens to is known by address. */
export type StreamNeed = ConnectionNeed | 'listeners';

/** Of the connections of one source together. */
export type ChainOnlyNeed =
  /** Another connection before it, whether it is sure or not that it continues that one. */
  | 'request-again'
  /** A connection that continues another one, at least likely so. */
  | 'reconnect'
  /** One that does so for certain (docs/chains.md). */
  | 'sure-reconnect'
  /** The Last-Event-ID that it sent, or that it sent none. */
  | 'last-event-id';

/** What a rule on chains needs: of the source, and of its connections. */
export type ChainNeed = ConnectionNeed | ChainOnlyNeed;

/** Of a poll loop. */
export type PollNeed =
  /** When requests were sent and answered. */
  | 'exchanges'
  /** Responses to its requests, or the errors in their place. */
  | 'outcomes'
  /** Responses to its requests. */
  | 'responses'
  /** As many responses as make a habit. */
  | 'habit'
  /** The bodies of responses. */
  | 'bodies'
  /** How large headers were. */
  | 'header-sizes'
  /** Whether a TCP connection was used again. */
  | 'tcp-connections';

/** Of a WebSocket. */
export type SocketNeed =
  /** A response to the handshake, or an end that the browser reported. */
  | 'handshake'
  /** That it opened. */
  | 'open-socket'
  /** When frames went, and that none did. */
  | 'frame-times'
  /** Messages that went either way. */
  | 'messages'
  /** The close frame. */
  | 'close-frame'
  /** Which line of the page or worker opened it. */
  | 'opener';

/** Of the WebSockets of one source together. */
export type SocketChainOnlyNeed = Extract<ChainOnlyNeed, 'reconnect'>;

/** What a rule on the WebSockets of one source needs: of the source, and of its connections. */
export type SocketChainNeed = SocketNeed | SocketChainOnlyNeed;

/** Of a response that is read in pieces. */
export type PiecesNeed =
  /** Bytes that came. Its records are made of them. */
  | 'records'
  /** How it ended, as the browser reported. */
  | 'body-end'
  /** Its records are JSON: only then is the rule about it. */
  | 'json-body'
  /** It is a JSON array: only then is the rule about it. */
  | 'array-body'
  /** It is multipart: only then is the rule about it. */
  | 'multipart-body'
  /** It has no framing that is known: only then is the rule about it. */
  | 'unframed-body';

export type Need = StreamNeed | ChainNeed | PollNeed | SocketNeed | PiecesNeed;

/** Each rule needs something: what it could look at without would be nothing. */
export type Needs<N extends Need> = readonly [N, ...N[]];

/** What rules with a need look at, in words for “n checks passed. Not checked: …”; null where another need says it. */
export const SUBJECTS: Readonly<Record<Need, string | null>> = {
  request: 'whether it has to wait for a TCP connection',
  outcome: 'whether it opened',
  response: 'its status and its headers',
  opening: 'its redirects',
  body: 'whether it was decompressed',
  bytes: 'its framing and its delivery',
  times: 'its heartbeats and silences',
  thread: 'whether the page was busy',
  'request-again': 'what it requests again',
  reconnect: 'how often it reconnects',
  'sure-reconnect': 'what reconnects lose',
  listeners: 'whether the page listens to each type',
  'event-stream': null,
  content: null,
  eventsource: null,
  program: null,
  'last-event-id': null,
  exchanges: 'how long requests were held',
  outcomes: 'whether its requests fail',
  responses: 'responses that broke off or timed out',
  bodies: 'what responses left out',
  habit: 'its pauses and what it costs',
  'header-sizes': null,
  'tcp-connections': null,
  handshake: 'whether it opened',
  'open-socket': 'how it ended',
  'frame-times': 'its heartbeats and silences',
  messages: 'whether its messages grow',
  'close-frame': 'its close code',
  opener: 'whether the same line opened several',
  'body-end': 'how its body ended',
  'json-body': 'whether each record is JSON',
  records: null,
  'array-body': null,
  'multipart-body': null,
  'unframed-body': 'whether it is an event stream of another type',
};
