/**
 * What can be read of a poll loop: plain data, made when it is looked at.
 */
import type { ByteCount, EndpointChoice, PollRows } from '../../tape/index.ts';

export type { EndpointChoice, PollRows };

/** What requests that repeat are. Each has one file that decides it. */
export type RequestsLabel =
  | 'ranges'
  | 'uploads'
  | 'sends'
  | 'long-poll'
  | 'short-poll'
  | 'list'
  | 'questions'
  | 'again'
  | 'known-client';

/**
 * Outcome of one cycle. time-out: the server, a proxy or the page gave up waiting; truncated: the answer broke off,
 * and what did come is shown; fault: an answer of a good status that states an error, or is a page or of another type than those
 * before it; error: a status from 400 on, or no answer; stopped: the page stopped it, or went; waiting: not over yet.
 */
export type CycleOutcome =
  | 'data'
  | 'empty'
  | 'time-out'
  | 'truncated'
  | 'fault'
  | 'error'
  | 'stopped'
  | 'waiting';

/**
 * What a request of a known client does. handshake: opens a session; receive: waits for messages, by long polling or a
 * response that stays open; send: carries messages to the server; close: ends a session; info: asks what the server can.
 */
export type ClientRole = 'handshake' | 'receive' | 'send' | 'close' | 'info';

/** One request of a poll loop and its answer. Times are milliseconds. */
export interface Cycle {
  /** 1-based. */
  readonly number: number;
  /** Id of its connection, for the facts. */
  readonly connection: string;
  /** What a known client does by it; null where it is none's. */
  readonly role: ClientRole | null;
  /** Tape time of the request. */
  readonly at: number;
  /** From the sent request to its response, or to its end where none came; null while it is held, and where a cache answered. */
  readonly held: number | null;
  /**
   * From the answer's end to the next request that asks the server, in which a message waits; null where there is no next one
   * (yet), where it is no request that receives, and where a cache answered.
   */
  readonly gap: number | null;
  /** Statuses of the redirects on the way to the answer. */
  readonly redirects: readonly number[];
  readonly status: number | null;
  /** With those of the redirects, as are the ones received. */
  readonly requestHeaderBytes: ByteCount | null;
  readonly responseHeaderBytes: ByteCount | null;
  /** Decoded. */
  readonly payloadBytes: number;
  /** Whether it went over a connection that was open already; null where it is not known. */
  readonly tcpReused: boolean | null;
  /** Which cache of the browser answered, and not the server; null where none did. */
  readonly fromCache: 'memory' | 'disk' | 'prefetch' | null;
  readonly outcome: CycleOutcome;
  /** The outcome in a sentence. */
  readonly why: string;
}

/** How many cycles took how long. */
export interface Histogram {
  /** `below` in milliseconds, exclusive; null for all that is longer. */
  readonly bins: readonly { readonly below: number | null; readonly count: number }[];
  readonly count: number;
  readonly mean: number;
  readonly max: number;
}

/** The known client whose conversation a loop is. */
export interface LoopClient {
  /** What a person calls it. */
  readonly label: string;
  /** Sessions that it has had, one after another. */
  readonly sessions: number;
  /** Requests by which the page sent something. */
  readonly sends: number;
}

/** A poll loop summed up. Of a known client's conversation times, outcomes and delay are those of the requests that receive. */
export interface PollOverview {
  readonly cycles: number;
  /** How many of them the browser's cache answered: they are neither in holds and gaps nor in the delay. */
  readonly fromCache: number;
  /** Of requests that do not receive only those that failed count. */
  readonly outcomes: Readonly<Record<CycleOutcome, number>>;
  readonly requestHeaderBytes: ByteCount;
  readonly responseHeaderBytes: ByteCount;
  /** Decoded. */
  readonly payloadBytes: number;
  readonly holds: Histogram;
  readonly gaps: Histogram;
  /** TCP connections opened for a request, reused from an earlier one, and not known. */
  readonly tcpOpened: number;
  readonly tcpReused: number;
  readonly unknownReuse: number;
  /**
   * Milliseconds that a message can have waited for the next request, if it was as likely at any moment; null before
   * the first gap.
   */
  readonly delay: { readonly mean: number; readonly worst: number } | null;
  /** Null before the second request. */
  readonly requestsPerMinute: number | null;
  readonly endpoint: string;
  /** True where the user said that it is one, and the rule did not. */
  readonly byUser: boolean;
  readonly label: RequestsLabel;
  /** Null where it is no known client's. */
  readonly client: LoopClient | null;
  /** likely: the grounds would fit something else too. */
  readonly sureness: 'certain' | 'likely';
  /** Why it is a row in Streams, with the figures of when it was recognised. */
  readonly why: readonly string[];
  readonly rows: PollRows;
  /** Whether any answer had a list, so that the choice of rows makes a difference. */
  readonly hasLists: boolean;
}
