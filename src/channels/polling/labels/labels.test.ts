import { describe, expect, it } from 'vitest';
import { Channels } from '../../channels.ts';
import { EndpointChoices } from '../../index.ts';
import { derive, never } from '../../testing/derive.ts';
import { type Ask, askTape, inTurn, loopsIn, loopsOf } from '../../testing/polling.ts';
import { stack } from '../../testing/stacks.ts';

const why = (asks: readonly Ask[]): string => loopsIn(asks)[0]?.overview().why.join(' ') ?? '';
const whyNot = (asks: readonly Ask[]): string => derive(askTape(asks)).polls.repeating().groups[0]?.why ?? '';
const cursor = (index: number) => `http://site.test/poll?cursor=${index * index + 3}`;
const full = '{"events":[{"id":1}]}';

describe('what the page sends', () => {
  it('is no loop, in whatever rhythm: a body by POST each time, and an empty answer at once', () => {
    const sent = (change: Partial<Ask>) =>
      inTurn(10, (i) => ({
        method: 'POST',
        body: `["message ${i}"]`,
        held: 250,
        status: 204,
        answer: '',
        ...change,
      }));
    expect(loopsIn(sent({}))).toEqual([]);
    expect(whyNot(sent({}))).toMatch(/the page sends something, and asks for nothing/);
    expect(loopsIn(sent({ body: '{"alive":true}' }))).toEqual([]);
    // On a busy machine an answer takes its time.
    expect(loopsIn(sent({ held: 600 }))).toEqual([]);
    // However long each answer takes: a hold alone makes no poll of what differs each time.
    expect(loopsIn(sent({ held: 2500 }))).toEqual([]);
  });
});

it.each([
  ['a call', (call: object) => JSON.stringify(call)],
  ['a batch', (call: object) => JSON.stringify([call, { ...call, method: 'net_version' }])],
])('%s of JSON-RPC by a timer is a poll: its id, which counts up, is no page of a list', (_, body) => {
  const asks = inTurn(6, (i) => ({
    method: 'POST',
    body: body({ jsonrpc: '2.0', id: i + 1, method: 'eth_blockNumber', params: [] }),
    gap: 3990,
    held: 10,
    answer: `{"jsonrpc":"2.0","id":${i + 1},"result":"0x${i}"}`,
  }));
  expect(loopsIn(asks).map(({ judged }) => judged.label)).toEqual(['short-poll']);
});

describe('beacons and scripts', () => {
  it('sends, whatever a beacon carries and its server answers', () => {
    const beacons = inTurn(10, () => ({
      method: 'POST',
      via: 'beacon',
      gap: 1000,
      held: 20,
      answer: 'got it, thanks a lot',
    }));
    expect(loopsIn(beacons)).toEqual([]);
    expect(whyNot(beacons)).toMatch(/They are beacons/);
  });

  it('is a loop by JSONP, where each script calls another function', () => {
    const asks = inTurn(5, (i) => ({
      url: `http://site.test/poll?since=${i * i}&callback=cb${i}`,
      via: 'script',
      held: 2500 + i * 1500,
      answer: `cb${i}({"since":${(i + 1) ** 2}})`,
    }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).not.toMatch(/callback/);
    // By fetch such a parameter is one as any other.
    expect(loopsIn(asks.map((ask) => ({ ...ask, via: 'fetch' })))).toEqual([]);
  });
});

describe('a poll loop', () => {
  it('asks again at once after an empty answer, with a cursor in the query', () => {
    const asks = inTurn(4, (i) => ({
      url: cursor(i),
      held: 600,
      answer: i % 2 === 1 ? '{"events":[]}' : full,
    }));
    const [loop, ...others] = loopsIn(asks);
    expect(others).toEqual([]);
    expect(loop?.summary()).toMatchObject({ transport: 'poll', connections: 4, name: 'poll', method: 'GET' });
    expect(why(asks)).toMatch(/empty answer.*asked again all the same/);
    expect(why(asks)).toContain('query parameter cursor');
    expect(why(asks)).toContain('5 ms and 5 ms');
  });

  it('has its cursor in the body of a POST', () => {
    const asks = inTurn(4, (i) => ({
      method: 'POST',
      body: JSON.stringify({ channel: 'a', since: i * 7 }),
      held: 500,
      answer: i === 1 ? '[]' : '[{"id":1}]',
    }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).toContain('body field since');
  });

  it('has its cursor in a header', () => {
    const asks = inTurn(4, (i) => ({
      headers: [['X-Last-Id', String(i)]],
      held: 500,
      status: i === 1 ? 204 : 200,
      answer: i === 1 ? '' : full,
    }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).toContain('header x-last-id');
  });

  it('has its cursor in the headers for conditions, as nchan has it', () => {
    const asks = inTurn(5, (i) => ({
      headers:
        i === 0 ? [] : [['If-None-Match', String(i % 2)] as const, ['If-Modified-Since', `s${i}`] as const],
      held: 400,
      answer: 'text',
    }));
    expect(why(asks)).toContain('asked the very same as the one before, but for headers');
    expect(why(asks)).toContain('header if-none-match and header if-modified-since');
  });

  it('goes faster than the latest ten requests can tell, with an answer that was empty', () => {
    const asks = inTurn(30, (i) => ({
      url: `http://site.test/poll?cursor=${Math.min(i, 24)}`,
      held: i === 25 ? 250 : 50,
      answer: i === 25 ? '[]' : '[{"id":1}]',
    }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).toContain('asked the very same');
  });

  it.each([12, 20])('counts up by one, %s quick answers, after two that were empty', (count) => {
    const asks = inTurn(count + 2, (i) => ({
      url: `http://site.test/poll?cursor=${Math.max(0, i - 2)}`,
      held: i < 2 ? 245 : 95,
      answer: i < 2 ? '[]' : `[{"number":${i - 1}}]`,
    }));
    expect(loopsIn(asks)).toHaveLength(1);
    // With a response ready each time it looks like a list that is read page by page.
    expect(loopsIn(asks.slice(2))).toEqual([]);
  });

  it('never ends, though it counts up and has an answer ready each time', () => {
    const asks = (count: number) =>
      inTurn(count, (i) => ({ url: `http://site.test/poll?cursor=${i}`, held: 300, answer: '[{"id":1}]' }));
    expect(loopsIn(asks(101))).toHaveLength(1);
    expect(why(asks(101))).toContain('never ends: 100 requests');
    expect(loopsIn(asks(95))).toEqual([]);
    const paused = asks(101).map((ask, i) => (i < 50 ? ask : { ...ask, at: ask.at + 60_000 }));
    expect(loopsIn(paused)).toEqual([]);
  });

  it('is known while its third request is held, where the server holds long', () => {
    const asks: Ask[] = [
      ...inTurn(2, (i) => ({ url: cursor(i), held: 25_000, answer: full })),
      { at: 50_010, url: cursor(2) },
    ];
    const [loop] = loopsIn(asks);
    expect(loop?.cycleRows(0, 3).map(({ outcome, held }) => [outcome, held])).toEqual([
      ['data', 25_000],
      ['data', 25_000],
      ['waiting', null],
    ]);
    expect(why(asks)).toMatch(/held 2 of them for 2 s or more/);
  });

  it('asks in a constant rhythm', () => {
    const asks = inTurn(3, () => ({ held: 20, gap: 1980, answer: '{"temperature":20}' }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).toMatch(/constant rhythm: 2 s and 2 s/);
  });

  it('asks in a constant rhythm, and one answer is so late that the next request comes soon after it', () => {
    const holds = [1403, 1665, 1359, 1518];
    const asks = holds.map((held, i) => ({ at: i * 1800, held, answer: '{"temperature":21}' }));
    expect(loopsIn(asks)).toHaveLength(1);
    expect(why(asks)).toMatch(/constant rhythm: 1\.8 s and 1\.8 s/);
  });

  it('continues through 401 and recovery, and through a time-out', () => {
    const statuses = [200, 200, 504, 401, 200, 200];
    const asks = inTurn(6, (i) => ({ url: cursor(i), held: 900, status: statuses[i] ?? 200, answer: full }));
    const [loop, ...others] = loopsIn(asks);
    expect(others).toEqual([]);
    expect(loop?.cycleRows(0, 6).map(({ outcome }) => outcome)).toEqual([
      'data',
      'data',
      'time-out',
      'error',
      'data',
      'data',
    ]);
  });

  it('ignores what only keeps caches from answering', () => {
    const asks = inTurn(3, (i) => ({
      url: `http://site.test/poll?_=${1_700_000_000_000 + i}`,
      held: 20,
      gap: 1980,
      answer: '{"a":1}',
    }));
    expect(loopsIn(asks)).toHaveLength(1);
  });
});

describe('no poll loop', () => {
  it.each([
    [
      'page by page',
      inTurn(6, (i) => ({ url: `http://site.test/list?page=${i + 1}`, held: 300, answer: '[1,2,3]' })),
      /counts up by 1/,
    ],
    [
      'page by page, slowly',
      inTurn(6, (i) => ({ url: `http://site.test/list?offset=${i * 20}`, held: 2500, answer: '[1,2,3]' })),
      /counts up by 20/,
    ],
    [
      'page by page, twelve quick ones',
      inTurn(12, (i) => ({ url: `http://site.test/list?page=${i + 1}`, held: 100, answer: '[1,2,3]' })),
      /burst of calls/,
    ],
    [
      'page by page, thirty in an even rhythm that the server makes',
      inTurn(30, (i) => ({ url: `http://site.test/list?page=${i + 1}`, held: 250, answer: '[1,2,3]' })),
      /may be a list/,
    ],
    [
      'page by page, by a range',
      inTurn(6, (i) => ({
        url: 'http://site.test/list',
        headers: [['Range', `items=${i * 25}-${i * 25 + 24}`]],
        held: 300,
        answer: '[1,2,3]',
      })),
      /asks for a part of a file or list/,
    ],
    [
      'page by page, with an empty last page',
      inTurn(6, (i) => ({
        url: `http://site.test/list?page=${i + 1}`,
        held: 300,
        answer: i === 5 ? '[]' : '[1,2]',
      })),
      /counts up by 1/,
    ],
    [
      'by an opaque cursor to the end of a list',
      inTurn(5, (i) => ({ url: `http://site.test/list?after=k${i * i}`, held: 300, answer: '[1]' })),
      /may be a list/,
    ],
    ['a burst of calls', inTurn(6, () => ({ held: 20, answer: '{"a":1}' })), /a burst/],
    [
      'a chat with questions now and then',
      [0, 4000, 19_000, 26_000, 70_000].map((at, i) => ({
        at,
        method: 'POST',
        body: JSON.stringify({ prompt: `question ${i}` }),
        held: 1500,
        answer: `{"text":"answer ${i}"}`,
      })),
      /different questions: body field prompt/,
    ],
    [
      'what fails twice',
      inTurn(2, () => ({ held: 300, status: 500, gap: 10 })),
      /^Its answer was an error, and it was asked again\. HTTP 500/,
    ],
    ['twice', inTurn(2, () => ({ held: 300, answer: '[1]' })), /Asked twice/],
  ] as const)('%s', (_, asks, reason) => {
    expect(loopsIn(asks)).toEqual([]);
    expect(whyNot(asks)).toMatch(reason);
  });

  it('calls side by side', () => {
    const asks = [0, 1, 2, 3].map((at) => ({ at, held: 3000, answer: '[]' }));
    expect(loopsIn(asks)).toEqual([]);
  });

  it('different GraphQL operations on one endpoint', () => {
    const operations = ['Me', 'Inbox', 'Settings', 'Feed'];
    const asks = inTurn(4, (i) => ({
      method: 'POST',
      body: JSON.stringify({ operationName: operations[i], query: 'query { a }' }),
      held: 600,
      answer: '{"data":[]}',
    }));
    expect(loopsIn(asks)).toEqual([]);
  });

  it('other methods', () => {
    expect(loopsIn(inTurn(5, () => ({ method: 'PUT', held: 500, status: 204 })))).toEqual([]);
  });
});

describe('calls that fail', () => {
  const every = (count: number, change: Partial<Ask> = { status: 400, answer: 'Session ID unknown' }) =>
    inTurn(count, () => ({ held: 20, gap: 980, ...change }));
  const refused = {
    status: 0,
    end: { how: 'failed', error: 'net::ERR_FAILED', blocked: 'MissingAllowOriginHeader' },
  } as const;

  it.each([
    ['an error for an answer', { status: 400 }, /HTTP 400/],
    ['refused by CORS', refused, /MissingAllowOriginHeader/],
    ['refused by CORS, with an answer', { ...refused, status: 204 }, /MissingAllowOriginHeader/],
    ['no server', { status: 0, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } }, /refused/],
  ] as const)('are a loop by a timer: %s', (_, change, words) => {
    expect(loopsIn(every(2, change))).toEqual([]);
    expect(loopsIn(every(4, change))).toHaveLength(1);
    const loops = loopsIn(every(6, change));
    expect(loops).toHaveLength(1);
    expect(why(every(6, change))).toMatch(words);
    expect(loops[0]?.summary()).toMatchObject({ failing: true, events: 0 });
    expect(loops[0]?.summary().verdict).toMatch(/^The latest 6 of 6 requests failed\. /);
  });

  it('say the status and the words of the server', () => {
    expect(loopsIn(every(6))[0]?.summary()).toMatchObject({
      status: 400,
      verdict: expect.stringContaining('HTTP 400. The server says “Session ID unknown”'),
    });
  });

  it('are a loop where they are made again at once without an end', () => {
    const asks = (count: number, held: number) => inTurn(count, () => ({ held, gap: 3, status: 502 }));
    expect(loopsIn(asks(300, 3))).toHaveLength(1);
    expect(loopsIn(asks(6, 4000))).toHaveLength(1);
  });

  it('are a row where a call is tried again, also later each time', () => {
    expect(loopsIn(inTurn(2, () => ({ held: 20, gap: 1000, status: 503 })))).toEqual([]);
    expect(loopsIn(inTurn(8, (i) => ({ held: 20, gap: 500 * 2 ** i, status: 503 })))).toHaveLength(1);
  });

  it('are none where each asks for something else, or the page stops them', () => {
    expect(
      loopsIn(inTurn(12, (i) => ({ url: `http://site.test/item?id=${i}`, held: 100, status: 404 }))),
    ).toEqual([]);
    expect(
      loopsIn(inTurn(12, () => ({ held: 300, gap: 700, status: 0, end: { how: 'cancelled' } }))),
    ).toEqual([]);
  });

  it('are failing no more once one is answered, and not yet where one fails', () => {
    const asks = inTurn(12, (i) => ({
      held: 20,
      gap: 980,
      ...(i > 5 && i < 10 ? { status: 500 } : { answer: '[1]' }),
    }));
    const summaries = [8, 9, 10, 11].map((count) => loopsIn(asks.slice(0, count))[0]?.summary());
    expect(summaries.map((summary) => [summary?.failing, summary?.status])).toEqual([
      [undefined, 500],
      [true, 500],
      [true, 500],
      [undefined, 200],
    ]);
    const gone = inTurn(9, (i) => ({ held: 20, gap: 980, ...(i > 5 ? { ...refused } : { answer: '[1]' }) }));
    expect(loopsIn(gone)[0]?.summary()).toMatchObject({ failing: true, status: null });
  });
});

describe('two at a time', () => {
  const polls = (room: string, from: number, line = 10): Ask[] =>
    inTurn(
      5,
      (i) => ({
        url: `http://site.test/poll?room=${room}&cursor=${i * i}`,
        line,
        held: 700,
        answer: i % 2 ? '[]' : '[1]',
      }),
      from,
    );

  it('keeps loops apart by what they ask', () => {
    const loops = loopsIn([...polls('a', 0), ...polls('b', 300)]);
    expect(loops.map((loop) => loop.cycleCount)).toEqual([5, 5]);
    for (const [index, loop] of loops.entries()) {
      const rooms = loop.requests.exchanges.map(({ request }) =>
        new URL(request.url ?? '').searchParams.get('room'),
      );
      expect(new Set(rooms)).toEqual(new Set(['ab'[index]]));
      expect(loop.summary().warnings).toEqual([]);
    }
  });

  it('keeps clients apart by the place in the script', () => {
    const loops = loopsIn([...polls('a', 0, 10), ...polls('a', 300, 20)]);
    expect(loops.map((loop) => loop.cycleCount)).toEqual([5, 5]);
  });

  it('are one row where they ask the same, and it says how many at a time', () => {
    const same = (from: number) => inTurn(5, () => ({ held: 700, answer: '[]' }), from);
    const loops = loopsIn([...same(0), ...same(300)]);
    expect(loops.map((loop) => loop.cycleCount)).toEqual([10]);
    expect(loops[0]?.overview()).toMatchObject({ label: 'long-poll' });
    expect(loops[0]?.overview().why.join()).toContain('2 at a time');
  });

  it('are one row where a timer asks before the answer is there', () => {
    const overlapping = Array.from({ length: 8 }, (_, i) => ({ at: i * 400, held: 600, answer: '{"a":1}' }));
    const loops = loopsIn(overlapping);
    expect(loops.map((loop) => loop.cycleCount)).toEqual([8]);
    expect(loops[0]?.overview()).toMatchObject({ label: 'short-poll' });
    expect(loops[0]?.overview().why.join()).toContain('up to 2 at the same time');
    const slow = Array.from({ length: 20 }, (_, i) => ({ at: i * 1000, held: 4000, answer: '{"a":1}' }));
    expect(loopsIn(slow).map((loop) => loop.cycleCount)).toEqual([20]);
    expect(why(slow)).toContain('up to 4 at the same time');
  });

  it('keeps two questions apart that are asked in turn', () => {
    const asks = Array.from({ length: 12 }, (_, i) => ({
      at: Math.floor(i / 2) * 1000 + (i % 2) * 60,
      url: `http://site.test/value?of=${i % 2}`,
      held: 20,
      answer: '{"a":1}',
    }));
    expect(loopsIn(asks)).toHaveLength(2);
  });
});

describe('one wrapper', () => {
  const polls = (who: string, callers: string, from: number): Ask[] =>
    inTurn(
      6,
      (i) => ({
        url: `http://site.test/poll?${who}cursor=${i * i}`,
        callers: stack(callers),
        held: 200,
        gap: 900,
        answer: i % 2 ? '[]' : '[1]',
      }),
      from,
    );
  const counts = (asks: readonly Ask[]) => loopsIn(asks).map(({ cycleCount }) => cycleCount);

  it('has a loop for each caller that asks for something else', () => {
    // One after the other, so that each could continue the other.
    const both = [
      ...polls('of=1&', 'one:10 ~await main:1', 0),
      ...polls('of=2&', 'two:20 ~await main:2', 450),
    ];
    expect(counts(both)).toEqual([6, 6]);
  });

  it('has one loop where a caller begins it and a timer continues it', () => {
    const [first, ...later] = polls('', 'start:10 main:1', 0);
    const timer = stack(':11 ~setTimeout poll:12 ~await start:10');
    const rounds = later.map((ask) => ({ ...ask, callers: timer }));
    expect(counts([{ ...(first as Ask) }, ...rounds])).toEqual([6]);
  });

  it('has one loop where two callers ask the very same, or move one cursor', () => {
    const asks = polls('', 'timer:10 main:1', 0);
    const focus = stack('focus:20 dispatch:21');
    const inTurnOf = (list: readonly Ask[]) =>
      list.map((ask, i) => (i === 3 ? { ...ask, callers: focus } : ask));
    expect(counts(inTurnOf(asks))).toEqual([6]);
    const same = asks.map((ask) => ({ ...ask, url: 'http://site.test/poll?of=1' }));
    expect(counts(inTurnOf(same))).toEqual([6]);
  });

  it('keeps two callers apart that ask the very same at once', () => {
    const at = (callers: string, from: number) =>
      inTurn(5, () => ({ held: 700, answer: '[]', callers: stack(callers) }), from);
    const loops = loopsIn([...at('one:10 main:1', 0), ...at('two:20 main:2', 300)]);
    expect(loops.map(({ cycleCount }) => cycleCount)).toEqual([5, 5]);
    expect(loops.map((loop) => loop.summary().warnings)).toEqual([[], []]);
  });
});

describe('what the user says', () => {
  const asks = inTurn(4, (i) => ({ url: cursor(i), held: 600, answer: i === 1 ? '[]' : '[1]' }));

  it('takes a loop off the list, and puts it back', () => {
    const channels = derive(askTape(asks));
    expect(loopsOf(channels)).toHaveLength(1);
    channels.setEndpointChoice('GET http://site.test/poll', 'not-a-loop');
    expect(channels.rows()).toEqual([]);
    expect(channels.polls.repeating().groups).toMatchObject([
      {
        endpoint: 'GET http://site.test/poll',
        requests: 4,
        choice: 'not-a-loop',
        why: 'You said that it is no poll loop.',
      },
    ]);
    channels.setEndpointChoice('GET http://site.test/poll', null);
    expect(loopsOf(channels)[0]?.cycleCount).toBe(4);
  });

  it('makes a loop of what is none by the rule, and says so', () => {
    const intents = new EndpointChoices();
    intents.set('GET http://site.test/list', 'loop');
    const pages = inTurn(3, (i) => ({ url: `http://site.test/list?page=${i}`, held: 400, answer: '[1]' }));
    const channels = new Channels(askTape(pages), intents);
    while (channels.update(never));
    expect(loopsOf(channels)[0]?.overview()).toMatchObject({ byUser: true, cycles: 3 });
    expect(loopsOf(channels)[0]?.overview().why.join()).toMatch(/You said.*counts up|You said.*Asked/);
  });
});

it('an exchange that turns out to be an event stream is one, and no longer a poll', () => {
  const tape = askTape([{ at: 10 }]);
  const asked = tape.connection('x1')?.facts[0];
  if (asked?.kind !== 'request') throw new Error('no request');
  const { exchange: _, ...stream } = asked;
  const channels = derive(tape);
  expect(channels.rows()).toEqual([]);
  tape.append(stream);
  tape.append({ kind: 'chunk', at: 30, on: 'x1', bytes: new TextEncoder().encode('data: a\n\n'), length: 9 });
  while (channels.update(never));
  expect(channels.rows()).toMatchObject([{ transport: 'sse', events: 1, openedAt: 10 }]);
  expect(channels.detail('x1')?.requestHeaderBytes).toEqual({ bytes: 300, estimated: true });
});

it('a navigation ends the loops of the page', () => {
  const tape = askTape(inTurn(4, (i) => ({ url: cursor(i), held: 600, answer: i === 1 ? '[]' : '[1]' })));
  tape.append({ kind: 'navigate', at: 5000, url: 'http://site.test/2', how: 'navigation' });
  const channels = derive(tape);
  expect(loopsOf(channels)[0]?.summary().state.kind).toBe('ended');
});
