import type { Load } from '../connection/cost/load.ts';
import type { ConnectionFacts } from '../connection/facts.ts';
import type { BlockDetail } from '../model/block.ts';
import type { ChannelRows } from '../model/channel.ts';
import type { Companion } from '../model/companion.ts';
import type { Environment } from '../model/environment.ts';
import type { Payload } from '../model/events.ts';
import type { Lane } from '../model/lane.ts';
import type { ChannelSummary } from '../model/stream.ts';

/** What of a connection is summed up over its chain. */
export interface MemberFigures {
  readonly load: Load;
  /** What the page and the server said to each other; an event stream only receives. */
  readonly received: number;
  readonly sent: number;
  /** As the columns of the grid Streams count them. */
  readonly events: number;
  readonly comments: number;
  readonly discarded: number;
  readonly bytes: number;
}

/** A connection as its chain sees it, whatever goes over it. Keys are its own, from 0: the chain gives each another. */
export interface ChainMember {
  /** The connection's. */
  readonly id: string;
  readonly facts: ConnectionFacts;
  readonly rows: ChannelRows;
  /** What belongs to it besides what comes over it; null where nothing does, absent where its kind has no such thing. */
  readonly companion?: Companion | null;
  /** Tape time of its last byte, message or frame, milliseconds; null before the first, and never again after it. */
  readonly lastAt: number | null;
  /** Its row in the grid Streams, were it alone. */
  summary(environment: Environment): ChannelSummary;
  /** What is to be warned of while it is not the latest: nothing of how it ended, which is what reconnects are for. */
  warnings(): readonly string[];
  figures(): MemberFigures;
  block(key: number): BlockDetail | null;
  payload(key: number): Payload | null;
  /** A new lane. @param number of the connection in its chain, from 1. */
  lane(number: number): Lane;
}
