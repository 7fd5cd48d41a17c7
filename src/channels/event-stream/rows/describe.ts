import { PREVIEW, preview } from '../../../format/preview.ts';
import { blockRange, fieldValue } from '../../../sse/index.ts';
import { noteCells } from '../../connection/notes.ts';
import { injectedCells } from '../../injected/row.ts';
import { PENDING } from '../../model/channel.ts';
import type { EventRow } from '../../model/events.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { peekOf, type Segment } from '../segment.ts';
import { blockText } from './block-text.ts';
import { pendingRow } from './pending.ts';
import { segmentOf, timeOf } from './row-facts.ts';
import { differs, neverReached, whyDiscarded } from './why.ts';

/** The row at `key`, made for drawing. */
export function describeRow(stream: EventStream, key: number): EventRow {
  if (key === PENDING) return pendingRow(stream);
  const { rows, tape } = stream;
  const ref = rows.ref(key);
  const at = timeOf(stream, key);
  const base = {
    key,
    at,
    delta: key > 0 ? at - timeOf(stream, key - 1) : null,
    connection: stream.id,
    direction: null,
  };
  switch (rows.kind(key)) {
    case RowKind.Event:
      return {
        ...base,
        kind: 'event',
        ...blockCells(stream, segmentOf(stream, key), ref),
        why: differs(stream, key) ?? neverReached(stream),
      };
    case RowKind.Discarded: {
      const segment = segmentOf(stream, key);
      const why = whyDiscarded(stream, segment, ref, peekOf(segment, tape.bytes));
      return { ...base, kind: 'discarded', ...blockCells(stream, segment, ref), why };
    }
    case RowKind.Comment:
      return { ...base, kind: 'comment', ...commentCells(stream, key, ref) };
    case RowKind.Message: {
      const message = tape.messages.read(ref, PREVIEW * 3);
      return {
        ...base,
        kind: 'message',
        id: message.id,
        idInherited: false,
        type: message.type,
        ...preview(message.data, tape.messages.size(ref) > PREVIEW * 3),
        size: tape.messages.size(ref),
        why: null,
        range: null,
      };
    }
    case RowKind.Injected:
      return { ...base, ...injectedCells(tape.facts[ref]) };
    case RowKind.Note:
      return {
        ...base,
        ...EMPTY,
        ...noteCells(tape.facts[ref]),
      };
  }
}

const EMPTY = { id: '', idInherited: false, type: '', truncated: false, size: 0, range: null } as const;

function blockCells(stream: EventStream, segment: Segment, block: number) {
  const { reader, base } = segment;
  const text = blockText(stream, segment, block, PREVIEW + 1);
  const [start, end] = blockRange(reader, block);
  return {
    id: text.lastEventId,
    idInherited: reader.blockIdLine(block) < reader.blockFirstLine(block),
    type: text.type,
    ...preview(text.data, text.data.length > PREVIEW),
    size: end - start,
    range: [base + start, base + end] as const,
  };
}

function commentCells(stream: EventStream, key: number, line: number) {
  const segment = segmentOf(stream, key);
  const { reader, base } = segment;
  const start = reader.lineStart(line);
  const end = reader.lineEndWithTerminator(line);
  const text = fieldValue(reader, line, peekOf(segment, stream.tape.bytes), PREVIEW + 1);
  return {
    ...EMPTY,
    ...preview(text, text.length > PREVIEW),
    size: end - start,
    why: null,
    range: [base + start, base + end] as const,
  };
}
