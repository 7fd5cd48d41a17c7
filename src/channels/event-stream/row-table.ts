import { bytesColumn, countColumn } from '../../tape/index.ts';

/** What a row of the Events grid is; the number it goes with is explained beside each. */
export const RowKind = {
  /** A dispatched event: number of its block. */
  Event: 0,
  /** A block that ended without an event, or was lost at the end: number of its block. */
  Discarded: 1,
  /** A comment line: number of the line. */
  Comment: 2,
  /** A message without bytes: row of the message table. */
  Message: 3,
  /** A gap, suspension or the like: number of the fact. */
  Note: 4,
  /** What the user sent to the page's listeners, which is nothing of the stream's: number of the fact. */
  Injected: 5,
} as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** Rows of one stream in the order they became known: nine bytes a row. */
export class RowTable {
  #kind = bytesColumn();
  #ref = countColumn();
  #offset = countColumn();
  readonly counts: Record<RowKind, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

  get count(): number {
    return this.#kind.length;
  }

  /** @param offset byte of the connection at which the row became known: its last line end, or all there was. */
  push(kind: RowKind, ref: number, offset: number): void {
    this.#kind.push(kind);
    this.#ref.push(ref);
    this.#offset.push(offset);
    this.counts[kind]++;
  }

  kind(row: number): RowKind {
    return this.#kind.at(row) as RowKind;
  }

  /** The number that goes with the kind. */
  ref(row: number): number {
    return this.#ref.at(row);
  }

  /** Never falls from one row to the next. */
  offset(row: number): number {
    return this.#offset.at(row);
  }

  /** The first row known only at or after the byte at `offset`; the count where there is none. */
  firstFrom(offset: number): number {
    return this.#offset.lastAtMost(offset - 1) + 1;
  }
}
