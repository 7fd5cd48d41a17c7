import { expect, it } from 'vitest';
import type { EventRow } from '../../types.ts';
import { rowText } from './row-text.ts';

const row: EventRow = {
  key: 1,
  kind: 'event',
  id: '7',
  idInherited: false,
  type: 'price',
  data: 'a…',
  truncated: true,
  at: 1200,
  delta: 24.5,
  size: 40,
  why: null,
  connection: 's1',
  direction: null,
  range: [0, 40],
};

it('copies the whole row', () => {
  expect(rowText(row, 'hello', '1.200 s')).toBe('7\tprice\thello\t1.200 s\t24.500 ms\t40 B');
});

it('keeps a cell with tabs, newlines or quotes in one piece', () => {
  expect(rowText({ ...row, kind: 'pending', delta: null }, 'a\t"b"\nc', '0')).toBe(
    '7\tpending\t"a\t""b""\nc"\t0\t\t40 B',
  );
});
