/** What every format must do. */
import { describe, expect, it } from 'vitest';
import { Excerpt, Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { EXPORTERS, exporterOf } from './index.ts';

const same = (record: TapeRecord): TapeRecord => record;

function tapeOf(...records: TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

it('formats have names of their own, and are found by them', () => {
  expect(new Set(EXPORTERS.map(({ id }) => id)).size).toBe(EXPORTERS.length);
  expect(new Set(EXPORTERS.map(({ extension }) => extension)).size).toBe(EXPORTERS.length);
  for (const exporter of EXPORTERS) expect(exporterOf(exporter.id)).toBe(exporter);
  expect(() => exporterOf('none')).toThrow('no format none');
});

describe.each(EXPORTERS)('$id', (exporter) => {
  const write = (tape: Tape, change = same, channels: readonly string[] | null = null) => [
    ...exporter.write(new Excerpt(tape, channels), change),
  ];

  it('writes nothing that has not passed the change', () => {
    const tape = tapeOf(
      request('a', {
        headers: [['Authorization', 'Bearer secret-1']],
        url: 'https://site.test/?token=secret-2',
      }),
      response('a', { headers: [['Set-Cookie', 'a=secret-3']] }),
      chunk('a', 20, 'data: 1\n\n'),
    );
    const hide = (record: TapeRecord): TapeRecord =>
      JSON.parse(JSON.stringify(record).replaceAll(/secret-\d/g, '(gone)')) as TapeRecord;
    const only = (record: TapeRecord) => (record.kind === 'chunk' ? record : hide(record));
    // A format without headers and addresses has no secret to write; what it has must have passed.
    expect(write(tape, only).join('')).not.toContain('secret');
    let passed = 0;
    write(tape, (record) => {
      passed++;
      return record;
    });
    expect(passed).toBeGreaterThan(0);
  });

  it('writes in pieces, and only of the channels that were chosen', () => {
    const tape = tapeOf(request('a'), response('a'), request('b'), response('b'));
    for (let index = 0; index < 300; index++) {
      tape.append(chunk('a', 20 + index, `data: of-a ${'x'.repeat(20_000)}\n\n`));
      tape.append(chunk('b', 20 + index, 'data: of-b\n\n'));
    }
    const pieces = write(tape, same, ['a']);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.length).toBeLessThan(4_000_000);
    expect(pieces.join('')).toContain('of-a');
    expect(pieces.join('')).not.toContain('of-b');
  });

  it('writes a tape with nothing on it', () => {
    expect(typeof write(new Tape()).join('')).toBe('string');
  });

  it('has an extension with its dot, and a label', () => {
    expect(exporter.extension).toMatch(/^(\.[a-z0-9]+)+$/);
    expect(exporter.label).not.toBe('');
    expect(exporter.mime).toMatch(/^\w+\/[\w.+-]+$/);
  });
});
