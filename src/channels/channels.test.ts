import { afterEach, describe, expect, it, vi } from 'vitest';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response, streamTape } from '../tape/testing.ts';
import {
  type Channel,
  type ChannelSummary,
  Channels,
  carryOver,
  EventStream,
  RawIndex,
  rowAt,
} from './index.ts';
import { derive, never, streamOf } from './testing/derive.ts';

function tapeOf(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return tape;
}

const summary = (channels: Channels, id: string): ChannelSummary => {
  const row = channels.rows().find((each) => each.id === id);
  if (row?.kind !== 'stream') throw new Error(`no stream ${id}`);
  return row;
};

describe('streams', () => {
  it('know what they wait for: the seventh connection to one host over HTTP/1.1', () => {
    const records: TapeRecord[] = [];
    for (let number = 1; number <= 7; number++) {
      const on = `${number}`;
      records.push(request(on));
      if (number < 7) records.push({ kind: 'sent', at: 1, on, headers: [] }, response(on));
    }
    const channels = derive(tapeOf(records));
    expect(summary(channels, '6').state.kind).toBe('open');
    expect(summary(channels, '7').state.kind).toBe('waiting');
    expect(summary(channels, '7').verdict).toContain('Waiting for a connection');
    channels.tape.append({ kind: 'end', at: 9, on: '1', how: 'cancelled' });
    channels.update(never);
    expect(summary(channels, '7').state.kind).toBe('connecting');
  });

  it('say of a request that was not seen to leave that the server is not to blame', () => {
    const asked = (count: number, protocol?: string) =>
      Array.from({ length: count }, (_, i): TapeRecord[] => [
        request(`s${i}`, { url: 'https://example.test/feed' }),
        { kind: 'sent', at: 1, on: `s${i}`, headers: [] },
        ...(protocol ? [response(`s${i}`, { protocol })] : []),
      ]).flat();
    const late = request('late', { url: 'https://example.test/late' });
    const said = (records: TapeRecord[]) => summary(derive(tapeOf([...records, late])), 'late');
    expect(said([])).toMatchObject({ state: { kind: 'connecting' } });
    expect(said([]).verdict).toBe('Connecting: the request was not seen to leave the browser yet.');
    expect(said(asked(20, 'h2')).state.kind).toBe('connecting');
    expect(said(asked(100, 'h2')).verdict).toMatch(/^Waiting.*100 others.*over HTTP\/2/);
    expect(said(asked(6)).verdict).toMatch(/^Waiting: .*6 others to example\.test.*“\/feed”/);
  });

  it.each([
    [{ status: 404 }, 'HTTP 404'],
    [{ mimeType: 'text/plain' }, 'MIME type text/plain'],
    [{ mimeType: '' }, 'no MIME type'],
    [{ charset: 'latin1' }, 'charset=latin1'],
    // Chromium compares with "UTF-8" alone.
    [{ charset: 'utf8' }, 'charset=utf8'],
  ])('say why an EventSource is refused, and that it is not retried: %j', (change, words) => {
    const channels = derive(
      tapeOf([
        request('a'),
        response('a', change),
        { kind: 'end', at: 9, on: 'a', how: 'cancelled', error: 'net::ERR_ABORTED' },
      ]),
    );
    expect(summary(channels, 'a').verdict).toContain(words);
    expect(summary(channels, 'a').verdict).toContain('does not retry');
    expect(summary(channels, 'a').state).toMatchObject({ kind: 'ended', good: false });
    expect(summary(channels, 'a').warnings).toHaveLength(1);
  });

  it('take a 204 for what it is: the server’s way to say stop', () => {
    const channels = derive(
      tapeOf([
        request('a'),
        response('a', { status: 204 }),
        { kind: 'end', at: 9, on: 'a', how: 'complete' },
      ]),
    );
    expect(summary(channels, 'a')).toMatchObject({ state: { kind: 'ended', good: true }, warnings: [] });
    expect(summary(channels, 'a').verdict).toContain('does not retry');
  });

  it('say that what was open before capture began is open, not that it is connecting', () => {
    const channels = derive(tapeOf([request('a', { openBefore: true })]));
    expect(summary(channels, 'a')).toMatchObject({
      state: { kind: 'open' },
      verdict: 'Open.',
      openedBefore: true,
      unseen: 'opened-before',
      warnings: [],
    });
  });

  it('say when the browser reconnects', () => {
    const end: TapeRecord = {
      kind: 'end',
      at: 99,
      on: 'sse',
      how: 'failed',
      error: 'net::ERR_CONNECTION_RESET',
    };
    const verdictAfter = (content: string): string => {
      const tape = streamTape([content]);
      tape.append(end);
      return summary(derive(tape), 'sse').verdict;
    };
    expect(verdictAfter('data: 1\n\n')).toContain('Connection reset');
    expect(verdictAfter('data: 1\n\n')).toContain('after 3 s, its default');
    expect(verdictAfter('retry: 500\n\n')).toContain('after 500 ms');
  });

  it('take an inferred end back when the stream continues', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'suspend', at: 30, on: 'sse' });
    const channels = derive(tape);
    expect(summary(channels, 'sse').state.kind).toBe('suspended');
    tape.append({ kind: 'resume', at: 40, on: 'sse' });
    channels.update(never);
    expect(summary(channels, 'sse').state.kind).toBe('open');
  });

  it('are divided by a navigation', () => {
    const tape = streamTape([]);
    tape.append({ kind: 'navigate', at: 50, url: 'http://example.test/next', how: 'reload' });
    tape.append(request('b', { at: 60 }));
    expect(
      derive(tape)
        .rows()
        .map((row) => row.kind),
    ).toEqual(['stream', 'divider', 'stream']);
  });

  it('name the types nobody listens to', () => {
    const tape = streamTape(['data: 1\n\nevent: price\ndata: 2\n\n']);
    tape.append({
      kind: 'listeners',
      at: 30,
      url: 'http://example.test/sse',
      objects: 1,
      types: ['message', 'error'],
    });
    const channels = derive(tape);
    expect(channels.detail('sse')?.eventStream?.unheard).toEqual([
      { type: 'price', at: 30, by: 'listeners' },
    ]);
    expect(summary(channels, 'sse').unheard).toEqual(['price']);
    expect(summary(channels, 'sse').warnings).toContain('No listener for “price”.');
  });
});

describe('agreement with the browser', () => {
  const dispatched = (data: string, id = '', type = 'message'): TapeRecord => ({
    kind: 'dispatched',
    at: 20,
    on: 'sse',
    type,
    data,
    id,
  });

  it('counts what agrees, whichever came first, and keeps no text of it', () => {
    const tape = streamTape([]);
    const channels = derive(tape);
    tape.append(dispatched('1', '7', 'a'));
    channels.dispatched('sse');
    channels.update(never);
    expect(channels.detail('sse')?.eventStream?.agreement).toMatchObject({
      agreed: 0,
      dispatched: 1,
      read: 0,
    });
    tape.append(chunk('sse', 21, 'event: a\nid: 7\ndata: 1\n\ndata: ü\ndata: 2\n\n'));
    tape.append(dispatched('ü\n2', '7'));
    channels.dispatched('sse');
    channels.update(never);
    expect(channels.detail('sse')?.eventStream?.agreement).toEqual({
      agreed: 2,
      dispatched: 2,
      read: 2,
      differences: [],
    });
    expect(tape.connection('sse')?.dispatched.next()).toBeNull();
  });

  it.each([
    ['data', dispatched('other')],
    ['type', dispatched('1', '', 'x')],
    ['id', dispatched('1', '9')],
  ])('shows a disagreement in %s instead of hiding it', (_, record) => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append(record);
    const channels = derive(tape);
    const detail = channels.detail('sse');
    expect(detail?.eventStream?.agreement?.agreed).toBe(0);
    expect(detail?.eventStream?.agreement?.differences[0]).toMatchObject({
      event: 0,
      reader: { data: '1', type: 'message', id: '' },
    });
    expect(summary(channels, 'sse').warnings[0]).toContain('disagree on 1 of 1');
  });

  it('shows a message that no event was read for, once the stream is over', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append(dispatched('1'));
    tape.append(dispatched('ghost'));
    tape.append({ kind: 'end', at: 30, on: 'sse', how: 'complete' });
    expect(derive(tape).detail('sse')?.eventStream?.agreement?.differences).toMatchObject([
      { event: 1, reader: null },
    ]);
  });
});

describe('a fault while a connection is read', () => {
  afterEach(() => vi.restoreAllMocks());

  it('closes that connection off, names it once, and leaves the others to be read', () => {
    const { addChunk } = EventStream.prototype;
    vi.spyOn(EventStream.prototype, 'addChunk').mockImplementation(function (this: EventStream, ...given) {
      if (this.id === 'b') throw new RangeError('a stream of more than 4294967295 bytes');
      return addChunk.apply(this, given);
    });
    const tape = tapeOf(['a', 'b', 'c'].flatMap((on) => [request(on), response(on)]));
    const channels = derive(tape);
    for (const on of ['a', 'b', 'c', 'b', 'a']) tape.append(chunk(on, 20, 'data: 1\n\n'));
    channels.update(never);
    expect(channels.update(never)).toBe(false);
    expect([...channels.faults]).toEqual([
      { connection: 'b', why: 'a stream of more than 4294967295 bytes' },
    ]);
    expect(['a', 'b', 'c'].map((id) => channels.stream(id)?.rows.count)).toEqual([2, 0, 1]);
    // Not by the ways around the tape's entries either.
    channels.chunkExtended('b', 0);
    channels.dispatched('b');
    expect(channels.update(never)).toBe(false);
  });

  it('keeps the row it had where a new one cannot be made', () => {
    const tape = tapeOf(['a', 'b'].flatMap((on) => [request(on), response(on)]));
    const channels = derive(tape);
    const [, before] = channels.rows();
    vi.spyOn(channels.channel('b') as Channel, 'summary').mockImplementation(() => {
      throw new Error('a fault of ours');
    });
    for (const on of ['a', 'b']) tape.append(chunk(on, 20, 'data: 1\n\n'));
    channels.update(never);
    expect(channels.rows()).toMatchObject([{ id: 'a', events: 1 }, { id: 'b' }]);
    expect(channels.rows()[1]).toBe(before);
    expect([...channels.faults]).toEqual([{ connection: 'b', why: 'a fault of ours' }]);
  });

  it('the same where it is compared with what the browser dispatched', () => {
    const { compareDispatched } = EventStream.prototype;
    vi.spyOn(EventStream.prototype, 'compareDispatched').mockImplementation(function (
      this: EventStream,
      until,
    ) {
      if (this.id === 'b') throw new Error('a fault of ours');
      return compareDispatched.call(this, until);
    });
    const tape = tapeOf(['a', 'b'].flatMap((on) => [request(on), response(on)]));
    for (const on of ['b', 'a']) {
      tape.append(chunk(on, 20, 'data: 1\n\n'));
      tape.append({ kind: 'dispatched', at: 21, on, type: 'message', data: '1', id: '' });
    }
    const channels = derive(tape);
    expect([...channels.faults]).toEqual([{ connection: 'b', why: 'a fault of ours' }]);
    expect(channels.detail('a')?.eventStream?.agreement?.agreed).toBe(1);
  });
});

describe('opened before recording', () => {
  const late = (): Tape =>
    tapeOf([
      request('a', { openBefore: true, url: 'https://example.test/feed' }),
      { kind: 'fidelity', at: 1, on: 'a', level: 'messages', why: 'late' },
    ]);

  it('has the last event ID of its last message, which is not known before the first', () => {
    const channels = derive(late());
    expect(channels.detail('a')?.eventStream?.lastEventId).toBeNull();
    channels.tape.append({ kind: 'message', at: 2, on: 'a', type: 'message', data: 'x', id: '9' });
    channels.update(never);
    expect(channels.detail('a')?.eventStream?.lastEventId).toBe('9');
    expect(channels.connections('a', 0, 1)[0]?.openedBefore).toBe(true);
  });

  it('costs headers that nobody saw', () => {
    const cost = derive(late()).channel('a')?.cost();
    expect(cost).toMatchObject({ requests: 1, openedBefore: 1, unknownHeaders: 2 });
  });

  it('is said of the row as long as its latest connection is the one', () => {
    const tape = late();
    tape.append({ kind: 'message', at: 2, on: 'a', type: 'message', data: 'x', id: '9' });
    tape.append({ kind: 'end', at: 3, on: 'a', how: 'complete' });
    tape.append(request('b', { at: 3003, url: 'https://example.test/feed' }));
    tape.append({ kind: 'sent', at: 3004, on: 'b', headers: [], lastEventId: '9' });
    tape.append(response('b', { at: 3005 }));
    const [row] = derive(tape).rows();
    expect(row).toMatchObject({ connections: 2, openedBefore: true });
    expect(row).not.toHaveProperty('unseen');
  });
});

describe('clearing', () => {
  it('continues an open stream without tearing the event that is under way', () => {
    const tape = streamTape(['id: 1\ndata: old\n\n', 'data: ha', 'lf ']);
    const before = derive(tape);
    const fresh = tapeOf([...carryOver(before, 45, 'cleared')]);
    fresh.append(chunk('sse', 50, 'way\n\n'));
    const channels = derive(fresh);
    const stream = channels.stream('sse') as EventStream;
    expect(stream.rows.count).toBe(2);
    expect(stream.lastEventId).toBe('1');
    expect(channels.detail('sse')?.gaps[0]?.why).toBe('cleared');
    expect(summary(channels, 'sse')).toMatchObject({ events: 1, state: { kind: 'open' } });
  });

  it('loses nothing and warns of nothing: a quiet row says it', () => {
    const before = derive(streamTape(['id: 1\ndata: old\n\n']));
    const channels = derive(tapeOf([...carryOver(before, 45, 'What came before was cleared.')]));
    expect(channels.totals().gaps).toBe(0);
    expect(summary(channels, 'sse').warnings).toEqual([]);
    expect(channels.channel('sse')?.rows.describe(0)).toMatchObject({
      kind: 'note',
      why: 'What came before was cleared.',
      isChosen: true,
    });
    // What is lost is said as before.
    channels.tape.append({ kind: 'gap', at: 50, on: 'sse', why: 'No bytes.' });
    channels.update(never);
    expect(channels.totals().gaps).toBe(1);
    expect(summary(channels, 'sse').warnings).toEqual(['Gap: No bytes.']);
  });

  it('keeps the comparison with the browser in step', () => {
    const tape = streamTape(['id: 5\ndata: 1\n\ndata: 2\n\n']);
    tape.append({ kind: 'dispatched', at: 20, on: 'sse', type: 'message', data: '1', id: '5' });
    const fresh = tapeOf([...carryOver(derive(tape), 30, 'cleared')]);
    fresh.append({ kind: 'dispatched', at: 31, on: 'sse', type: 'message', data: '2', id: '5' });
    expect(derive(fresh).detail('sse')?.eventStream?.agreement).toEqual({
      agreed: 1,
      dispatched: 1,
      read: 1,
      differences: [],
    });
  });

  it('leaves the tape before as it is', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'dispatched', at: 20, on: 'sse', type: 'message', data: '1', id: '' });
    tape.append({ kind: 'dispatched', at: 21, on: 'sse', type: 'message', data: 'not read yet', id: '' });
    const before = derive(tape);
    const carried = [...carryOver(before, 45, 'cleared')];
    expect(carried).toContainEqual(expect.objectContaining({ data: 'not read yet' }));
    expect([...carryOver(before, 45, 'cleared')]).toEqual(carried);
  });

  it('does not carry what is over', () => {
    const tape = streamTape(['data: 1\n\n']);
    tape.append({ kind: 'end', at: 30, on: 'sse', how: 'complete' });
    expect(tapeOf([...carryOver(derive(tape), 45, 'cleared')]).connections()).toHaveLength(0);
  });
});

describe('Record off', () => {
  const off = (): Channels => {
    const tape = streamTape(['id: 1\ndata: 1\n\n', 'data: ha']);
    tape.append({ kind: 'end', at: 30, on: 'sse', how: 'cancelled', inferred: 'capture-stopped' });
    return derive(tape);
  };

  it('is no end: what follows is not recorded', () => {
    const channels = off();
    const said = summary(channels, 'sse');
    expect(said.state).toEqual({ kind: 'unrecorded', since: 30 });
    expect(said.verdict).toMatch(/^Not recorded from here/);
    expect(said.warnings).toEqual([]);
    expect(channels.connections('sse', 0, 1)[0]?.ended).toBe('not recorded from here');
    expect(channels.channel('sse')?.rows.describe(1).why).toBe('Not recorded to its end: Record was off');
  });

  it('on again, the same row continues, with what was not recorded as a divider', () => {
    const channels = off();
    const { tape } = channels;
    const why = 'Not recorded for 5 s: Record was off.';
    tape.append({ kind: 'resume', at: 5030, on: 'sse', after: 'record-off' });
    tape.append({ kind: 'gap', at: 5030, on: 'sse', why, chosen: 'record-off' });
    tape.append({ kind: 'message', at: 5040, on: 'sse', type: 'message', data: '9', id: '9' });
    channels.update(never);
    expect(channels.rows()).toHaveLength(1);
    expect(summary(channels, 'sse')).toMatchObject({ state: { kind: 'open' }, events: 2, warnings: [] });
    const rows = channels.channel('sse')?.rows;
    expect([1, 2, 3].map((key) => rows?.describe(key).why)).toEqual([
      'Not recorded to its end: Record was off',
      why,
      null,
    ]);
    expect(channels.totals().gaps).toBe(0);
  });
});

describe('slices', () => {
  it('derive the same as at once, even within a chunk of megabytes', () => {
    const tape = streamTape([`data: ${'x'.repeat(1_500_000)}\n\n`, 'data: 2\n\n']);
    const sliced = new Channels(tape);
    let slices = 0;
    while (sliced.update(() => true)) slices++;
    expect(slices).toBeGreaterThanOrEqual(0);
    const stream = sliced.stream('sse') as EventStream;
    expect(stream.eventsRead).toBe(2);
    expect(stream.segments).toHaveLength(1);
    expect(stream.segment?.reader.chunkCount).toBe(2);
  });
});

describe('raw', () => {
  it('cuts the wire at chunk borders, line ends and a width, and leads to the event and back', () => {
    const stream = streamOf(['data: a\ndata: € cut', '\r\n\n\n: beat\n', new Uint8Array([0xe2, 0x82])]);
    const raw = new RawIndex(stream.tape, (offset) => rowAt(stream, offset), true);
    while (raw.work(never));
    const rows = Array.from({ length: raw.count }, (_, index) => raw.row(index));
    expect(rows.map((row) => (row.kind === 'chunk' ? `#${row.chunk} ${row.size}` : row.text))).toEqual([
      '#1 21',
      'data: a␊',
      'data: € cut',
      '#2 11',
      '␍␊␊␊',
      ': beat␊',
      '#3 2',
      '⟨E2 82⟩',
    ]);
    expect(rows.map((row) => (row.kind === 'bytes' ? row.row : '#'))).toEqual([
      '#',
      0,
      0,
      '#',
      0,
      1,
      '#',
      -1,
    ]);
    expect(raw.indexOf(0)).toBe(1);
    expect(raw.indexOf(22)).toBe(4);
    expect(rows[1]).toMatchObject({ nameLength: 4, comment: false });
    expect(rows[5]).toMatchObject({ comment: true });
  });

  it('cuts a long line into rows', () => {
    const raw = new RawIndex(streamOf(['x'.repeat(1000)]).tape, () => null);
    while (raw.work(never));
    expect(raw.count).toBe(5);
  });
});

describe('curl', () => {
  it('asks for the same stream, and nothing in it is special to the shell', () => {
    const tape = streamTape([], 'sse', {
      method: 'POST',
      body: "it's $HOME",
      url: 'http://example.test/a?b=1&c=2',
    });
    tape.append({
      kind: 'sent',
      at: 1,
      on: 'sse',
      headers: [
        ['Host', 'example.test'],
        ['Accept-Encoding', 'gzip'],
        ['X-A', '`id`'],
      ],
    });
    expect(derive(tape).connection('sse')?.command()).toBe(
      `curl -N -X 'POST' 'http://example.test/a?b=1&c=2' -H 'X-A: \`id\`' --compressed --data-raw 'it'\\''s $HOME'`,
    );
  });
});
