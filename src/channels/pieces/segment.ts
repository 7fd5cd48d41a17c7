import type { Peek, RecordReader } from '../../framing/index.ts';
import type { ByteLog } from '../../tape/index.ts';

/** A stretch of a body that was read without a gap. A gap ends the reader, and the next byte begins another one. */
export interface Segment {
  readonly reader: RecordReader;
  /** Offset in the connection's bytes of the reader's first byte. */
  readonly base: number;
  /** Records of the segments before it. */
  readonly recordsBefore: number;
  /** Records of its own that were counted. */
  counted: number;
}

/** A record by its number over all segments. */
export interface RecordPlace {
  readonly segment: Segment;
  /** Its number in the segment's reader. */
  readonly record: number;
}

/** @throws RangeError where there is no such record. */
export function placeOf(segments: readonly Segment[], number: number): RecordPlace {
  const segment = segments.findLast(({ recordsBefore }) => recordsBefore <= number);
  if (!segment) throw new RangeError(`record ${number}`);
  return { segment, record: number - segment.recordsBefore };
}

/** Number over all segments of the record that has the byte at `offset` of the connection; null where none has. */
export function recordHolding(segments: readonly Segment[], offset: number): number | null {
  const segment = segments.findLast(({ base }) => base <= offset);
  const record = segment?.reader.holding(offset - segment.base) ?? -1;
  return segment && record >= 0 ? segment.recordsBefore + record : null;
}

/** Bytes by the reader's own offsets. @throws RangeError where they are not in memory. */
export function peekOf({ base }: Segment, bytes: ByteLog): Peek {
  return (start, end) => {
    const view = bytes.peek(base + start, base + end);
    if (!view) throw new RangeError('bytes are not at hand');
    return view;
  };
}
