import { type Channel, type Channels, PENDING } from '../../channels/index.ts';
import type { ChannelsHost } from '../host/channels.ts';
import { oneSlice } from '../slices.ts';

interface Parts {
  readonly shown: () => Channels;
  /** What a split or a join is a fact of. */
  readonly decided: () => Channels;
  readonly now: () => number;
  readonly changed: () => void;
}

/** The channels that are shown, as a panel reads them, splits them and joins them. */
export function channelsTopic({ shown, decided, now, changed }: Parts): ChannelsHost {
  /** The channel, where it has such a row: before a moment that is played there was less. */
  const withRow = (id: string, key: number): Channel | null => {
    const channel = shown().channel(id);
    const has = channel && (key === PENDING ? channel.rows.hasPending : key < channel.rows.count);
    return has ? channel : null;
  };
  return {
    list: () => shown().rows(),
    totals: () => shown().totals(),
    connection: (id) => shown().detail(id),
    connections: (stream, start, end) => shown().connections(stream, start, end),
    connectionNumber: (connection) => shown().connectionNumber(connection),
    split(connection) {
      const id = decided().split(connection, now(), oneSlice());
      changed();
      return id;
    },
    joinable: (stream) => shown().joinable(stream),
    join(earlier, stream) {
      const joined = decided().join(earlier, stream, now(), oneSlice());
      changed();
      return joined;
    },
    command(connection) {
      // Of a poll loop its latest request.
      const id = shown().loop(connection)?.last?.id ?? connection;
      return shown().connection(id)?.command() ?? '';
    },
    rowAt: (connection, offset) => shown().connection(connection)?.rowAt(offset) ?? null,
    timeAt: (connection, offset) => shown().connection(connection)?.timeAt(offset) ?? null,
    chunkParts: (connection, start, end) => shown().chunkParts(connection, start, end),
    block: (stream, key) => withRow(stream, key)?.block(key) ?? null,
    payload: (stream, key) => withRow(stream, key)?.payload(key) ?? null,
    bytes: (connection, start, end) => shown().bytes(connection, start, end),
  };
}
