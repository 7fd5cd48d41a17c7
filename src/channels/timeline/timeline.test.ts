import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import type { Lane } from '../model/lane.ts';
import { BarKind, TickKind } from '../model/timeline.ts';
import { derive, never } from '../testing/derive.ts';
import { Timeline } from './timeline.ts';

function timelineOf(records: readonly TapeRecord[]): Timeline {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  const channels = derive(tape);
  const channel = channels.channel('a');
  if (!channel) throw new Error('no channel');
  const timeline = new Timeline(channel, () => []);
  while (timeline.work(never));
  return timeline;
}

function stretches({ bars }: Lane): (readonly [kind: number, from: number, to: number])[] {
  return Array.from({ length: bars.count }, (_, bar) => [bars.kind(bar), bars.from(bar), bars.to(bar)]);
}

const only = (timeline: Timeline): Lane => {
  const [lane, ...more] = timeline.lanes();
  if (!lane || more.length > 0) throw new Error('not one lane');
  return lane;
};

const sent = (at: number): TapeRecord => ({ kind: 'sent', at, on: 'a', headers: [] });

describe('the lane of a connection', () => {
  it('tells when the thread that reads it did not answer, each time once', () => {
    const busy = (at: number, from: number, to?: number): TapeRecord => ({
      kind: 'busy',
      at,
      on: 'a',
      alive: from - 5,
      from,
      ...(to === undefined ? {} : { to }),
    });
    const records = [request('a'), response('a'), busy(20, 15), busy(30, 15, 29), busy(50, 45)];
    const times = (lane: Lane) => lane.busy.map(({ from, to }) => [from, to]);
    expect(times(only(timelineOf(records)))).toEqual([
      [15, 29],
      [45, null],
    ]);
    // One that was never reported again is over with the connection, or when there is the next.
    const end: TapeRecord = { kind: 'end', at: 90, on: 'a', how: 'complete' };
    expect(times(only(timelineOf([...records, busy(80, 75), end])))).toEqual([
      [15, 29],
      [45, 70],
      [75, 90],
    ]);
  });

  it('tells its life', () => {
    const timeline = timelineOf([
      request('a', { at: 1 }),
      sent(3),
      response('a', { at: 8 }),
      { kind: 'suspend', at: 20, on: 'a' },
      { kind: 'resume', at: 30, on: 'a' },
      { kind: 'end', at: 40, on: 'a', how: 'complete' },
    ]);
    const lane = only(timeline);
    expect(stretches(lane)).toEqual([
      [BarKind.Waiting, 1, 3],
      [BarKind.Connecting, 3, 8],
      [BarKind.Open, 8, 20],
      [BarKind.Suspended, 20, 30],
      [BarKind.Open, 30, 40],
    ]);
    expect(lane).toMatchObject({ label: 'Connection 1', openedAt: 1, endedAt: 40, end: { good: true } });
    expect(timeline.lanes()[0]).toBe(lane);
  });

  it('continues while there is no end, and waits while it was not sent', () => {
    expect(stretches(only(timelineOf([request('a'), response('a')])))).toEqual([
      [BarKind.Connecting, 0, 5],
      [BarKind.Open, 5, Number.POSITIVE_INFINITY],
    ]);
    expect(stretches(only(timelineOf([request('a')])))).toEqual([
      [BarKind.Waiting, 0, Number.POSITIVE_INFINITY],
    ]);
  });

  it('is open from the start where it was open before capture began', () => {
    const lane = only(timelineOf([request('a', { openBefore: true }), chunk('a', 10, ': x\n')]));
    expect(stretches(lane)).toEqual([[BarKind.Open, 0, Number.POSITIVE_INFINITY]]);
  });

  it('has a gap where an inferred end was taken back', () => {
    const lane = only(
      timelineOf([
        request('a'),
        response('a'),
        { kind: 'end', at: 20, on: 'a', how: 'cancelled', inferred: 'navigation' },
        { kind: 'resume', at: 30, on: 'a' },
      ]),
    );
    expect(stretches(lane).slice(1)).toEqual([
      [BarKind.Open, 5, 20],
      [BarKind.Open, 30, Number.POSITIVE_INFINITY],
    ]);
    expect(lane.end).toBeNull();
  });

  it('has chunks, events, comments and discarded blocks as ticks, and its gaps', () => {
    const timeline = timelineOf([
      request('a'),
      response('a'),
      chunk('a', 10, 'data: 1\n\n: beat\n'),
      chunk('a', 20, 'id: 1\n\nda'),
      { kind: 'gap', at: 25, on: 'a', why: 'test', bytes: 5 },
      chunk('a', 30, 'data: 2\n\n'),
    ]);
    const { ticks } = timeline.columns(0, 0, 40, 4);
    const at = (kind: TickKind): number[] => [...(ticks[kind] ?? [])];
    expect(at(TickKind.Chunk)).toEqual([0, 1, 1, 1]);
    expect(at(TickKind.Event)).toEqual([0, 1, 0, 1]);
    expect(at(TickKind.Comment)).toEqual([0, 1, 0, 0]);
    // The block without data, and the one that the gap tore.
    expect(at(TickKind.Discarded)).toEqual([0, 0, 2, 0]);
    expect(only(timeline).gaps).toEqual([{ at: 25, why: 'test', bytes: 5 }]);
    expect(timeline.working).toBeNull();
  });

  it('keeps its order where a cleared log carried older bytes over', () => {
    const timeline = timelineOf([
      request('a'),
      response('a'),
      { kind: 'gap', at: 50, on: 'a', why: 'cleared' },
      chunk('a', 10, 'data: 1\n\n'),
      chunk('a', 60, 'data: 2\n\n'),
    ]);
    expect([...(timeline.columns(0, 0, 80, 4).ticks[TickKind.Event] ?? [])]).toEqual([1, 0, 0, 1]);
  });

  it('is found by number only', () => {
    expect(() => timelineOf([request('a')]).columns(1, 0, 1, 1)).toThrow(RangeError);
  });
});
