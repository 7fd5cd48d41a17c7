import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Excerpt, NotATapeError, readTape, Tape, type TapeRecord, writeTape } from '../index.ts';
import { answered, chunk, injected, request, response, streamTape, toBytes } from '../testing.ts';

/** The bytes of a file, cut into pieces of `size`. */
async function* pieces(
  content: string | Uint8Array,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const bytes = toBytes(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const text = (tape: Tape | Excerpt): string => [...writeTape(tape, { pieceSize: 100 })].join('');

/** Records of a tape as plain values. */
const recordsOf = (tape: Tape): TapeRecord[] => [...new Excerpt(tape).records()];

const plain = (records: TapeRecord[]): unknown =>
  records.map((record) =>
    'bytes' in record && record.bytes instanceof Uint8Array
      ? { ...record, bytes: [...record.bytes] }
      : record,
  );

describe('tape file', () => {
  it('has no date where the clock gives none, and can be written all the same', async () => {
    const tape = new Tape();
    tape.append({ kind: 'clock', at: 0, wall: 1e300 });
    tape.append(chunk('a', 1, 'x'));
    const file = text(tape);
    expect(JSON.parse(file.split('\n')[0] ?? '')).toEqual({ streamscope: 'tape', version: 1 });
    expect(recordsOf((await readTape(pieces(file))).tape)).toHaveLength(2);
  });

  it('gives back every record as it was, whatever the bytes and however the file is cut', async () => {
    const on = fc.constantFrom('a', 'b', 'ü');
    const at = fc.nat(1000);
    const decided = { kind: fc.constant('decision' as const), at };
    const decision: fc.Arbitrary<TapeRecord> = fc.oneof(
      fc.record({ ...decided, what: fc.constant('split' as const), connection: on }),
      fc.record({ ...decided, what: fc.constant('join' as const), earlier: on, later: on }),
      fc.record({
        ...decided,
        what: fc.constant('poll' as const),
        endpoint: fc.string({ unit: 'grapheme' }),
        intent: fc.constantFrom('loop' as const, 'not-a-loop' as const, 'stream' as const, null),
      }),
      fc.record({
        ...decided,
        what: fc.constant('poll-rows' as const),
        connection: on,
        rows: fc.constantFrom('elements' as const, 'answers' as const),
      }),
    );
    const record: fc.Arbitrary<TapeRecord> = fc.oneof(
      fc
        .record({ on, at, bytes: fc.uint8Array({ maxLength: 40 }) })
        .map(({ on, at, bytes }) => chunk(on, at, bytes)),
      fc
        .record({ on, at, text: fc.string({ unit: 'grapheme' }) })
        .map(({ on, at, text }) => chunk(on, at, text)),
      fc.record({ on, at }).map(({ on, at }) =>
        request(on, {
          at,
          initiator: { url: 'u', line: 1, column: 2, functionName: '' },
          callers: [
            { url: 'u', line: 3, column: 4, functionName: 'f' },
            { url: 'v', line: 5, column: 6, functionName: '', async: 'await' },
          ],
        }),
      ),
      fc
        .record({ on, at })
        .map(({ on, at }) => response(on, { at, headerBytes: { bytes: 3, estimated: true } })),
      fc.record({
        kind: fc.constant('message' as const),
        on,
        at,
        type: fc.string({ unit: 'grapheme' }),
        data: fc.string({ unit: 'grapheme' }),
        id: fc.string({ unit: 'grapheme' }),
      }),
      fc
        .record({
          on,
          at,
          direction: fc.constantFrom('sent' as const, 'received' as const),
          opcode: fc.constantFrom(0, 1, 2, 8, 9, 10, 15),
          bytes: fc.oneof(
            fc.uint8Array({ maxLength: 40 }),
            fc.string({ unit: 'grapheme' }).map((one) => new TextEncoder().encode(one)),
          ),
          more: fc.constantFrom(0, 0, 64_000_000),
        })
        .map(
          ({ more, ...frame }) => ({ kind: 'frame', ...frame, length: frame.bytes.length + more }) as const,
        ),
      fc.record({ kind: fc.constant('gap' as const), at, why: fc.string() }),
      fc.record(
        { kind: fc.constant('busy' as const), at, on, alive: at, from: at, to: at },
        { requiredKeys: ['kind', 'at', 'on', 'alive', 'from'] },
      ),
      fc.record(
        {
          kind: fc.constant('unheard' as const),
          at,
          on,
          type: fc.string(),
          over: fc.constant(true as const),
        },
        { requiredKeys: ['kind', 'at', 'on', 'type'] },
      ),
      fc.record({ kind: fc.constant('mark' as const), at, text: fc.string() }),
      fc
        .record({ on, at, by: fc.constantFrom('browser' as const, 'replay-server' as const) })
        .map(({ on, at, by }) => answered(on, at, by)),
      fc
        .record({ at, on, isKnown: fc.boolean(), data: fc.string({ unit: 'grapheme' }), heard: fc.nat(3) })
        .map(({ at, on, isKnown, data, heard }) =>
          injected({ at, data, ...(isKnown ? { on, heard } : { data: btoa('binary'), binary: true }) }),
        ),
      decision,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.integer({ min: 1, max: 50 }), async (records, size) => {
        const tape = new Tape();
        for (const each of records) tape.append(each);
        const read = await readTape(pieces(text(tape), size));
        expect(read.notes).toEqual([]);
        expect(plain(recordsOf(read.tape))).toEqual(plain(recordsOf(tape)));
        expect(text(read.tape)).toBe(text(tape));
      }),
    );
  });

  it('keeps what the browser dispatched: runs that agreed as counts, the rest verbatim', async () => {
    const tape = streamTape(['data: 1\n\n']);
    const log = tape.connection('sse')?.dispatched;
    for (const data of ['1', 'x', '3', '4'])
      tape.append({ kind: 'dispatched', at: 1, on: 'sse', type: 'message', data, id: '' });
    log?.addComparison(true);
    log?.addComparison(false);
    log?.addComparison(true);
    const read = await readTape(pieces(text(tape)));
    const again = read.tape.connection('sse')?.dispatched;
    const kinds: string[] = [];
    for (let next = again?.next(); next; next = again?.next()) {
      kinds.push(next.kind === 'agreed' ? `agreed ${next.count}` : next.data);
      again?.addComparison(next.kind === 'agreed');
    }
    expect(kinds).toEqual(['agreed 1', 'x', 'agreed 1', '4']);
    expect(again?.count).toBe(4);
  });

  it.each([
    ['kinds', '{"kind":"finding","at":3,"on":"ws","rule":1,"text":"hi"}'],
    ['decisions', '{"kind":"decision","at":3,"what":"rename","connection":"a","to":"b"}'],
  ])('carries %s it does not know through, unchanged', async (_, line) => {
    const read = await readTape(pieces(`{"streamscope":"tape","version":7}\n${line}\n`));
    expect(read.notes[0]).toContain('format version 7');
    expect(text(read.tape).split('\n')[1]).toBe(line);
  });

  it('gives the same lines again, with kinds and fields it does not know, in any order of the fields', async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const extra = fc.dictionary(
      fc.string().map((name) => `x${name}`),
      json,
      { maxKeys: 3 },
    );
    const known = fc.constantFrom<Record<string, unknown>>(
      { kind: 'mark', at: 1, text: 'a' },
      { kind: 'end', at: 2, on: 'a', how: 'failed', error: 'e', inferred: 'reload', wire: 3 },
      { kind: 'target', at: 1, event: 'attached', context: { kind: 'page', id: 'm', url: 'u' } },
      { kind: 'listeners', at: 1, url: 'u', objects: 1, types: ['x'] },
    );
    const other = fc.record({
      kind: fc.constantFrom('new', '__proto__', 'toString'),
      at: fc.nat(),
      on: json,
    });
    const line = fc.tuple(fc.oneof(known, other), extra, fc.boolean()).map(([record, more, isBack]) => {
      const entries = Object.entries({ ...record, ...more });
      return JSON.stringify(Object.fromEntries(isBack ? entries.reverse() : entries));
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const file = `${['{"streamscope":"tape","version":1}', ...lines].join('\n')}\n`;
        const read = await readTape(pieces(file, 7));
        expect(read.notes).toEqual([]);
        expect(text(read.tape)).toBe(file);
      }),
    );
  });

  it.each([
    ['not JSON', '{"kind":', 'it is not JSON'],
    ['no record', '{"hello":1}', 'not a record'],
    ['a wrong field', '{"kind":"chunk","at":1}', 'chunk: its “on” is missing'],
    ['damaged base64', '{"kind":"chunk","at":1,"on":"a","base64":"%%%"}', 'base64 is damaged'],
    [
      'a length less than its bytes',
      '{"kind":"chunk","at":1,"on":"a","text":"abc","length":1}',
      'less than its bytes',
    ],
    [
      'a frame of no direction',
      '{"kind":"frame","at":1,"on":"a","opcode":1}',
      'frame: its “direction” is missing',
    ],
    [
      'a wall clock beyond any date',
      '{"kind":"clock","at":0,"wall":1e300}',
      'clock: its “wall” cannot be 1e+300',
    ],
    ['a time beyond any tape', '{"kind":"mark","at":1e300,"text":""}', 'not a record'],
    [
      'a caller without its script',
      '{"kind":"request","at":1,"on":"a","method":"GET","headers":[],"via":"fetch","context":{"kind":"page","id":"p"},"callers":[{"line":1}]}',
      'request: its “callers.0.url” is missing',
    ],
    ['a wrong kind of value', '{"kind":"mark","at":1,"text":[1,2]}', 'mark: its “text” cannot be [1,2]'],
    [
      'a split of nothing',
      '{"kind":"decision","at":1,"what":"split"}',
      'decision: its “connection” is missing',
    ],
    ['a decision on nothing', '{"kind":"decision","at":1}', 'decision: its “what” is missing'],
    ['a prototype for a kind', '{"kind":"constructor","at":"x"}', 'not a record'],
  ])('leaves a line with %s out, says so, marks the gap, and keeps the rest', async (_, line, problem) => {
    const good = '{"kind":"mark","at":9,"text":"after"}';
    const read = await readTape(pieces(`{"streamscope":"tape","version":1}\n${line}\n${good}\n`));
    expect(read.notes).toHaveLength(1);
    expect(read.notes[0]).toContain('Line 2');
    expect(read.notes[0]).toContain(problem);
    expect(recordsOf(read.tape).map((record) => record.kind)).toEqual(['gap', 'mark']);
  });

  it('writes a text frame as text and a binary one as base64, also where it could be read as text', () => {
    const tape = new Tape();
    const bytes = new TextEncoder().encode('hé');
    for (const opcode of [1, 2])
      tape.append({ kind: 'frame', at: opcode, on: 'ws', direction: 'sent', opcode, bytes, length: 3 });
    expect(text(tape).split('\n').slice(1, 3)).toEqual([
      '{"kind":"frame","at":1,"on":"ws","direction":"sent","opcode":1,"text":"hé"}',
      '{"kind":"frame","at":2,"on":"ws","direction":"sent","opcode":2,"base64":"aMOp"}',
    ]);
  });

  it('says when the file ends in the middle of a line, and tells only a few of many damaged lines', async () => {
    const cut = await readTape(pieces('{"streamscope":"tape","version":1}\n{"kind":"mark","at":1,"te'));
    expect(cut.notes).toEqual(['Line 2 was left out: the file ends in the middle of it.']);
    const many = await readTape(pieces(`{"streamscope":"tape","version":1}\n${'x\n'.repeat(12)}`));
    expect(many.notes).toHaveLength(6);
    expect(many.notes.at(-1)).toBe('7 more lines were left out.');
  });

  it.each([
    ['', 'empty'],
    ['{"log":{}}', 'not a Streamscope tape'],
    ['garbage\n', 'not a Streamscope tape'],
  ])('refuses what is no tape: %j', async (content, reason) => {
    await expect(readTape(pieces(content))).rejects.toThrow(NotATapeError);
    await expect(readTape(pieces(content))).rejects.toThrow(reason);
  });
});
