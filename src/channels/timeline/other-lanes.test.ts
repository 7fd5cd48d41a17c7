import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { Channels } from '../channels.ts';
import { BarKind, TickKind } from '../model/timeline.ts';
import { inTurn, loopsIn } from '../testing/polling.ts';
import { Timeline } from './timeline.ts';

const page = { kind: 'page', id: 'f1' } as const;
const never = () => false;

function timelineOf(records: readonly TapeRecord[], transport: string): Timeline {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  const channels = new Channels(tape);
  while (channels.update(never));
  const [row] = channels.rows().filter((one) => one.kind === 'stream' && one.transport === transport);
  const channel = row && channels.channel(row.id);
  if (!channel) throw new Error(`no ${transport}`);
  const timeline = new Timeline(channel, () => []);
  while (timeline.work(never));
  return timeline;
}

describe('the lane of a WebSocket', () => {
  it('has a tick a frame, by its direction', () => {
    const frame = (at: number, direction: 'sent' | 'received'): TapeRecord => ({
      kind: 'frame',
      at,
      on: 'ws',
      direction,
      opcode: 1,
      bytes: new Uint8Array([65]),
      length: 1,
    });
    const timeline = timelineOf(
      [
        {
          kind: 'request',
          at: 0,
          on: 'ws',
          url: 'ws://a.test/',
          method: 'GET',
          headers: [],
          via: 'websocket',
          context: page,
        },
        frame(100, 'sent'),
        frame(200, 'received'),
        frame(210, 'received'),
        { kind: 'end', at: 400, on: 'ws', how: 'complete' },
      ],
      'websocket',
    );
    const { totals, bars } = timeline.columns(0, 0, 500, 5);
    expect(totals[TickKind.Sent]).toBe(1);
    expect(totals[TickKind.Received]).toBe(2);
    expect(bars[3]).toBe(BarKind.Open);
    expect(bars[4]).toBe(0);
  });
});

describe('the lane of a poll loop', () => {
  it('has a bar while a request is held, a gap until the next, and a tick a row', () => {
    const cycle = (number: number): TapeRecord[] => {
      const at = number * 1000;
      const on = `p${number}`;
      const body = new TextEncoder().encode(`[{"n":${number}}]`);
      return [
        {
          kind: 'request',
          at,
          on,
          url: `http://a.test/poll`,
          method: 'GET',
          headers: [],
          via: 'fetch',
          context: page,
          exchange: true,
        },
        {
          kind: 'response',
          at: at + 900,
          on,
          status: 200,
          statusText: 'OK',
          headers: [],
          mimeType: 'application/json',
        },
        { kind: 'chunk', at: at + 900, on, length: body.length, bytes: body },
        { kind: 'end', at: at + 900, on, how: 'complete' },
      ];
    };
    const timeline = timelineOf([0, 1, 2, 3, 4].flatMap(cycle), 'poll');
    const { totals, bars } = timeline.columns(0, 0, 5000, 50);
    expect(totals[TickKind.Event]).toBe(5);
    expect([...bars.slice(0, 11)]).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5]);
  });

  it('tells answers with data from empty ones and from requests that failed', () => {
    const polls = inTurn(6, (i) => ({
      held: 900,
      answer: i < 4 ? '[{}]' : '[]',
      ...(i === 4 && { status: 504 }),
    }));
    const stopped = {
      at: 6000,
      held: 100,
      status: 0,
      end: { how: 'cancelled', inferred: 'capture-stopped' },
    } as const;
    const [loop] = loopsIn([...polls, stopped]);
    if (!loop) throw new Error('no loop');
    const timeline = new Timeline(loop, () => []);
    while (timeline.work(never));
    const { totals } = timeline.columns(0, 0, 10_000, 50);
    expect([totals[TickKind.Event], totals[TickKind.Empty], totals[TickKind.Failed]]).toEqual([4, 1, 1]);
    // That recording stopped is no failure of the request, nor the end of its page.
    expect(totals[TickKind.Note]).toBe(1);
    expect(loop.lanes()[0]?.end?.text).toMatch(/^Recording stopped while request 7 ran/);
  });
});
