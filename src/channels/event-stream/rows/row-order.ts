import { firstNotBefore } from '../../../tape/index.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { timeOf } from './row-facts.ts';

/**
 * Whether the times of a stream's rows rise, looked at only on demand, each chunk and row once. Between rows
 * made of bytes it is the chunks' order that counts, so their times are not made.
 */
export class RowOrder {
  readonly #stream: EventStream;
  #rises = true;
  #chunks = 1;
  #rows = 1;

  constructor(stream: EventStream) {
    this.#stream = stream;
  }

  /** The first row at or after a tape time, the count where there is none; null where times do not rise. */
  firstFrom(time: number): number | null {
    if (!this.#look()) return null;
    return firstNotBefore(0, this.#stream.rows.count, (row) => timeOf(this.#stream, row) < time);
  }

  #look(): boolean {
    const { rows, tape } = this.#stream;
    const { chunks } = tape;
    for (; this.#rises && this.#chunks < chunks.count; this.#chunks++) {
      this.#rises = chunks.at(this.#chunks - 1) <= chunks.at(this.#chunks);
    }
    const { counts } = rows;
    if (counts[RowKind.Note] + counts[RowKind.Message] + counts[RowKind.Injected] === 0) {
      this.#rows = Math.max(1, rows.count);
      return this.#rises;
    }
    for (; this.#rises && this.#rows < rows.count; this.#rows++) {
      if (isOfBytes(rows.kind(this.#rows - 1)) && isOfBytes(rows.kind(this.#rows))) continue;
      this.#rises = timeOf(this.#stream, this.#rows - 1) <= timeOf(this.#stream, this.#rows);
    }
    return this.#rises;
  }
}

function isOfBytes(kind: RowKind): boolean {
  return kind !== RowKind.Note && kind !== RowKind.Message && kind !== RowKind.Injected;
}
