import {
  type Channels,
  type EventStream,
  type PiecesChannel,
  PollLoop,
  RowKind,
} from '../../channels/index.ts';
import { firstNotBefore, type PlainRecord, Table } from '../../tape/index.ts';

/** How far a step goes. */
export type StepUnit = 'chunk' | 'line' | 'event';

/** An entry of the tape that the stepping channel may stop at. */
export interface Candidate {
  readonly connection: string;
  readonly table: Table;
  readonly row: number;
}

/** Where a step may end, of one channel. It looks at what was derived from the whole tape: what comes is known. */
export class Stops {
  readonly #source: Channels;
  readonly #channel: string;
  readonly #unit: StepUnit;

  /** @param channel its id in the source; while the tape plays it may be several, or none yet. */
  constructor(source: Channels, channel: string, unit: StepUnit) {
    this.#source = source;
    this.#channel = channel;
    this.#unit = unit;
  }

  /**
   * Bytes of the entry at which a step forward from its byte `after` ends (-1: from before it); null where it does not
   * end in this entry. For entries without bytes 0.
   */
  first(entry: Candidate, after: number): number | null {
    return this.#stop(entry, after, Number.POSITIVE_INFINITY, false);
  }

  /** The same for a step back that comes from byte `before` of the entry (infinity: from behind it). */
  last(entry: Candidate, before: number): number | null {
    return this.#stop(entry, -1, before, true);
  }

  #stop(
    { connection, table, row }: Candidate,
    after: number,
    before: number,
    isBack: boolean,
  ): number | null {
    if (!this.#isMine(connection)) return null;
    const tape = this.#source.tape.connection(connection);
    if (table === Table.Fact) {
      const fact = tape?.facts[row];
      return fact && this.#isFactStop(fact, connection) && after < 0 && before > 0 ? 0 : null;
    }
    if (table !== Table.Chunk || !tape) return after < 0 && before > 0 ? 0 : null;
    const size = tape.chunks.size(row);
    const lineBehind = this.#unit === 'chunk' ? null : this.#linesOf(connection);
    if (!lineBehind) {
      // The chunks of a poll's answer are no events: its end is.
      if (this.#unit === 'event') return null;
      return after < size && size < before ? size : null;
    }
    const start = tape.chunks.start(row);
    const ends = { after: start + Math.max(0, after), max: start + size, before: start + before };
    const found = isBack ? lastEnd(lineBehind, this.#unit, ends) : firstEnd(lineBehind, this.#unit, ends);
    return found === null ? null : found - start;
  }

  /** Null where the bytes of a connection have no lines. */
  #linesOf(connection: string): LineBehind | null {
    const stream = this.#source.stream(connection);
    if (stream?.segment) return (offset) => lineBehind(stream, offset);
    const pieces = this.#source.pieces(connection);
    return pieces ? (offset) => recordBehind(pieces, offset) : null;
  }

  #isMine(connection: string): boolean {
    const source = this.#source;
    if (connection === this.#channel) return true;
    const chain = source.chainOf(connection);
    if (chain) return chain.id === this.#channel;
    const channel = source.channel(this.#channel);
    return channel instanceof PollLoop && channel.cycleIndexOf(connection) >= 0;
  }

  #isFactStop({ kind }: PlainRecord, connection: string): boolean {
    if (kind === 'end' || kind === 'injected') return true;
    return this.#unit === 'chunk' && (kind === 'response' || kind === 'gap') && connection !== '';
  }
}

/** The first line, or record, that ends behind an offset of a connection; null where there is none. */
type LineBehind = (offset: number) => { readonly end: number; readonly hasRow: boolean } | null;

interface Ends {
  readonly after: number;
  readonly max: number;
  readonly before: number;
}

/** The first end of a line or row behind the byte `after`, up to `most`. */
function firstEnd(behind: LineBehind, unit: StepUnit, { after, max }: Ends): number | null {
  for (let line = behind(after); line; line = behind(line.end)) {
    if (line.end > max) return null;
    if (unit === 'line' || line.hasRow) return line.end;
  }
  return null;
}

/** The last end of a line or row before `before`, but behind `after` and no further than `most`. */
function lastEnd(behind: LineBehind, unit: StepUnit, { after, max, before }: Ends): number | null {
  let found: number | null = null;
  for (let line = behind(after); line; line = behind(line.end)) {
    if (line.end > max || line.end >= before) break;
    if (unit === 'line' || line.hasRow) found = line.end;
  }
  return found;
}

/** The first line that ends, with its line end, behind an offset of the connection; null where there is none. */
function lineBehind(
  stream: EventStream,
  offset: number,
): { readonly end: number; readonly hasRow: boolean } | null {
  for (const { reader, base } of stream.segments) {
    if (base + reader.length <= offset) continue;
    const isBefore = (line: number) => base + reader.lineEndWithTerminator(line) <= offset;
    const line = firstNotBefore(0, reader.lineCount, isBefore);
    if (line === reader.lineCount) continue;
    const end = base + reader.lineEndWithTerminator(line);
    return { end, hasRow: hasRowIn(stream, base + reader.lineStart(line), end) };
  }
  return null;
}

/** The first record of a response in pieces that is complete behind an offset; null where there is none. */
function recordBehind(
  { segments }: PiecesChannel,
  offset: number,
): { readonly end: number; readonly hasRow: boolean } | null {
  for (const { reader, base, counted } of segments) {
    if (base + reader.length <= offset) continue;
    const isBefore = (record: number) => base + reader.completedAt(record) <= offset;
    const record = firstNotBefore(0, counted, isBefore);
    if (record < counted) return { end: base + reader.completedAt(record), hasRow: true };
  }
  return null;
}

/** Whether a row of the grid, but what no byte brought, became known within a line. */
function hasRowIn({ rows }: EventStream, start: number, end: number): boolean {
  for (let row = rows.firstFrom(start); row < rows.count && rows.offset(row) < end; row++) {
    if (rows.kind(row) !== RowKind.Note && rows.kind(row) !== RowKind.Injected) return true;
  }
  return false;
}
