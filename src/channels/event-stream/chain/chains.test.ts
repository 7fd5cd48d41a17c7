import { describe, expect, it } from 'vitest';
import { Tape, type TapeRecord } from '../../../tape/index.ts';
import { chunk, request, response } from '../../../tape/testing.ts';
import { type ChannelSummary, type Channels, type EventRow, RowsView } from '../../index.ts';
import { derive, never, streamConnections } from '../../testing/derive.ts';

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

  it('by a program are joined as not sure where the server ended the one before, or the page', () => {
    const asked = (cacheControl: string) =>
      tapeOf(
        ['a', 'b'].flatMap((on, index): TapeRecord[] => [
          request(on, { at: index * 500, url, via: 'fetch' }),
          response(on, { at: index * 500 + 5, headers: [['cache-control', cacheControl]] }),
          chunk(on, index * 500 + 10, 'data: 1\n\n'),
          { kind: 'end', at: index * 500 + 20, on, how: 'cancelled', error: 'net::ERR_ABORTED' },
        ]),
      );
    const channels = derive(asked('no-store'));
    expect(shape(channels)).toEqual([['a', 2]]);
    expect(streamConnections(channels, 'a', 1, 2)[0]?.join?.isSure).toBe(false);
    expect(shape(derive(asked('no-cache')))).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
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
    expect(channels.connection('b')?.rowAt(3)).toBe(6);
    expect(channels.connection('c')?.rowAt(3)).toBe(9);
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
    const checks = streamConnections(channels, 'a', 1, 4).map(({ ended, join }) => [ended, join?.idCheck]);
    expect(checks).toEqual([
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
    ['after close()', { how: 'cancelled' }, {}, 3020],
    ['long after', {}, {}, 90_000],
    ['too soon, with an ID', {}, { sent: '1' }, 1000],
    ['for another address', {}, { url: `${url}?room=2` }, 3020],
  ] as const)('%s is a channel of its own', (_, first, second, at) => {
    const channels = derive(tapeOf(connection('a', 0, '', first), connection('b', at + 5, '', second)));
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

describe('EventSources that the page makes anew', () => {
  const joins = (channels: Channels) =>
    streamConnections(channels, 'a', 1, 9).map(
      ({ join }) => join && [join.byPage, join.isSure, join.due, join.idCheck],
    );

  it('after responses that were refused are one channel, each marked', () => {
    const channels = derive(
      tapeOf(
        connection('a', 0, '', { status: 503 }),
        connection('b', 1020, '', { status: 503 }),
        connection('c', 3040, ''),
      ),
    );
    expect(shape(channels)).toEqual([['a', 3]]);
    expect(joins(channels)).toEqual([
      [true, true, null, 'no-ids'],
      [true, true, null, 'no-ids'],
    ]);
    expect(channels.connections('a', 1, 2)[0]?.join?.why).toBe(
      'The same page asked for the same address 1 s after that one ended. The browser does not reconnect after such a response: the page made a new EventSource.',
    );
  });

  it('before the browser would reconnect are not sure at first', () => {
    const part = (on: string, at: number) => connection(on, at, 'data: 1\n\n', { how: 'failed' });
    // 1 s, 2 s, 4 s: the last comes as late as the browser’s own reconnect would.
    const channels = derive(tapeOf(part('a', 0), part('b', 1020), part('c', 3040), part('d', 7060)));
    expect(shape(channels)).toEqual([['a', 4]]);
    expect(joins(channels)).toEqual([
      [true, false, null, 'no-ids'],
      [true, true, null, 'no-ids'],
      [true, true, null, 'no-ids'],
    ]);
  });

  it('though there was an ID, which only the browser sends', () => {
    const part = (on: string, at: number) => connection(on, at, 'id: 1\ndata: 1\n\n');
    const channels = derive(tapeOf(part('a', 0), part('b', 3020), part('c', 6040)));
    expect(joins(channels)).toEqual([
      [true, false, null, 'missing'],
      [true, true, null, 'missing'],
    ]);
  });
});

describe('the last event ID in the address', () => {
  const fetched = (on: string, at: number, asked: string, content: string): TapeRecord[] => [
    request(on, { at, url: asked, via: 'fetch' }),
    { kind: 'sent', at: at + 1, on, headers: [] },
    response(on, { at: at + 5 }),
    chunk(on, at + 10, content),
    { kind: 'end', at: at + 20, on, how: 'failed' },
  ];

  it.each([
    ['lastEventId', 'fetch'],
    ['evs_last_event_id', 'fetch'],
    ['Last-Event-ID', 'eventsource'],
  ] as const)('as %s, by %s, is checked as a header is', (name, via) => {
    const at = (id: string) => `${url}?room=1&${name}=${id}`;
    const tape = new Tape();
    const all = [
      ...fetched('a', 0, `${url}?room=1`, 'id: 1\ndata: 1\n\n'),
      ...fetched('b', 500, at('1'), 'id: 2\ndata: 2\n\n'),
      // Much later, and after a look at another room.
      ...fetched('x', 5000, `${url}?room=2`, 'id: 2\ndata: 2\n\n'),
      ...fetched('c', 90_000, at('2'), 'id: 3\ndata: 3\n\n'),
      ...fetched('d', 90_500, at('1'), 'id: 2\ndata: 2\n\n'),
    ];
    for (const record of all) tape.append(record.kind === 'request' ? { ...record, via } : record);
    const channels = derive(tape);
    expect(shape(channels)).toEqual([
      ['a', 4],
      ['x', 1],
    ]);
    const rows = streamConnections(channels, 'a', 1, 9);
    expect(rows.map(({ join }) => [join?.idSent, join?.idSentAs, join?.idCheck, join?.isSure])).toEqual([
      ['1', name, 'equal', true],
      ['2', name, 'equal', true],
      ['1', name, 'other', false],
    ]);
    expect(rows[0]?.join?.why).toBe(
      `The same page asked for the same address but for ${name} 480 ms after that one ended. It sent the last event ID committed before, “1”, as ${name} in the address.`,
    );
    expect(viewOf(channels).rows(1, 2)[0]?.why).toBe(
      `Connection 2, 480 ms after connection 1 ended; it sent the last event ID 1 as ${name} in the address`,
    );
  });

  it('is none where only what is made up against caches differs: no redirect is told either', () => {
    const channels = derive(
      tapeOf(
        connection('a', 0, 'data: 1\n\n', { url: `${url}?room=1&_ts=1795747195937` }),
        connection('b', 520, 'data: 2\n\n', { url: `${url}?room=1&_ts=1795747196457` }),
      ),
    );
    expect(streamConnections(channels, 'a', 1, 2)[0]?.join?.why).toMatch(
      /^The same page asked for the same address but for a cache buster /,
    );
  });

  it('is no header’s: the browser’s own reconnect at that address sends one', () => {
    const asked = `${url}?lastEventId=0`;
    const channels = derive(
      tapeOf(
        connection('a', 0, 'id: 1\ndata: 1\n\n', { url: asked }),
        connection('b', 3020, 'data: 2\n\n', { url: asked, sent: '1' }),
      ),
    );
    expect(channels.connections('a', 1, 2)[0]?.join).toMatchObject({
      byPage: false,
      idSentAs: null,
      idSent: '1',
    });
  });
});

describe('a POST whose stream is resumed by GET', () => {
  const asked = (on: string, at: number, method: string, sent: string | null, content: string) => [
    request(on, {
      at,
      url,
      via: 'fetch',
      method,
      headers: sent === null ? [] : [['Last-Event-ID', sent]],
      ...(method === 'POST' && { body: `{"id":"${on}"}` }),
      initiator: { url: 'client.js', line: method === 'POST' ? 5 : 50, column: 1, functionName: '' },
    }),
    response(on, { at: at + 5 }),
    chunk(on, at + 10, content),
    { kind: 'end', at: at + 20, on, how: 'failed' } as const,
  ];

  it('is one channel with it, and with the GET after that', () => {
    const channels = derive(
      tapeOf(
        asked('a', 0, 'POST', null, 'id: a_1\ndata: 1\n\n'),
        asked('b', 5, 'POST', null, 'id: b_1\ndata: 1\n\n'),
        asked('c', 1000, 'GET', 'a_1', 'id: a_2\ndata: 2\n\n'),
        asked('d', 2000, 'GET', 'a_2', 'id: a_3\ndata: 3\n\n'),
        // The stream that the server opens by itself.
        asked('e', 2100, 'GET', null, 'data: 3\n\n'),
      ),
    );
    expect(shape(channels)[0]).toEqual(['a', 3]);
    expect(shape(channels)[1]).toEqual(['b', 1]);
    expect(streamConnections(channels, 'a', 1, 3).map(({ join }) => [join?.isSure, join?.idCheck])).toEqual([
      [true, 'equal'],
      [true, 'equal'],
    ]);
    expect(channels.connections('a', 1, 2)[0]?.join?.why).toMatch(
      /^The same page asked, by GET, for the same address 980 ms/,
    );
  });
});

describe('an end that is reported late', () => {
  /** `b` and `c` have got their responses before the ends of those that they continue are on the tape. */
  const late = (...ends: readonly [on: string, at: number][]): Channels => {
    const part = (on: string, at: number) =>
      [...connection(on, at, 'data: 1\n\n')].filter(({ kind }) => kind !== 'end');
    const tape = tapeOf(part('a', 0), part('b', 25), part('c', 50));
    for (const [on, at] of ends) tape.append({ kind: 'end', at, on, how: 'complete' });
    return derive(tape);
  };

  it.each([
    ['in order', late(['a', 24], ['b', 49])],
    ['in another order', late(['b', 49], ['a', 24])],
  ])('%s, continues with what has a place already', (_, channels) => {
    expect(shape(channels)).toEqual([['a', 3]]);
    expect(viewOf(channels).rows(0, 9).map(words)).toEqual(['1', 'note', '1', 'note', '1']);
    expect(streamConnections(channels, 'a', 1, 3).map(({ join }) => [join?.byPage, join?.isSure])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('continues with nothing that was requested before it', () => {
    expect(shape(late(['a', 60], ['b', 70]))).toHaveLength(3);
  });
});

describe('a connection that is moved', () => {
  it('takes the time of its bytes with it, of which no row was made yet', () => {
    const tape = tapeOf(connection('a', 0, 'retry: 9000\nid: 1\ndata: 1\n\n'));
    tape.append(request('b', { at: 3025, url }));
    tape.append(chunk('b', 3030, 'data: h'));
    const channels = derive(tape);
    expect(shape(channels)).toEqual([['a', 2]]);
    expect(channels.channel('a')?.cost().lastAt).toBe(3030);
    // With another ID it is no new EventSource, and too soon for the browser.
    tape.append({ kind: 'sent', at: 3031, on: 'b', headers: [], lastEventId: '0' });
    channels.update(never);
    expect(['a', 'b'].map((id) => channels.channel(id)?.cost().lastAt)).toEqual([10, 3030]);
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

describe('an earlier connection', () => {
  it('is warned of when what the browser dispatched on it is compared only later', () => {
    const tape = three();
    const channels = derive(tape);
    expect(streams(channels)[0]?.warnings).toEqual([]);
    tape.append({ kind: 'dispatched', at: 1100, on: 'a', type: 'message', data: 'other', id: '1' });
    channels.dispatched('a');
    channels.update(never);
    expect(streams(channels)[0]?.warnings).toEqual([
      'Connection 1: The browser and the reader disagree on 1 of 1 events.',
    ]);
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
    expect(channels.connection('c')?.rowAt(3)).toBe(3);

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
