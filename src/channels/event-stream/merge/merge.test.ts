import { describe, expect, it } from 'vitest';
import { streamTape } from '../../../tape/testing.ts';
import { blockDetail, PENDING } from '../../index.ts';
import { derive, streamOf } from '../../testing/derive.ts';

const FIRST = 'event: custom_1\nid: unique_2\ndata: hello\n';
const SECOND = 'event: custom_2\nid: unique_1\ndata: +1\n\n';

describe('Merge', () => {
  it('shows how two writes became one event', () => {
    const detail = blockDetail(streamOf([FIRST, SECOND]), 0);
    expect(detail).toMatchObject({
      outcome: 'dispatched',
      lineCount: 7,
      result: { type: 'custom_2', id: 'unique_1', idInherited: false, data: 'hello\n+1', dataLines: 2 },
      duration: 10,
      chunks: 2,
      firstChunk: 1,
    });
    const lines = detail?.lines(0, 10) ?? [];
    expect(
      lines.map((line) => [line.firstChunk, line.at, line.text, line.effectKind, line.overwrittenBy]),
    ).toEqual([
      [1, 10, 'event: custom_1', 'overwritten', 4],
      [1, 10, 'id: unique_2', 'overwritten', 5],
      [1, 10, 'data: hello', 'appends', null],
      [2, 20, 'event: custom_2', 'sets', null],
      [2, 20, 'id: unique_1', 'sets', null],
      [2, 20, 'data: +1', 'appends', null],
      [2, 20, '', 'dispatches', null],
    ]);
    expect(lines[5]?.effect).toContain('joined with a newline');
    expect(lines[6]?.effect).toContain('custom_2');
  });

  it('gives the three buffers after each line, asked for in any order', () => {
    const detail = blockDetail(streamOf(['id: old\ndata\n\n', FIRST, SECOND]), 1);
    const stateAfter = (line: number) => detail?.lines(line, line + 1)[0]?.buffersAfter;
    expect(stateAfter(5)).toEqual({ type: 'custom_2', id: 'unique_1', data: 'hello\n+1' });
    expect(stateAfter(0)).toEqual({ type: 'custom_1', id: 'old', data: '' });
    expect(stateAfter(2)).toEqual({ type: 'custom_1', id: 'unique_2', data: 'hello' });
  });

  it('names the buffer that a line changed, at that line and no other', () => {
    const changes = (text: string, block = 0) =>
      blockDetail(streamOf([text]), block)
        ?.lines(0, 9)
        .map((line) => line.changes);
    // The block finds an ID of an event before it: its first line sets the type only.
    expect(changes('id: old\ndata\n\nevent: a\nid: new\ndata: 1\n\n', 1)).toEqual([
      'type',
      'id',
      'data',
      null,
    ]);
    expect(changes('id: same\ndata\n\nid: same\nevent\ndata: 1\n\n', 1)).toEqual([null, null, 'data', null]);
    // The buffer of data has a line feed more after each, though no character of it can be seen.
    expect(changes('data\ndata\n: hi\nretry: 5\nid: a\0b\n\n')).toEqual([
      'data',
      'data',
      null,
      null,
      null,
      null,
    ]);
    expect(changes('event: a\ndata: 1', PENDING)).toEqual(['type', null]);
  });

  it('shows a line that was cut by a chunk border with both its chunks', () => {
    const detail = blockDetail(streamOf(['data: one e', 'vent over', ' three chunks\n\n']), 0);
    expect(detail?.lines(0, 1)[0]).toMatchObject({ firstChunk: 1, lastChunk: 3, at: 30 });
  });

  it('names line ends, and the chunk of a CR that ends a line before its LF comes', () => {
    const lines = blockDetail(streamOf(['data: a\r\ndata: b\rdata: c\r', '\n\n']), 0)?.lines(0, 9) ?? [];
    expect(lines.map((line) => line.terminator)).toEqual(['CRLF', 'CR', 'CRLF', 'LF']);
    expect(lines.map((line) => line.lastChunk)).toEqual([1, 1, 1, 2]);
  });

  it('says why lines have no effect', () => {
    const effects = blockDetail(streamOf([': hi\nid: a\0b\nretry: 1x\nEvent: no\ndata: d\nretry: 50\n\n']), 1)
      ?.lines(0, 9)
      .map((line) => line.effect);
    expect(effects?.[0]).toContain('Comment');
    expect(effects?.[1]).toContain('NUL');
    expect(effects?.[2]).toContain('digits');
    expect(effects?.[3]).toContain('“Event”');
    expect(effects?.[5]).toContain('50 ms');
  });

  it('shows the open block, its unfinished line without effect', () => {
    const detail = blockDetail(streamOf(['event: a\ndata: 1\nda']), PENDING);
    expect(detail).toMatchObject({ outcome: 'pending', lineCount: 3 });
    expect(detail?.lines(2, 3)[0]).toMatchObject({
      text: 'da',
      effectKind: 'unfinished',
      terminator: 'none',
    });
  });

  it('shows what was lost at the end', () => {
    const tape = streamTape(['event: a\ndata: 1\n']);
    tape.append({ kind: 'end', at: 30, on: 'sse', how: 'complete' });
    const stream = derive(tape).stream('sse');
    const detail = stream && blockDetail(stream, 0);
    expect(detail).toMatchObject({ outcome: 'lost', lineCount: 2, result: { type: 'a', data: '1' } });
  });

  it('makes control and reordering characters visible', () => {
    const line = blockDetail(streamOf(['data: a\tb\u0001\u202ec\n\n']), 0)?.lines(0, 1)[0];
    expect(line?.text).toBe('data: a␉b␁⟨U+202E⟩c');
  });

  it('shows a block of 50,000 lines a window at a time', () => {
    const detail = blockDetail(streamOf([`${'data: x\n'.repeat(50_000)}\n`]), 0);
    expect(detail?.lineCount).toBe(50_001);
    const [line] = detail?.lines(49_999, 50_000) ?? [];
    expect(line).toMatchObject({ number: 50_000, effectKind: 'appends' });
    expect(line?.buffersAfter.data.length).toBeLessThanOrEqual(4000);
  });
});
