import type { EventStreamReader, Field, OpenBlock, Outcome, Terminator } from '../../src/sse/index.ts';

/** All that a reader knows but its chunks, as plain data: two readers are the same if their tables are. */
export interface Tables {
  length: number;
  lines: { start: number; end: number; field: Field; counts: boolean; terminator: Terminator }[];
  blocks: { first: number; last: number; outcome: Outcome; typeLine: number; idLine: number }[];
  events: number[];
  open: OpenBlock | null;
  retry: [value: number | null, line: number];
  id: [line: number, text: string];
  pending: boolean;
}

export function tablesOf(reader: EventStreamReader): Tables {
  return {
    length: reader.length,
    lines: Array.from({ length: reader.lineCount }, (_, i) => ({
      start: reader.lineStart(i),
      end: reader.lineEnd(i),
      field: reader.lineField(i),
      counts: reader.lineCounts(i),
      terminator: reader.lineTerminator(i),
    })),
    blocks: Array.from({ length: reader.blockCount }, (_, i) => ({
      first: reader.blockFirstLine(i),
      last: reader.blockLastLine(i),
      outcome: reader.blockOutcome(i),
      typeLine: reader.blockTypeLine(i),
      idLine: reader.blockIdLine(i),
    })),
    events: Array.from({ length: reader.eventCount }, (_, i) => reader.eventBlock(i)),
    open: reader.open,
    retry: [reader.retry, reader.retryLine],
    id: [reader.idLine, reader.lastEventId],
    pending: reader.pending,
  };
}
