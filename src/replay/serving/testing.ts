import { Channels } from '../../channels/index.ts';
import type { EndRecord, Tape } from '../../tape/index.ts';
import { AS_RECORDED, type ServeOptions } from './options.ts';
import { type RecordedChannel, recordedChannelsOf } from './recorded-channel.ts';
import { bodyOf, type Recording } from './recording.ts';
import { type Served, serve } from './serve.ts';

const decoder = new TextDecoder();

/** Everything that is derived from a tape, at once. */
export function channelsOf(tape: Tape): Channels {
  const channels = new Channels(tape);
  while (channels.update(() => false));
  return channels;
}

/** The only channel of a tape. */
export function onlySource(tape: Tape): RecordedChannel {
  const [source, ...others] = recordedChannelsOf(channelsOf(tape));
  if (!source || others.length > 0) throw new Error('not one source');
  return source;
}

/** Chunks as texts. */
export function texts({ writes }: Recording): string[] {
  return writes.map(({ bytes }) => decoder.decode(bytes));
}

export function times({ writes }: Recording): number[] {
  return writes.map(({ at }) => at);
}

export function bodyText(recording: Recording): string {
  return decoder.decode(bodyOf(recording));
}

/** A good end, or another. */
export function end(on: string, at: number, change: Partial<EndRecord> = {}): EndRecord {
  return { kind: 'end', at, on, how: 'complete', ...change };
}

/** The first recording of a tape's only channel. */
export function first(tape: Tape): Recording {
  return onlySource(tape).recording(0);
}

/** What a request to a tape's only channel is answered with. */
export function serveWith(
  tape: Tape,
  change: Partial<ServeOptions>,
  number = 0,
  lastEventId: string | null = null,
): Served {
  return serve(onlySource(tape), { number, lastEventId }, { ...AS_RECORDED, ...change });
}
