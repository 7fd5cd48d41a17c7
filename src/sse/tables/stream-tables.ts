import type { Field } from '../field.ts';
import { BlockTable, type Outcome } from './blocks.ts';
import { ChunkTable } from './chunks.ts';
import { LineTable, Terminator } from './lines.ts';

/**
 * The tables as everyone but the reader sees them. All numbers are 0-based; offsets count bytes of the stream from the
 * first one pushed, a BOM included. A number that does not exist throws a RangeError.
 */
export abstract class StreamTables {
  protected readonly lines = new LineTable();
  protected readonly blocks = new BlockTable();
  protected readonly chunks = new ChunkTable();

  get chunkCount(): number {
    return this.chunks.count;
  }
  /** Offset of the first byte of chunk `i`. */
  chunkStart(i: number): number {
    return this.chunks.start(i);
  }
  /** The chunk that holds the byte at `offset`; the last one for bytes not read yet; -1 before the first chunk. */
  chunkAt(offset: number): number {
    return this.chunks.at(offset);
  }

  /** Finished lines; once the stream is finished also the one it broke off in. */
  get lineCount(): number {
    return this.lines.count;
  }
  lineStart(i: number): number {
    return this.lines.start(i);
  }
  /** Exclusive, without the line end. */
  lineEnd(i: number): number {
    return this.lines.end(i);
  }
  /** Exclusive, with the line end. */
  lineEndWithTerminator(i: number): number {
    const terminator = this.lines.terminator(i);
    const size = terminator === Terminator.CrLf ? 2 : terminator === Terminator.None ? 0 : 1;
    return this.lines.end(i) + size;
  }
  /** How line `i` ended. A CR that is the last byte read may still become a CRLF. */
  lineTerminator(i: number): Terminator {
    return this.lines.terminator(i);
  }
  lineField(i: number): Field {
    return this.lines.field(i);
  }
  /** False for an `id` whose value holds NUL and a `retry` whose value is no number: the standard ignores these. */
  lineCounts(i: number): boolean {
    return this.lines.counts(i);
  }
  /**
   * The line that holds the byte at `offset`, its line end included: the first one that ends at or after it. Bytes of
   * blank lines without a row belong to the next line; `lineCount` where there is none yet.
   */
  lineAt(offset: number): number {
    const line = this.lines.firstEndingFrom(offset);
    return line > 0 && offset < this.lineEndWithTerminator(line - 1) ? line - 1 : line;
  }

  /** Blocks that are over. */
  get blockCount(): number {
    return this.blocks.count;
  }
  blockFirstLine(i: number): number {
    return this.blocks.firstLine(i);
  }
  /** Exclusive: one more than its blank line, which is the last. */
  blockLastLine(i: number): number {
    return this.blocks.lastLine(i);
  }
  blockOutcome(i: number): Outcome {
    return this.blocks.outcome(i);
  }
  /** The block's last `event` line; -1: none. */
  blockTypeLine(i: number): number {
    return this.blocks.typeLine(i);
  }
  /** The line whose id is in force at the end of the block, perhaps of an earlier block; -1: none, the initial id is. */
  blockIdLine(i: number): number {
    return this.blocks.idLine(i);
  }
  /** The block that holds line `line`; `blockCount` for a line of the open block. */
  blockOfLine(line: number): number {
    return this.blocks.ofLine(line);
  }

  get eventCount(): number {
    return this.blocks.eventCount;
  }
  /** The block that event `i` came from. */
  eventBlock(i: number): number {
    return this.blocks.eventBlock(i);
  }
  /** The first event of block `block` or a later one; `eventCount` where there is none. */
  firstEventFrom(block: number): number {
    return this.blocks.firstEventFrom(block);
  }

  /** Bytes the tables take. */
  get tableBytes(): number {
    return this.lines.byteLength + this.blocks.byteLength + this.chunks.byteLength;
  }
}
