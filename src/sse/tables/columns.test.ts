import { describe, expect, it } from 'vitest';
import { Field } from '../field.ts';
import { ChunkTable } from './chunks.ts';
import { SEGMENT_ROWS } from './columns.ts';
import { LineTable, Terminator } from './lines.ts';

describe('a table', () => {
  it('keeps every row through every growth', () => {
    const table = new ChunkTable();
    const rows = 3 * SEGMENT_ROWS + 5;
    for (let row = 0; row < rows; row++) table.add(row * 2);
    for (let row = 0; row < rows; row++) expect(table.start(row)).toBe(row * 2);
    for (const offset of [0, 1, 2, SEGMENT_ROWS * 2 - 1, SEGMENT_ROWS * 2, rows * 2])
      expect(table.at(offset)).toBe(Math.min(offset >> 1, rows - 1));
  });

  it('costs nothing while empty, and at most one segment more than its rows', () => {
    const table = new ChunkTable();
    expect(table.byteLength).toBe(0);
    for (let row = 1; row <= 2 * SEGMENT_ROWS + 1; row++) {
      table.add(0);
      expect(table.byteLength).toBeLessThanOrEqual(4 * Math.max(32, Math.min(row * 2, row + SEGMENT_ROWS)));
    }
  });

  it('holds offsets of 32 bits', () => {
    const table = new LineTable();
    table.add(0xffff_fff0, 0xffff_ffff, Field.Unknown, false, Terminator.Cr);
    table.addLf(0xffff_ffff);
    expect([table.start(0), table.end(0)]).toEqual([0xffff_fff0, 0xffff_ffff]);
    expect([table.field(0), table.counts(0), table.terminator(0)]).toEqual([
      Field.Unknown,
      false,
      Terminator.CrLf,
    ]);
  });
});
