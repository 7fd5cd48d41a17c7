import { visible } from '../../../format/visible.ts';
import {
  blockRange,
  type EventStreamReader,
  Field,
  lineText,
  Outcome,
  Terminator,
} from '../../../sse/index.ts';
import type { BlockDetail, MergeLine } from '../../model/block.ts';
import { PENDING } from '../../model/channel.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { segmentOf } from '../rows/row-facts.ts';
import { neverReached } from '../rows/why.ts';
import { peekOf, type Segment } from '../segment.ts';
import { Buffers, changedBuffer } from './buffers.ts';
import { effectOf, type LineFacts } from './effects.ts';

/** Characters of one line, and of the data buffer, that are shown. */
const MAX_CHARACTERS = 4000;

const FIELD_NAMES = {
  [Field.Blank]: 'blank',
  [Field.Comment]: 'comment',
  [Field.Data]: 'data',
  [Field.Event]: 'event',
  [Field.Id]: 'id',
  [Field.Retry]: 'retry',
  [Field.Unknown]: 'unknown',
} as const;

const TERMINATOR_NAMES = {
  [Terminator.None]: 'none',
  [Terminator.Lf]: 'LF',
  [Terminator.Cr]: 'CR',
  [Terminator.CrLf]: 'CRLF',
} as const;

/** The lines of one block, finished or not, by the reader's numbers. */
interface BlockLines {
  readonly first: number;
  /** Exclusive, without an unfinished line. */
  readonly last: number;
  /** Start and field of a line that has not ended; null where there is none. */
  readonly unfinishedLine: { readonly start: number; readonly field: Field } | null;
  readonly outcome: BlockDetail['outcome'];
  readonly start: number;
  readonly end: number;
}

/** How the block behind a row came to be; null for rows without bytes. */
export function blockDetail(stream: EventStream, key: number): BlockDetail | null {
  const segment = key === PENDING ? stream.segment : stream.segmentOfRow(key);
  const lines = segment && linesOf(stream, segment, key);
  if (!segment || !lines) return null;
  const peek = peekOf(segment, stream.tape.bytes);
  const { reader, base } = segment;
  const { chunks } = stream.tape;
  const count = lines.last - lines.first + (lines.unfinishedLine ? 1 : 0);
  const firstChunk = chunks.holding(base + lines.start);
  const lastChunk = chunks.holding(base + Math.max(lines.start, lines.end - 1));
  const buffers = new Buffers(reader, lines.first, lines.last, peek, MAX_CHARACTERS);
  const final = buffers.after(
    lines.last - 1 - (lines.outcome === 'dispatched' || lines.outcome === 'no-data' ? 1 : 0),
  );
  return {
    key,
    outcome: lines.outcome,
    summary: summaryOf(lines.outcome, neverReached(stream) !== null),
    lineCount: count,
    lines: (start, end) => {
      const made: MergeLine[] = [];
      for (let index = Math.max(0, start); index < Math.min(count, end); index++) {
        made.push(mergeLine(stream, segment, lines, index, buffers));
      }
      return made;
    },
    result:
      lines.outcome === 'no-data'
        ? null
        : {
            type: final.type === '' ? 'message' : final.type,
            id: final.id,
            idInherited: !final.idSetHere,
            data: final.data,
            dataLines: final.dataLines,
          },
    duration: chunks.at(lastChunk) - chunks.at(firstChunk),
    chunks: lastChunk - firstChunk + 1,
    firstChunk: firstChunk + 1,
    range: [base + lines.start, base + lines.end],
  };
}

function linesOf(stream: EventStream, segment: Segment, key: number): BlockLines | null {
  const { reader } = segment;
  if (key === PENDING) return openLines(reader);
  const ref = stream.rows.ref(key);
  switch (stream.rows.kind(key)) {
    case RowKind.Event:
    case RowKind.Discarded:
      return closedLines(reader, ref);
    case RowKind.Comment: {
      const block = reader.blockOfLine(ref);
      return block < reader.blockCount
        ? closedLines(segmentOf(stream, key).reader, block)
        : openLines(reader);
    }
    default:
      return null;
  }
}

function closedLines(reader: EventStreamReader, block: number): BlockLines {
  const [start, end] = blockRange(reader, block);
  const outcome = reader.blockOutcome(block);
  return {
    first: reader.blockFirstLine(block),
    last: reader.blockLastLine(block),
    unfinishedLine: null,
    outcome: outcome === Outcome.Dispatched ? 'dispatched' : outcome === Outcome.Lost ? 'lost' : 'no-data',
    start,
    end,
  };
}

function openLines(reader: EventStreamReader): BlockLines | null {
  const { open } = reader;
  if (!open) return null;
  return {
    first: open.firstLine,
    last: reader.lineCount,
    unfinishedLine: open.lineField === null ? null : { start: open.lineStart, field: open.lineField },
    outcome: 'pending',
    start: open.start,
    end: reader.length,
  };
}

function summaryOf(outcome: BlockDetail['outcome'], isRefused: boolean): string {
  switch (outcome) {
    case 'dispatched':
      return isRefused
        ? 'A whole block, but the EventSource refused this answer: the page got no event.'
        : 'Dispatched at its blank line.';
    case 'no-data':
      return 'No event: the block ended without a data line.';
    case 'pending':
      return 'Not dispatched yet: no blank line has come.';
    case 'lost':
      return 'Discarded: the stream ended before the blank line that would have sent it.';
  }
}

function mergeLine(
  stream: EventStream,
  segment: Segment,
  lines: BlockLines,
  index: number,
  buffers: Buffers,
): MergeLine {
  const { reader, base } = segment;
  const { chunks, bytes } = stream.tape;
  const line = lines.first + index;
  const unfinished = line >= lines.last;
  const start = unfinished ? (lines.unfinishedLine?.start ?? 0) : reader.lineStart(line);
  const end = unfinished ? reader.length : reader.lineEnd(line);
  const endWithTerminator = unfinished ? end : reader.lineEndWithTerminator(line);
  const field = unfinished ? (lines.unfinishedLine?.field ?? Field.Unknown) : reader.lineField(line);
  const peek = peekOf(segment, bytes);
  const text = unfinished
    ? visible(decoder.decode(peek(start, Math.min(end, start + MAX_CHARACTERS))))
    : visible(lineText(reader, line, peek, MAX_CHARACTERS));
  const firstChunk = chunks.holding(base + start);
  // A line is there when its line end is; a CR at the end of a chunk ends it, whatever the LF's chunk.
  const lastChunk = chunks.holding(base + Math.min(end, base + end < bytes.length ? end : end - 1));
  const facts: LineFacts = {
    field,
    counts: unfinished || reader.lineCounts(line),
    finished: !unfinished && reader.lineTerminator(line) !== Terminator.None,
    overwrittenBy: unfinished ? null : buffers.overwriterOf(line),
    outcome: lines.outcome,
    before: buffers.after(line - 1),
    value: buffers.valueOf(line),
    name: text,
  };
  const { effect, kind } = effectOf(facts);
  const after = buffers.after(unfinished ? lines.last - 1 : line);
  return {
    number: index + 1,
    firstChunk: firstChunk + 1,
    lastChunk: lastChunk + 1,
    at: chunks.at(lastChunk),
    start: base + start,
    end: base + end,
    endWithTerminator: base + endWithTerminator,
    field: FIELD_NAMES[field],
    text,
    nameLength: nameLength(field, text),
    terminator: unfinished ? 'none' : TERMINATOR_NAMES[reader.lineTerminator(line)],
    effect,
    effectKind: kind,
    overwrittenBy: facts.overwrittenBy === null ? null : facts.overwrittenBy - lines.first + 1,
    buffersAfter: { type: after.type, id: after.id, data: after.data },
    changes: unfinished ? null : changedBuffer(facts.before, after),
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Characters of the field name at the start of a line's visible text; 0 for comments and blank lines. */
function nameLength(field: Field, text: string): number {
  if (field === Field.Blank || field === Field.Comment) return 0;
  const colon = text.indexOf(':');
  return colon < 0 ? text.length : colon;
}
