import { describe, expect, it } from 'vitest';
import { EventStreamReader, Field, Outcome, Terminator } from './index.ts';
import { checkLength, MAX_BYTES } from './offsets.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function reading(...chunks: string[]): EventStreamReader {
  const reader = new EventStreamReader();
  for (const chunk of chunks) reader.push(bytes(chunk));
  return reader;
}

describe('the tables', () => {
  it('know the two writes of the first lesson', () => {
    const reader = reading(
      'event: custom_1\nid: unique_2\ndata: hello\n',
      'event: custom_2\nid: unique_1\ndata: +1\n\n',
    );
    expect(reader.lineCount).toBe(7);
    expect(reader.blockCount).toBe(1);
    expect([reader.blockFirstLine(0), reader.blockLastLine(0)]).toEqual([0, 7]);
    expect(reader.blockTypeLine(0)).toBe(3);
    expect(reader.blockIdLine(0)).toBe(4);
    expect(reader.blockOutcome(0)).toBe(Outcome.Dispatched);
    expect(reader.lineField(6)).toBe(Field.Blank);
    expect(reader.chunkAt(reader.lineStart(2))).toBe(0);
    expect(reader.chunkAt(reader.lineStart(3))).toBe(1);
  });

  it('dispatch at the CR, and give it its LF when it comes', () => {
    const reader = reading('data: a\r\n\r');
    expect(reader.eventCount).toBe(1);
    expect(reader.open).toBeNull();
    expect(reader.lineTerminator(1)).toBe(Terminator.Cr);
    reader.push(bytes('\n'));
    expect(reader.eventCount).toBe(1);
    expect(reader.open).toBeNull();
    expect(reader.lineTerminator(1)).toBe(Terminator.CrLf);
    expect(reader.lineEndWithTerminator(1)).toBe(reader.length);
  });

  it('give no row to a blank line that ends no block, nor its LF to another', () => {
    const reader = reading('data: a\r\r\r', '\n\r\n\n');
    expect(reader.lineCount).toBe(2);
    expect(reader.lineTerminator(1)).toBe(Terminator.Cr);
  });

  it('start after a BOM, but not in the middle of a stream', () => {
    expect(reading('\uFEFFdata: a\n').lineStart(0)).toBe(3);
    const middle = new EventStreamReader({ midStream: true });
    middle.push(bytes('\uFEFFdata: a\n'));
    expect(middle.lineStart(0)).toBe(0);
    expect(middle.lineField(0)).toBe(Field.Unknown);
  });

  it('say which lines are ignored for their value', () => {
    const reader = reading('id: a\0\nid: b\nretry: x\nretry: 1\nfoo: bar\n');
    expect([0, 1, 2, 3, 4].map((line) => reader.lineCounts(line))).toEqual([false, true, false, true, true]);
    expect([reader.retry, reader.retryLine]).toEqual([1, 3]);
  });

  it('find the line of a byte and the event of a block', () => {
    const reader = reading('\ndata: a\r\n\r\n\n: c\n\ndata: b\n\nda');
    const lines = Array.from({ length: reader.length }, (_, offset) => reader.lineAt(offset));
    expect(lines.join('')).toBe(`${'0'.repeat(10)}11${'2'.repeat(5)}3${'4'.repeat(8)}566`);
    expect([0, 1, 2, 3].map((block) => reader.firstEventFrom(block))).toEqual([0, 1, 1, 2]);
    expect([0, 1, 2, 3, 4, 5, 6].map((line) => reader.blockOfLine(line))).toEqual([0, 0, 1, 1, 2, 2, 3]);
  });

  it('refuse numbers that do not exist', () => {
    const reader = reading('data: a\n\n');
    for (const read of [
      () => reader.lineStart(2),
      () => reader.lineField(-1),
      () => reader.blockFirstLine(1),
      () => reader.blockOutcome(1),
      () => reader.eventBlock(1),
      () => reader.chunkStart(1),
      () => new EventStreamReader().blockFirstLine(0),
    ])
      expect(read).toThrow(RangeError);
  });

  it('know the chunk of a byte among empty ones', () => {
    const reader = reading('', 'ab', '', '', 'c', '');
    expect([0, 1, 2].map((offset) => reader.chunkAt(offset))).toEqual([1, 1, 4]);
    expect(reader.chunkCount).toBe(6);
    expect([0, 1, 2, 3, 4, 5].map((i) => reader.chunkStart(i))).toEqual([0, 0, 2, 2, 2, 3]);
    expect(new EventStreamReader().chunkAt(0)).toBe(-1);
  });
});

describe('the open block', () => {
  it('is null between blocks', () => {
    expect(new EventStreamReader().open).toBeNull();
    expect(reading('data: a\n\n').open).toBeNull();
    expect(reading('\n\n').open).toBeNull();
    expect(reading('\uFEFF').open).toBeNull();
  });

  it('has an unfinished line, finished lines, or both', () => {
    expect(reading('x\n\nda').open).toEqual({
      firstLine: 2,
      start: 3,
      lineStart: 3,
      lineField: Field.Unknown,
    });
    expect(reading('x\n\ndata').open).toEqual({
      firstLine: 2,
      start: 3,
      lineStart: 3,
      lineField: Field.Data,
    });
    expect(reading('x\n\ndata\n').open).toEqual({ firstLine: 2, start: 3, lineStart: 8, lineField: null });
    expect(reading('x\n\ndata\nid').open).toEqual({
      firstLine: 2,
      start: 3,
      lineStart: 8,
      lineField: Field.Id,
    });
  });

  it('is lost at the end, with the line it broke off in', () => {
    const reader = reading('data: a\n\nid: 7\ndata: b\nretry: 5');
    expect(reader.pending).toBe(true);
    reader.finish();
    expect(reader.open).toBeNull();
    expect(reader.pending).toBe(true);
    expect(reader.blockCount).toBe(2);
    expect(reader.blockOutcome(1)).toBe(Outcome.Lost);
    expect([reader.blockFirstLine(1), reader.blockLastLine(1)]).toEqual([2, 5]);
    expect(reader.lineTerminator(4)).toBe(Terminator.None);
    expect(reader.lineEndWithTerminator(4)).toBe(reader.length);
    expect(reader.lineCounts(4)).toBe(true);
    expect(reader.retry).toBeNull();
    expect(reader.blockIdLine(1)).toBe(-1);
    expect([reader.idLine, reader.lastEventId]).toEqual([-1, '']);
    expect(reader.eventCount).toBe(1);
  });

  it('does not take what it knew of the last cut line for a part of the next', () => {
    expect(reading('id', ': 1\n', 'i').open?.lineField).toBe(Field.Unknown);
    expect(reading('id', ': 1\n', 'i', '\n').lineField(1)).toBe(Field.Unknown);
    expect(reading('data', ': 1\n', 'd', 'ata').open?.lineField).toBe(Field.Data);
    expect(reading('retry', ': 1\n', 'e').open?.lineField).toBe(Field.Unknown);
  });

  it('leaves nothing behind where the stream ends with a blank line', () => {
    const reader = reading('data: a\n\n\n');
    reader.finish();
    expect(reader.blockCount).toBe(1);
    expect(reader.lineCount).toBe(2);
  });
});

describe('the last event ID', () => {
  it('is the initial one until a block sets another', () => {
    const reader = new EventStreamReader({ lastEventId: '41' });
    reader.push(bytes('data: a\n\n'));
    expect([reader.initialLastEventId, reader.lastEventId, reader.idLine]).toEqual(['41', '41', -1]);
    reader.push(bytes('id: 41\n'));
    expect(reader.pending).toBe(false);
    reader.push(bytes('id\n'));
    expect(reader.pending).toBe(true);
    reader.push(bytes('\n'));
    expect([reader.lastEventId, reader.idLine]).toEqual(['', 3]);
  });

  it('comes whole through any number of cuts', () => {
    const id = 'ü'.repeat(50_000);
    const reader = new EventStreamReader();
    for (const byte of bytes(`id: ${id}\n\n`)) reader.push(Uint8Array.of(byte));
    expect(reader.lastEventId).toBe(id);
  });
});

describe('the order of calls', () => {
  it('push and extend after finish throw, finish again does nothing', () => {
    const reader = reading('data: a\n');
    reader.finish();
    reader.finish();
    expect(reader.finished).toBe(true);
    expect(reader.blockCount).toBe(1);
    expect(() => reader.push(bytes('x'))).toThrow('finished');
    expect(() => reader.extend(bytes('x'))).toThrow('finished');
    expect(reader.chunkCount).toBe(1);
  });

  it('extend needs a chunk to extend', () => {
    expect(() => new EventStreamReader().extend(bytes('x'))).toThrow('no chunk');
  });

  it('does not keep the array it is given', () => {
    const reader = new EventStreamReader();
    const reused = bytes('data: a');
    reader.push(reused);
    reused.fill(0x0a);
    reader.push(bytes('\n\n'));
    expect(reader.eventCount).toBe(1);
  });

  it('two readers do not disturb each other', () => {
    const one = reading('da');
    const two = reading('id: 1', '\n');
    one.push(bytes('ta: x\n\n'));
    two.push(bytes('\n'));
    expect([one.eventCount, two.eventCount, two.lastEventId]).toEqual([1, 0, '1']);
  });

  it('offsets end at 4 GiB', () => {
    expect(() => checkLength(MAX_BYTES)).not.toThrow();
    expect(() => checkLength(MAX_BYTES + 1)).toThrow(RangeError);
    // An array of that length without its memory: nothing may be read of it.
    const huge = new Proxy(new Uint8Array(1), {
      get: (_, key) => (key === 'length' ? MAX_BYTES : undefined),
    });
    const reader = reading('ab');
    expect(() => reader.push(huge)).toThrow(RangeError);
    expect([reader.length, reader.chunkCount]).toEqual([2, 1]);
  });
});
