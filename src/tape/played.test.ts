import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlayedTape, Table, Tape, type TapeRecord, writeTape } from './index.ts';
import { chunk, injected, request, streamTape } from './testing.ts';

const text = (tape: Tape): string => [...writeTape(tape)].join('');

const on = fc.constantFrom('a', 'b', 'c');
const at = fc.nat(1000);
const anyRecord: fc.Arbitrary<TapeRecord> = fc.oneof(
  fc.tuple(on, at, fc.uint8Array({ maxLength: 40 })).map(([on, at, bytes]) => chunk(on, at, bytes)),
  // Only the length is known of a chunk whose bytes were not kept.
  fc
    .tuple(on, at, fc.nat(50))
    .map(([on, at, length]) => ({ kind: 'chunk', on, at, length, wire: 7 }) as const),
  fc.tuple(on, at).map(([on, at]) => request(on, { at })),
  fc
    .tuple(on, at, fc.string({ maxLength: 9 }))
    .map(([on, at, data]) => ({ kind: 'message', on, at, type: 'message', data, id: data }) as const),
  fc
    .tuple(on, at, fc.uint8Array({ maxLength: 9 }))
    .map(
      ([on, at, bytes]) =>
        ({ kind: 'frame', on, at, direction: 'sent', opcode: 2, bytes, length: bytes.length }) as const,
    ),
  fc.tuple(at, at).map(([at, wall]) => ({ kind: 'clock', at, wall }) as const),
  fc.tuple(on, at).map(([on, at]) => injected({ on, at })),
  fc.tuple(on, at).map(([on, at]) => ({ kind: 'gap', on, at, why: 'a test' }) as const),
);

it('is at each entry the tape of those before it, whatever the source gets meanwhile', () => {
  fc.assert(
    fc.property(
      fc.array(anyRecord, { maxLength: 30 }),
      fc.array(anyRecord, { maxLength: 5 }),
      (records, later) => {
        const source = new Tape();
        for (const record of records) source.append(record);
        const played = new PlayedTape(source);
        const before = new Tape();
        for (const [index, record] of records.entries()) {
          const extra = later[index];
          if (extra) source.append(extra);
          expect(played.next()?.at).toBe(record.at);
          expect(played.nextAt).toBe(record.at);
          expect(played.advance()).toBeNull();
          before.append(record);
          expect(played.position).toBe(index + 1);
          expect(text(played.tape)).toBe(text(before));
          expect(played.tape.lastAt).toBe(before.lastAt);
        }
        expect(played.nextAt).toBeNull();
        played.advance();
        expect(played.position).toBe(records.length);
      },
    ),
  );
});

it('plays a chunk in part, and then the rest of it', () => {
  const source = streamTape(['data: one\n\ndata: two\n\n']);
  const played = new PlayedTape(source);
  while (played.next()?.table === Table.Fact) played.advance();
  const connection = () => played.tape.connection('sse');
  expect(played.advance(10)).toBeNull();
  expect(played.part).toBe(10);
  expect(played.nextAt).toBe(10);
  expect(played.next()).toBeNull();
  expect([connection()?.chunks.size(0), connection()?.bytes.length, connection()?.chunks.total]).toEqual([
    10, 10, 10,
  ]);
  expect(played.advance(15)).toEqual({ connection: 'sse', from: 10 });
  expect([connection()?.chunks.size(0), connection()?.bytes.length]).toEqual([15, 15]);
  expect(played.advance()).toEqual({ connection: 'sse', from: 15 });
  expect(played.part).toBeNull();
  expect(text(played.tape)).toBe(text(source));
  expect(played.nextAt).toBeNull();
});
