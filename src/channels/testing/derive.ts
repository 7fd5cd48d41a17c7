import type { Tape } from '../../tape/index.ts';
import { streamTape } from '../../tape/testing.ts';
import { Channels, type EventStream, type EventStreamConnectionRow } from '../index.ts';

export const never = (): boolean => false;

/** Everything derived from a tape, at once. */
export function derive(tape: Tape): Channels {
  const channels = new Channels(tape);
  while (channels.update(never));
  return channels;
}

/** The one stream of a tape made of these chunks, which come 10 ms apart. */
export function streamOf(contents: readonly (string | Uint8Array)[]): EventStream {
  const stream = derive(streamTape(contents)).stream('sse');
  if (!stream) throw new Error('no stream');
  return stream;
}

/** Connections `start` to `end` (from 0) of an event stream's chain, as the Connections table shows them. */
export function streamConnections(
  channels: Channels,
  id: string,
  start: number,
  end: number,
): EventStreamConnectionRow[] {
  return channels.connections(id, start, end).flatMap((row) => (row.kind === 'event-stream' ? [row] : []));
}
