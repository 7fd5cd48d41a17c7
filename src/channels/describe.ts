import { blockRange, Field, fieldValue, readBlock, readOpen } from '../sse/index.ts';
import type { PlainRecord } from '../tape/index.ts';
import type { EventRow, Payload } from './model.ts';
import { RowKind } from './rows.ts';
import { peekOf, type Segment } from './segment.ts';
import type { StreamChannel } from './stream.ts';
import { refusalOf } from './verdict.ts';
import { whyDiscarded, whyPending } from './why.ts';

/** Characters of data in a row: more than the widest column shows. */
const PREVIEW = 400;
/** Characters of data handed to the detail view at once. */
const LARGEST_PAYLOAD = 20_000_000;

/** Key of the row of the block that no blank line has ended yet. */
export const PENDING = -1;

/** The row at `key`, made for drawing. */
export function describeRow(stream: StreamChannel, key: number): EventRow {
  if (key === PENDING) return pendingRow(stream);
  const { rows, tape } = stream;
  const ref = rows.ref(key);
  const at = timeOf(stream, key);
  const base = { key, at, delta: key > 0 ? at - timeOf(stream, key - 1) : null };
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
      const why = whyDiscarded(segment, ref, peekOf(segment, tape.bytes));
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
    case RowKind.Note:
      return {
        ...base,
        kind: 'note',
        ...EMPTY,
        data: noteText(tape.facts[ref]),
        why: noteText(tape.facts[ref]),
      };
  }
}

const EMPTY = { id: '', idInherited: false, type: '', truncated: false, size: 0, range: null } as const;

/** Tape time of a row: when its last line end came. */
export function timeOf(stream: StreamChannel, key: number): number {
  const { rows, tape } = stream;
  switch (rows.kind(key)) {
    case RowKind.Message:
      return tape.messages.at(rows.ref(key));
    case RowKind.Note:
      return tape.facts[rows.ref(key)]?.at ?? 0;
    default: {
      const offset = Math.min(rows.offset(key), tape.bytes.length - 1);
      return tape.chunks.at(tape.chunks.holding(offset));
    }
  }
}

/** Size of a row as its column shows it, without making the row. */
export function sizeOf(stream: StreamChannel, key: number): number {
  if (key === PENDING) return pendingRow(stream).size;
  const { rows, tape } = stream;
  const ref = rows.ref(key);
  switch (rows.kind(key)) {
    case RowKind.Event:
    case RowKind.Discarded: {
      const [start, end] = blockRange(segmentOf(stream, key).reader, ref);
      return end - start;
    }
    case RowKind.Comment: {
      const { reader } = segmentOf(stream, key);
      return reader.lineEndWithTerminator(ref) - reader.lineStart(ref);
    }
    case RowKind.Message:
      return tape.messages.size(ref);
    case RowKind.Note:
      return 0;
  }
}

/** Whether a block stands open and says anything besides comments. */
export function hasPending(stream: StreamChannel): boolean {
  const segment = stream.segment;
  if (!segment || segment.reader.finished) return false;
  const { open } = segment.reader;
  if (!open) return false;
  if (open.lineField !== null) return true;
  // Every comment has a row of its own: a block of nothing else needs none.
  return !everyLineIsComment(segment, open.firstLine);
}

function everyLineIsComment({ reader }: Segment, from: number): boolean {
  for (let line = from; line < reader.lineCount; line++) {
    if (reader.lineField(line) !== Field.Comment) return false;
  }
  return true;
}

function pendingRow(stream: StreamChannel): EventRow {
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
    range: [base + open.start, base + reader.length],
  };
}

function blockCells(stream: StreamChannel, segment: Segment, block: number) {
  const { reader, base } = segment;
  const text = readBlock(reader, block, peekOf(segment, stream.tape.bytes), PREVIEW + 1);
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

function commentCells(stream: StreamChannel, key: number, line: number) {
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

function preview(data: string, truncated: boolean): { data: string; truncated: boolean } {
  return { data: data.slice(0, PREVIEW), truncated };
}

/** The whole data of a row; null for rows that carry none. */
export function payloadOf(stream: StreamChannel, key: number): Payload | null {
  const text = wholeText(stream, key);
  if (!text) return null;
  const cut = Math.max(0, text.data.length - LARGEST_PAYLOAD);
  return {
    type: text.type,
    id: text.id,
    data: cut > 0 ? text.data.slice(0, LARGEST_PAYLOAD) : text.data,
    cut,
  };
}

/** What a filter and a sort look at. */
export function wholeText(
  stream: StreamChannel,
  key: number,
): { type: string; id: string; data: string } | null {
  const { rows, tape } = stream;
  if (key === PENDING) {
    const segment = stream.segment;
    const text = segment && readOpen(segment.reader, peekOf(segment, tape.bytes));
    return text ? { type: text.type, id: text.lastEventId, data: text.data } : null;
  }
  const ref = rows.ref(key);
  switch (rows.kind(key)) {
    case RowKind.Event:
    case RowKind.Discarded: {
      const segment = segmentOf(stream, key);
      const text = readBlock(segment.reader, ref, peekOf(segment, tape.bytes));
      return { type: text.type, id: text.lastEventId, data: text.data };
    }
    case RowKind.Comment: {
      const segment = segmentOf(stream, key);
      return { type: '', id: '', data: fieldValue(segment.reader, ref, peekOf(segment, tape.bytes)) };
    }
    case RowKind.Message:
      return tape.messages.read(ref);
    case RowKind.Note:
      return { type: '', id: '', data: noteText(tape.facts[ref]) };
  }
}

/** @throws RangeError where the row came before any bytes. */
export function segmentOf(stream: StreamChannel, key: number): Segment {
  const segment = stream.segmentOfRow(key);
  if (!segment) throw new RangeError(`row ${key} has no bytes`);
  return segment;
}

function differs(stream: StreamChannel, key: number): string | null {
  const { differences } = stream.tape.dispatched;
  if (differences.length === 0) return null;
  const segment = segmentOf(stream, key);
  const event = segment.eventsBefore + segment.reader.firstEventFrom(stream.rows.ref(key));
  const difference = differences.find((candidate) => candidate.index === event);
  if (!difference) return null;
  const { type, id, data } = difference.record;
  return `The browser dispatched something else here: type ${type}, id ${id === '' ? 'empty' : id}, ${data.length} characters of data. See Connections.`;
}

/** Read from the bytes all the same, but no event for the page: an EventSource does not read what it refused. */
export function neverReached({ facts }: StreamChannel): string | null {
  const { request, response } = facts;
  if (request?.via !== 'eventsource' || !response || refusalOf(response) === null) return null;
  return 'Never reached the page: answer refused';
}

function noteText(record: PlainRecord | undefined): string {
  switch (record?.kind) {
    case 'gap':
      return `Gap: ${record.why}${record.bytes === undefined ? '' : ` (${record.bytes} bytes missing)`}`;
    case 'suspend':
      return 'Suspended: the page went into the back/forward cache';
    case 'resume':
      return 'Resumed: the page came back from the back/forward cache';
    case 'fidelity':
      return `From here on: ${FIDELITY[record.level]}${record.why ? ` (${record.why})` : ''}`;
    default:
      return '';
  }
}

/** What is known of a stretch, in the panel's words. */
export const FIDELITY = {
  bytes: 'exact bytes',
  messages: 'messages only: no comments, chunks or retry',
  lengths: 'lengths only: no content',
} as const;
