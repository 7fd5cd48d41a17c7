/**
 * A known client that receives by an event stream sends by other requests. What the stream's row needs of both: who the client
 * is, and what stands beside the stream.
 */
import type { ChannelRows } from './channel.ts';
import type { Cost } from './cost.ts';
import type { Payload } from './events.ts';
import type { Ticks } from './lane.ts';

/** The known client whose session an event stream is of. */
export interface StreamClient {
  /** What a person calls it. */
  readonly label: string;
  /** What the addresses of its requests share, without a slash at its end. */
  readonly base: string;
  readonly session: string;
  /** Names the client, its base and the page: the same of sessions that may follow one another. */
  readonly group: string;
  /** How long it asks for nothing, at the least, where a session is over of which nothing says so; milliseconds. */
  readonly silent: number;
  /** What a frame is called that came as the data of an event; null for what is none. */
  typeOf(data: string): string | null;
  /** How the server closed the session, in a sentence; null where it did not. @param end of the stream, as text. */
  closing(end: string): string | null;
}

/** The requests of one session beside its event stream: what the page sent, and what it asked before. */
export interface Companion {
  readonly rows: ChannelRows;
  /** Of the rows: those that carry something, and of these the ones that the page sent. */
  readonly events: number;
  readonly sent: number;
  readonly discarded: number;
  /** Of their responses, decoded. */
  readonly bytes: number;
  readonly ticks: Ticks;
  payload(key: number): Payload | null;
  cost(): Cost;
  /** Ids of their connections on the tape, in order. */
  connectionIds(): readonly string[];
}
