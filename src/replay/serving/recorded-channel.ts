/** The channels of a tape that can be served, each with its connections in order. */
import { type Channels, PollLoop } from '../../channels/index.ts';
import { ChunkGaps } from './gaps.ts';
import { recordingOf } from './record.ts';
import type { Recording } from './recording.ts';

/** A channel that can be served: its first request is answered by its first recording, the second by the second. */
export interface RecordedChannel {
  /** The channel's id on its tape. */
  readonly id: string;
  readonly name: string;
  /** Where it was asked for; null where that is not known. */
  readonly url: string | null;
  readonly method: string;
  readonly transport: 'sse' | 'poll' | 'pieces';
  /** Connections, or a loop's cycles. */
  readonly connections: number;
  /** @param connection 0-based. @throws RangeError where there is none. */
  recording(connection: number): Recording;
}

/** Every channel of a tape that can be served, in the order of the Streams grid. WebSockets cannot be. */
export function recordedChannelsOf(channels: Channels): RecordedChannel[] {
  const gaps = new ChunkGaps(channels.tape);
  return channels.rows().flatMap((row) => {
    const source = row.kind === 'stream' ? recordedChannelWith(channels, row.id, gaps) : null;
    return source ? [source] : [];
  });
}

/** One channel; null where it is gone or cannot be served. */
export function recordedChannelOf(channels: Channels, id: string): RecordedChannel | null {
  return recordedChannelWith(channels, id, new ChunkGaps(channels.tape));
}

function recordedChannelWith(channels: Channels, id: string, gaps: ChunkGaps): RecordedChannel | null {
  const channel = channels.channel(id);
  const row = channels.rows().find((one) => one.kind === 'stream' && one.id === id);
  if (!channel || row?.kind !== 'stream' || row.transport === 'websocket') return null;
  const connectionAt =
    channel instanceof PollLoop
      ? (index: number) => channel.connectionAt(index)
      : (index: number) => channels.streamsOf(id)[index]?.id ?? channels.pieces(id)?.connectionIds()[index];
  return {
    id,
    name: row.name,
    url: row.url,
    method: row.method,
    transport: row.transport,
    connections: row.connections,
    recording(connection) {
      const name = connectionAt(connection);
      const tape = name === undefined ? undefined : channels.tape.connection(name);
      if (!tape) throw new RangeError(`connection ${connection}`);
      return recordingOf(tape, gaps.of(tape.id));
    },
  };
}
