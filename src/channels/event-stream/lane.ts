import { ConnectionLane } from '../connection/lanes/lane.ts';
import type { Lane, Ticks } from '../model/lane.ts';
import { TickKind } from '../model/timeline.ts';
import type { EventStream } from './event-stream.ts';
import { RowKind } from './row-table.ts';
import { timeOf } from './rows/row-facts.ts';
import { verdictOf } from './state/verdict.ts';

/**
 * The lane of one connection's event stream.
 * @param number of the connection in its channel, from 1.
 * @param beside ticks of what stands beside it; null while there is nothing.
 */
export function streamLane(
  stream: EventStream,
  number: number,
  beside: () => Ticks | null = () => null,
): Lane {
  const { id, facts, tape } = stream;
  const ticks = [chunkTicks(stream), rowTicks(stream), besideTicks(beside)];
  const source = {
    id,
    facts,
    tape,
    ticks,
    verdict: () => verdictOf(stream),
    firstAt: () => firstByteAt(stream),
  };
  return new ConnectionLane(source, number);
}

function firstByteAt({ tape }: EventStream): number | null {
  if (tape.chunks.count > 0) return tape.chunks.at(0);
  return tape.messages.count > 0 ? tape.messages.at(0) : null;
}

function chunkTicks({ tape: { chunks } }: EventStream): Ticks {
  return {
    get count() {
      return chunks.count;
    },
    kinds: [TickKind.Chunk],
    at: (chunk) => chunks.at(chunk),
    kind: () => TickKind.Chunk,
  };
}

/** Whose the event stream is may become known after its lane was made. */
function besideTicks(beside: () => Ticks | null): Ticks {
  return {
    get count() {
      return beside()?.count ?? 0;
    },
    kinds: [TickKind.Event, TickKind.Sent, TickKind.Failed],
    at: (row) => beside()?.at(row) ?? 0,
    kind: (row) => beside()?.kind(row) ?? TickKind.Event,
  };
}

const KINDS: Readonly<Record<RowKind, TickKind>> = {
  [RowKind.Event]: TickKind.Event,
  [RowKind.Message]: TickKind.Event,
  [RowKind.Comment]: TickKind.Comment,
  [RowKind.Discarded]: TickKind.Discarded,
  [RowKind.Note]: TickKind.Note,
  // Nothing that came on the connection.
  [RowKind.Injected]: TickKind.Note,
};

function rowTicks(stream: EventStream): Ticks {
  const { rows } = stream;
  return {
    get count() {
      return rows.count;
    },
    kinds: [TickKind.Event, TickKind.Comment, TickKind.Discarded, TickKind.Note],
    at: (row) => (KINDS[rows.kind(row)] === TickKind.Note ? noteTime(stream, row) : timeOf(stream, row)),
    kind: (row) => KINDS[rows.kind(row)],
  };
}

/** A note may be about something later than the bytes after it (a log that was cleared); here it must keep the order. */
function noteTime(stream: EventStream, row: number): number {
  const { rows, tape } = stream;
  if (tape.messages.count > 0) return timeOf(stream, row);
  const chunk = tape.chunks.holding(rows.offset(row) - 1);
  return chunk < 0 ? Number.NEGATIVE_INFINITY : tape.chunks.at(chunk);
}
