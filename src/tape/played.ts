import type { ConnectionTape } from './connection.ts';
import { type Cursor, Table, Tape } from './tape.ts';

/** Which entry of a tape is next: whose, in which table, and when (tape time, milliseconds). */
export interface Entry {
  readonly connection: string;
  readonly table: Table;
  readonly row: number;
  readonly at: number;
}

/**
 * A tape as it was at an earlier moment: over the same storage as its source, it holds the first entries and
 * brings the others one by one. What is derived from it is what was derived then, so that playing needs no code of its
 * own in any view. What is appended to the source later is not in it.
 */
export class PlayedTape {
  /** What has been played so far. Nothing else may append to it. */
  readonly tape = new Tape();
  /** Entries there are. */
  readonly total: number;
  readonly #cursor: Cursor;
  /** The connections of the source, and ours for them. */
  readonly #shared = new Map<ConnectionTape, ConnectionTape>();
  /** Bytes of chunks that were played. */
  bytes = 0;
  #isAhead = false;
  /** Bytes of the last entry's chunk that are shown; null where it is shown whole, or is no chunk. */
  #part: number | null = null;

  constructor(source: Tape) {
    this.total = source.length;
    this.#cursor = source.cursor();
  }

  /** Entries played, the last of them perhaps in part. */
  get position(): number {
    return this.tape.length;
  }

  /** Bytes of the last chunk that were played; null where it was played whole. */
  get part(): number | null {
    return this.#part;
  }

  /** Tape time of the next entry, milliseconds; null at the end. The rest of a chunk played in part counts as next. */
  get nextAt(): number | null {
    if (this.#part !== null) return this.tape.lastAt;
    return this.#look() ? atOf(this.#cursor) : null;
  }

  /** The next entry; null at the end, and while a chunk is played in part. */
  next(): Entry | null {
    if (this.#part !== null || !this.#look()) return null;
    const { connection, table, row } = this.#cursor;
    return { connection: connection.id, table, row, at: atOf(this.#cursor) };
  }

  /**
   * Plays the next entry, or what is left of a chunk played in part.
   * @param size bytes of a chunk to play, from its start.
   * @returns the connection and the byte within its last chunk where reading continues; null where a whole entry came, or none.
   */
  advance(size?: number): { readonly connection: string; readonly from: number } | null {
    if (this.#part !== null) return this.#advanceChunk(size);
    if (!this.#look()) return null;
    this.#isAhead = false;
    const { connection: source, table, row } = this.#cursor;
    const mine = this.#mine(source);
    if (table === Table.Fact) this.tape.append(this.#cursor.fact());
    else if (table === Table.Chunk) {
      const whole = source.chunks.size(row);
      const shown = size !== undefined && size < whole && keptOf(source, row) === whole ? size : whole;
      mine.chunks.showNext(shown);
      this.bytes += shown;
      mine.bytes.show(source.chunks.start(row) + (shown < whole ? shown : keptOf(source, row)));
      this.#part = shown < whole ? shown : null;
      this.tape.entered(mine, table, source.chunks.at(row));
    } else if (table === Table.Message) {
      mine.messages.showNext();
      this.tape.entered(mine, table, source.messages.at(row));
    } else {
      mine.frames.showNext();
      this.tape.entered(mine, table, source.frames.at(row));
    }
    return null;
  }

  #advanceChunk(size = Number.POSITIVE_INFINITY): { readonly connection: string; readonly from: number } {
    const { connection: source, row } = this.#cursor;
    const mine = this.#mine(source);
    const from = this.#part ?? 0;
    const whole = source.chunks.size(row);
    const shown = Math.min(whole, Math.max(from, size));
    mine.chunks.showOfLast(shown);
    this.bytes += shown - from;
    mine.bytes.show(source.chunks.start(row) + shown);
    this.#part = shown < whole ? shown : null;
    return { connection: mine.id, from };
  }

  /** Puts the cursor on the next entry. @returns false at the end. */
  #look(): boolean {
    if (this.tape.length >= this.total) return false;
    if (!this.#isAhead) this.#isAhead = this.#cursor.advance();
    return this.#isAhead;
  }

  #mine(source: ConnectionTape): ConnectionTape {
    let mine = this.#shared.get(source);
    if (!mine) {
      mine = source.share();
      this.#shared.set(source, mine);
      this.tape.adopt(mine);
    }
    return mine;
  }
}

/** Bytes of a chunk that were kept. */
function keptOf(tape: ConnectionTape, row: number): number {
  return tape.keptEnd(row) - tape.chunks.start(row);
}

/** Tape time of the entry a cursor is at, milliseconds. */
function atOf(cursor: Cursor): number {
  const { connection, table, row } = cursor;
  if (table === Table.Chunk) return connection.chunks.at(row);
  if (table === Table.Message) return connection.messages.at(row);
  if (table === Table.Frame) return connection.frames.at(row);
  return cursor.fact().at;
}
