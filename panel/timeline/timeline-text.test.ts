import { expect, it } from 'vitest';
import { TickKind } from '../types.ts';
import { counted, crowdText, sumOf, timelineText } from './timeline-text.ts';

const totals = (counts: Partial<Record<TickKind, number>>) =>
  Array.from({ length: 7 }, (_, kind) => counts[kind as TickKind] ?? 0);

it('counts what is in view by kind, without notes', () => {
  const some = totals({
    [TickKind.Chunk]: 1204,
    [TickKind.Event]: 1,
    [TickKind.Sent]: 2,
    [TickKind.Note]: 9,
  });
  expect(counted(some).map(({ text }) => text)).toEqual(['1,204 chunks', '1 event', '2 frames sent']);
  expect(timelineText('0 – 1', { of: 1, shown: 1 }, some, 1)).toBe(
    '0 – 1: 1 connection, 1,204 chunks, 1 event, 2 frames sent, 1 gap.',
  );
  expect(timelineText('0 – 1', { of: 900, shown: 500 }, totals({}), 0)).toBe(
    '0 – 1: 900 connections (the newest 500 shown).',
  );
});

it('columns are summed by kind', () => {
  const lane = { ticks: [Uint32Array.of(1, 2, 3), Uint32Array.of(0, 5, 0)] };
  expect(sumOf([lane, lane])).toEqual([12, 10]);
  expect(sumOf([lane], 1, 2)).toEqual([2, 5]);
  expect(sumOf([])).toEqual([]);
});

it('says what is not seen at a glance: shared lines, connections left out, places without a sign', () => {
  expect(crowdText({ of: 8, shown: 8, lines: 8, unmarked: 0 })).toBeNull();
  const nine = crowdText({ of: 9, shown: 9, lines: 8, unmarked: 0 });
  expect(nine?.short).toBe('9 connections on 8 lines');
  expect(nine?.sentences).toHaveLength(1);
  expect(crowdText({ of: 1000, shown: 500, lines: 8, unmarked: 30 })?.short).toBe(
    '1,000 connections on 8 lines · 500 older not drawn · 30 more places not marked',
  );
  expect(crowdText({ of: 1, shown: 1, lines: 1, unmarked: 1200 })).toEqual({
    short: '1,200 more places not marked',
    sentences: ['Of findings at many places the first are marked; 1,200 more are only counted.'],
  });
});
