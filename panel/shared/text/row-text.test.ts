import { expect, it } from 'vitest';
import type { EventRow } from '../../types.ts';
import { kindWord, rowText, typeText } from './row-text.ts';

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
    '7\tpending (no event yet)\t"a\t""b""\nc"\t0\t\t40 B',
  );
});

it('a comment is told from an event of the type “comment”, which a server can send', () => {
  const sent = { ...row, type: 'comment' };
  const comment: EventRow = { ...row, kind: 'comment', type: '' };
  expect([kindWord(sent), typeText(sent)]).toEqual([null, 'comment']);
  expect(kindWord(comment)).toMatchObject({ word: 'comment', full: 'comment (no event)' });
  expect(typeText(comment)).toBe('comment (no event)');
  expect(typeText({ ...comment, type: 'empty' })).toBe('empty (no event)');
  expect(typeText({ ...comment, kind: 'discarded', label: 'broken' })).toBe('broken (no event)');
  expect(typeText({ ...comment, kind: 'note' })).toBe('note (of Streamscope)');
});
