import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/unit/processor-time.ts';
import { someStream } from '../../shared/testing/values.ts';
import type { ChannelListRow, Finding, Stream } from '../../types.ts';
import { arrangeStreams } from './arrange.ts';
import {
  ALL_STREAMS,
  isFiltering,
  parseStreamFilter,
  type StreamFacts,
  type StreamFilter,
} from './filter.ts';
import type { StreamSort } from './order.ts';

const finding = (severity: Finding['severity']) => ({ severity }) as Finding;
const FINDINGS: Record<string, readonly Finding[]> = {
  news: [finding('error')],
  chat: [finding('warning')],
  late: [finding('note')],
};
const facts: StreamFacts = { now: 1000, findings: ({ id }) => FINDINGS[id] ?? [] };
const stream = (id: string, change: Partial<Stream> = {}) =>
  someStream({ id, name: id, url: `https://one.test/live/${id}?Key=1`, ...change });
const divider: ChannelListRow = { kind: 'divider', id: 'navigate@5', at: 5, text: 'Navigated' };

const ROWS: readonly ChannelListRow[] = [
  stream('prices 10', { events: 7, bytes: 70, lastByteAt: 900, openedAt: 1 }),
  stream('prices 2', { events: 9, bytes: 10, lastByteAt: null, openedAt: 2, status: 404 }),
  divider,
  stream('news', { url: 'https://two.test/news', events: 3, lastByteAt: 100, openedAt: 3 }),
  stream('chat', { transport: 'websocket', via: 'websocket', status: 101, events: 3, openedAt: 4 }),
  stream('late', {
    transport: 'poll',
    via: 'fetch',
    state: { kind: 'ended', at: 9, good: true, inferred: false },
  }),
];

const shown = (filter: Partial<StreamFilter>, sort: StreamSort = null) =>
  arrangeStreams(ROWS, { ...ALL_STREAMS, ...filter }, sort, facts).rows.map(({ id }) => id);
const texts = (text: string) => shown({ text });

describe('the filter of streams', () => {
  it('finds words in the name, the address and the kind, whatever their case', () => {
    expect(texts('PRICES')).toEqual(['prices 10', 'prices 2']);
    expect(texts('two.test')).toEqual(['navigate@5', 'news']);
    expect(texts('websocket')).toEqual(['navigate@5', 'chat']);
    expect(texts('prices one.test 10')).toEqual(['prices 10']);
    expect(texts('"prices 2"')).toEqual(['prices 2']);
  });

  it('finds by address, host, kind and state', () => {
    expect(texts('url:key=1 -kind:poll')).toEqual(['prices 10', 'prices 2', 'navigate@5', 'chat']);
    expect(texts('host:two')).toEqual(['navigate@5', 'news']);
    expect(texts('kind:ws')).toEqual(['navigate@5', 'chat']);
    expect(texts('kind:sse')).toEqual(['prices 10', 'prices 2', 'navigate@5', 'news']);
    expect(texts('is:failed')).toEqual(['prices 2']);
    expect(texts('is:wrong')).toEqual(['prices 2', 'navigate@5', 'news']);
    expect(texts('is:ended')).toEqual(['navigate@5', 'late']);
    expect(texts('IS:Open kind:sse -is:failed')).toEqual(['prices 10', 'navigate@5', 'news']);
  });

  it('lets all pass while nothing is said yet, and says what it does not know', () => {
    for (const text of ['', ' ', '-', 'url:', '-kind:', 'is:'])
      expect(parseStreamFilter(text)).toEqual({ test: null, error: null });
    expect(texts('is:f')).toEqual(['prices 2']);
    const { test, error } = parseStreamFilter('is:blue');
    expect(test).toBeNull();
    expect(error).toMatch(/^“is:blue” is none of is:failed, is:wrong, is:open/);
  });

  it('keeps to kinds, and to what failed', () => {
    expect(shown({ kinds: new Set(['websocket', 'poll']) })).toEqual(['navigate@5', 'chat', 'late']);
    expect(shown({ isFailedOnly: true })).toEqual(['prices 2']);
    expect(shown({ isFailedOnly: true, kinds: new Set(['poll']) })).toEqual([]);
    expect([{}, { text: 'is:' }].map((filter) => isFiltering({ ...ALL_STREAMS, ...filter }))).toEqual([
      false,
      false,
    ]);
    expect(isFiltering({ ...ALL_STREAMS, text: 'a' })).toBe(true);
  });

  it('counts streams, not navigations, and gives the rows themselves where nothing is asked', () => {
    const counts = (text: string) => {
      const { total, shown } = arrangeStreams(ROWS, { ...ALL_STREAMS, text }, null, facts);
      return [total, shown];
    };
    expect(counts('')).toEqual([5, 5]);
    expect(counts('news')).toEqual([5, 1]);
    expect(arrangeStreams(ROWS, ALL_STREAMS, null, facts).rows).toBe(ROWS);
  });
});

describe('the order of streams', () => {
  const by = (sort: StreamSort) => shown({}, sort);

  it('is that of a column, numbers in names as numbers', () => {
    expect(by({ by: 'name', descending: false })).toEqual(['chat', 'late', 'news', 'prices 2', 'prices 10']);
    expect(by({ by: 'events', descending: true })).toEqual(['prices 2', 'prices 10', 'news', 'chat', 'late']);
    expect(by({ by: 'state', descending: false })).toEqual(['prices 2', 'prices 10', 'news', 'chat', 'late']);
  });

  it('has what is not known last, whichever way', () => {
    const first = (descending: boolean) => by({ by: 'last', descending }).slice(0, 3);
    expect([first(false), first(true)]).toEqual([
      ['news', 'prices 10', 'prices 2'],
      ['prices 10', 'news', 'prices 2'],
    ]);
  });

  it('has what is wrong first: failed, errors, warnings, notes', () => {
    expect(by({ by: 'wrong' })).toEqual(['prices 2', 'news', 'chat', 'late', 'prices 10']);
  });
});

it('a thousand streams are filtered and sorted in some milliseconds', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => stream(`stream?id=${(i * 7919) % 1000}&format=json`));
  const from = processorTime();
  for (let round = 0; round < 10; round++)
    arrangeStreams(rows, { ...ALL_STREAMS, text: 'url:json -7' }, { by: 'name', descending: false }, facts);
  expect(processorTime() - from).toBeLessThan(1000);
});
