import { Field, readEvent } from '../sse/index.ts';
import type { DispatchedRecord } from '../tape/index.ts';
import type { Segment } from './segment.ts';

type Peek = (start: number, end: number) => Uint8Array;

/**
 * Whether a message the browser dispatched equals the reader's event.
 *
 * The quick path compares characters with bytes and makes no string: in a flood it runs once a message, on the thread
 * that also draws. It only says yes; everything it is not sure of goes the slow way.
 */
export function agrees(segment: Segment, event: number, message: DispatchedRecord, peek: Peek): boolean {
  if (quicklyAgrees(segment, event, message, peek)) return true;
  const read = readEvent(segment.reader, event, peek);
  return read.data === message.data && read.type === message.type && read.lastEventId === message.id;
}

function quicklyAgrees({ reader }: Segment, event: number, message: DispatchedRecord, peek: Peek): boolean {
  const block = reader.eventBlock(event);
  const first = reader.blockFirstLine(block);
  const last = reader.blockLastLine(block);
  const base = reader.lineStart(first);
  // One view for the whole block: a view a line would cost more than the comparing.
  const bytes = peek(base, reader.lineEnd(last - 1));

  const valueIs = (line: number, nameLength: number, text: string): boolean =>
    isAscii(text, bytes, reader.lineStart(line) - base + nameLength, reader.lineEnd(line) - base);

  const typeLine = reader.blockTypeLine(block);
  if (typeLine === -1 ? message.type !== 'message' : !valueIs(typeLine, 'event'.length, message.type))
    return false;

  const idLine = reader.blockIdLine(block);
  if (idLine === -1) {
    if (message.id !== reader.initialLastEventId) return false;
  } else if (idLine >= first) {
    if (!valueIs(idLine, 'id'.length, message.id)) return false;
  } else {
    const line = peek(reader.lineStart(idLine), reader.lineEnd(idLine));
    if (!isAscii(message.id, line, 'id'.length, line.length)) return false;
  }

  let dataLine = -1;
  for (let line = first; line < last; line++) {
    if (reader.lineField(line) !== Field.Data) continue;
    if (dataLine !== -1) return false;
    dataLine = line;
  }
  return dataLine !== -1 && valueIs(dataLine, 'data'.length, message.data);
}

const COLON = 0x3a;
const SPACE = 0x20;

/** True where the field value that begins (colon included) at `from` and stops at `end` is plain ASCII and equals `text`. */
function isAscii(text: string, bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  if (at < end && bytes[at] === COLON) {
    at++;
    if (at < end && bytes[at] === SPACE) at++;
  }
  if (end - at !== text.length) return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f || code !== bytes[at + index]) return false;
  }
  return true;
}
