/**
 * What a channel costs on the wire and how late its messages come: plain data, the same for each transport, so that
 * they can be compared.
 */
import type { ByteCount } from '../../tape/index.ts';
import type { Delay } from './delay.ts';

export interface Cost {
  /** Events of a stream, data frames of a socket, of a poll loop the rows that Events shows with something in them. */
  readonly messages: { readonly received: number; readonly sent: number };
  /** Redirects are requests of their own. */
  readonly requests: number;
  /** Requests that opened a TCP connection, that reused one, and where this is not known. */
  readonly tcpOpened: number;
  readonly tcpReused: number;
  readonly unknownReuse: number;
  /** ALPN names as they came ('http/1.1', 'h2'), the most frequent first. */
  readonly protocols: readonly string[];
  readonly requestHeaders: ByteCount;
  readonly responseHeaders: ByteCount;
  /** Bytes before the payloads of a socket's frames (RFC 6455, 5.2): computed, 0 for others. */
  readonly frameHeaders: number;
  /** Requests and answers of whose headers the size is not known: they are missing from the sums. */
  readonly unknownHeaders: number;
  /** Connections that were open before recording: what came on them until then is missing. */
  readonly openedBefore: number;
  /** As they were on the wire, compressed and framed; estimated where only the decoded length is known. */
  readonly body: ByteCount;
  /** Answers without a message; null where nothing asks again and again. */
  readonly empty: number | null;
  /** Tape time of the first request, milliseconds. */
  readonly openedAt: number;
  /** Tape time of the last byte, message or frame, milliseconds; null before the first. */
  readonly lastAt: number | null;
}

/** One of several channels that are compared. */
export interface Figures {
  readonly cost: Cost;
  readonly delay: Delay;
}

/** Follows channels while it is open. Delays are found in slices: until all is looked at they are of what was. */
export interface FiguresView {
  /** Null where there is no such channel, or it was not asked for. */
  of(channel: string): Figures | null;
  close(): void;
}
