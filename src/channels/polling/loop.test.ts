import { describe, expect, it } from 'vitest';
import { RowsView, stateAt } from '../index.ts';
import { derive, never } from '../testing/derive.ts';
import { type Ask, askTape, inTurn, loopsIn, loopsOf } from '../testing/polling.ts';

/** A loop with these responses, held half a second each; the first two make it one. */
function loopOf(...answers: Partial<Ask>[]) {
  const asks = inTurn(answers.length + 3, (i) => ({
    url: `http://site.test/poll?since=${i * i}`,
    held: 500,
    answer: '[]',
    ...answers[i - 3],
  }));
  const [loop] = loopsIn(asks);
  if (!loop) throw new Error('no loop');
  return loop;
}
const last = (answer: Partial<Ask>) => {
  const loop = loopOf(answer);
  return loop.cycleRows(3, 4)[0];
};

/** Of such a response Chromium reports an end that was read as it does one that the page made. */
const NO_STORE = { headers: [['cache-control', 'no-store']] } as const;

describe('outcomes', () => {
  it.each([
    ['data', { answer: '{"events":[{"id":1}],"cursor":9}' }, /Data/],
    ['data', { answer: 'plain text' }, /Data/],
    ['data', { answer: '{"events":[],"messages":"none"' }, /Data/],
    ['empty', { answer: '' }, /no body/],
    ['empty', { answer: '[]' }, /an empty array/],
    ['empty', { answer: '{}' }, /an empty object/],
    ['empty', { answer: ' null ' }, /null/],
    ['empty', { answer: '{"events":[],"cursor":9}' }, /an empty list \(events\)/],
    ['empty', { answer: '', status: 204 }, /204/],
    ['empty', { answer: '', status: 304 }, /304/],
    ['time-out', { answer: '<h1>504</h1>', status: 504 }, /proxy/],
    ['time-out', { answer: '', status: 408 }, /408/],
    [
      'time-out',
      { answer: '', status: 0, held: 30_000, end: { how: 'cancelled', error: 'net::ERR_ABORTED' } },
      /gave up waiting/,
    ],
    ['stopped', { answer: '', status: 0, held: 300, end: { how: 'cancelled' } }, /Stopped by the page/],
    ['stopped', { answer: '[1]', end: { how: 'cancelled' } }, /by the page/],
    [
      'data',
      { answer: '[1]', end: { how: 'cancelled' }, change: NO_STORE },
      /^Data\. Whether it is comp.* not known/,
    ],
    [
      'stopped',
      { answer: ' ', end: { how: 'cancelled' }, change: NO_STORE },
      /^Nothing but white space\. Whe/,
    ],
    [
      'empty',
      {
        answer: '[]',
        end: { how: 'cancelled' },
        change: { headers: [...NO_STORE.headers, ['content-length', '2']] },
      },
      /an empty array/,
    ],
    [
      'truncated',
      { answer: '{"events":[{"id', end: { how: 'failed', error: 'net::ERR_CONTENT_LENGTH_MISMATCH' } },
      /after 15 bytes. Cut short/,
    ],
    [
      'truncated',
      { answer: '[1', end: { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' } },
      /chunked body/,
    ],
    ['truncated', { answer: '[1', end: { how: 'failed', error: 'net::ERR_CONNECTION_RESET' } }, /reset/],
    [
      'error',
      { answer: '', status: 0, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } },
      /refused/,
    ],
    ['error', { answer: '{"error":"no"}', status: 401 }, /401/],
  ] as const)('%s: %o', (outcome, answer, why) => {
    expect(last(answer)).toMatchObject({ outcome, why: expect.stringMatching(why) });
  });

  const typed = (mimeType: string) => ({ mimeType, headers: [['content-type', mimeType]] as const });

  it.each([
    ['data', new Uint8Array([8, 1, 16, 2, 24, 3]), 'application/x-protobuf'],
    ['data', new Uint8Array([8, 1, 16, 2, 24, 3]), 'application/octet-stream'],
    ['data', new Uint8Array([10]), 'application/octet-stream'],
    ['data', new Uint8Array([1, 2]), 'application/json'],
    ['empty', '', 'application/x-protobuf'],
    ['empty', ' \r\n\t', 'text/plain'],
    ['empty', '\n', ''],
  ] as const)('%s: %o as %s', (outcome, answer, type) => {
    expect(last({ answer, change: typed(type) })?.outcome).toBe(outcome);
  });

  it.each([
    ['{"error":"no such session"}', /It states an error: no such session/],
    ['{"error":{"code":-32000,"message":"gone"},"jsonrpc":"2.0","id":3}', /gone/],
    ['{"errors":[{"message":"not signed in","path":["job"]}],"data":{"job":null}}', /not signed in/],
    ['{"status":"error","error":"x","data":[]}', /x/],
    ['{"ok":false,"error_code":401,"description":"Unauthorized"}', /Unauthorized/],
    ['[{"channel":"/meta/connect","successful":false,"error":"402::Unknown client"}]', /402::Unknown client/],
    ['{"successful":false}', /states an error\./],
  ])('fault: %s', (answer, why) => {
    expect(last({ answer })).toMatchObject({ outcome: 'fault', why: expect.stringMatching(why) });
    const loop = loopOf({ answer });
    expect(loop.rows.describe(3)).toMatchObject({ kind: 'comment', type: 'fault' });
    expect([loop.rows.events, loop.overview().outcomes]).toMatchObject([0, { fault: 1, data: 0 }]);
  });

  it.each([
    '{"error":null,"items":[{"id":1}]}',
    '{"error":"","progress":4}',
    '{"errors":[],"progress":4}',
    '{"errors":[{"message":"one field"}],"data":{"job":{"id":1}}}',
    '{"error":"disk full","progress":40}',
    '{"status":"failed","error":"out of memory"}',
    '{"success":false}',
    '{"id":7,"error":"out of memory"}',
    '{"errors":3}',
    '{"error":"timeout"}',
    '{"error":"No new messages."}',
    '{"error":false,"message":"wait"}',
    '{"success":false,"message":"nothing yet"}',
    '{"error":{"code":0,"message":"success"},"jsonrpc":"2.0","id":3}',
    '[{"error":"disk full","code":3}]',
    '[{"channel":"/meta/connect","successful":true},{"channel":"/a","data":{"error":"x"}}]',
    '[{"channel":"/meta/connect","successful":false},{"channel":"/a","data":{}}]',
  ])('no fault: %s', (answer) => {
    expect(last({ answer })?.outcome).toBe('data');
  });

  describe('of a page of HTML, or another type', () => {
    const page = { answer: '<!-- a -->\n<!DOCTYPE html><title>Log in</title>', change: typed('text/html') };
    const words = { answer: 'Upstream is restarting', change: typed('text/plain') };
    const outcomes = (...answers: Partial<Ask>[]) => {
      const asks = inTurn(answers.length, (i) => ({
        held: 500,
        gap: 1000,
        answer: `{"n":${i}}`,
        ...answers[i],
      }));
      return loopsIn(asks)
        .flatMap((loop) => loop.cycleRows(0, 99).map(({ outcome }) => outcome))
        .join(' ');
    };

    it('is a fault after three answers of JSON, and no data from then on', () => {
      expect(outcomes({}, {}, {}, page, page, {}, page)).toBe('data data data fault fault data fault');
      expect(outcomes({}, {}, {}, { ...page, redirects: [200] })).toBe('data data data fault');
    });

    it('is none where HTML is usual, or before there is a habit', () => {
      expect(outcomes(page, page, page, page)).toBe('data data data data');
      const part = { answer: '<li>one</li>', change: typed('text/html') };
      expect(outcomes(part, part, part, page)).toBe('data data data data');
      expect(outcomes({}, {}, page, {})).toBe('data data data data');
    });

    it('goes by what the text is, not by what its type says', () => {
      const untyped = { change: typed('text/html') };
      expect(outcomes(untyped, untyped, untyped, page, untyped)).toBe('data data data fault data');
      expect(outcomes({}, {}, {}, untyped)).toBe('data data data data');
    });

    it('is known once the answers have either', () => {
      expect(outcomes({}, {}, {}, words, {}, words)).toBe('data data data fault data data');
      const bytes = { answer: new Uint8Array([0, 1]), change: typed('application/octet-stream') };
      expect(outcomes({}, {}, {}, bytes)).toBe('data data data data');
    });
  });

  it('goes by the status where the page did not read the answer to its end', () => {
    const statuses = [200, 200, 204, 504, 401, 200, 200];
    const asks = inTurn(7, (i) => ({
      held: 500,
      answer: i < 2 ? '[]' : '',
      status: statuses[i] ?? 200,
      isOpen: i > 1,
      change: {},
    }));
    const loop = loopsIn(asks)[0];
    expect(loop?.cycleRows(2, 7).map(({ outcome, gap }) => [outcome, gap])).toEqual([
      ['empty', 5],
      ['time-out', 5],
      ['error', 5],
      ['waiting', null],
      ['waiting', null],
    ]);
    expect(loop?.rows.count).toBe(5);
  });

  it('takes a 204 that Chromium calls cancelled for what it is', () => {
    expect(
      last({ answer: '', status: 204, end: { how: 'cancelled', error: 'net::ERR_ABORTED' } })?.outcome,
    ).toBe('empty');
  });

  it('are of the answer after redirects, whose time and headers count', () => {
    const before = { held: 500, answer: '[]', url: 'http://site.test/poll' };
    const asks = inTurn(4, (i) => (i === 1 || i === 3 ? { ...before, redirects: [300, 350] } : before));
    const [loop, ...others] = loopsIn(asks);
    expect(others).toEqual([]);
    expect(loop?.cycleRows(2, 4)).toMatchObject([
      { redirects: [], status: 200, requestHeaderBytes: { bytes: 300 }, responseHeaderBytes: { bytes: 100 } },
      {
        redirects: [302, 302],
        status: 200,
        outcome: 'empty',
        held: 500,
        requestHeaderBytes: { bytes: 900, estimated: true },
        responseHeaderBytes: { bytes: 260, estimated: false },
      },
    ]);
    expect(loop?.overview()).toMatchObject({
      requestHeaderBytes: { bytes: 2400 },
      responseHeaderBytes: { bytes: 720 },
    });
  });

  it('tell when a redirected request first left', () => {
    const sentAt = (ask: Partial<Ask>) =>
      derive(askTape([{ at: 1000, held: 900, answer: '[]', ...ask }])).detail('x1')?.sentAt;
    expect(sentAt({ leaves: 20 })).toBe(1020);
    expect(sentAt({ leaves: 20, redirects: [400] })).toBe(1020);
    // As it is carried over a Clear: the last of its two sent requests.
    const carried = askTape([{ at: 1000, leaves: 430 }]);
    const there = { url: 'http://site.test/b', method: 'GET', headers: [] };
    carried.append({ kind: 'redirect', at: 1400, on: 'x1', status: 302, ...there });
    expect(derive(carried).detail('x1')?.sentAt).toBeNull();
  });

  it('says nothing final of one that is held', () => {
    const asks = inTurn(4, () => ({ held: 700, answer: '[]' }));
    const loop = loopsIn([...asks.slice(0, 3), { at: 2200 }])[0];
    expect(loop?.cycleRows(3, 4)[0]).toMatchObject({ outcome: 'waiting', held: null, gap: null });
    expect(loop?.summary().verdict).toMatch(/request 4 is held/);
  });
});

describe('rows', () => {
  it('are one an element of the obvious list, each as it was written', () => {
    const loop = loopOf({
      answer:
        '{"cursor": 9, "events": [ {"id": 12345678901234567890, "type":"a\\u0041", "x":"]}"} , {"id":"b"}]}',
    });
    const rows = [3, 4].map((key) => loop.rows.describe(key));
    expect(rows.map(({ id, type, data }) => [id, type, data])).toEqual([
      ['12345678901234567890', 'aA', '{"id": 12345678901234567890, "type":"a\\u0041", "x":"]}"}'],
      ['b', '', '{"id":"b"}'],
    ]);
    expect(loop.summary()).toMatchObject({ events: 2, comments: 3 });
    expect(rows[0]?.connection).toBe('x4');
    const [start, end] = rows[0]?.range ?? [0, 0];
    expect(end - start).toBe(rows[0]?.size);
  });

  it('are one an answer where that is asked for', () => {
    const loop = loopOf({ answer: '{"cursor":9,"events":[{"id":1},{"id":2}]}' });
    loop.showRows('answers');
    expect(loop.rows.count).toBe(4);
    expect(loop.rows.describe(3)).toMatchObject({
      kind: 'event',
      id: '9',
      data: '{"cursor":9,"events":[{"id":1},{"id":2}]}',
    });
  });

  it('show what came of a truncated answer, and why it is marked', () => {
    const loop = loopOf({
      answer: '[{"id":1},{"i',
      end: { how: 'failed', error: 'net::ERR_CONNECTION_RESET' },
    });
    expect(loop.rows.describe(3)).toMatchObject({
      kind: 'event',
      type: 'truncated',
      data: '[{"id":1},{"i',
      why: expect.stringContaining('13 bytes'),
    });
    expect(loop.summary().warnings).toEqual(['1 answer broke off: see Connections.']);
  });

  it('are quiet for empty answers, and leave with the comments', () => {
    const loop = loopOf({ answer: '[1,2]' });
    expect(loop.rows.describe(0)).toMatchObject({
      kind: 'comment',
      type: 'empty',
      why: 'Empty: an empty array.',
    });
    const view = new RowsView(loop.rows, { stream: loop.id, filter: '', comments: false, sort: null });
    view.work(never);
    expect(view.rows(0, 9).map(({ data }) => data)).toEqual(['1', '2']);
  });

  it('are found by a filter, and give their whole data', () => {
    const loop = loopOf({ answer: '[{"type":"price","v":1},{"type":"news"}]' });
    const view = new RowsView(loop.rows, {
      stream: loop.id,
      filter: 'type:price',
      comments: true,
      sort: null,
    });
    view.work(never);
    expect(view.count).toBe(1);
    expect(loop.payload(view.rows(0, 1)[0]?.key ?? -1)).toEqual({
      type: 'price',
      id: '',
      data: '{"type":"price","v":1}',
      binary: false,
      cut: 0,
    });
  });

  it('show bytes that are no text in hexadecimal, and hand them over in base64', () => {
    const answer = new Uint8Array([8, 1, 16, 2, 24, 3]);
    const loop = loopOf({ answer, change: { mimeType: 'application/x-protobuf' } });
    expect(loop.rows.describe(3)).toMatchObject({ kind: 'event', data: '08 01 10 02 18 03', range: [0, 6] });
    expect(loop.rows.text(3)?.data).toBe('08 01 10 02 18 03');
    expect(loop.payload(3)).toMatchObject({ binary: true, data: 'CAEQAhgD', cut: 0 });
  });

  it('take only an obvious list', () => {
    const two = loopOf({ answer: '{"a":[{"id":1},{"id":2}],"b":[{"id":3}]}' });
    expect(two.rows.count).toBe(4);
    const one = loopOf({ answer: '{"rows":[{"id":1},{"id":2}],"tags":["x"]}' });
    expect(one.rows.count).toBe(5);
  });
});

describe('a loop that asks no more', () => {
  const job = (count: number, gap = 1000, from = 0) =>
    inTurn(
      count,
      (i) => ({ held: 20, gap, answer: i < count - 1 ? '{"state":"running"}' : '{"state":"done"}' }),
      from,
    );
  const stateOf = (asks: readonly Ask[]) => loopsIn(asks)[0]?.summary().state;

  it('has ended well after five seconds, or three times its usual gap', () => {
    const state = stateOf(job(6));
    expect(state).toEqual({ kind: 'resting', since: 5_120, until: 10_120, good: true });
    if (!state) throw new Error('no loop');
    expect(stateAt(state, 10_120)).toEqual({ kind: 'open' });
    expect(stateAt(state, 10_121)).toEqual({ kind: 'ended', at: 5_120, good: true, inferred: true });
    expect(stateOf(job(6, 30_000))).toMatchObject({ since: 150_120, until: 240_120 });
  });

  it('says no more than that, and that nothing waits', () => {
    const { verdict } = loopsIn(job(6))[0]?.summary() ?? {};
    expect(verdict).toBe('Polling: request 6 is over, and no other has begun since.');
  });

  it('waits longer after each failure, and has not stopped for that', () => {
    const asks = inTurn(10, (i) => ({
      held: 20,
      gap: i < 5 ? 1000 : 2 ** (i - 4) * 1000,
      ...(i < 4 ? { answer: '[1]' } : { status: 503 }),
    }));
    expect(stateOf(asks)).toMatchObject({ until: 66_200 + 3 * 32_000, good: false });
    expect(loopsIn(asks)[0]?.isContinuedAt(9)).toBe(false);
  });

  it('continues where it asks again, and nothing has waited in between', () => {
    const asks = [...job(6), ...job(6, 1000, 60_000)];
    const loop = loopsIn(asks)[0];
    expect(loop?.cycleCount).toBe(12);
    expect([5, 6, 7].map((index) => loop?.isContinuedAt(index))).toEqual([false, true, false]);
    expect(loop?.overview()).toMatchObject({ gaps: { count: 10, max: 1000 }, delay: { worst: 1000 } });
    expect(loop?.overview().requestsPerMinute).toBeCloseTo((11 / 10_220) * 60_000, -1);
    expect(loop?.cycleRows(5, 6)[0]?.gap).toBe(60_000 - 5_120);
  });

  it('is not known to have stopped where recording did', () => {
    const tape = askTape(job(6));
    tape.append({ kind: 'capture', at: 5_200, state: 'off', source: 'protocol' });
    expect(loopsOf(derive(tape))[0]?.summary()).toMatchObject({
      state: { kind: 'unrecorded' },
      verdict: 'Recording stopped after request 6: whether the page continues polling is not known.',
    });
  });
});

describe('the overview', () => {
  it('sums up bytes, outcomes, holds, gaps and what a message can have waited', () => {
    const asks = inTurn(5, (i) => ({
      held: 500,
      gap: 100,
      answer: i === 4 ? '[{"id":1}]' : '[]',
      reused: i > 0,
    }));
    const overview = loopsIn(asks)[0]?.overview();
    expect(overview).toMatchObject({
      cycles: 5,
      requestHeaderBytes: { bytes: 1500, estimated: true },
      responseHeaderBytes: { bytes: 500, estimated: false },
      payloadBytes: 4 * 2 + 10,
      tcpOpened: 1,
      tcpReused: 4,
      outcomes: { data: 1, empty: 4 },
      requestsPerMinute: 100,
    });
    expect(overview?.delay).toEqual({ mean: (4 * 100 * 100) / (2 * 2400), worst: 100 });
    expect(overview?.holds.bins.find(({ below }) => below === 1000)?.count).toBe(5);
    expect(overview?.gaps).toMatchObject({ count: 4, mean: 100, max: 100 });
  });

  it('has no gap of an end that is reported after the next request', () => {
    const asks = inTurn(5, () => ({ held: 600, gap: 10, answer: '[]' })).map((ask) => ({
      ...ask,
      end: { at: ask.at + 612 },
    }));
    const [loop] = loopsIn(asks);
    expect(loop?.overview().gaps).toMatchObject({ count: 4, max: 10 });
  });

  it('tells the gap and the hold of each cycle', () => {
    const loop = loopsIn(inTurn(4, (i) => ({ held: 400 + i, gap: 30, answer: '[]' })))[0];
    expect(loop?.cycleRows(1, 3)).toMatchObject([
      { number: 2, connection: 'x2', held: 401, gap: 30, payloadBytes: 2, tcpReused: true, status: 200 },
      { number: 3, connection: 'x3', held: 402, gap: 30 },
    ]);
    expect(loop?.cycleRows(3, 4)[0]?.gap).toBeNull();
  });
});

it('a hold is counted from the leaving only where the request waited for a connection', () => {
  const heldWith = (ask: Partial<Ask>) => {
    const asks = inTurn(4, (i) => ({ held: 700, answer: '[]', ...(i === 3 && ask) }));
    return loopsIn(asks)[0]?.cycleRows(3, 4)[0]?.held;
  };
  expect([heldWith({ leaves: 40 }), heldWith({ leaves: 300 })]).toEqual([700, 400]);
  // It leaves again after a redirect, which is no waiting.
  expect(heldWith({ redirects: [400] })).toBe(700);
});
