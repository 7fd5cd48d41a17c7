import { describe, expect, it } from 'vitest';
import {
  blockRange,
  EventStreamReader,
  fieldValue,
  lineText,
  type Peek,
  readBlock,
  readEvent,
  readOpen,
} from './index.ts';

function read(
  text: string,
  lastEventId = '',
): { reader: EventStreamReader; peek: Peek; peeked: () => number } {
  const bytes = new TextEncoder().encode(text);
  const reader = new EventStreamReader({ lastEventId });
  reader.push(bytes);
  let max = 0;
  const peek: Peek = (start, end) => {
    max = Math.max(max, end - start);
    return bytes.subarray(start, end);
  };
  return { reader, peek, peeked: () => max };
}

describe('a line', () => {
  const { reader, peek } = read('data: größer\r\n:  c\nid\nfoo:bar\nnothing\n:\n\n');

  it('is text', () => {
    expect(Array.from({ length: reader.lineCount }, (_, i) => lineText(reader, i, peek))).toEqual([
      'data: größer',
      ':  c',
      'id',
      'foo:bar',
      'nothing',
      ':',
      '',
    ]);
  });

  it('has a value', () => {
    expect(Array.from({ length: reader.lineCount }, (_, i) => fieldValue(reader, i, peek))).toEqual([
      'größer',
      ' c',
      '',
      'bar',
      '',
      '',
      '',
    ]);
  });
});

describe('a block', () => {
  it('reads as the event it became', () => {
    const { reader, peek } = read('event: a\ndata: 1\n: c\ndata\ndata: 3\nid: 9\n\n');
    expect(readEvent(reader, 0, peek)).toEqual({ type: 'a', data: '1\n\n3', lastEventId: '9' });
  });

  it('has the initial id until another is in force', () => {
    const { reader, peek } = read('data: a\n\nid: 2\n\ndata: b\n\n', '1');
    expect([0, 1, 2].map((block) => readBlock(reader, block, peek).lastEventId)).toEqual(['1', '2', '2']);
  });

  it('without data has none', () => {
    const { reader, peek } = read('event: a\n: c\n\n');
    expect(readBlock(reader, 0, peek)).toEqual({ type: 'a', data: '', lastEventId: '' });
  });

  it('has a range, its last line end included', () => {
    const { reader } = read('\n\ndata: a\r\n\r\n\r\ndata: b\n\ndata');
    expect(blockRange(reader, 0)).toEqual([2, 13]);
    expect(blockRange(reader, 1)).toEqual([15, 24]);
    reader.finish();
    expect(blockRange(reader, 2)).toEqual([24, 28]);
  });

  it('lost reads as it was meant, the line it broke off in included, and so does an open one', () => {
    for (const text of [
      'event: a\nid: 5\ndata: x\ndata: y',
      'data: x\nid: 5\ndata: y\nevent: a',
      'event: a\ndata: x\ndata: y\nid: 5',
    ]) {
      const { reader, peek } = read(`id: 4\n\n${text}`);
      const meant = { type: 'a', data: 'x\ny', lastEventId: '5' };
      expect(readOpen(reader, peek)).toEqual(meant);
      reader.finish();
      expect(readOpen(reader, peek)).toBeNull();
      expect(readBlock(reader, 1, peek)).toEqual(meant);
    }
  });

  it('open has what is in force where it sets nothing, and does not take an id with NUL', () => {
    const { reader, peek } = read('id: 4\nevent: a\n\nid: \0');
    expect(readOpen(reader, peek)).toEqual({ type: 'message', data: '', lastEventId: '4' });
  });
});

describe('a limit on characters', () => {
  it('is kept by all three texts, without half a character', () => {
    const { reader, peek } = read('event: abcdef\nid: 123456\ndata: ab\ndata: 🙂d\n\n');
    expect(readBlock(reader, 0, peek, 4)).toEqual({ type: 'abcd', data: 'ab\n', lastEventId: '1234' });
    expect(readBlock(reader, 0, peek, 5)).toEqual({ type: 'abcde', data: 'ab\n🙂', lastEventId: '12345' });
    expect(readBlock(reader, 0, peek, 0)).toEqual({ type: 'message', data: '', lastEventId: '' });
  });

  it('gives the beginning of the whole text, whatever the characters', () => {
    const data = 'aé東🙂\uFFFD'.repeat(40);
    const { reader, peek } = read(`data: ${data}\ndata: ${data}\n\n`);
    const whole = readEvent(reader, 0, peek).data;
    for (let limit = 0; limit <= whole.length + 1; limit++) {
      const cut = readBlock(reader, 0, peek, limit).data;
      expect(whole.startsWith(cut)).toBe(true);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(limit, whole.length) - 1);
      expect(cut.length).toBeLessThanOrEqual(limit);
    }
  });

  it('asks for no more bytes than it needs', () => {
    const { reader, peek, peeked } = read(`data: ${'x'.repeat(1_000_000)}\n\n`);
    expect(readBlock(reader, 0, peek, 100).data).toHaveLength(100);
    expect(lineText(reader, 0, peek, 100)).toHaveLength(100);
    expect(peeked()).toBeLessThan(400);
  });
});
