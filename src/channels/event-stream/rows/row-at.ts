import { PENDING } from '../../model/channel.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';

/** The row of a connection that its byte at `offset` belongs to, {@link PENDING} for the open block; null where none does (yet). */
export function rowAt(stream: EventStream, offset: number): number | null {
  const { rows } = stream;
  const segment = stream.segmentAt(offset);
  for (let row = rows.firstFrom(offset); row < rows.count; row++) {
    const kind = rows.kind(row);
    const reader = stream.segmentOfRow(row)?.reader;
    if (!reader || !segment || reader !== segment.reader) return null;
    if (kind === RowKind.Event || kind === RowKind.Discarded) {
      const first = reader.lineStart(reader.blockFirstLine(rows.ref(row)));
      return segment.base + first <= offset ? row : null;
    }
    if (kind === RowKind.Comment && segment.base + reader.lineStart(rows.ref(row)) <= offset) return row;
  }
  const open = segment?.reader.open;
  return segment && open && segment.base + open.start <= offset ? PENDING : null;
}
