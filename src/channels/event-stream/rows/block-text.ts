import { type EventText, Field, lineText, type Peek, readBlock } from '../../../sse/index.ts';
import type { EventStream } from '../event-stream.ts';
import { peekOf, type Segment } from '../segment.ts';

/**
 * Block `block` as a row shows it. One without data, that became no event, has as its data the lines that no field takes, as they
 * came: the first words of an error are often among them.
 * @param maxChars each text is cut to about this many UTF-16 units.
 */
export function blockText(
  { tape }: EventStream,
  segment: Segment,
  block: number,
  maxChars = Number.POSITIVE_INFINITY,
): EventText {
  const peek = peekOf(segment, tape.bytes);
  const text = readBlock(segment.reader, block, peek, maxChars);
  return text.data === '' ? { ...text, data: ignoredText(segment, block, peek, maxChars) } : text;
}

function ignoredText({ reader }: Segment, block: number, peek: Peek, maxChars: number): string {
  const lines: string[] = [];
  let length = 0;
  for (let line = reader.blockFirstLine(block); line < reader.blockLastLine(block); line++) {
    // A data line that is empty is data.
    if (reader.lineField(line) === Field.Data) return '';
    if (reader.lineField(line) !== Field.Unknown || length > maxChars) continue;
    const text = lineText(reader, line, peek, maxChars - length + 1);
    lines.push(text);
    length += text.length + 1;
  }
  return lines.join('\n').slice(0, maxChars);
}
