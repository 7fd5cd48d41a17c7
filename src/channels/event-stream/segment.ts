import { EventStreamReader } from '../../sse/index.ts';
import type { ByteLog } from '../../tape/index.ts';

/**
 * A stretch of a connection that was read without a gap. A gap ends the reader (what stood open is lost to us) and
 * the next byte begins another one.
 */
export interface Segment {
  readonly reader: EventStreamReader;
  /** Offset in the connection's bytes of the reader's first byte. */
  readonly base: number;
  /** First row of the stream that belongs to it. */
  readonly firstRow: number;
  /** Events of the segments before it. */
  readonly eventsBefore: number;
  /** Next line and block that have no row yet. */
  nextLine: number;
  nextBlock: number;
  /** Of the block that is open, the first line and the first of its lines that is not known to be a comment. */
  openBlock: { first: number; comments: number };
}

export function openSegment(
  before: Segment | undefined,
  base: number,
  firstRow: number,
  lastEventId: string,
  midStream: boolean,
): Segment {
  return {
    reader: new EventStreamReader({
      lastEventId,
      midStream: base > 0 || before !== undefined || midStream,
    }),
    base,
    firstRow,
    eventsBefore: before ? before.eventsBefore + before.reader.eventCount : 0,
    nextLine: 0,
    nextBlock: 0,
    openBlock: { first: 0, comments: 0 },
  };
}

/** Bytes by the reader's own offsets. @throws RangeError where they are not in memory. */
export function peekOf(segment: Segment, bytes: ByteLog): (start: number, end: number) => Uint8Array {
  return (start, end) => {
    const view = bytes.peek(segment.base + start, segment.base + end);
    if (!view) throw new RangeError('bytes are not at hand');
    return view;
  };
}
