import { describe, expect, test } from 'vitest';
import { type Header, openTape, PlayedTape, Tape, type TapeRecord, writeTape } from '../../tape/index.ts';
import { Channels, carryOver, PENDING, RowsView, TickKind } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { type Body, bodyTape, piecesOf, recordsOf, typed } from '../testing/pieces.ts';
import { askTape, inTurn, loopsOf } from '../testing/polling.ts';

const NDJSON = typed('application/x-ndjson');
const SOCKJS: Omit<Body, 'chunks'> = {
  request: { method: 'POST', url: 'http://site.test/echo/042/ab3defgh/xhr_streaming', via: 'xhr' },
  response: typed('application/javascript; charset=UTF-8'),
};
/** As its client does not ask: one that it makes is of a conversation. */
const MESSAGE_BUS: Omit<Body, 'chunks'> = {
  request: { method: 'GET', url: `http://site.test/message-bus/${'0a'.repeat(16)}/poll`, via: 'xhr' },
  response: typed('text/plain; charset=utf-8'),
};
/** Two pauses between three chunks. */
const slow = (...contents: readonly (string | Uint8Array)[]): Body['chunks'] =>
  contents.map((content, index) => [10 + index * 600, content] as const);

/** Rows as "kind type|id|data (why)". */
function rowsOf(body: Body): string[] {
  const rows = piecesOf(body)?.rows;
  if (!rows) return ['no channel'];
  const keys = Array.from({ length: rows.count }, (_, key) => key);
  if (rows.hasPending) keys.push(PENDING);
  return keys.map((key) => {
    const { kind, type, id, data, why } = rows.describe(key);
    return `${kind} ${type}|${id}|${data}${why ? ` (${why})` : ''}`;
  });
}

describe('what is read in pieces', () => {
  test('a response whose Content-Type states a framing, as soon as it is answered', () => {
    const pieces = piecesOf({ chunks: [], response: NDJSON });
    expect(pieces?.summary()).toMatchObject({
      transport: 'pieces',
      framing: 'JSON lines',
      state: { kind: 'open' },
      verdict: 'The page reads the body as it comes. Each row is one line: JSON lines, by its Content-Type.',
    });
  });

  test('a response whose address states one, as soon as it is answered', () => {
    const pieces = piecesOf({ chunks: [], ...SOCKJS });
    expect(pieces?.summary()).toMatchObject({
      framing: 'SockJS',
      state: { kind: 'open' },
      verdict: 'The page reads the body as it comes. Each row is one frame: SockJS, by its address.',
    });
    const poll = { method: 'POST', url: 'http://site.test/echo/042/ab3defgh/xhr' };
    expect(piecesOf({ chunks: [[10, 'a["x"]\n']], request: poll, end: {} })).toBeUndefined();
  });

  test('another one, once it has paused twice', () => {
    expect(piecesOf({ chunks: slow('Once', ' upon') })).toBeUndefined();
    const pieces = piecesOf({ chunks: slow('Once', ' upon', ' a time') });
    expect(pieces?.summary()).toMatchObject({ framing: 'Chunks', events: 3, bytes: 16 });
    expect(rowsOf({ chunks: slow('Once', ' upon', ' a time') })).toEqual([
      'event ||Once',
      'event || upon',
      'event || a time',
    ]);
  });

  const NONE: readonly (readonly [string, Body])[] = [
    ['no content', { chunks: [], response: { ...NDJSON, status: 204 } }],
    ['an answer to HEAD', { chunks: [], response: NDJSON, request: { method: 'HEAD' } }],
    ['an error with a framing', { chunks: [], response: { ...NDJSON, status: 500 } }],
    [
      'a download that pauses once',
      {
        chunks: [
          [10, 'a'],
          [20, 'b'],
          [900, 'c'],
          [910, 'd'],
        ],
      },
    ],
    [
      'a response whose length is known',
      { chunks: slow('a', 'b', 'c'), response: { headers: [['Content-Length', '3']] } },
    ],
    [
      'a long poll that the server keeps open by white space',
      {
        chunks: [
          [10, '{"results":[\n'],
          [5000, '\n'],
          [10_000, '\n'],
          [15_000, '],"last_seq":1}\n'],
        ],
      },
    ],
    [
      'a long poll behind so many blanks that a browser hands over what follows',
      {
        chunks: [
          [10, ' '.repeat(2048)],
          [5000, '{"results":'],
          [5600, '[]}'],
        ],
      },
    ],
    ['an image', { chunks: slow('a', 'b', 'c'), response: typed('image/png') }],
    ['a range of a file', { chunks: slow('a', 'b', 'c'), response: { status: 206 } }],
    [
      'a response that the page was too busy to read',
      {
        chunks: slow('a', 'b', 'c'),
        facts: [
          { kind: 'busy', at: 300, on: 'body', alive: 10, from: 100 },
          { kind: 'busy', at: 609, on: 'body', alive: 10, from: 100, to: 609 },
          { kind: 'busy', at: 1000, on: 'body', alive: 610, from: 700 },
        ],
      },
    ],
  ];
  test.each(NONE)('not %s', (_name, body) => {
    const channels = derive(bodyTape(body));
    expect(channels.pieces('body')).toBeUndefined();
    expect(channels.rows()).toEqual([]);
  });

  test('a poll of a loop stays one, however it is answered', () => {
    const asks = inTurn(6, () => ({ held: 900, answer: '[1]\n' }));
    const tape = askTape(asks);
    const at = tape.lastAt + 5;
    for (const record of recordsOf({
      chunks: slow('{"a":1}\n', '{"b":2}\n', '{"c":3}\n'),
      response: NDJSON,
    })) {
      const on = 'x7';
      if (record.kind === 'request') {
        const before = tape.connection('x1')?.facts[0];
        if (before?.kind === 'request') tape.append({ ...before, at, on });
      } else if (record.kind !== 'clock' && 'on' in record)
        tape.append({ ...record, at: record.at + at, on });
    }
    const channels = derive(tape);
    expect(channels.pieces('x7')).toBeUndefined();
    expect(loopsOf(channels)[0]?.summary().connections).toBe(7);
  });

  test('of framed responses that are there at once and are asked for again only the first is a row', () => {
    const change = { mimeType: 'application/x-ndjson', headers: [] };
    const asks = inTurn(8, () => ({ held: 900, answer: '{"a":1}\n', change, gap: 5 }));
    const channels = derive(askTape(asks));
    expect(channels.rows().map((row) => row.kind === 'stream' && row.transport)).toEqual(['pieces', 'poll']);
    const prompts = inTurn(4, (index) => ({
      held: 900,
      method: 'POST',
      body: `{"prompt":"question ${index}"}`,
      answer: '{"a":1}\n',
      change,
      gap: 3000 + index * 1000,
    }));
    expect(derive(askTape(prompts)).rows()).toHaveLength(4);
  });

  test('of Engine.IO a poll that is answered slowly, by its packets', () => {
    const body: Body = {
      // As no client of it asks: one that does has a conversation.
      request: { method: 'PUT', url: 'http://site.test/socket.io/?EIO=4&transport=polling&t=a' },
      chunks: slow('0{"sid":"x"}\x1e', '42["said",1]\x1e', '421["more"]'),
      end: {},
    };
    expect(rowsOf(body)).toEqual([
      'event open||0{"sid":"x"}',
      'event event said||42["said",1]',
      'event event more|1|421["more"]',
    ]);
    expect(piecesOf(body)?.summary().verdict).toMatch(/Engine\.IO, by the look of its first bytes\.$/);
  });

  test('has a TCP connection for itself while it lasts, as an event stream has', () => {
    const body: Body = { chunks: [], response: NDJSON };
    const holders = (tape: Tape) => derive(tape).environment().holders('example.test');
    expect(holders(bodyTape(body))).toMatchObject([{ id: 'body', protocol: 'http/1' }]);
    expect(holders(bodyTape({ ...body, end: {} }))).toEqual([]);
  });

  test('what turns out to be an event stream is one', () => {
    const tape = bodyTape({ chunks: [[10, '{}\n']], response: NDJSON });
    tape.append({ ...(recordsOf({ chunks: [] })[1] as Extract<TapeRecord, { kind: 'request' }>), at: 20 });
    expect(derive(tape).pieces('body')).toBeDefined();
    tape.append({
      kind: 'request',
      at: 30,
      on: 'body',
      method: 'GET',
      headers: [],
      via: 'fetch',
      context: { kind: 'page', id: 'main' },
    });
    const channels = derive(tape);
    expect(channels.pieces('body')).toBeUndefined();
    expect(channels.rows()).toMatchObject([{ transport: 'sse' }]);
  });
});

describe('rows', () => {
  test('a row a line, with ID and type of its JSON; what is broken and what is open say why', () => {
    expect(
      rowsOf({
        response: NDJSON,
        chunks: [
          [10, '{"id":7,"type":"price","data":1}\n\n{"event":"bye"}'],
          [20, '\noops\n{"id"'],
        ],
      }),
    ).toEqual([
      'event price|7|{"id":7,"type":"price","data":1}',
      'comment ||' + ' (An empty line carries nothing: readers skip it, and it keeps the connection alive.)',
      'event bye||{"event":"bye"}',
      'discarded ||oops (It is no JSON: “oops”.)',
      'pending ||{"id" (It has not ended: no line feed yet.)',
    ]);
  });

  test('times are of the byte that completed a row', () => {
    const pieces = piecesOf({
      response: NDJSON,
      chunks: [
        [10, '{"a":'],
        [20, '1}'],
        [30, '\n{"b":2}\n'],
      ],
    });
    expect(pieces?.rows.time(0)).toBe(30);
    expect(pieces?.rows.describe(1)).toMatchObject({ at: 30, delta: 0, size: 8, range: [8, 16] });
    expect(pieces?.rowAt(9)).toBe(1);
  });

  test('a JSON array that grows, element by element', () => {
    const body: Body = {
      response: typed('application/json'),
      chunks: slow('[{"id":1}', ',{"id":2},', '{"id":3},'),
      end: {},
    };
    expect(rowsOf(body)).toEqual([
      'event |1|{"id":1}',
      'event |2|{"id":2}',
      'event |3|{"id":3}',
      expect.stringMatching(/^discarded \|\| \(The array was never closed/),
    ]);
    expect(piecesOf(body)?.summary()).toMatchObject({
      framing: 'JSON array',
      state: { kind: 'ended', good: false },
      discarded: 1,
    });
  });

  test('lines of some kilobytes are seen to be lines', () => {
    const line = `${JSON.stringify({ type: 'ADDED', text: 'x'.repeat(6000) })}\n`;
    const body: Body = { response: typed('application/json'), chunks: slow(line, line, line) };
    expect(piecesOf(body)?.summary()).toMatchObject({ framing: 'JSON lines', events: 3 });
  });

  test('the framing is chosen by the response, though a request was stamped later than the first chunk', () => {
    const tape = new Tape();
    for (const record of recordsOf({ response: typed('application/json'), chunks: slow('[1', ',2', ',3') }))
      tape.append(record.kind === 'sent' || record.kind === 'response' ? { ...record, at: 15 } : record);
    expect(derive(tape).pieces('body')?.framing.id).toBe('json-array');
  });

  test('frames of SockJS: what is open, close and messages; heartbeats and the prelude are quiet', () => {
    const chunks = [
      [10, `${'h'.repeat(2048)}\n`],
      [20, 'o\na["x","y"]\nh\nc[30'],
      [30, '00,"Go away!"]\n'],
    ] as const;
    const rows = rowsOf({ ...SOCKJS, chunks, end: {} });
    expect(rows[0]).toMatch(/^comment heartbeat\|\|h{100,}.* \(The prelude: /);
    expect(rows.slice(1)).toEqual([
      'event open||o',
      'event messages||["x","y"]',
      expect.stringMatching(/^comment heartbeat\|\|h \(A heartbeat/),
      'event close||[3000,"Go away!"]',
    ]);
    expect(piecesOf({ ...SOCKJS, chunks, end: {} })?.summary()).toMatchObject({
      events: 3,
      comments: 2,
      discarded: 0,
      state: { kind: 'ended', good: true },
    });
  });

  test('messages of message_bus, by channel and ID, at the time of their separator', () => {
    const message = (id: number) =>
      `{"global_id":${90 + id},"message_id":${id},"channel":"/chat","data":"é"}`;
    const body: Body = {
      ...MESSAGE_BUS,
      chunks: [
        [10, '[]\r\n|\r\n'],
        [20, `[${message(1)},${message(2)}]\r\n`],
        [30, '|\r\n['],
      ],
    };
    expect(rowsOf(body)).toEqual([
      expect.stringMatching(/^comment \|\|\[\] \(An empty list/),
      `event /chat|1|${message(1)}`,
      `event /chat|2|${message(2)}`,
      expect.stringMatching(/^pending \|\|\[ \(No separator/),
    ]);
    expect(piecesOf(body)?.rows.time(1)).toBe(30);
  });

  test('behind so many blanks that a browser hands over what follows, as without them', () => {
    const blank = `${' '.repeat(2048)}\n`;
    const chunks = slow(blank, '{"a":1}\n', '{"b":2}\n', '{"c":3}\n');
    expect(rowsOf({ chunks }).slice(1)).toEqual(['event ||{"a":1}', 'event ||{"b":2}', 'event ||{"c":3}']);
    const array = slow(blank, '[{"a":1}', ',{"b":2}', ',{"c":3}]');
    expect(rowsOf({ chunks: array, response: typed('application/json') })).toHaveLength(3);
  });

  test('parts of a multipart body', () => {
    const chunks = [
      [10, '---\r\nContent-Type: application/json\r\n\r\n{"hasNext":true}\r\n---'],
      [20, '\r\n\r\n{}\r\n-----\r\n'],
    ] as const;
    expect(rowsOf({ response: typed('multipart/mixed; boundary="-"'), chunks, end: {} })).toEqual([
      'event application/json||{"hasNext":true}',
      'event ||{}',
    ]);
  });

  test('what is no text is shown by its bytes', () => {
    const body: Body = {
      response: typed('application/x-protobuf'),
      chunks: slow(Uint8Array.of(8, 1, 0), 'b', 'c'),
    };
    expect(rowsOf(body)[0]).toBe('event ||08 01 00');
    expect(piecesOf(body)?.payload(0)).toMatchObject({ binary: true, data: 'CAEA' });
  });

  test('are filtered, and empty lines hidden, as those of other channels are', () => {
    const pieces = piecesOf({
      response: NDJSON,
      chunks: [[10, '{"id":1,"type":"a"}\n\n{"id":2,"type":"b"}\n{"c"']],
    });
    if (!pieces) throw new Error('no channel');
    const found = (filter: string, comments = true) => {
      const view = new RowsView(pieces.rows, { stream: 'body', filter, comments, sort: null });
      while (view.work(never));
      return view.rows(0, view.count).map(({ id, kind }) => id || kind);
    };
    expect(found('')).toEqual(['1', 'comment', '2', 'pending']);
    expect(found('', false)).toEqual(['1', '2', 'pending']);
    expect(found('type:b')).toEqual(['2']);
    expect(found('id:1')).toEqual(['1']);
    expect(found('-type:a', false)).toEqual(expect.not.arrayContaining(['1']));
  });

  test('are ticks of a lane, one above each chunk or more', () => {
    const lane = piecesOf({
      response: NDJSON,
      chunks: [
        [10, '{}\n\nno\n'],
        [20, '{}'],
      ],
      end: {},
    })?.lanes()[0];
    const [chunks, rows] = lane?.ticks ?? [];
    expect([chunks?.count, rows?.count]).toEqual([2, 4]);
    expect([0, 1, 2, 3].map((row) => [rows?.at(row), rows?.kind(row)])).toEqual([
      [10, TickKind.Event],
      [10, TickKind.Comment],
      [10, TickKind.Discarded],
      [20, TickKind.Event],
    ]);
    expect(lane).toMatchObject({ openedAt: 0, endedAt: 21, end: { good: true } });
  });

  test('a gap tears no record: what stood open and what goes on behind it are no rows', () => {
    const gap: TapeRecord = { kind: 'gap', at: 15, on: 'body', why: 'lost' };
    expect(
      rowsOf({
        response: NDJSON,
        chunks: [
          [10, '{"a":1}\n{"b'],
          [20, '":3}\n{"c":3}\n'],
        ],
        facts: [gap],
        end: {},
      }),
    ).toEqual(['event ||{"a":1}', 'note ||Gap: lost (Gap: lost)', 'event ||{"c":3}']);
  });

  test('are the same however the entries are read, and whatever chunk is read in slices', () => {
    const line = `${JSON.stringify({ text: 'x'.repeat(100_000) })}\n`;
    const body: Body = {
      response: NDJSON,
      chunks: [
        [10, line],
        [20, `${line}{"a"`],
      ],
      end: {},
    };
    const at = new Tape();
    const live = new Channels(at);
    for (const record of recordsOf(body)) {
      at.append(record);
      while (live.update(() => true));
    }
    const once = derive(bodyTape(body));
    expect(live.rows()).toEqual(once.rows());
    expect(live.totals()).toEqual(once.totals());
    expect(once.totals()).toEqual({ events: 2, bytes: 2 * line.length + 4, gaps: 0 });
  });

  test('come back from a file, also of one that was carried over', async () => {
    const tape = bodyTape({ chunks: slow('a', 'b', 'c'), request: { framing: 'chunks' } });
    const read = await openTape('x', new Blob([...writeTape(tape)]));
    if (!read.ok) throw new Error(read.error);
    expect(read.notes).toEqual([]);
    expect(derive(read.tape).rows()).toEqual(derive(tape).rows());
  });

  test('are shown in part by a moment of the player', () => {
    const body: Body = { response: NDJSON, chunks: [[10, '{"a":1}\n{"b":2}\n']] };
    const played = new PlayedTape(bodyTape(body));
    const channels = new Channels(played.tape);
    while (played.next()?.table !== 1) played.advance();
    played.advance(10);
    while (channels.update(never));
    expect(channels.pieces('body')?.summary().events).toBe(1);
    const grown = played.advance();
    if (grown) channels.chunkExtended(grown.connection, grown.from);
    while (channels.update(never));
    expect(channels.pieces('body')?.summary()).toMatchObject({ events: 2, discarded: 0 });
    expect(channels.pieces('body')?.rows.hasPending).toBe(false);
  });
});

describe('its end', () => {
  const verdictOf = (content: string, end: NonNullable<Body['end']>) => {
    const summary = piecesOf({ response: NDJSON, chunks: [[10, content]], end })?.summary();
    return [summary?.state.kind === 'ended' && summary.state.good, summary?.verdict];
  };

  test('is good where the last record is whole, or the page stopped it', () => {
    expect(verdictOf('{"a":1}\n', {})).toEqual([true, expect.stringMatching(/^The response is complete\./)]);
    expect(verdictOf('{"a":1}', {})).toEqual([true, expect.stringMatching(/^The response is complete\./)]);
    expect(verdictOf('{"a":', { how: 'cancelled' })).toEqual([true, 'Stopped by the page.']);
  });

  describe('where Chromium reports a body read to its end as cancelled', () => {
    const undecided = (
      contentType: string,
      content: string | Body['chunks'],
      header: Header = ['x', 'y'],
    ) => {
      const headers: Header[] = [['content-type', contentType], ['cache-control', 'no-store'], header];
      const summary = piecesOf({
        response: { ...typed(contentType), headers },
        chunks: typeof content === 'string' ? [[10, content]] : content,
        end: { how: 'cancelled', error: 'net::ERR_ABORTED' },
      })?.summary();
      expect(summary?.state).toMatchObject({ kind: 'ended', good: true });
      expect(summary?.warnings).toEqual([]);
      return summary?.verdict;
    };
    const lines = 'application/x-ndjson';
    const parts = 'multipart/mixed; boundary=x';

    test('is not known', () => {
      expect(undecided(lines, '{"a":1}\n')).toMatch(/^Over\. .* is not known: .*no-store\. Each row is one/);
      expect(undecided(lines, '{"a":1}\n{"b"')).toMatch(/ Its last line is not whole\.$/);
      expect(undecided(parts, '--x\r\n\r\n1\r\n--x\r\n\r\n2')).toMatch(/ Its last part is not whole\.$/);
    });

    test('is complete where Content-Length or the framing says so', () => {
      expect(undecided(lines, '{"a":1}\n', ['content-length', '8'])).toMatch(/^The response is complete\./);
      expect(undecided(parts, '--x\r\n\r\n1\r\n--x--')).toMatch(/^The response is complete\./);
      expect(undecided('application/json', slow('[1', ',2', ',3]'))).toMatch(/^The response is complete\./);
      expect(undecided('application/json', slow('[1', ',2', ',3'))).toMatch(/ is not whole\.$/);
    });
  });

  test('is not where a record was cut, or the network failed', () => {
    expect(verdictOf('{"a":', {})).toEqual([
      false,
      'The server ended the response, but its last line is not whole.',
    ]);
    expect(verdictOf('{"a":1}\n', { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' })[0]).toBe(
      false,
    );
  });
});

describe('after Clear it is read on', () => {
  const carried = (body: Body, rest: readonly TapeRecord[]) => {
    const tape = new Tape();
    for (const record of carryOver(derive(bodyTape(body)), 5000, 'cleared')) tape.append(record);
    for (const record of rest) tape.append(record);
    const pieces = derive(tape).pieces('body');
    return Array.from({ length: pieces?.rows.count ?? 0 }, (_, key) => pieces?.rows.describe(key).data);
  };
  const chunkOf = (text: string): TapeRecord => {
    const bytes = new TextEncoder().encode(text);
    return { kind: 'chunk', at: 6000, on: 'body', bytes, length: bytes.length };
  };

  test('with the record that was open', () => {
    expect(carried({ response: NDJSON, chunks: [[10, '{"a":1}\n{"b']] }, [chunkOf('":2}\n')])).toEqual([
      'cleared',
      '{"b":2}',
    ]);
  });

  test('where no Content-Type says how, by the framing that it had', () => {
    const body: Body = { response: typed('application/json'), chunks: slow('[1,', '2', ',3') };
    expect(carried(body, [chunkOf(',4]')])).toEqual(['cleared', '3', '4']);
    expect(carried({ chunks: slow('a', 'b', 'c') }, [chunkOf('d')])).toEqual(['cleared', 'd']);
  });

  test('frames of SockJS, and messages of message_bus', () => {
    const frames: Body = { ...SOCKJS, chunks: [[10, 'o\na["x']] };
    expect(carried(frames, [chunkOf('"]\n')])).toEqual(['cleared', '["x"]']);
    const messages: Body = { ...MESSAGE_BUS, chunks: [[10, '[1]\r\n|\r\n[2,']] };
    expect(carried(messages, [chunkOf('3]\r\n|\r\n')])).toEqual(['cleared', '2', '3']);
  });

  test('a part from its boundary line on', () => {
    const body: Body = {
      response: typed('multipart/mixed; boundary=x'),
      chunks: [[10, '--x\r\n\r\n1\r\n--x\r\n']],
    };
    expect(carried(body, [chunkOf('\r\n2\r\n--x--')])).toEqual(['cleared', '2']);
  });
});
