import { expect, it } from 'vitest';
import { parseEventStream } from '../../../src/sse/index.ts';
import type { EventRow } from '../../types.ts';
import { eventStreamText, kindWord, rowJson, rowText, typeText } from './row-text.ts';

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

it('writes a row as JSON, with the time in UTC', () => {
  expect(JSON.parse(rowJson(row, '{"a":1}', Date.UTC(2026, 0, 2)))).toEqual({
    id: '7',
    type: 'price',
    data: '{"a":1}',
    time: '2026-01-02T00:00:00.000Z',
    size: 40,
  });
  expect(JSON.parse(rowJson(row, 'x', Number.NaN))).not.toHaveProperty('time');
});

it.each(['hello', '', ' a space first', 'two\nlines', 'end\n', ': no comment', 'data: x'])(
  'writes an event of %j as the reader of event streams reads it',
  (data) => {
    const text = eventStreamText(row, data);
    const [event] = parseEventStream([new TextEncoder().encode(text)]).events;
    expect(event).toEqual({ type: 'price', data, lastEventId: '7' });
  },
);

it('writes no type where it is the default, and no ID that came with an event before', () => {
  expect(eventStreamText({ ...row, type: 'message', idInherited: true }, 'x')).toBe('data: x\n\n');
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
