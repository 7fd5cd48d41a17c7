/** What every reader holds, whatever its framing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Framing, ResponseHeaders } from '../framing.ts';
import { type Peek, type RecordReader, RecordState } from '../record.ts';

export interface ReaderCase {
  readonly framing: Framing;
  readonly response: ResponseHeaders;
  /** Pieces that bodies are made of, in any order and number. */
  readonly pieces: readonly (string | Uint8Array)[];
  /** One body, and its records by state and data. */
  readonly body: string | Uint8Array;
  readonly records: readonly (readonly [state: number, data: string])[];
  /** Of plain chunks the split makes the records. */
  readonly isBySplit?: true;
  /** Behind missing bytes it is not known where a record begins: what comes is shown as it came. */
  readonly isLostInMiddle?: true;
  /** Closes a body: what comes behind it is no part of it. */
  readonly closes?: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** All that a reader says of a body so far. */
export function readAll(reader: RecordReader, bytes: Uint8Array) {
  const peek: Peek = (start, end) => bytes.subarray(start, end);
  return {
    records: Array.from({ length: reader.count }, (_, record) => ({
      state: reader.state(record),
      range: reader.range(record),
      completedAt: reader.completedAt(record),
      data: decoder.decode(peek(...reader.data(record, peek))),
      type: reader.type(record, peek),
      id: reader.id(record, peek),
      why: reader.why(record, peek),
    })),
    open: reader.open,
    length: reader.length,
  };
}

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? encoder.encode(body) : body;

/** The body read in one chunk, to its end. */
export function readWhole(framing: Framing, response: ResponseHeaders, body: string | Uint8Array) {
  const bytes = bytesOf(body);
  const reader = framing.open(response);
  reader.push(bytes);
  reader.finish();
  return readAll(reader, bytes).records;
}

/** Bytes of 4 MiB, handed over in pieces. @returns by how much the memory of the reader's tables grew. */
function readLong(reader: RecordReader, begin: Uint8Array, piece: string, memory: () => number): number {
  const bytes = encoder.encode(piece.repeat(Math.ceil(65_536 / piece.length)));
  reader.push(begin);
  const before = memory();
  for (let length = 0; length < 4 * 1024 * 1024; length += bytes.length) reader.push(bytes);
  return memory() - before;
}

/** @param memory bytes that arrays of numbers take. */
export function describeReader(
  { framing, response, pieces, body, records, isBySplit, isLostInMiddle, closes }: ReaderCase,
  memory: () => number,
): void {
  const bodies = fc
    .array(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string() }),
      {
        maxLength: 12,
      },
    )
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...bytesOf(part)])));
  const cut = fc
    .tuple(bodies, fc.array(fc.nat(), { maxLength: 8 }))
    .map(([bytes, places]) => ({ bytes, parts: cutAt(bytes, places) }));

  describe(`the reader of ${framing.label}`, () => {
    test('makes these records', () => {
      expect(readWhole(framing, response, body).map(({ state, data }) => [state, data])).toEqual(records);
    });

    test.skipIf(isBySplit)('gives the same however the bytes are split, before the end and after it', () => {
      fc.assert(
        fc.property(cut, ({ bytes, parts }) => {
          const whole = framing.open(response);
          whole.push(bytes);
          const split = framing.open(response);
          for (const part of parts) split.push(part);
          expect(readAll(split, bytes)).toEqual(readAll(whole, bytes));
          whole.finish();
          split.finish();
          expect(readAll(split, bytes)).toEqual(readAll(whole, bytes));
        }),
        { numRuns: 1000 },
      );
    });

    test('takes slices of a chunk for the chunk', () => {
      fc.assert(
        fc.property(cut, ({ bytes, parts }) => {
          const whole = framing.open(response);
          whole.push(bytes);
          const sliced = framing.open(response);
          sliced.push(new Uint8Array(0));
          for (const part of parts) sliced.extend(part);
          expect(readAll(sliced, bytes)).toEqual(readAll(whole, bytes));
        }),
        { numRuns: 100 },
      );
    });

    test('never takes back what it said, keeps the order, and leaves nothing open at the end', () => {
      fc.assert(
        fc.property(bodies, (bytes) => {
          const reader = framing.open(response);
          const said: unknown[] = [];
          for (let at = 0; at < bytes.length; at++) {
            reader.push(bytes.subarray(at, at + 1));
            const now = readAll(reader, bytes.subarray(0, at + 1)).records;
            expect(now.slice(0, said.length)).toEqual(said);
            said.splice(0, said.length, ...now);
          }
          reader.finish();
          reader.finish();
          const all = readAll(reader, bytes);
          expect(all.records.slice(0, said.length)).toEqual(said);
          expect(all.open).toBeNull();
          let last = 0;
          for (const { range, completedAt } of all.records) {
            expect(range[0]).toBeLessThanOrEqual(range[1]);
            expect(range[1]).toBeLessThanOrEqual(bytes.length);
            expect(completedAt).toBeGreaterThanOrEqual(Math.max(last, range[1]));
            expect(completedAt).toBeLessThanOrEqual(bytes.length);
            last = completedAt;
          }
        }),
        { numRuns: 300 },
      );
    });

    test.skipIf(isBySplit)('can be followed at its border, as if there were no cut', () => {
      fc.assert(
        fc.property(cut, ({ bytes, parts }) => {
          const first = framing.open(response);
          first.push(parts[0] ?? bytes);
          const { border } = first;
          expect(border).toBeLessThanOrEqual(first.length);
          const second = framing.open(response, border === 0 ? 'start' : 'border');
          const whole = framing.open(response);
          whole.push(bytes);
          second.push(bytes.subarray(border));
          const dataOf = ({ records: all }: ReturnType<typeof readAll>) =>
            all.filter(({ state }) => state === RecordState.Whole).map(({ data }) => data);
          // Where the body is broken already there is no border that both see.
          if (readAll(whole, bytes).records.some(({ state }) => state !== RecordState.Whole)) return;
          if (whole.open !== null || (closes && decoder.decode(bytes).includes(closes))) return;
          const seen = readAll(first, bytes);
          expect([...dataOf(seen), ...dataOf(readAll(second, bytes.subarray(border)))]).toEqual(
            dataOf(readAll(whole, bytes)),
          );
        }),
        { numRuns: 1000 },
      );
    });

    test('claims nothing of the record that a gap tore', () => {
      const bytes = bytesOf(body);
      for (let from = 1; from < bytes.length; from++) {
        const reader = framing.open(response, 'middle');
        reader.push(bytes.subarray(from));
        reader.finish();
        const all = readAll(reader, bytes.subarray(from)).records.map(({ data }) => data);
        const whole = records.map(([, data]) => data);
        if (isLostInMiddle || isBySplit) expect(all).toHaveLength(1);
        else expect(whole.slice(whole.length - all.length)).toEqual(all);
      }
    });

    test('reads nothing behind the end', () => {
      const reader = framing.open(response);
      reader.finish();
      expect(() => reader.push(encoder.encode('x'))).toThrow('finished');
      expect(reader.count).toBe(0);
    });

    test.skipIf(isBySplit).each([
      ['a record that never ends', body, '{"text":"', 'x'],
      ['a string that is never closed', '', '"', 'long '],
      ['what is no JSON', '', '?', '?'],
      ['arrays in arrays', body, '', '['],
      ['objects in objects', '', '', '{"a":'],
    ])('keeps little of 4 MiB: %s', (_name, first, begin, piece) => {
      const reader = framing.open(response);
      const grown = readLong(reader, joined(first, begin), piece, memory);
      expect(reader.count).toBeLessThanOrEqual(records.length + 1);
      // A bit for each open bracket is the most: it doubles as it grows.
      expect(grown).toBeLessThan(/[[{]/.test(piece) ? 2_500_000 : 250_000);
      reader.finish();
      expect(reader.count).toBeLessThanOrEqual(records.length + 2);
    });

    test('reads arrays that are 100,000 deep', () => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      const all = readWhole(framing, response, deep);
      expect(all.length).toBeGreaterThan(0);
    });
  });
}

function joined(first: string | Uint8Array, then: string): Uint8Array {
  return Uint8Array.of(...bytesOf(first), ...encoder.encode(then));
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const borders = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}
