import type { BlockDetail } from '../../channels/model/block.ts';
import type { ConnectionDetail } from '../../channels/model/connection.ts';
import type { Payload } from '../../channels/model/events.ts';
import type { ChunkParts } from '../../channels/model/raw.ts';
import type { ConnectionRow } from '../../channels/model/reconnect.ts';
import type { ChannelListRow } from '../../channels/model/stream.ts';

/** The channels of the shown tape, their connections, and single rows of them. */
export interface ChannelsHost {
  /** In order of opening. The array is a new one only when something in it changed. */
  list(): readonly ChannelListRow[];
  totals(): Totals;
  /** Everything known of one connection, by its own id, or null where it is gone. */
  connection(id: string): ConnectionDetail | null;
  /** Connections `start` to `end` (from 0) of a channel of event streams or WebSockets; none of a channel of another kind. */
  connections(stream: string, start: number, end: number): readonly ConnectionRow[];
  /** Which of its channel's connections one is, from 1; null where it is gone or of a channel of another kind. */
  connectionNumber(connection: string): number | null;
  /** Says that a connection and those after it are another source's. @returns their channel; null where there is nothing to split. */
  split(connection: string): string | null;
  /** Channels that ended before this one began, which it may continue by hand; those of its address first. */
  joinable(stream: string): readonly string[];
  /** Says that channel `stream` continues channel `earlier`, under the latter's id. @returns whether it could. */
  join(earlier: string, stream: string): boolean;
  /** A curl command (`-N`) that asks for the same stream as a connection did, or the latest of a poll loop; for a WebSocket one for websocat. */
  command(connection: string): string;

  /**
   * Key within its channel of the row that the byte at `offset` of a connection (of a WebSocket: of its payloads) belongs to, the pending row's included; null where there is none. A block
   * that was pending when it was picked is found again by this when it has gone out.
   */
  rowAt(connection: string, offset: number): number | null;
  /** Tape time at which the byte at `offset` of an event stream's connection came, milliseconds; null where it is not known. */
  timeAt(connection: string, offset: number): number | null;
  /** The chunks that bytes `start` to `end` (exclusive) of a connection came in; none for a WebSocket, which has no chunks. */
  chunkParts(connection: string, start: number, end: number): ChunkParts;
  /** How the block behind a row came to be; null for rows without bytes (messages, notes). */
  block(stream: string, key: number): BlockDetail | null;
  /** The whole data of a row. */
  payload(stream: string, key: number): Payload | null;
  /** Bytes `start` to `end` (exclusive) of a connection's kept bytes, of a WebSocket among its payloads; null where they are not in memory. */
  bytes(connection: string, start: number, end: number): Uint8Array | null;
}

/** What the Capture status says of the shown tape: events so far, and what is known to be missing. */
export interface Totals {
  readonly events: number;
  readonly bytes: number;
  /** Records that say something is missing. */
  readonly gaps: number;
}
