import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk, streamTape } from '../../tape/testing.ts';
import type { EventStream, EventsSpec } from '../index.ts';
import { EventStreamRows, PENDING, RowsView } from '../index.ts';
import { derive, never, streamOf } from '../testing/derive.ts';

const spec = (change: Partial<EventsSpec> = {}): EventsSpec => ({
  stream: 'sse',
  filter: '',
  comments: true,
  sort: null,
  ...change,
});

function view(stream: EventStream, change: Partial<EventsSpec> = {}): RowsView {
  const made = new RowsView(new EventStreamRows(stream), spec(change));
  while (made.work(never));
  return made;
}

const shape = (stream: EventStream, change: Partial<EventsSpec> = {}): string[] =>
  view(stream, change)
    .rows(0, 100)
    .map((row) => `${row.kind}:${row.data}`);

describe('views', () => {
  const stream = streamOf([
    'id: 1\ndata: apple\n\nid: 2\nevent: price\ndata: 9\n\n: beat\n\nid: 10\ndata: Pear tree\n\n',
  ]);
  it.each([
    ['', [0, 1, 2, 3]],
    ['pear', [3]],
    ['-pear', [0, 1, 2]],
    ['"pear tree"', [3]],
    ['/^a.p/', [0]],
    ['/^A/i', [0]],
    ['type:price', [1]],
    ['-type:price id:1*', [0, 3]],
    ['id:1', [0]],
    ['data:1', []],
    ['p e', [0, 1, 3]],
  ])('filter by %j', (filter, keys) => {
    expect(
      view(stream, { filter })
        .rows(0, 10)
        .map((row) => row.key),
    ).toEqual(keys);
  });

  it('find among the rows that pass the filter', () => {
    const keys = (filter: string, find: string) =>
      view(stream, { filter, find })
        .rows(0, 10)
        .map((row) => row.key);
    expect(keys('', 'p')).toEqual([0, 1, 3]);
    expect(keys('type:message', 'p')).toEqual([0, 3]);
    expect(keys('/(/', 'pear')).toEqual([3]);
  });

  it('tell a bad regular expression and let everything pass', () => {
    const bad = view(stream, { filter: '/(/' });
    expect(bad.filterError?.text).toMatch(/regular expression/i);
    expect(bad.count).toBe(4);
  });

  it('sort by any column, numbers in ids as numbers', () => {
    const keys = (by: 'id' | 'data' | 'time' | 'size', descending = false) =>
      view(stream, { sort: { by, descending }, comments: false })
        .rows(0, 9)
        .map((row) => row.key);
    expect(keys('id')).toEqual([0, 1, 3]);
    expect(keys('id', true)).toEqual([3, 1, 0]);
    expect(keys('data')).toEqual([1, 0, 3]);
    expect(keys('size')).toEqual([0, 3, 1]);
    expect(keys('time')).toEqual([0, 1, 3]);
  });

  it('sort thousands of rows in slices to the same order as at once', () => {
    const values = Array.from({ length: 3000 }, (_, index) => (index * 7919) % 3001);
    const large = streamOf(values.map((value) => `data: ${value}\n\n`));
    const sliced = new RowsView(
      new EventStreamRows(large),
      spec({ sort: { by: 'data', descending: false } }),
    );
    let slices = 0;
    while (sliced.work(() => true)) slices++;
    expect(slices).toBeGreaterThan(5);
    expect(sliced.rows(0, 3000).map((row) => Number(row.data))).toEqual(values.toSorted((a, b) => a - b));
  });

  it('say that they work from the first look, before the order was begun', () => {
    const sorted = new RowsView(new EventStreamRows(stream), spec({ sort: { by: 'id', descending: false } }));
    expect([sorted.count, sorted.working]).toEqual([0, 0]);
    while (sorted.work(never));
    expect([sorted.count, sorted.working]).toEqual([4, null]);
  });

  it('stand still while paused, and say how much came', () => {
    const tape = streamTape(['data: 1\n\n', 'data: pend']);
    const channels = derive(tape);
    const paused = new RowsView(new EventStreamRows(channels.stream('sse') as EventStream), spec());
    expect(paused.count).toBe(2);
    paused.pause(true);
    tape.append(chunk('sse', 30, 'ing\n\ndata: 3\n\n'));
    while (channels.update(never));
    expect([paused.count, paused.behind]).toEqual([2, 1]);
    expect(paused.rows(0, 9).map((row) => row.data)).toEqual(['1', 'pending']);
    paused.pause(false);
    expect(paused.rows(0, 9).map((row) => row.data)).toEqual(['1', 'pending', '3']);
  });

  it('find a row by its key', () => {
    expect(view(stream, { filter: 'type:price' }).indexOf(1)).toBe(0);
    expect(view(stream, { filter: 'type:price' }).indexOf(0)).toBe(-1);
    expect(view(stream).indexOf(3)).toBe(3);
    expect(view(stream, { sort: { by: 'id', descending: true } }).indexOf(3)).toBe(0);
    expect(view(stream).indexOf(PENDING)).toBe(-1);
  });
});

describe('a span of time', () => {
  const stream = streamOf(['data: 1\n\n', ': beat\n\n', 'data: 3\n\n', 'data: 4\n\n', 'data: open']);

  it('keeps the rows from its begin up to its end', () => {
    expect(shape(stream, { span: [20, 40] })).toEqual(['comment:beat', 'event:3']);
    expect(shape(stream, { span: [20, 41], comments: false })).toEqual(['event:3', 'event:4']);
    expect(shape(stream, { span: [0, 40], filter: '3' })).toEqual(['event:3']);
    expect(shape(stream, { span: [40, 60] })).toEqual(['event:4', 'pending:open']);
    expect(shape(stream, { span: [41, 50] })).toEqual([]);
    expect(shape(stream, { span: [0, 40], sort: { by: 'time', descending: true } })).toEqual([
      'event:3',
      'comment:beat',
      'event:1',
    ]);
  });

  it('is found without looking at every row, and finds rows by their keys', () => {
    const inSpan = new RowsView(new EventStreamRows(stream), spec({ span: [20, 41] }));
    expect(inSpan.count).toBe(3);
    expect(inSpan.total).toBe(5);
    expect([0, 1, 3, 4].map((key) => inSpan.indexOf(key))).toEqual([-1, 0, 2, -1]);
  });

  it('grows while its end is still to come, and stands still while paused', () => {
    const tape = streamTape(['data: 1\n\n']);
    const channels = derive(tape);
    const rows = new EventStreamRows(channels.stream('sse') as EventStream);
    const inSpan = new RowsView(rows, spec({ span: [10, 30] }));
    expect(inSpan.count).toBe(1);
    inSpan.pause(true);
    tape.append(chunk('sse', 20, 'data: 2\n\n'));
    tape.append(chunk('sse', 30, 'data: 3\n\n'));
    while (channels.update(never));
    expect([inSpan.count, inSpan.behind]).toEqual([1, 1]);
    inSpan.pause(false);
    expect(inSpan.rows(0, 9).map((row) => row.data)).toEqual(['1', '2']);
  });

  it('holds by the shown times where they do not rise', () => {
    const tape = streamTape([]);
    for (const record of [
      { kind: 'gap', at: 50, on: 'sse', why: 'cleared' } as const,
      chunk('sse', 10, 'data: 1\n\n'),
      chunk('sse', 60, 'data: 2\n\n'),
    ])
      tape.append(record);
    const old = derive(tape).stream('sse') as EventStream;
    expect(new EventStreamRows(old).firstFrom(0)).toBeNull();
    expect(shape(old, { span: [0, 20] })).toEqual(['event:1']);
    expect(shape(old, { span: [40, 70] })).toEqual(['note:Gap: cleared', 'event:2']);
  });

  it('is the same whether rows are searched or looked at one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 60 }), fc.nat(80), fc.nat(80), (waits, from, length) => {
        const tape = streamTape([]);
        let at = 0;
        for (const wait of waits) {
          at += wait;
          tape.append(chunk('sse', at, `data: ${at}\n\n`));
        }
        const some = derive(tape).stream('sse') as EventStream;
        const rows = view(some, { span: [from, from + length] }).rows(0, 100);
        expect(rows).toEqual(
          view(some)
            .rows(0, 100)
            .filter((row) => row.at >= from && row.at < from + length),
        );
      }),
    );
  });
});
