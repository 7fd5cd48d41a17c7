import { describe, expect, test } from 'vitest';
import { Tape, type TapeRecord } from '../../../tape/index.ts';
import { type ChannelSummary, Channels, EndpointChoices } from '../../index.ts';
import { derive, never } from '../../testing/derive.ts';
import type { Ask } from '../../testing/polling.ts';
import { BASE, exchangeRecords, info, type Streamed, streamRecords, xhrSend } from '../../testing/sockjs.ts';

/** A tape on which all is reported when it happens. */
function tapeOf(asks: readonly Ask[], streams: readonly Streamed[]): Tape {
  return tapeOfRecords([...exchangeRecords(asks), ...streams.map(streamRecords)].flat());
}

function tapeOfRecords(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  for (const record of records.toSorted((a, b) => a.at - b.at)) tape.append(record);
  return tape;
}

const streamsIn = (channels: Channels): ChannelSummary[] =>
  channels.rows().filter((row) => row.kind === 'stream');

/** Rows as "direction type|data". */
function shown(channels: Channels, id: string): string[] {
  const rows = channels.channel(id)?.rows;
  return Array.from({ length: rows?.count ?? 0 }, (_, key) => {
    const { direction, type, data } = rows?.describe(key) ?? {};
    return `${direction} ${type}|${data}`;
  });
}

const talk: Streamed = {
  at: 20,
  on: 'es',
  session: 'a',
  frames: [
    [30, 'o'],
    [110, 'a["heard one"]'],
    [200, 'h'],
    [310, 'a["heard two"]'],
  ],
};
const asks: Ask[] = [info(0), xhrSend(100, 'a', 'one'), xhrSend(300, 'a', 'two')];

describe('a client that receives by an event stream', () => {
  test('is one row with its name, with what the page sent in order of time', () => {
    const channels = derive(tapeOf(asks, [talk]));
    const [row, ...others] = streamsIn(channels);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ transport: 'sse', client: 'SockJS', base: BASE, name: 'chat', events: 7 });
    expect(channels.polls.repeating().groups).toEqual([]);
    expect(shown(channels, row?.id ?? '')).toEqual([
      'received |{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":1}',
      'received open|o',
      'sent |"one"',
      'received messages|a["heard one"]',
      'received heartbeat|h',
      'sent |"two"',
      'received messages|a["heard two"]',
    ]);
    const channel = channels.channel(row?.id ?? '');
    expect(channel?.rows.text(2)).toMatchObject({ direction: 'sent', data: '"one"' });
    expect(channel?.rows.text(3)).toMatchObject({ direction: 'received', type: 'messages' });
    expect(channel?.cost()).toMatchObject({ messages: { received: 5, sent: 2 }, requests: 4 });
    expect(channel?.connectionIds()).toEqual(['es', 'x1', 'x2', 'x3']);
  });

  test('has all that is an event stream’s: blocks, payloads, bytes', () => {
    const channels = derive(tapeOf(asks, [talk]));
    const channel = channels.channel('es');
    expect(channel?.payload(3)).toMatchObject({ type: 'message', data: 'a["heard one"]' });
    expect(channel?.payload(2)).toMatchObject({ data: '"one"' });
    expect(channel?.block(3)).toMatchObject({ key: 3 });
    expect(channel?.block(2)).toBeNull();
    // The byte in the middle of the first event, and a byte of what /info said.
    expect(channels.connection('es')?.rowAt(8)).toBe(1);
    expect(channels.connection('x1')?.rowAt(3)).toBe(0);
  });

  test('has what was reported late where it was reported, with its own time', () => {
    const [x1 = []] = exchangeRecords([info(0)]);
    const tape = tapeOfRecords([...x1.slice(0, 2), ...streamRecords(talk)]);
    for (const record of x1.slice(2)) tape.append(record);
    const rows = derive(tape).channel('es')?.rows;
    const last = rows?.describe((rows?.count ?? 0) - 1);
    expect(last).toMatchObject({ at: 5, delta: 0, direction: 'received' });
    expect(last?.data).toMatch(/websocket/);
  });

  test('is named by its first frame, where /info is not on the tape', () => {
    const [row] = streamsIn(derive(tapeOf([], [talk])));
    expect(row).toMatchObject({ client: 'SockJS', events: 4 });
  });

  test('is named by what is sent beside it, where its begin is not on the tape', () => {
    const middle = { ...talk, frames: talk.frames.slice(2) };
    const before = derive(tapeOf([], [middle]));
    expect(streamsIn(before)[0]?.client).toBeUndefined();
    const channels = derive(tapeOf([xhrSend(300, 'a', 'two')], [middle]));
    expect(streamsIn(channels)).toMatchObject([{ client: 'SockJS' }]);
    expect(shown(channels, 'es').filter((each) => each.startsWith('sent'))).toEqual(['sent |"two"']);
  });

  test('what only looks like one stays anyone’s', () => {
    const other = { ...talk, frames: [[30, '{"price":1}']] as const };
    expect(streamsIn(derive(tapeOf([], [other])))[0]?.client).toBeUndefined();
  });

  test('keeps its name when the log is cleared', () => {
    const before = derive(tapeOf(asks, [talk]));
    const choices = new EndpointChoices();
    choices.remember(before.polls.runningKeys());
    const after = new Channels(tapeOf([], [{ ...talk, frames: talk.frames.slice(3) }]), choices);
    while (after.update(never));
    expect(streamsIn(after)).toMatchObject([{ client: 'SockJS' }]);
  });

  test('a send that failed is a row that says so', () => {
    const failed = xhrSend(300, 'a', 'two', { status: 404, answer: 'no such session' });
    const channels = derive(tapeOf([info(0), failed], [talk]));
    expect(shown(channels, 'es').slice(4, 6)).toEqual(['sent |"two"', 'null error|no such session']);
  });
});

describe('sessions over event streams', () => {
  const second: Streamed = { at: 900, on: 'es2', session: 'b', frames: [[910, 'o']] };
  const whole = (end: Streamed['end'], next: Partial<Streamed> = {}) =>
    derive(
      tapeOf(
        [info(0), info(880), xhrSend(950, 'b', 'again')],
        [
          { ...talk, ...(end && { end }) },
          { ...second, ...next },
        ],
      ),
    );

  test('a new one after one that ended is a connection of the same row', () => {
    const channels = whole({ at: 800, how: 'cancelled' });
    const [row, ...others] = streamsIn(channels);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ client: 'SockJS', connections: 2 });
    const [, join] = channels.connections('es', 0, 2);
    expect(join?.join?.why).toMatch(/a new session of SockJS/);
    expect(join?.join).toMatchObject({ byPage: true, isSure: true, due: null });
    // Each session begins with “o”: nothing came twice.
    expect(join?.join).toMatchObject({ repeated: { count: 0 } });
    expect(shown(channels, 'es').slice(5)).toEqual([
      'null |Connection 2, 100 ms after connection 1 ended',
      expect.stringMatching(/^received \|\{"websocket"/),
      'received open|o',
      'sent |"again"',
    ]);
  });

  test('split and joined by hand, each keeps what was sent on it, in order of time', () => {
    const channels = whole({ at: 800, how: 'cancelled' });
    const rows = shown(channels, 'es');
    expect(channels.split('es2')).toBe('es2');
    expect(shown(channels, 'es')).toEqual(rows.slice(0, 5));
    expect(shown(channels, 'es2')).toEqual(rows.slice(6));
    expect(streamsIn(channels)).toMatchObject([{ client: 'SockJS' }, { client: 'SockJS' }]);
    expect(channels.join('es', 'es2')).toBe(true);
    expect(shown(channels, 'es')).toEqual(rows);
  });

  test('so is one after a session that the server closed, or that was refused', () => {
    const frames = [...talk.frames, [700, 'c[3000,"Go away!"]']] as const;
    const closed = derive(tapeOf(asks, [{ ...talk, frames, end: { at: 701 } }, second]));
    expect(streamsIn(closed)).toMatchObject([{ connections: 2 }]);
    const refused = derive(tapeOf(asks, [{ ...talk, status: 503, frames: [], end: { at: 701 } }, second]));
    expect(streamsIn(refused)).toMatchObject([{ connections: 2 }]);
  });

  test('the server’s goodbye is said', () => {
    const frames = [...talk.frames, [700, 'c[3000,"Go away!"]']] as const;
    const [row] = streamsIn(derive(tapeOf(asks, [{ ...talk, frames, end: { at: 701 } }])));
    expect(row?.verdict).toMatch(/^The server closed the session with 3000 “Go away!”\. /);
  });

  test('two at once are two rows, each with its own', () => {
    const channels = derive(
      tapeOf(
        [info(0), info(1), xhrSend(100, 'a', 'of a'), xhrSend(101, 'b', 'of b')],
        [talk, { ...talk, at: 21, on: 'es2', session: 'b' }],
      ),
    );
    expect(streamsIn(channels).map(({ id, client, connections }) => [id, client, connections])).toEqual([
      ['es', 'SockJS', 1],
      ['es2', 'SockJS', 1],
    ]);
    for (const [id, of] of [
      ['es', 'a'],
      ['es2', 'b'],
    ] as const) {
      const rows = shown(channels, id);
      expect(rows.filter((each) => each.startsWith('sent'))).toEqual([`sent |"of ${of}"`]);
      expect(rows.filter((each) => each.includes('websocket'))).toHaveLength(1);
    }
  });

  test('one that began while the other was between two event streams is another row', () => {
    const reopened: Streamed = { at: 910, on: 'es3', session: 'a', frames: [[915, 'a["more"]']] };
    const channels = derive(tapeOf([info(0), info(1)], [{ ...talk, end: { at: 895 } }, second, reopened]));
    expect(streamsIn(channels).map(({ id, connections }) => [id, connections])).toEqual([
      ['es', 2],
      ['es2', 1],
    ]);
    const [, join] = channels.connections('es', 0, 2);
    expect(join?.join?.why).toMatch(/the same session/);
  });

  test('one that begins when the other has been silent for long continues it', () => {
    const late = whole({ at: 800 }, { at: 6000, frames: [[6010, 'o']] });
    expect(streamsIn(late)).toMatchObject([{ connections: 2 }]);
    expect(late.connections('es', 1, 2)).toMatchObject([{ join: { isSure: false } }]);
    expect(streamsIn(whole({ at: 800 }))).toHaveLength(2);
  });
});

describe('whatever comes first on the tape', () => {
  /** All orders in which the connections' reports can be put together, each connection's own in its order. */
  function* orders(lists: readonly (readonly TapeRecord[])[]): Generator<TapeRecord[]> {
    if (lists.every(({ length }) => length === 0)) yield [];
    for (const [index, list] of lists.entries()) {
      const [first, ...rest] = list;
      if (!first) continue;
      for (const more of orders(lists.with(index, rest))) yield [first, ...more];
    }
  }
  const byTime = (records: readonly TapeRecord[]) => records.toSorted((a, b) => a.at - b.at);

  test('the row has all of it', () => {
    const [x1 = [], x2 = []] = exchangeRecords([info(0), xhrSend(100, 'a', 'one')]);
    const stream = streamRecords({ ...talk, frames: talk.frames.slice(0, 2) });
    const lists = [
      [x1.slice(0, 2), x1.slice(2)],
      [x2.slice(0, 2), x2.slice(2)],
      [stream.slice(0, 2), stream.slice(2, 4), stream.slice(4)],
    ];
    const found = new Map<string, number>();
    // What is reported at once stays together: a block is one record here.
    const blocks = lists.map((list) => list.map((records) => ({ records }) as unknown as TapeRecord));
    for (const order of orders(blocks)) {
      const tape = new Tape();
      tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
      for (const block of order as unknown as { records: TapeRecord[] }[])
        for (const record of byTime(block.records)) tape.append(record);
      const channels = derive(tape);
      const rows = streamsIn(channels);
      const said = [
        rows.map(({ client, events }) => `${client} ${events}`).join(),
        shown(channels, 'es').toSorted().join(' / '),
        channels.polls.repeating().groups.length,
      ].join('; ');
      found.set(said, (found.get(said) ?? 0) + 1);
    }
    expect([...found.keys()]).toEqual([
      'SockJS 4; received messages|a["heard one"] / received open|o / ' +
        'received |{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":1} / sent |"one"; 0',
    ]);
  });
});
