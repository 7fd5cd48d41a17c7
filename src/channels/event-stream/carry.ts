import { fieldValue } from '../../sse/index.ts';
import type { TapeRecord } from '../../tape/index.ts';
import { carryFacts } from '../connection/carry.ts';
import type { EventStream } from './event-stream.ts';
import { peekOf, type Segment } from './segment.ts';

/**
 * What a new tape must begin with so that an open event stream continues there: its request and response as they were, a
 * gap that says why what came is gone, and the bytes from which the reader can continue without tearing an event (the
 * open block, and events the browser has read but not yet reported as dispatched).
 */
export function* carryStream(stream: EventStream, at: number, why: string): Generator<TapeRecord> {
  const { facts, tape } = stream;
  const on = stream.id;
  yield* carryFacts(on, facts);
  if (stream.lastByteAt === null) return;

  const from = firstNeeded(stream);
  yield { kind: 'gap', at, on, why, chosen: 'clear', lastEventId: from.lastEventId };
  for (let chunk = tape.chunks.holding(from.offset); chunk >= 0 && chunk < tape.chunks.count; chunk++) {
    const start = Math.max(from.offset, tape.chunks.start(chunk));
    const end = tape.keptEnd(chunk);
    const bytes = start < end ? tape.bytes.peek(start, end) : null;
    if (bytes) yield { kind: 'chunk', at: tape.chunks.at(chunk), on, length: bytes.length, bytes };
  }
  yield* tape.dispatched.waiting();
}

/** Where in the connection's bytes a reader must begin, and the last event ID in force there. */
function firstNeeded(stream: EventStream): { offset: number; lastEventId: string } {
  const { segment, tape } = stream;
  if (!segment || segment.reader.finished)
    return { offset: tape.bytes.length, lastEventId: stream.lastEventId };
  const { reader, base } = segment;
  const reported = Math.max(0, tape.dispatched.comparedCount - segment.eventsBefore);
  const native = stream.facts.request?.via === 'eventsource' && tape.dispatched.count > 0;
  if (!native || reported >= reader.eventCount) {
    return { offset: base + (reader.open?.start ?? reader.length), lastEventId: stream.lastEventId };
  }
  const block = reader.eventBlock(reported);
  return {
    offset: base + reader.lineStart(reader.blockFirstLine(block)),
    lastEventId: idBefore(segment, block, stream),
  };
}

/** The last event ID in force when a block began. */
function idBefore(segment: Segment, block: number, stream: EventStream): string {
  const line = block > 0 ? segment.reader.blockIdLine(block - 1) : -1;
  if (line === -1) return segment.reader.initialLastEventId;
  return fieldValue(segment.reader, line, peekOf(segment, stream.tape.bytes));
}
