import { fieldValue } from '../../sse/index.ts';
import type { ByteLog, ConnectionTape } from '../../tape/index.ts';
import { RowKind, type RowTable } from './row-table.ts';
import { peekOf, type Segment } from './segment.ts';

/** Rows looked at a call: a summary must stay cheap, and the next one continues. */
const MAX_ROWS = 20_000;
/** Types remembered: a hostile stream can send a new one with every event. */
const MAX_TYPES = 200;

/** The event types that came on a stream, found only when asked for. */
export class SeenTypes {
  readonly #types = new Map<string, number>();
  #next = 0;

  /** Each with its first row. @param segmentOfRow the segment that a row belongs to; undefined for a row before any bytes. */
  of(
    rows: RowTable,
    tape: ConnectionTape,
    segmentOfRow: (row: number) => Segment | undefined,
  ): ReadonlyMap<string, number> {
    const until = Math.min(rows.count, this.#next + MAX_ROWS);
    for (; this.#next < until && this.#types.size < MAX_TYPES; this.#next++) {
      const ref = rows.ref(this.#next);
      const kind = rows.kind(this.#next);
      if (kind === RowKind.Message) this.#add(tape.messages.read(ref, 0).type);
      if (kind === RowKind.Event) this.#add(typeOfBlock(segmentOfRow(this.#next), ref, tape.bytes));
    }
    return this.#types;
  }

  #add(type: string): void {
    if (!this.#types.has(type)) this.#types.set(type, this.#next);
  }
}

function typeOfBlock(segment: Segment | undefined, block: number, bytes: ByteLog): string {
  const line = segment?.reader.blockTypeLine(block) ?? -1;
  if (!segment || line === -1) return 'message';
  return fieldValue(segment.reader, line, peekOf(segment, bytes), 200) || 'message';
}
