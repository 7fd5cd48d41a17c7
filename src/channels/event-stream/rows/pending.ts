import { PREVIEW, preview } from '../../../format/preview.ts';
import { Field, readOpen } from '../../../sse/index.ts';
import { PENDING } from '../../model/channel.ts';
import type { EventRow } from '../../model/events.ts';
import type { EventStream } from '../event-stream.ts';
import { peekOf, type Segment } from '../segment.ts';
import { timeOf } from './row-facts.ts';
import { whyPending } from './why.ts';

/** Whether a block is open and has anything besides comments. */
export function hasPending(stream: EventStream): boolean {
  const segment = stream.segment;
  if (!segment || segment.reader.finished) return false;
  const { open } = segment.reader;
  if (!open) return false;
  if (open.lineField !== null) return true;
  // Every comment has a row of its own: a block of nothing else needs none.
  return !everyLineIsComment(segment, open.firstLine);
}

/** It is asked at every draw, and a block may have a million comments: no line is looked at twice. */
function everyLineIsComment({ reader, openBlock }: Segment, first: number): boolean {
  if (openBlock.first !== first) Object.assign(openBlock, { first, comments: first });
  while (openBlock.comments < reader.lineCount && reader.lineField(openBlock.comments) === Field.Comment)
    openBlock.comments++;
  return openBlock.comments >= reader.lineCount;
}

/** The row of the open block. @throws RangeError where none is open. */
export function pendingRow(stream: EventStream): EventRow {
  const segment = stream.segment;
  const open = segment?.reader.open;
  if (!segment || !open) throw new RangeError('no block is open');
  const { reader, base } = segment;
  const cells = readOpen(reader, peekOf(segment, stream.tape.bytes), PREVIEW + 1);
  const { chunks, bytes } = stream.tape;
  const at = chunks.at(chunks.holding(bytes.length - 1));
  const last = stream.rows.count - 1;
  return {
    key: PENDING,
    kind: 'pending',
    id: cells?.lastEventId ?? '',
    idInherited: false,
    type: cells?.type ?? '',
    ...preview(cells?.data ?? '', (cells?.data.length ?? 0) > PREVIEW),
    at,
    delta: last >= 0 ? at - timeOf(stream, last) : null,
    size: reader.length - open.start,
    why: whyPending(reader),
    connection: stream.id,
    direction: null,
    range: [base + open.start, base + reader.length],
  };
}
