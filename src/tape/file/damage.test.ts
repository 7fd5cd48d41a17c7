import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTape, type ReadTape, readTape, Tape, type TapeFileOutcome, writeTape } from '../index.ts';
import { chunk, request, response } from '../testing.ts';
import { gunzip } from './gzip.ts';

const HEADER = '{"streamscope":"tape","version":1}';
const mark = (text: string) => JSON.stringify({ kind: 'mark', at: 1, text });

async function* of(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
}

/** A tape whose packed file has some kilobytes: random bytes do not pack. */
function largeTape(): Tape {
  const tape = new Tape();
  tape.append(request('sse'));
  tape.append(response('sse'));
  let seed = 1;
  for (let at = 10; at < 60; at++) {
    const bytes = Uint8Array.from({ length: 300 }, () => {
      seed = (seed * 48271) % 2147483647;
      return seed % 256;
    });
    tape.append(chunk('sse', at, bytes));
  }
  return tape;
}

const fileOf = (tape: Tape): string => [...writeTape(tape)].join('');

/** The lines of what was read, without the gaps that say what is missing. */
const linesOf = (read: ReadTape): string[] =>
  fileOf(read.tape)
    .split('\n')
    .slice(1, -1)
    .filter((line) => !line.startsWith('{"kind":"gap"'));

function opened(outcome: TapeFileOutcome): ReadTape {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome;
}

const open = (bytes: Uint8Array, name = 'a.tape.ndjson.gz') =>
  openTape(name, new Blob([bytes as Uint8Array<ArrayBuffer>]));

describe('gzip', () => {
  const plain = fileOf(largeTape());
  const packed = new Uint8Array(gzipSync(plain));
  const whole = plain.split('\n').slice(1, -1);

  it('is known by its first bytes, whatever the name', async () => {
    for (const name of ['a.tape.ndjson.gz', 'a.txt']) {
      expect(linesOf(opened(await open(packed, name)))).toEqual(whole);
    }
    expect(linesOf(opened(await open(new TextEncoder().encode(plain), 'a.gz')))).toEqual(whole);
  });

  it('that was cut off gives every line before that, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1200, max: packed.length - 1 }), async (length) => {
        const read = opened(await open(packed.subarray(0, length)));
        const lines = linesOf(read);
        expect(lines).toEqual(whole.slice(0, lines.length));
        // A line has some 430 bytes, and hardly packs; the last block's bytes may still be under way.
        expect(lines.length).toBeGreaterThan(Math.floor(length / 450) - 4);
        expect(read.notes).toEqual([
          `Reading stopped at line ${lines.length + 2}: its gzip data is cut off, or its checksum is wrong. What comes before it is shown.`,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('with a flipped byte is reported, unless the flip changes nothing: the last byte of the packed data has unused bits', async () => {
    await fc.assert(
      // Bytes 4 to 9 of the header say when and where it was packed, and are not checked.
      fc.asyncProperty(
        fc.integer({ min: 10, max: packed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = packed.slice();
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          const outcome = await open(bytes);
          if (outcome.ok) expect(outcome.notes.length > 0 || fileOf(outcome.tape) === plain).toBe(true);
          else expect(outcome.error).toMatch(/gzip|not a Streamscope tape/);
        },
      ),
      { numRuns: 60, examples: [[packed.length - 9, 0xc0]] },
    );
  });

  it('that unpacks to more than the limit is read up to it', async () => {
    const bomb = new Uint8Array(gzipSync(`${HEADER}\n${`${mark('x'.repeat(1000))}\n`.repeat(5000)}`));
    expect(bomb.length).toBeLessThan(50_000);
    const read = await readTape(gunzip(of(bomb), 1_000_000));
    expect(linesOf(read).length).toBeGreaterThan(800);
    expect(read.notes.at(-1)).toMatch(
      /^Reading stopped at line \d+: it unpacks to more than 1,000,000 bytes\. What comes before it is shown\.$/,
    );
  });

  it('with nothing to be had of it is refused', async () => {
    const outcome = await open(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0));
    expect(outcome).toMatchObject({ ok: false, error: expect.stringContaining('gzip data is cut off') });
    expect(await open(new TextEncoder().encode('no gzip'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Nor is it gzip'),
    });
  });
});

describe('a line', () => {
  it('over the limit stops the reading, with nothing of it kept', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield* of(`${HEADER}\n${mark('before')}\n{"kind":"mark","at":2,"text":"`);
      // Never read to the end: a gigabyte of it would do as well.
      for (;;) yield new Uint8Array(10_000).fill(0x61);
    }
    const read = await readTape(endless(), 100_000);
    expect(linesOf(read)).toEqual([mark('before')]);
    expect(read.notes).toEqual([
      'Reading stopped at line 3: it is longer than 100,000 bytes, the limit of a line. What comes before it is shown.',
    ]);
    expect(read.tape.general.at(-1)).toMatchObject({ kind: 'gap', why: expect.stringContaining('line 3') });
  });

  it('that is the first and too long is no tape', async () => {
    await expect(readTape(of(new Uint8Array(200)), 100)).rejects.toThrow('not a Streamscope tape');
  });

  it('that is not UTF-8 is left out, where decoding would have changed it in silence', async () => {
    const bytes = new TextEncoder().encode(`${mark('a')}\n`);
    const flipped = bytes.slice();
    flipped[bytes.indexOf(0x61, 25)] = 0xff;
    const read = await readTape(of(`${HEADER}\n`, flipped, bytes));
    expect(read.notes).toEqual(['Line 2 was left out: it is not UTF-8.']);
    expect(linesOf(read)).toEqual([mark('a')]);
  });

  it.each([
    [
      'of a known kind',
      '{"kind":"mark","at":1,"text":"x","__proto__":{"polluted":1},"constructor":1}',
      undefined,
    ],
    ['that lends its kind', '{"__proto__":{"kind":"mark","at":1,"text":"x"}}', null],
    [
      'of a kind not known',
      '{"kind":"new","at":1,"__proto__":{"polluted":1},"constructor":{"prototype":{}}}',
      undefined,
    ],
    ['named as a connection', '{"kind":"chunk","at":1,"on":"__proto__","text":"data: 1"}', undefined],
  ])('with __proto__ %s does no harm', async (_, line, expected) => {
    const read = await readTape(of(`${HEADER}\n${line}\n`));
    expect(linesOf(read)).toEqual(expected === null ? [] : [expected ?? line]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('nested too deeply to be written again is left out', async () => {
    const deep = `{"kind":"new","at":1,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const read = await readTape(of(`${HEADER}\n${deep}\n${mark('after')}\n`));
    expect(read.notes).toEqual(['Line 2 was left out: nested more than 100 levels deep.']);
    expect(linesOf(read)).toEqual([mark('after')]);
  });
});

describe('a file that cannot be read on', () => {
  it('is shown up to there, with the reason', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* of(`${HEADER}\n${mark('before')}\n`);
      throw new Error('the file changed');
    }
    const read = await readTape(broken());
    expect(linesOf(read)).toEqual([mark('before')]);
    expect(read.notes[0]).toContain('line 3: the file changed');
    const packed = new Uint8Array(gzipSync(`${HEADER}\n`));
    async function* gone(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 8);
      throw new Error('the file is gone');
    }
    await expect(readTape(gunzip(gone()))).rejects.toThrow('the file is gone');
  });
});

describe('damaged lines one after the other', () => {
  const gaps = ({ tape }: ReadTape) =>
    tape.general.flatMap((fact) => (fact.kind === 'gap' ? [fact.why] : []));

  it('are one gap, and the next run another', async () => {
    const lines = [
      HEADER,
      mark('a'),
      ...Array<string>(50_000).fill('{'),
      mark('b'),
      '{',
      mark('c'),
      '{',
      '{',
    ];
    const read = await readTape(of(`${lines.join('\n')}\n`));
    expect(gaps(read)).toEqual([
      'lines 3 to 50,002 of the file are damaged; the first: it is not JSON',
      'line 50004 of the file is damaged: it is not JSON',
      'lines 50,006 to 50,007 of the file are damaged; the first: it is not JSON',
    ]);
    expect(read.notes.at(-1)).toBe('49998 more lines were left out.');
    expect(linesOf(read)).toEqual([mark('a'), mark('b'), mark('c')]);
  });
});

describe('a tape without a usable clock', () => {
  const began = '2026-11-22T12:30:05.123Z';
  const header = JSON.stringify({ streamscope: 'tape', version: 1, began });

  it.each([
    ['none', []],
    ['a damaged one', ['{"kind":"clock","at":0,"wall":1e300}']],
  ])('has its header’s date: %s', async (_, lines) => {
    const { tape } = await readTape(of(`${[header, ...lines, mark('a')].join('\n')}\n`));
    expect(tape.wall(5)).toBe(Date.parse(began) + 5);
  });

  it('has none where the header has none either, and its own where it has one', async () => {
    expect((await readTape(of(`${HEADER}\n${mark('a')}\n`))).tape.wall(5)).toBeNaN();
    const own = '{"kind":"clock","at":0,"wall":1000}';
    expect((await readTape(of(`${header}\n${own}\n${mark('a')}\n`))).tape.wall(5)).toBe(1005);
  });
});
