/** What one request is answered with. */
import { afterId } from './after.ts';
import { CONTENT_FAULTS, type Fault, TIMED_FAULTS } from './faults/index.ts';
import type { ServeOptions } from './options.ts';
import { paced } from './pace.ts';
import type { RecordedChannel } from './recorded-channel.ts';
import type { Recording } from './recording.ts';

/** A request as far as it decides the answer. */
export interface ServeRequest {
  /** Which request of this replay it is, 0-based. */
  readonly number: number;
  /** The Last-Event-ID header, or null. */
  readonly lastEventId: string | null;
}

export interface Served {
  readonly recording: Recording;
  /** Which connection of the channel it is, 0-based; null for an answer of our own making. */
  readonly connection: number | null;
}

/**
 * The nth request gets the nth connection's recording; after the last the first again. With `resume` one that sends a
 * Last-Event-ID gets what follows it, wherever in the channel that is: the latest connection that has it counts, and
 * where it ended with it, the next one.
 */
export function serve(source: RecordedChannel, ask: ServeRequest, options: ServeOptions): Served {
  if (source.connections === 0) throw new RangeError('no connection to serve');
  if (ask.number < options.fail) return { recording: failure(source.recording(0)), connection: null };
  let connection = (ask.number - options.fail) % source.connections;
  let recording = source.recording(connection);
  if (options.resume && ask.lastEventId !== null) {
    const found = resumed(source, ask.lastEventId);
    if (found) ({ recording, connection } = found);
    else recording = { ...recording, notes: [...recording.notes, 'It has no such ID as the request sent.'] };
  }
  return { recording: withFaults(recording, options), connection };
}

/** Faults of the content come before the pace is changed, those of chunks and times after it: their times are real ones. */
function withFaults(recording: Recording, { faults, speed }: ServeOptions): Recording {
  const apply = (to: Recording, list: readonly Fault[]): Recording =>
    list.reduce((changed, fault) => {
      const value = faults[fault.name];
      return value === undefined ? changed : fault.apply(changed, value);
    }, to);
  return apply(paced(apply(recording, CONTENT_FAULTS), speed), TIMED_FAULTS);
}

function resumed(source: RecordedChannel, id: string): { recording: Recording; connection: number } | null {
  for (let connection = source.connections - 1; connection >= 0; connection--) {
    const recording = afterId(source.recording(connection), id);
    if (!recording) continue;
    // It was the last of that connection: what followed it is the next one.
    const next = connection + 1;
    if (recording.writes.length > 0 || next >= source.connections) return { recording, connection };
    return { recording: source.recording(next), connection: next };
  }
  return null;
}

const encoder = new TextEncoder();

/** With the recorded headers of CORS, so that the page meets a 500 and not a refusal by the browser. */
function failure({ head }: Recording): Recording {
  const cors = head?.headers.filter(([name]) => /^access-control-|^vary$/i.test(name)) ?? [];
  return {
    head: {
      at: 0,
      status: 500,
      statusText: 'Internal Server Error',
      headers: [['content-type', 'text/plain; charset=utf-8'], ['cache-control', 'no-store'], ...cors],
    },
    writes: [{ at: 0, bytes: encoder.encode('A fault on demand: the replay fails first.\n') }],
    close: { how: 'end', at: 0 },
    notes: [],
  };
}
