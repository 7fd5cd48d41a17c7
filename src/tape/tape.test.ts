import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteLog, Column, Table, Tape } from './index.ts';
import { chunk, request, streamTape } from './testing.ts';

describe('ByteLog', () => {
  it('gives back any range of what was appended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (pieces, left, right) => {
          const log = new ByteLog();
          const whole: number[] = [];
          for (const piece of pieces) {
            expect(log.append(piece)).toBe(whole.length);
            whole.push(...piece);
          }
          expect(log.length).toBe(whole.length);
          const [start, end] = [left % (whole.length + 1), right % (whole.length + 1)].sort(
            (a, b) => a - b,
          ) as [number, number];
          expect([...(log.peek(start, end) ?? [])]).toEqual(whole.slice(start, end));
        },
      ),
    );
  });

  it('keeps what was appended at once in one piece', () => {
    const log = new ByteLog();
    log.append(new Uint8Array(6000));
    const at = log.append(new Uint8Array(3000).fill(7));
    const view = log.peek(at, at + 3000);
    expect(view?.buffer.byteLength).toBeGreaterThan(3000);
    expect(view?.every((byte) => byte === 7)).toBe(true);
  });

  it('refuses a range that is not there', () => {
    const log = new ByteLog();
    log.append(new Uint8Array(10));
    expect(() => log.peek(5, 11)).toThrow(RangeError);
    expect(() => log.peek(-1, 2)).toThrow(RangeError);
  });
});

describe('Column', () => {
  it('finds the last value at most', () => {
    const column = new Column((size) => new Float64Array(size), new Float64Array(0));
    for (const value of [1, 3, 3, 8]) column.push(value);
    expect([0, 1, 2, 3, 7, 8, 9].map((value) => column.lastAtMost(value))).toEqual([-1, 0, 0, 2, 2, 3, 3]);
    expect(() => column.at(4)).toThrow(RangeError);
  });
});

describe('Tape', () => {
  it('walks its entries in the order they came, over all connections', () => {
    const tape = new Tape();
    tape.append(request('a'));
    tape.append(chunk('a', 1, 'x'));
    tape.append(request('b'));
    tape.append(chunk('b', 2, 'y'));
    tape.append(chunk('a', 3, 'z'));
    tape.append({ kind: 'message', at: 4, on: 'b', type: 'message', data: 'd', id: '' });
    const cursor = tape.cursor();
    const walked: string[] = [];
    const walk = (): void => {
      while (cursor.advance()) walked.push(`${cursor.connection.id}${cursor.table}${cursor.row}`);
    };
    walk();
    tape.append(chunk('b', 5, 'later'));
    walk();
    const { Fact, Chunk, Message } = Table;
    expect(walked).toEqual([
      `a${Fact}0`,
      `a${Chunk}0`,
      `b${Fact}0`,
      `b${Chunk}0`,
      `a${Chunk}1`,
      `b${Message}0`,
      `b${Chunk}1`,
    ]);
    expect(tape.lastAt).toBe(5);
  });

  it('pairs its clock with wall time, by the clock record before', () => {
    const tape = new Tape();
    tape.append({ kind: 'clock', at: 0, wall: 1000 });
    tape.append({ kind: 'clock', at: 50, wall: 9000 });
    expect([0, 49, 50, 60].map((at) => tape.wall(at))).toEqual([1000, 1049, 9000, 9010]);
    expect(tape.timeAt(9020)).toBe(70);
    expect(new Tape().wall(0)).toBeNaN();
  });

  it('remembers a chunk of which only the length is known', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'chunk', at: 30, on: 'sse', length: 12, wire: 20 });
    const connection = tape.connection('sse');
    expect(connection?.chunkRecord(1)).toEqual({ kind: 'chunk', at: 30, on: 'sse', length: 12, wire: 20 });
    expect(connection?.chunks.total).toBe(21);
    expect(connection?.chunks.wireTotal).toBe(20);
  });
});
