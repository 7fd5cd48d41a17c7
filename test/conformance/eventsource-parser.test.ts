import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamReader, fieldValue, parseEventStream, readEvent } from '../../src/sse/index.ts';
import { bytesOf, cutAt, cuts, textStream } from './arbitrary.ts';

/*
 * What eventsource-parser does otherwise, and how it is evened out here:
 * - It keeps a CR at the end of what it was fed until more comes. The stream gets one more line, a comment, on both sides.
 * - Its `id` is that of the block, not the last event ID, and an id in a block without data is not reported at all: compared
 *   with the id line of the event's own block.
 * - It drops a BOM only where it is fed as three characters, "ï»¿": the decoder leaves U+FEFF in place, one is dropped by hand.
 * - It calls an absent type and an empty one undefined, where the standard says `message`.
 */
interface Seen {
  events: { type: string; data: string; ownId: string | undefined }[];
  comments: string[];
  retry: number | null;
}

function theirs(chunks: readonly Uint8Array[]): Seen {
  const seen: Seen = { events: [], comments: [], retry: null };
  const parser = createParser({
    onEvent: ({ event, data, id }) => seen.events.push({ type: event ?? 'message', data, ownId: id }),
    onComment: (comment) => seen.comments.push(comment),
    onRetry: (retry) => {
      seen.retry = retry;
    },
  });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let atStart = true;
  for (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    if (atStart && text !== '') {
      atStart = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    parser.feed(text);
  }
  return seen;
}

function ours(bytes: Uint8Array, chunks: readonly Uint8Array[]): Seen {
  const reader = new EventStreamReader();
  for (const chunk of chunks) reader.push(chunk);
  const peek = (start: number, end: number) => bytes.subarray(start, end);
  const events = Array.from({ length: reader.eventCount }, (_, event) => {
    const { type, data } = readEvent(reader, event, peek);
    const block = reader.eventBlock(event);
    const idLine = reader.blockIdLine(block);
    const ownId = idLine < reader.blockFirstLine(block) ? undefined : fieldValue(reader, idLine, peek);
    return { type, data, ownId };
  });
  const { comments, retry } = parseEventStream(chunks);
  return { events, comments, retry };
}

describe('against eventsource-parser', () => {
  it('the same events, comments and retry for any text, however cut', () => {
    const stream = fc
      .tuple(fc.constantFrom('', '\uFEFF'), textStream)
      .map(([bom, text]) => bytesOf(`${bom}${text}\n:\n`))
      .chain((bytes) => cuts(bytes.length).map((positions) => ({ bytes, chunks: cutAt(bytes, positions) })));
    fc.assert(
      fc.property(stream, ({ bytes, chunks }) => {
        expect(ours(bytes, chunks)).toEqual(theirs(chunks));
      }),
      { numRuns: 3000 },
    );
  });
});
