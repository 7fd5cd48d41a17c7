import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import { type ChannelSummary, type Channels, type EventRow, RowsView } from '../index.ts';
import { derive, never } from '../testing/derive.ts';

const url = 'http://example.test/sse';

interface Made {
  readonly sent?: string;
  readonly url?: string;
  readonly status?: number;
  readonly how?: 'complete' | 'failed' | 'cancelled';
}

/** A connection of an EventSource: asked at `at`, its bytes 10 ms and its end 20 ms later. */
function* connection(on: string, at: number, content: string, made: Made = {}): Generator<TapeRecord> {
  yield request(on, { at, url: made.url ?? url });
  yield {
    kind: 'sent',
    at: at + 1,
    on,
    headers: [],
    ...(made.sent === undefined ? {} : { lastEventId: made.sent }),
  };
  yield response(on, { at: at + 5, status: made.status ?? 200 });
  if (content !== '') yield chunk(on, at + 10, content);
  yield { kind: 'end', at: at + 20, on, how: made.how ?? 'complete' };
}

function tapeOf(...parts: readonly Iterable<TapeRecord>[]): Tape {
  const tape = new Tape();
  for (const part of parts) for (const record of part) tape.append(record);
  return tape;
}

const streams = (channels: Channels): ChannelSummary[] =>
  channels.rows().filter((row): row is ChannelSummary => row.kind === 'stream');

const shape = (channels: Channels): (readonly [string, number])[] =>
  streams(channels).map(({ id, connections }) => [id, connections]);

const spec = { stream: 'a', filter: '', comments: true, sort: null } as const;

function viewOf(channels: Channels, change: Partial<typeof spec> | object = {}): RowsView {
  const rows = channels.channel('a')?.rows;
  if (!rows) throw new Error('no channel');
  const view = new RowsView(rows, { ...spec, ...change });
  while (view.work(never));
  return view;
}

const words = ({ kind, data }: EventRow): string => (kind === 'event' ? data : kind);

/** Three connections half a second apart, as `retry` said. */
const three = (): Tape =>
  tapeOf(
    connection('a', 0, 'retry: 500\n\nid: 1\ndata: 1\n\n: beat\n\nid: 2\ndata: 2\n\ndata: lo'),
    connection('b', 525, 'id: 2\ndata: 2\n\nid: 3\ndata: 3\n\n', { sent: '2', how: 'failed' }),
    connection('c', 1050, 'id: 6\ndata: 6\n\ndata: 7\n\n', { sent: '3' }),
  );

describe('reconnects', () => {
  it('are one channel, in the state of the latest, with the sums of all', () => {
    const [row, ...others] = streams(derive(three()));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: 'a', connections: 3, events: 6, openedAt: 0, lastByteAt: 1060 });
    expect(row?.verdict).toContain('after 500 ms');
  });

  it('show their rows one after another, with the cuts between them', () => {
    const rows = viewOf(derive(three())).rows(0, 99);
    expect(rows.map(words)).toEqual([
      'discarded',
      '1',
      'comment',
      '2',
      'discarded',
      'note',
      '2',
      '3',
      'note',
      '6',
      '7',
    ]);
    expect(rows.map(({ key }) => key)).toEqual(rows.map((_, index) => index));
    expect(rows.map(({ connection }) => connection).join('')).toBe('aaaaabbbccc');
    expect(rows[5]?.why).toBe('Connection 2, 505 ms after connection 1 ended; it sent Last-Event-ID 2');
    expect(rows[6]).toMatchObject({ delta: 10, range: [0, 15] });
    // Without an id of its own it has the one before.
    expect(rows[10]).toMatchObject({ id: '6', idInherited: true });
  });

  it('filter, sort and pause as one list', () => {
    const tape = three();
    const channels = derive(tape);
    expect(viewOf(channels, { comments: false }).count).toBe(10);
    expect(
      viewOf(channels, { filter: 'data:/^2$/' })
        .rows(0, 9)
        .map(({ key }) => key),
    ).toEqual([3, 6]);
    const sorted = viewOf(channels, { sort: { by: 'id', descending: true }, filter: 'id:*' });
    expect(sorted.rows(0, 3).map(({ data }) => data)).toEqual(['6', '7', '3']);
    const paused = viewOf(channels);
    paused.pause(true);
    for (const record of connection('d', 1575, 'data: 8\n\n', { sent: '6' })) tape.append(record);
    channels.update(never);
    expect([paused.count, paused.behind]).toEqual([11, 2]);
    paused.pause(false);
    expect(paused.rows(12, 13)[0]?.data).toBe('8');
  });

  it('are read with the ID that they sent in force', () => {
    const channels = derive(
      tapeOf(connection('a', 0, 'id: 9\ndata: 1\n\n'), connection('b', 3025, 'data: 2\n\n', { sent: '9' })),
    );
    expect(channels.stream('b')?.lastEventId).toBe('9');
    expect(viewOf(channels).rows(2, 3)[0]).toMatchObject({ id: '9', idInherited: true });
  });

  it('find a row by its bytes, and the block and the data behind it', () => {
    const channels = derive(three());
    expect(channels.rowAt('b', 3)).toBe(6);
    expect(channels.rowAt('c', 3)).toBe(9);
    expect(channels.channel('a')?.block(6)).toMatchObject({ key: 6, lineCount: 3, range: [0, 15] });
    expect(channels.channel('a')?.payload(9)).toMatchObject({ data: '6' });
    expect(channels.channel('a')?.payload(5)).toBeNull();
  });

  it('keep the block that stands open at the end', () => {
    const tape = tapeOf(connection('a', 0, 'data: 1\n\n'));
    tape.append(request('b', { at: 3025, url }));
    tape.append(response('b', { at: 3030 }));
    tape.append(chunk('b', 3040, 'data: h'));
    const channels = derive(tape);
    const view = viewOf(channels);
    expect(view.rows(0, 9).map(({ kind }) => kind)).toEqual(['event', 'note', 'pending']);
    expect(view.rows(2, 3)[0]).toMatchObject({ key: -1, connection: 'b', delta: 15 });
    tape.append(chunk('b', 3050, 'i\n\n'));
    channels.update(never);
    expect(view.rows(2, 3)[0]).toMatchObject({ key: 2, kind: 'event', data: 'hi' });
  });

  it('continue after connections that were refused', () => {
    const refused = (on: string, at: number): TapeRecord[] => [
      request(on, { at, url }),
      { kind: 'end', at: at + 2, on, how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' },
    ];
    const channels = derive(
      tapeOf(
        connection('a', 0, 'id: 5\ndata: 1\n\n', { how: 'failed' }),
        refused('b', 3025),
        refused('c', 6030),
        connection('d', 9035, 'id: 6\ndata: 2\n\n', { sent: '5' }),
      ),
    );
    expect(shape(channels)).toEqual([['a', 4]]);
    expect(channels.connections('a', 1, 4).map(({ ended, join }) => [ended, join?.idCheck])).toEqual([
      ['connection refused', 'unknown'],
      ['connection refused', 'unknown'],
      ['ended by the server', 'equal'],
    ]);
  });

  it('follow a redirect', () => {
    const tape = new Tape();
    const moved = `${url}/moved`;
    tape.append(request('a', { url }));
    tape.append({ kind: 'redirect', at: 2, on: 'a', status: 302, url: moved, method: 'GET', headers: [] });
    tape.append(response('a'));
    tape.append({ kind: 'end', at: 20, on: 'a', how: 'complete' });
    for (const record of connection('b', 3020, '', { url: moved })) tape.append(record);
    const channels = derive(tape);
    expect(shape(channels)).toEqual([['a', 2]]);
    expect(streams(channels)[0]?.url).toBe(url);
  });
});

describe('what is no reconnect', () => {
  it.each([
    ['after an answer that was refused', { status: 401 }, {}, 3020],
    ['after close()', { how: 'cancelled' }, {}, 3020],
    ['too soon', {}, {}, 1000],
    ['without the ID there was', {}, {}, 3020, 'id: 1\ndata: 1\n\n'],
  ] as const)('%s is a channel of its own', (_, first, second, at, content: string = '') => {
    const channels = derive(tapeOf(connection('a', 0, content, first), connection('b', at + 5, '', second)));
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('a page that was reloaded asks anew', () => {
    const tape = tapeOf([request('a', { url }), response('a')]);
    tape.append({ kind: 'end', at: 20, on: 'a', how: 'cancelled', inferred: 'reload' });
    tape.append({ kind: 'navigate', at: 20, url: 'http://example.test/', how: 'reload' });
    for (const record of connection('b', 3020, '')) tape.append(record);
    expect(
      derive(tape)
        .rows()
        .map(({ id }) => id),
    ).toEqual(['a', 'navigate@20', 'b']);
  });
});

describe('two EventSources on one URL', () => {
  const two = (first: string, second: string, sentFirst?: string, sentSecond?: string): Channels =>
    derive(
      tapeOf(
        connection('a', 0, first),
        connection('b', 1, second),
        // The second is the first to come back.
        connection('c', 3022, 'data: 2\n\n', sentFirst === undefined ? {} : { sent: sentFirst }),
        connection('d', 3024, 'data: 3\n\n', sentSecond === undefined ? {} : { sent: sentSecond }),
      ),
    );

  it('are told apart by their IDs', () => {
    const channels = two('id: 1\ndata: 1\n\n', 'id: 2\ndata: 1\n\n', '2', '1');
    expect(channels.connections('a', 0, 9).map(({ id }) => id)).toEqual(['a', 'd']);
    expect(channels.connections('b', 0, 9).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(channels.connections('a', 1, 2)[0]?.join).toMatchObject({ isSure: true, idCheck: 'equal' });
    expect(streams(channels).flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('are told apart though the headers of both come after both requests', () => {
    const tape = tapeOf(connection('a', 0, 'id: 1\ndata: 1\n\n'), connection('b', 1, 'id: 2\ndata: 1\n\n'));
    tape.append(request('c', { at: 3022, url }));
    tape.append(request('d', { at: 3024, url }));
    tape.append({ kind: 'sent', at: 3025, on: 'c', headers: [], lastEventId: '2' });
    tape.append({ kind: 'sent', at: 3026, on: 'd', headers: [], lastEventId: '1' });
    const channels = derive(tape);
    expect(channels.connections('a', 0, 9).map(({ id }) => id)).toEqual(['a', 'd']);
    expect(channels.connections('b', 0, 9).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('without IDs are joined by their times, and both joins are marked as unsure', () => {
    const channels = two('data: 1\n\n', 'data: 1\n\n');
    expect(shape(channels)).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    for (const id of ['a', 'b']) {
      const join = channels.connections(id, 1, 2)[0]?.join;
      expect(join?.isSure).toBe(false);
      expect(join?.why).toContain('could be the reconnect of that one');
    }
    expect(streams(channels).every(({ warnings }) => warnings.length === 1)).toBe(true);
  });
});

describe('by hand', () => {
  it('a chain is split and joined again, and continues either way', () => {
    const tape = three();
    const channels = derive(tape);
    expect(channels.split('a')).toBeNull();
    expect(channels.split('b')).toBe('b');
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(viewOf(channels).rows(0, 99).map(words)).toEqual(['discarded', '1', 'comment', '2', 'discarded']);
    expect(channels.rowAt('c', 3)).toBe(3);

    for (const record of connection('d', 1575, 'data: 8\n\n', { sent: '6' })) tape.append(record);
    channels.update(never);
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 3],
    ]);

    expect(channels.joinable('b')).toEqual(['a']);
    expect(channels.joinable('a')).toEqual([]);
    expect(channels.join('a', 'b')).toBe(true);
    expect(shape(channels)).toEqual([['a', 4]]);
    expect(channels.connections('a', 1, 2)[0]?.join).toMatchObject({ byHand: true, isSure: true });
    expect(viewOf(channels).count).toBe(13);
    expect(channels.channel('b')).toBeUndefined();
  });

  it('what overlaps cannot be joined', () => {
    const channels = derive(tapeOf(connection('a', 0, ''), connection('b', 10, '')));
    expect(channels.join('a', 'b')).toBe(false);
    expect(channels.join('a', 'a')).toBe(false);
    expect(shape(channels)).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });
});

describe('a thousand reconnects', () => {
  const asked = (count: number): Channels => {
    const tape = new Tape();
    for (let number = 0; number < count; number++) {
      const made = number === 0 ? {} : { sent: String(number) };
      for (const record of connection(`c${number}`, number * 3025, `id: ${number + 1}\ndata: x\n\n`, made))
        tape.append(record);
    }
    return derive(tape);
  };

  it('are one row, and each of their rows is found', () => {
    const channels = asked(1000);
    expect(shape(channels)).toEqual([['c0', 1000]]);
    const rows = channels.channel('c0')?.rows;
    expect(rows?.count).toBe(1999);
    expect(rows?.describe(1998)).toMatchObject({ connection: 'c999', id: '1000' });
    expect(channels.connections('c0', 500, 501)[0]).toMatchObject({
      number: 501,
      join: { skipped: 0, isSure: true },
    });
  });
});
