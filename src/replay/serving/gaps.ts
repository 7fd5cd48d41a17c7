/** Where a tape says that something is missing, by connection and place among its chunks. */
import { type Cursor, Table, type Tape } from '../../tape/index.ts';

export interface ChunkGap {
  /** How many chunks of the connection came before it. */
  readonly chunk: number;
  readonly why: string;
}

const NONE: readonly ChunkGap[] = [];

/** Walks a tape once, and continues where it stopped when the tape has grown. */
export class ChunkGaps {
  readonly #cursor: Cursor;
  readonly #gaps = new Map<string, ChunkGap[]>();
  /** Connections that began and have not ended, with the number of their chunks so far. */
  readonly #open = new Map<string, number>();

  constructor(tape: Tape) {
    this.#cursor = tape.cursor();
  }

  of(connection: string): readonly ChunkGap[] {
    this.#update();
    return this.#gaps.get(connection) ?? NONE;
  }

  #update(): void {
    const cursor = this.#cursor;
    while (cursor.advance()) {
      const { id } = cursor.connection;
      if (cursor.table === Table.Chunk) this.#open.set(id, cursor.row + 1);
      if (cursor.table !== Table.Fact) continue;
      const fact = cursor.fact();
      if (fact.kind === 'request' && !this.#open.has(id)) this.#open.set(id, 0);
      else if (fact.kind === 'end') this.#open.delete(id);
      else if (fact.kind === 'gap') {
        // A gap without a connection can concern any connection that was open.
        const whose = fact.on === undefined ? [...this.#open.keys()] : [fact.on];
        for (const one of whose) this.#add(one, { chunk: this.#open.get(one) ?? 0, why: fact.why });
      }
    }
  }

  #add(connection: string, gap: ChunkGap): void {
    const list = this.#gaps.get(connection);
    if (list) list.push(gap);
    else this.#gaps.set(connection, [gap]);
  }
}
