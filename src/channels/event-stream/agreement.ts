import { readEvent } from '../../sse/index.ts';
import type { Agreement } from '../model/connection.ts';
import type { EventStream } from './event-stream.ts';
import { peekOf } from './segment.ts';

/** The browser's count against the reader's; null where there is nothing to compare. */
export function agreementOf(stream: EventStream, max: number): Agreement | null {
  const log = stream.tape.dispatched;
  if (log.count === 0) return null;
  return {
    agreed: log.agreedCount,
    dispatched: log.count,
    read: stream.eventsRead,
    differences: log.differences.slice(0, max).map(({ index, record }) => ({
      event: index,
      at: record.at,
      browser: { type: record.type, data: record.data, id: record.id },
      reader: readerEvent(stream, index),
    })),
  };
}

function readerEvent(stream: EventStream, index: number): { type: string; data: string; id: string } | null {
  const segment = stream.segments.findLast((candidate) => candidate.eventsBefore <= index);
  const event = segment ? index - segment.eventsBefore : -1;
  if (!segment || event >= segment.reader.eventCount) return null;
  const { type, data, lastEventId } = readEvent(segment.reader, event, peekOf(segment, stream.tape.bytes));
  return { type, data, id: lastEventId };
}
