import { Field } from './field.ts';
import { EventStreamReader } from './reader.ts';
import { Terminator } from './tables/lines.ts';
import { type EventText, fieldValue, readEvent } from './text.ts';

/** A whole event stream, read. */
export interface ParsedEventStream {
  readonly events: EventText[];
  /** Text after the colon, less one leading space; finished lines only. */
  readonly comments: string[];
  /** The last valid value, in milliseconds. */
  readonly retry: number | null;
  /** As committed at the end of the stream. */
  readonly lastEventId: string;
  /** Finishing the last line and adding a blank one would have dispatched an event or changed the last event ID. */
  readonly pending: boolean;
}

/** Reads a whole stream from its chunks, however they are cut. Each is copied, so a generator may use one array again. */
export function parseEventStream(chunks: Iterable<Uint8Array>): ParsedEventStream {
  const reader = new EventStreamReader();
  let kept = new Uint8Array(1024);
  for (const chunk of chunks) {
    const start = reader.length;
    reader.push(chunk);
    if (reader.length > kept.length) {
      const larger = new Uint8Array(Math.max(reader.length, kept.length * 2));
      larger.set(kept.subarray(0, start));
      kept = larger;
    }
    kept.set(chunk, start);
  }
  reader.finish();

  const peek = (start: number, end: number) => kept.subarray(start, end);
  const events: EventText[] = [];
  for (let event = 0; event < reader.eventCount; event++) events.push(readEvent(reader, event, peek));
  const comments: string[] = [];
  for (let line = 0; line < reader.lineCount; line++)
    if (reader.lineField(line) === Field.Comment && reader.lineTerminator(line) !== Terminator.None)
      comments.push(fieldValue(reader, line, peek));
  return {
    events,
    comments,
    retry: reader.retry,
    lastEventId: reader.lastEventId,
    pending: reader.pending,
  };
}
