/** Text on demand: made from the reader's numbers and bytes the caller keeps, when a row is drawn, searched or exported. */

import { decode } from './decode.ts';
import { COLON, Field, NAME_LENGTH, valueStart } from './field.ts';
import type { EventStreamReader } from './reader.ts';
import { Outcome } from './tables/blocks.ts';

/** The bytes from `start` to `end` (exclusive), by their offset in the stream. */
export type Peek = (start: number, end: number) => Uint8Array;

/** What an `EventSource` would dispatch; for a block that was not dispatched, what its lines amount to. */
export interface EventText {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/** Bytes that surely hold `chars` UTF-16 units: three at most each, and three more so that the last is whole. */
function bytesFor(chars: number): number {
  return chars * 3 + 3;
}

/** The text of line `line`, without its line end. */
export function lineText(
  reader: EventStreamReader,
  line: number,
  peek: Peek,
  maxChars = Number.POSITIVE_INFINITY,
): string {
  return rawText(reader.lineStart(line), reader.lineEnd(line), peek, maxChars);
}

/** The value of line `line`: what follows its colon, less one space. Of a comment its text, of a blank line ''. */
export function fieldValue(
  reader: EventStreamReader,
  line: number,
  peek: Peek,
  maxChars = Number.POSITIVE_INFINITY,
): string {
  return valueText(reader.lineField(line), reader.lineStart(line), reader.lineEnd(line), peek, maxChars);
}

/** Event `event` as dispatched. */
export function readEvent(reader: EventStreamReader, event: number, peek: Peek): EventText {
  return readBlock(reader, reader.eventBlock(event), peek);
}

/**
 * Block `block` in the shape of an event. A block without data has data ''; a lost one is read as if its last line's end and
 * a blank line had come, which is what its author meant.
 * @param maxChars each of the three texts is cut to this many UTF-16 units, never within a character
 */
export function readBlock(
  reader: EventStreamReader,
  block: number,
  peek: Peek,
  maxChars = Number.POSITIVE_INFINITY,
): EventText {
  const first = reader.blockFirstLine(block);
  const last = reader.blockLastLine(block);
  const idLine = reader.blockOutcome(block) === Outcome.Lost ? lastIdLine(reader, first, last) : -1;
  return {
    type: typeText(reader, reader.blockTypeLine(block), peek, maxChars),
    data: dataText(reader, first, last, null, peek, maxChars),
    lastEventId: idText(reader, idLine < 0 ? reader.blockIdLine(block) : idLine, peek, maxChars),
  };
}

/** The open block, read as {@link readBlock} reads a lost one; null when there is none. */
export function readOpen(
  reader: EventStreamReader,
  peek: Peek,
  maxChars = Number.POSITIVE_INFINITY,
): EventText | null {
  const open = reader.open;
  if (open === null) return null;
  const last = reader.lineCount;
  const cutValue =
    open.lineField === null ? null : valueText(open.lineField, open.lineStart, reader.length, peek, maxChars);
  let typeLine = last - 1;
  while (typeLine >= open.firstLine && reader.lineField(typeLine) !== Field.Event) typeLine--;
  const idLine = lastIdLine(reader, open.firstLine, last);
  return {
    type:
      open.lineField === Field.Event
        ? cutValue || 'message'
        : typeText(reader, typeLine < open.firstLine ? -1 : typeLine, peek, maxChars),
    data: dataText(
      reader,
      open.firstLine,
      last,
      open.lineField === Field.Data ? cutValue : null,
      peek,
      maxChars,
    ),
    lastEventId:
      open.lineField === Field.Id && cutValue !== null && !cutValue.includes('\0')
        ? cutValue
        : idText(reader, idLine < 0 ? reader.idLine : idLine, peek, maxChars),
  };
}

/** Byte range of block `block`, from its first line to the end of its last, line end included. */
export function blockRange(
  reader: EventStreamReader,
  block: number,
): [start: number, endWithTerminator: number] {
  return [
    reader.lineStart(reader.blockFirstLine(block)),
    reader.lineEndWithTerminator(reader.blockLastLine(block) - 1),
  ];
}

/** "If the event type buffer has a value other than the empty string, change the type … to equal" it; else `message`. */
function typeText(reader: EventStreamReader, line: number, peek: Peek, maxChars: number): string {
  return (line < 0 ? '' : fieldValue(reader, line, peek, maxChars)) || 'message';
}

function idText(reader: EventStreamReader, line: number, peek: Peek, maxChars: number): string {
  return line < 0 ? cut(reader.initialLastEventId, maxChars) : fieldValue(reader, line, peek, maxChars);
}

/** The last id line of lines `first` to `last` that counts, or -1. */
function lastIdLine(reader: EventStreamReader, first: number, last: number): number {
  for (let line = last - 1; line >= first; line--)
    if (reader.lineField(line) === Field.Id && reader.lineCounts(line)) return line;
  return -1;
}

/** The data lines' values, a line feed between each: the buffer's last one is removed before the event goes out. */
function dataText(
  reader: EventStreamReader,
  first: number,
  last: number,
  unfinished: string | null,
  peek: Peek,
  maxChars: number,
): string {
  const values: string[] = [];
  let length = 0;
  for (let line = first; line < last && length <= maxChars; line++) {
    if (reader.lineField(line) !== Field.Data) continue;
    // One character more than there is room for, so that a value cut short always ends the loop.
    const value = fieldValue(reader, line, peek, maxChars - length + 1);
    values.push(value);
    length += value.length + 1;
  }
  if (unfinished !== null && length <= maxChars) values.push(unfinished);
  return cut(values.length === 1 ? (values[0] as string) : values.join('\n'), maxChars);
}

function valueText(field: Field, start: number, end: number, peek: Peek, maxChars: number): string {
  if (field === Field.Blank) return '';
  const nameLength = field === Field.Unknown ? nameLengthOf(start, end, peek) : NAME_LENGTH[field];
  const colon = start + nameLength;
  if (colon >= end) return '';
  const until = Math.min(end, colon + 2 + bytesFor(maxChars));
  const bytes = peek(colon, until);
  return cut(decode(bytes.subarray(valueStart(bytes, 0, bytes.length, 0))), maxChars);
}

function rawText(start: number, end: number, peek: Peek, maxChars: number): string {
  return start === end ? '' : cut(decode(peek(start, Math.min(end, start + bytesFor(maxChars)))), maxChars);
}

/** Bytes before the first colon of an unknown field's line; the whole line where there is none. */
function nameLengthOf(start: number, end: number, peek: Peek): number {
  const colon = peek(start, end).indexOf(COLON);
  return colon < 0 ? end - start : colon;
}

/** At most `maxChars` UTF-16 units, without half a surrogate pair at the end. */
function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars);
}
