import { describe, expect, it, vi } from 'vitest';
import { processorTime } from '../../test/unit/processor-time.ts';
import { EventStreamReader } from '../sse/index.ts';
import { streamTape } from '../tape/testing.ts';
import { RowsView } from './index.ts';
import { derive, never } from './testing/derive.ts';
import { asked, channelsOf, frame, opened } from './testing/websocket.ts';

/** Draws of some seconds. What was a walk over all at each of them took minutes. */
const DRAWS = 1000;
/** Milliseconds of the processor's time. */
const LIMIT = 2000;

function timed(draw: (number: number) => void): number {
  const from = processorTime();
  for (let number = 0; number < DRAWS; number++) draw(number);
  return processorTime() - from;
}

describe('a draw does not walk over', () => {
  it('the comments of the block that is open', () => {
    const { rows } = derive(streamTape([':c\n'.repeat(200_000)])).channel('sse') ?? {};
    expect(rows?.hasPending).toBe(false);
    expect(timed(() => rows?.hasPending)).toBeLessThan(LIMIT);
    const { rows: other } = derive(streamTape([`${':c\n'.repeat(200_000)}data: x\n`])).channel('sse') ?? {};
    expect(timed(() => other?.hasPending)).toBeLessThan(LIMIT);
    expect(other?.hasPending).toBe(true);
  });

  it('all lines of a block that became no event, for what it did', () => {
    const block = `${'x: y\n'.repeat(50_000)}\n`;
    const { rows } = derive(streamTape([block])).channel('sse') ?? {};
    const looks = vi.spyOn(EventStreamReader.prototype, 'lineCounts');
    expect(rows?.describe(0)).toMatchObject({ kind: 'discarded', why: 'No data line, so no event' });
    expect(looks.mock.calls.length).toBeGreaterThan(0);
    expect(looks.mock.calls.length).toBeLessThanOrEqual(10_000);
    looks.mockRestore();
  });

  it('the notes of a WebSocket', () => {
    const gaps = Array.from({ length: 50_000 }, (_, i) => [
      { kind: 'gap', at: 10 + i, on: 'ws', why: 'lost' } as const,
      frame('received', 10 + i, `message ${i}`),
    ]).flat();
    const channels = channelsOf([asked(), opened(), ...gaps]);
    const [socket, rows] = [channels.connection('ws'), channels.channel('ws')?.rows];
    const { range, key } = rows?.describe(99_999) ?? {};
    expect(socket?.rowAt(range?.[0] ?? -1)).toBe(key);
    expect(timed(() => socket?.rowAt(range?.[0] ?? -1))).toBeLessThan(LIMIT / 20);
  });

  it('the order of a sorted view, for the row that is picked', () => {
    const { rows } = derive(streamTape(['data: x\n\n'.repeat(300_000)])).channel('sse') ?? {};
    if (!rows) throw new Error('no channel');
    const sort = { by: 'time', descending: true } as const;
    const view = new RowsView(rows, { stream: 'sse', filter: '', comments: true, sort });
    while (view.work(never));
    // They came at the same time: the earlier is first.
    expect(view.indexOf(250_000)).toBe(250_000);
    const searches = vi.spyOn(Uint32Array.prototype, 'indexOf');
    for (let draw = 0; draw < DRAWS; draw++) view.indexOf(250_000);
    expect(searches).not.toHaveBeenCalled();
    searches.mockRestore();
    expect(view.indexOf(250_001)).toBe(250_001);
    expect(view.indexOf(7_000_000)).toBe(-1);
  });
});
