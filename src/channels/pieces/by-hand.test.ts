/** Responses that the user wants shown as streams: by their address, whatever the rule says of them. */
import { describe, expect, it, test } from 'vitest';
import { PlayedTape, readTape, Tape, type TapeRecord, writeTape } from '../../tape/index.ts';
import { chunk } from '../../tape/testing.ts';
import { Channels, carryOver, EndpointChoices, PENDING, type PiecesChannel } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { type Body, bodyTape, recordsOf, typed } from '../testing/pieces.ts';
import { type Ask, askTape, inTurn, loopsOf } from '../testing/polling.ts';

const ENDPOINT = 'GET http://site.test/poll';
const polls = (count = 4) => inTurn(count, () => ({ held: 3000, answer: '[{"id":1},{"id":2}]' }));

const shape = (channels: Channels): unknown =>
  channels
    .rows()
    .map((row) => (row.kind === 'stream' ? `${row.transport} ${row.id}: ${row.events}` : row.text));

/** Chosen over what is on the tape. */
function chosen(tape: Tape, endpoint = ENDPOINT): Channels {
  const channels = derive(tape);
  channels.setEndpointChoice(endpoint, 'stream');
  return channels;
}

/** The same tape after a file, derived in slices of one step. */
async function again({ tape }: Channels): Promise<Channels> {
  async function* pieces() {
    for (const piece of writeTape(tape)) yield new TextEncoder().encode(piece);
  }
  const channels = new Channels((await readTape(pieces())).tape);
  while (channels.update(() => true));
  return channels;
}

describe('what is on the tape', () => {
  it('becomes a row a response, and is no poll and no group any more', async () => {
    const channels = chosen(askTape(polls()));
    const rows = ['pieces x1: 2', 'pieces x2: 2', 'pieces x3: 2', 'pieces x4: 2'];
    expect(shape(channels)).toEqual(rows);
    expect(loopsOf(channels)).toEqual([]);
    expect(channels.polls.repeating().groups).toEqual([]);
    expect(channels.pieces('x1')).toMatchObject({ byHand: ENDPOINT, framing: { id: 'json-array' } });
    expect(channels.totals()).toEqual({ events: 8, bytes: 4 * 19, gaps: 0 });
    // To choose it once more changes no row.
    const row = channels.pieces('x1');
    channels.setEndpointChoice(ENDPOINT, 'stream');
    expect(channels.pieces('x1')).toBe(row);
    // An exported tape shows the same.
    const read = await again(channels);
    expect(shape(read)).toEqual(rows);
    expect(read.totals()).toEqual(channels.totals());
  });

  it('is told apart by what came whole', () => {
    const asks = [
      ...polls(2),
      { at: 9000, held: 10 },
      { at: 9100, held: 10, status: 204 },
      { at: 9200, held: 10, status: 503, answer: 'busy' },
      { at: 9300, held: 10, status: 0, end: { how: 'failed', error: 'net::ERR_FAILED' } },
      { at: 9400 },
    ] satisfies Ask[];
    const channels = chosen(askTape(asks));
    const verdicts = channels.rows().map((row) => (row.kind === 'stream' ? row.verdict : ''));
    expect(verdicts).toEqual([
      expect.stringMatching(
        /^The response is complete\. It came whole, in one chunk\. Each row is one element/,
      ),
      expect.stringMatching(/^The response is complete\. It came whole, in one chunk\./),
      expect.stringMatching(/^The response is complete\. It has no body\./),
      expect.stringMatching(/^The response is complete\. It has no body\./),
      expect.stringMatching(/^The response is complete\. It came whole, in one chunk\. It has no framing/),
      expect.stringContaining('net::ERR_FAILED'),
      'Asked, and not answered yet.',
    ]);
    expect(channels.rows().map((row) => row.kind === 'stream' && row.whole)).toEqual([
      true,
      true,
      undefined,
      undefined,
      true,
      undefined,
      undefined,
    ]);
    const pauses = slowBody('One', ' two', ' three');
    expect(
      derive(bodyTape({ ...pauses, end: {} }))
        .pieces('body')
        ?.summary().verdict,
    ).not.toContain('whole');
  });

  it('is of that address and operation only', () => {
    const graph = (operation: string, at: number): Ask => ({
      at,
      url: 'http://site.test/graphql',
      method: 'POST',
      body: JSON.stringify({ operationName: operation, query: `query ${operation} { a }` }),
      held: 30,
      answer: '{"data":{}}',
    });
    const asks = [graph('Feed', 0), graph('User', 100), graph('Feed', 200), graph('User', 300)];
    const before = derive(askTape(asks)).polls.repeating().groups;
    const channels = chosen(askTape(asks), before[0]?.endpoint);
    expect(shape(channels)).toEqual(['pieces x1: 1', 'pieces x3: 1']);
    expect(channels.polls.repeating().groups.map(({ endpoint }) => endpoint)).toEqual([before[1]?.endpoint]);
  });

  it('is not what turned out to be an event stream', () => {
    const tape = askTape(polls(2));
    const asked = tape.connection('x2')?.facts[0];
    if (asked?.kind !== 'request') throw new Error('no request');
    const { exchange: _, ...stream } = asked;
    for (const record of [asked, stream]) tape.append({ ...record, at: 9000, on: 'sse' });
    expect(shape(chosen(tape))).toEqual(['sse sse: 0', 'pieces x1: 2', 'pieces x2: 2']);
  });

  it('is read in slices, and what comes after it as it comes', () => {
    const tape = askTape(polls(40));
    const channels = derive(tape);
    channels.setEndpointChoice(ENDPOINT, 'stream', tape.lastAt, () => true);
    expect(channels.rows().length).toBeLessThan(40);
    tape.append(chunk('x40', tape.lastAt, ''));
    while (channels.update(() => true));
    expect(shape(channels)).toEqual(shape(derive(tape)));
    expect(channels.rows()).toHaveLength(40);
  });

  it('leaves other connections as they are, though it passes where pages went before them', () => {
    const tape = askTape(polls());
    tape.append({ kind: 'capture', at: 12_100, state: 'off', source: 'protocol' });
    tape.append({ kind: 'navigate', at: 12_200, url: 'http://site.test/2', how: 'navigation' });
    const others = polls().map((ask) => ({ ...ask, url: 'http://site.test/other' }));
    for (const { id, facts } of askTape(others).connections())
      for (const fact of facts) tape.append({ ...fact, at: fact.at + 13_000, on: `${id}b` } as TapeRecord);
    const channels = derive(tape);
    const [, other] = loopsOf(channels);
    const state = other?.summary().state;
    channels.setEndpointChoice(ENDPOINT, 'stream');
    channels.setEndpointChoice(ENDPOINT, null);
    expect(loopsOf(channels)).toHaveLength(2);
    expect(loopsOf(channels)).toContain(other);
    expect([other?.isClosed, other?.summary().state]).toEqual([false, state]);
  });

  it('is no longer in Requests, where it was the only one', () => {
    const channels = derive(askTape([{ at: 0 }]));
    channels.setEndpointChoice(ENDPOINT, 'not-a-loop');
    expect(channels.polls.repeating().groups).toHaveLength(1);
    channels.setEndpointChoice(ENDPOINT, 'stream');
    expect(channels.polls.repeating().groups).toEqual([]);
  });
});

describe('taken back', () => {
  const takenBack = (channels: Channels): Channels => {
    channels.setEndpointChoice(ENDPOINT, null);
    return channels;
  };

  it('a loop has the rows that were chosen for it before', async () => {
    const tape = askTape(polls());
    tape.append({ kind: 'decision', at: tape.lastAt, what: 'poll-rows', connection: 'x1', rows: 'answers' });
    const channels = takenBack(chosen(tape));
    expect(loopsOf(channels)[0]?.overview().rows).toBe('answers');
    expect(loopsOf(await again(channels))[0]?.overview().rows).toBe('answers');
  });

  it('it is what the rule says, as if nothing had been chosen', async () => {
    const tape = askTape(polls());
    const first = derive(tape);
    const before = [shape(first), first.totals(), loopsOf(first)[0]?.overview().why];
    const channels = takenBack(chosen(tape));
    expect([shape(channels), channels.totals(), loopsOf(channels)[0]?.overview().why]).toEqual(before);
    expect(shape(await again(channels))).toEqual(shape(channels));
    const pages = askTape(inTurn(3, (i) => ({ url: `${ENDPOINT.slice(4)}?of=${'abc'[i]}`, held: 40 })));
    const group = derive(pages).polls.repeating();
    expect(takenBack(chosen(pages)).polls.repeating()).toEqual(group);
  });

  it('another choice takes its place', () => {
    const channels = chosen(askTape(polls()));
    channels.setEndpointChoice(ENDPOINT, 'not-a-loop');
    expect(shape(channels)).toEqual([]);
    expect(channels.polls.repeating().groups).toMatchObject([{ choice: 'not-a-loop', requests: 4 }]);
    channels.setEndpointChoice(ENDPOINT, 'stream');
    channels.setEndpointChoice(ENDPOINT, 'loop');
    expect(shape(channels)).toEqual(['poll poll x1: 8']);
  });

  it('a loop ends where its page went, and where recording stopped, as it did', () => {
    const stopped: TapeRecord = { kind: 'capture', at: 12_100, state: 'off', source: 'protocol' };
    const went: TapeRecord = { kind: 'navigate', at: 12_200, url: 'http://site.test/2', how: 'navigation' };
    const tape = askTape(polls());
    tape.append(stopped);
    const resting = loopsOf(derive(tape))[0]?.summary().state;
    expect(loopsOf(takenBack(chosen(tape)))[0]?.summary().state).toEqual(resting);
    tape.append(went);
    for (const { id, facts } of askTape(polls()).connections())
      for (const fact of facts) tape.append({ ...fact, at: fact.at + 13_000, on: `${id}b` } as TapeRecord);
    const loops = loopsOf(derive(tape)).map((loop) => [loop.id, loop.isClosed]);
    expect(loops).toEqual([
      ['poll x1', true],
      ['poll x1b', false],
    ]);
    expect(loopsOf(takenBack(chosen(tape))).map((loop) => [loop.id, loop.isClosed])).toEqual(loops);
  });

  it('a response that is read in pieces by the rule stays the row that it was', () => {
    const body: Body = { request: { url: ENDPOINT.slice(4) }, ...slowBody('One', ' two', ' three'), end: {} };
    const channels = derive(bodyTape(body));
    const row = channels.pieces('body');
    channels.setEndpointChoice(ENDPOINT, 'stream');
    takenBack(channels);
    expect(row?.byHand).toBeNull();
    expect(channels.pieces('body')).toBe(row);
    // One that came after the choice is judged by the rule then.
    const later = new Tape();
    later.append({ kind: 'decision', at: 0, what: 'poll', endpoint: ENDPOINT, intent: 'stream' });
    for (const record of recordsOf(body)) later.append(record);
    const read = derive(later);
    expect(read.pieces('body')?.byHand).toBe(ENDPOINT);
    expect(takenBack(read).pieces('body')?.byHand).toBeNull();
  });
});

describe('from then on', () => {
  const session = new EndpointChoices();
  session.set('GET http://site.test/stream', 'stream');

  /** A channel of a choice that was made before, its rows as “kind data” after each chunk. */
  function live(body: Body): { readonly pieces: PiecesChannel | undefined; readonly steps: string[][] } {
    const tape = new Tape();
    const channels = new Channels(tape, session);
    const steps: string[][] = [];
    for (const record of recordsOf({
      ...body,
      request: { url: 'http://site.test/stream', ...body.request },
    })) {
      tape.append(record);
      while (channels.update(() => true));
      if (record.kind === 'chunk' || record.kind === 'end') steps.push(rowsOf(channels.pieces('body')));
    }
    return { pieces: channels.pieces('body'), steps };
  }

  function rowsOf(pieces: PiecesChannel | undefined): string[] {
    if (!pieces) return ['no channel'];
    const keys = Array.from({ length: pieces.rows.count }, (_, key) => key);
    if (pieces.rows.hasPending) keys.push(PENDING);
    return keys.map((key) => {
      const { kind, data } = pieces.rows.describe(key);
      return `${kind} ${data}`;
    });
  }

  it('a request is a row at once, while it is held', () => {
    const tape = new Tape();
    const channels = new Channels(tape, session);
    const [, asked] = recordsOf({ chunks: [], request: { url: 'http://site.test/stream?x=1' } });
    if (asked) tape.append(asked);
    while (channels.update(never));
    expect(channels.rows()).toMatchObject([
      { transport: 'pieces', state: { kind: 'connecting' }, verdict: expect.stringContaining('not seen') },
    ]);
  });

  test.each<[string, Body, string[][]]>([
    [
      'text by its chunks, from the first on',
      { chunks: slowBody('One', ' two').chunks },
      [['event One'], ['event One', 'event  two']],
    ],
    [
      'a framing that Content-Type states, from the first byte on',
      { response: typed('application/x-ndjson'), chunks: slowBody('{"a"', ':1}\n').chunks },
      [['pending {"a"'], ['event {"a":1}']],
    ],
    [
      'an array as soon as it begins',
      { response: typed('application/json'), chunks: slowBody('[1', ',2').chunks },
      [['pending 1'], ['event 1', 'pending 2']],
    ],
    [
      'lines as soon as the first is whole, also behind white space',
      { chunks: slowBody(' ', '{"a"', ':1}\n', '{"b":2}\n').chunks },
      [[], [], ['event  {"a":1}'], ['event  {"a":1}', 'event {"b":2}']],
    ],
    [
      'an object that may be the first line by its chunks, from the third on',
      { chunks: slowBody('{"a"', ':1', ',"b"', ':2').chunks },
      [
        [],
        [],
        ['event {"a"', 'event :1', 'event ,"b"'],
        ['event {"a"', 'event :1', 'event ,"b"', 'event :2'],
      ],
    ],
    ['an object that is all, at its end', { chunks: [[10, '{"a":1}']], end: {} }, [[], ['event {"a":1}']]],
    ['nothing', { chunks: [], end: {} }, [[]]],
  ])('it is read by what shows itself: %s', (_name, body, steps) => {
    const came = live(body);
    expect(came.steps).toEqual(steps);
    expect(came.pieces?.byHand).toBe('GET http://site.test/stream');
  });

  it('a gap, or bytes that were not kept, end the waiting', () => {
    const gap: TapeRecord = { kind: 'gap', at: 300, on: 'body', why: 'lost' };
    expect(live({ chunks: slowBody('{"a"', ':1}\n').chunks, facts: [gap] }).steps.at(-1)).toEqual([
      'event {"a"',
      'note Gap: lost',
      'event :1}\n',
    ]);
    const torn = live({ chunks: [], facts: [{ kind: 'chunk', at: 20, on: 'body', length: 7 }], end: {} });
    expect(torn.pieces?.summary()).toMatchObject({ events: 0, bytes: 7, framing: 'Chunks' });
  });

  it('what has come counts while its framing is open', () => {
    expect(live({ chunks: [[10, '{"a"']] }).pieces?.summary()).toMatchObject({
      bytes: 4,
      lastByteAt: 10,
      verdict: 'The page reads the body as it comes. What each row is shows when more of the body has come.',
    });
  });

  it('after Clear it continues, with all that was not read yet', () => {
    const continued = (first: string, second: string) => {
      const tape = new Tape();
      const before = new Channels(tape, session);
      for (const record of recordsOf({ chunks: [[10, first]], request: { url: 'http://site.test/stream' } }))
        tape.append(record);
      while (before.update(never));
      const next = new Tape();
      for (const record of carryOver(before, 5000, 'cleared')) next.append(record);
      next.append(chunk('body', 6000, second));
      const after = new Channels(next, session);
      while (after.update(never));
      return rowsOf(after.pieces('body'));
    };
    expect(continued('{"a"', ':1}\n')).toEqual(['event {"a":1}']);
    expect(continued('{"a":1}\n{"b"', ':2}\n')).toEqual(['note cleared', 'event {"b":2}']);
    expect(continued('One', ' two')).toEqual(['note cleared', 'event  two']);
  });

  it('a chunk that a player shows bit by bit is read on', () => {
    const played = new PlayedTape(
      bodyTape({ chunks: [[10, '{"a":1}\n{"b":2}\n']], request: { url: 'http://site.test/stream' } }),
    );
    const channels = new Channels(played.tape, session);
    while (played.next()?.table !== 1) played.advance();
    for (const size of [3, 10, undefined]) {
      const grown = played.advance(size);
      if (grown) channels.chunkExtended(grown.connection, grown.from);
      while (channels.update(never));
      if (size === 3) expect(rowsOf(channels.pieces('body'))).toEqual([]);
      if (size === 10) expect(rowsOf(channels.pieces('body'))).toEqual(['event {"a":1}', 'pending {"']);
    }
    expect(rowsOf(channels.pieces('body'))).toEqual(['event {"a":1}', 'event {"b":2}']);
    expect(channels.totals()).toEqual({ events: 2, bytes: 16, gaps: 0 });
  });
});

/** Pauses between these chunks. */
function slowBody(...contents: readonly string[]): Body {
  return { chunks: contents.map((content, index) => [10 + index * 600, content] as const) };
}
