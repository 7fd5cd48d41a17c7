import { blockRange } from '../../../sse/index.ts';
import { injectedSize } from '../../injected/row.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import type { Segment } from '../segment.ts';

/** Tape time of a row: when its last line end came, or of what was lost, its last byte. */
export function timeOf(stream: EventStream, key: number): number {
  const { rows, tape } = stream;
  switch (rows.kind(key)) {
    case RowKind.Message:
      return tape.messages.at(rows.ref(key));
    case RowKind.Note:
    case RowKind.Injected:
      return tape.facts[rows.ref(key)]?.at ?? 0;
    case RowKind.Discarded: {
      const { reader, base } = segmentOf(stream, key);
      return timeOfByte(stream, Math.min(rows.offset(key), base + reader.length - 1));
    }
    default:
      return timeOfByte(stream, Math.min(rows.offset(key), tape.bytes.length - 1));
  }
}

function timeOfByte({ tape: { chunks } }: EventStream, offset: number): number {
  return chunks.at(chunks.holding(offset));
}

/** Size of a row as its column shows it, without making the row. */
export function sizeOf(stream: EventStream, key: number): number {
  const { rows, tape } = stream;
  const ref = rows.ref(key);
  switch (rows.kind(key)) {
    case RowKind.Event:
    case RowKind.Discarded: {
      const [start, end] = blockRange(segmentOf(stream, key).reader, ref);
      return end - start;
    }
    case RowKind.Comment: {
      const { reader } = segmentOf(stream, key);
      return reader.lineEndWithTerminator(ref) - reader.lineStart(ref);
    }
    case RowKind.Message:
      return tape.messages.size(ref);
    case RowKind.Note:
      return 0;
    case RowKind.Injected:
      return injectedSize(tape.facts[ref]);
  }
}

/** @throws RangeError where the row came before any bytes. */
export function segmentOf(stream: EventStream, key: number): Segment {
  const segment = stream.segmentOfRow(key);
  if (!segment) throw new RangeError(`row ${key} has no bytes`);
  return segment;
}
