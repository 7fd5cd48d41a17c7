import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamReader, parseEventStream } from '../../src/sse/index.ts';
import { cutAt, cutStream } from './arbitrary.ts';
import { tablesOf } from './tables.ts';

describe('however a stream is cut into chunks', () => {
  it('parseEventStream gives the same', () => {
    fc.assert(
      fc.property(cutStream, ({ bytes, positions }) => {
        expect(parseEventStream(cutAt(bytes, positions))).toEqual(parseEventStream([bytes]));
      }),
      { numRuns: 2000 },
    );
  });

  it('the tables are the same, before the end and after it', () => {
    fc.assert(
      fc.property(cutStream, ({ bytes, positions }) => {
        const whole = new EventStreamReader();
        whole.push(bytes);
        const cut = new EventStreamReader();
        for (const chunk of cutAt(bytes, positions)) cut.push(chunk);
        expect(tablesOf(cut)).toEqual(tablesOf(whole));
        whole.finish();
        cut.finish();
        expect(tablesOf(cut)).toEqual(tablesOf(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it('one byte at a time too, and at every moment as a reader of just that much', () => {
    fc.assert(
      fc.property(cutStream, ({ bytes }) => {
        const growing = new EventStreamReader();
        for (let length = 1; length <= bytes.length; length++) {
          growing.push(bytes.subarray(length - 1, length));
          if (length % 7 !== 0 && length !== bytes.length) continue;
          const fresh = new EventStreamReader();
          fresh.push(bytes.subarray(0, length));
          expect(tablesOf(growing)).toEqual(tablesOf(fresh));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('slices handed over by extend make one chunk, with the same tables', () => {
    fc.assert(
      fc.property(cutStream, fc.infiniteStream(fc.boolean()), ({ bytes, positions }, coins) => {
        const whole = new EventStreamReader();
        whole.push(bytes);
        const sliced = new EventStreamReader();
        const starts: number[] = [];
        for (const slice of cutAt(bytes, positions)) {
          if (starts.length === 0 || coins.next().value) {
            starts.push(sliced.length);
            sliced.push(slice);
          } else sliced.extend(slice);
        }
        expect(tablesOf(sliced)).toEqual(tablesOf(whole));
        expect(Array.from({ length: sliced.chunkCount }, (_, i) => sliced.chunkStart(i))).toEqual(starts);
      }),
      { numRuns: 1000 },
    );
  });

  it('every byte is in the chunk that brought it', () => {
    fc.assert(
      fc.property(cutStream, ({ bytes, positions }) => {
        const reader = new EventStreamReader();
        const chunkOf: number[] = [];
        for (const [i, chunk] of cutAt(bytes, positions).entries()) {
          reader.push(chunk);
          for (let byte = 0; byte < chunk.length; byte++) chunkOf.push(i);
        }
        expect(chunkOf.map((_, offset) => reader.chunkAt(offset))).toEqual(chunkOf);
      }),
      { numRuns: 500 },
    );
  });

  it('chunks larger than a page are read as one', () => {
    const text = `data: ${'größer '.repeat(9_000)}\r\n\r\nid: 5\r\ndata: x\r\n\r\n`.repeat(3);
    const bytes = new TextEncoder().encode(text);
    const whole = parseEventStream([bytes]);
    expect(whole.events).toHaveLength(6);
    for (const size of [1, 16_383, 16_384, 16_385, 40_000]) {
      const chunks: Uint8Array[] = [];
      for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.subarray(i, i + size));
      expect(parseEventStream(chunks)).toEqual(whole);
    }
  });
});
