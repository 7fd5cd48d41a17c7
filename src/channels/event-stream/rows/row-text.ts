import { fieldValue, readOpen } from '../../../sse/index.ts';
import { noteText } from '../../connection/notes.ts';
import { injectedPayload, injectedText } from '../../injected/row.ts';
import { PENDING, type RowText } from '../../model/channel.ts';
import { MAX_PAYLOAD, type Payload } from '../../model/events.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { peekOf } from '../segment.ts';
import { blockText } from './block-text.ts';
import { segmentOf } from './row-facts.ts';

/** The whole data of a row; null for rows that carry none. */
export function payloadOf(stream: EventStream, key: number): Payload | null {
  if (key !== PENDING && stream.rows.kind(key) === RowKind.Injected)
    return injectedPayload(stream.tape.facts[stream.rows.ref(key)]);
  const text = wholeText(stream, key);
  if (!text) return null;
  const cut = Math.max(0, text.data.length - MAX_PAYLOAD);
  return {
    type: text.type,
    id: text.id,
    data: cut > 0 ? text.data.slice(0, MAX_PAYLOAD) : text.data,
    cut,
    binary: false,
  };
}

/** The text of a row in full; null where there is none. */
export function wholeText(stream: EventStream, key: number): RowText | null {
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
      const text = blockText(stream, segment, ref);
      return { type: text.type, id: text.lastEventId, data: text.data };
    }
    case RowKind.Comment: {
      const segment = segmentOf(stream, key);
      return { type: '', id: '', data: fieldValue(segment.reader, ref, peekOf(segment, tape.bytes)) };
    }
    case RowKind.Message:
      return tape.messages.read(ref);
    case RowKind.Injected:
      return injectedText(tape.facts[ref]);
    case RowKind.Note:
      return { type: '', id: '', data: noteText(tape.facts[ref]) };
  }
}
