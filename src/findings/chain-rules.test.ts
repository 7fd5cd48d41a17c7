/** Each rule on reconnects against a case and its near misses, as tapes. */
import { describe, expect, test } from 'vitest';
import { derive } from '../channels/testing/derive.ts';
import { chunk } from '../tape/testing.ts';
import { MAX_EVIDENCE } from './finding.ts';
import { Findings } from './findings.ts';
import { CHAIN_RULES } from './rules/chain/index.ts';
import { unearned } from './testing/earned.ts';
import { look, reconnecting, type Turn } from './testing/found.ts';

/** Events with these ids, each saying its own. */
const ids = (...all: (string | number)[]): string =>
  all.map((id) => `id: ${id}\ndata: event ${id}\n\n`).join('');
const failed = { how: 'failed', error: 'net::ERR_CONNECTION_RESET' } as const;
const refused: Turn = {
  status: null,
  lasts: 2,
  end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' },
};
const times = (count: number, turn: (index: number) => Turn): Turn[] =>
  Array.from({ length: count }, (_, index) => turn(index));
const program = { via: 'fetch' } as const;
const sending = (id: string) => ({ ...program, headers: [['last-event-id', id] as const] });

/** What must be found, and as what; and the near misses, on which the rule must be quiet. */
interface Pair {
  readonly is: string;
  readonly case: readonly Turn[];
  readonly says: RegExp;
  readonly count: number;
  /** What its first button says. */
  readonly button: RegExp;
  readonly near: Readonly<Record<string, readonly Turn[]>>;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  'no-ids': {
    is: 'warning',
    // The server was away in between: what it sent then counts as well.
    case: [
      { text: 'data: a\n\n' },
      refused,
      { text: 'data: b\n\n', end: failed },
      { text: 'data: c\n\n', lasts: null },
    ],
    says: /^2 reconnects without an ID: what the server sent in the 9.01 s between/,
    count: 2,
    button: /^connection 3: no ID$/,
    near: {
      'a single reconnect': [{ text: 'data: a\n\n' }, { text: 'data: b\n\n' }],
      'with ids': [
        { text: ids(1) },
        { text: ids(2), sent: '1' },
        { text: ids(3), sent: '2' },
        { text: ids(4), sent: '3' },
      ],
      'the server is away, and stays away': [{ text: 'data: a\n\n' }, refused, refused, refused],
      'the state is sent anew': times(4, (i) => ({
        text: `event: state
data: {"at": ${i}, "rows": "${'x'.repeat(100)}"}

data: ${i}

`,
      })),
      'the page makes a new EventSource each time': times(4, (i) => ({ text: `data: ${i}\n\n`, delay: 500 })),
      'later than due, so that it is a guess': times(4, (i) => ({ text: `data: ${i}\n\n`, delay: 9000 })),
      'stopped by 204': [{ text: 'data: a\n\n' }, { text: 'data: b\n\n' }, { status: 204, lasts: 5 }],
      'the server ends each response after its event': times(4, (i) => ({ text: `data: ${i}\n\n` })),
      'a program that asks its next question': times(4, (i) => ({
        text: `data: answer ${i}\n\n`,
        delay: 2000,
        change: program,
      })),
    },
  },
  'connection-fails': {
    is: 'warning',
    case: times(4, (i) => ({
      text: i === 0 ? 'data: a\n\n' : ': hi\n\n',
      lasts: 3000 + i * 10,
      end: { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' },
    })),
    says: /^Cut short after 3\.\d+ s each time, 4 times one after another: a limit of that length/,
    count: 4,
    button: /^connection 1$/,
    near: {
      'the server ends it': times(3, () => ({ text: 'data: a\n\n' })),
      'the page closes it': [{ text: 'data: a\n\n', end: { how: 'cancelled', error: 'net::ERR_ABORTED' } }],
      'one answer without a byte': [{ text: 'data: a\n\n' }, {}],
      'a status that says why': [{ status: 503 }],
      'it went with its page': [{ end: { how: 'failed', inferred: 'navigation' } }],
    },
  },
  'limited-life': {
    is: 'note',
    case: times(4, (i) => ({ text: ids(i), lasts: 30_000 + i * 10, ...(i > 0 && { sent: `${i - 1}` }) })),
    says: /^The response ended after 30 s each time, 4 times one after another\. Nothing had come for the last 30 s\.$/,
    count: 4,
    button: /^connection 1$/,
    near: {
      'two of them': times(2, (i) => ({ text: `data: ${i}\n\n`, lasts: 30_000 })),
      'after other times': [30_000, 4000, 17_000, 9000].map((lasts, i) => ({
        text: `data: ${i}\n\n`,
        lasts,
      })),
      'at once, after all was said': times(4, (i) => ({ text: `data: ${i}\n\ndata: b\n\n` })),
      'one event each, when it is there': times(4, (i) => ({ text: `data: ${i}\n\n`, lasts: 900 })),
      'they broke: that is another rule’s': times(4, (i) => ({
        text: `data: ${i}\n\n`,
        lasts: 30_000,
        end: failed,
      })),
      'the page closed them': times(4, (i) => ({
        text: `data: ${i}\n\n`,
        lasts: 30_000,
        end: { how: 'cancelled' },
      })),
      'questions of a program': times(4, (i) => ({ text: `data: ${i}\n\n`, lasts: 30_000, change: program })),
    },
  },
  'answer-again': {
    is: 'warning',
    case: times(4, () => ({ text: 'data: one\n\ndata: two\n\ndata: [DONE]\n\n' })),
    says: /all its 3 events came once more: 3 times so far/,
    count: 3,
    button: /^all of it again$/,
    near: {
      'other events each time': times(4, (i) => ({ text: `data: one ${i}\n\ndata: [DONE]\n\n` })),
      'once, as after a restart': times(2, () => ({ text: 'data: one\n\ndata: two\n\n' })),
      'one event, which may be a state': times(4, () => ({ text: 'data: one\n\n' })),
      'the connection broke each time': times(4, () => ({ text: 'data: one\n\ndata: two\n\n', end: failed })),
      'a program that was asked the same twice more': times(3, () => ({
        text: 'data: one\n\ndata: two\n\n',
        change: program,
        delay: 1000,
      })),
    },
  },
  'id-not-honoured': {
    is: 'warning',
    case: [
      { text: ids('a', 'b', 'c') },
      { text: ids('b', 'c', 'd'), sent: 'c' },
      { text: ids('d', 'e'), sent: 'd', lasts: null },
    ],
    says: /^After 2 reconnects with the last event ID the server sent again what had come: 3 events; first: after “c” it sent “b”\.$/,
    count: 2,
    button: /^after “c” it sent “b”$/,
    near: {
      honoured: [{ text: ids(1, 2) }, { text: ids(3, 4), sent: '2' }],
      'one id for every event': [
        { text: 'id: x\ndata: 1\n\nid: x\ndata: 2\n\n' },
        { text: 'id: x\ndata: 3\n\n', sent: 'x' },
      ],
      'no ids': [{ text: 'data: a\n\ndata: b\n\n' }, { text: 'data: a\n\ndata: b\n\n' }],
      'the page made a new EventSource, which sends no ID': [{ text: ids(1, 2) }, { text: ids(1, 2) }],
      'random ids': [{ text: ids('f3a', '09c') }, { text: ids('77e', 'b1d'), sent: '09c' }],
      'sent with another ID: a guess': [{ text: ids(1, 2, 3) }, { text: ids(2, 3), sent: '1' }],
    },
  },
  'old-id': {
    is: 'warning',
    case: times(3, () => ({ text: ids(4, 5, 6), change: sending('3'), delay: 1000 })),
    says: /^2 reconnects with an old last event ID; first: sent “3”, after “6” had come\. 6 events came again, as the request asked\.$/,
    count: 2,
    button: /^sent “3”, after “6” had come$/,
    near: {
      'once, on purpose': times(2, () => ({ text: ids(4, 5, 6), change: sending('3'), delay: 1000 })),
      'the last one each time': times(3, (i) => ({
        text: ids(i * 2, i * 2 + 1),
        change: sending(`${i * 2 - 1}`),
        delay: 1000,
      })),
      'one that rises, as where events are confirmed later': times(4, (i) => ({
        text: ids(i + 1, i + 2, i + 3),
        change: sending(`${i}`),
        delay: 1000,
      })),
      'nothing came again': times(3, (i) => ({
        text: ids(i * 2, i * 2 + 1),
        change: sending('x'),
        delay: 1000,
      })),
    },
  },
  'id-unknown': {
    is: 'warning',
    case: [{ text: ids('a') }, { sent: 'a', headers: [['Last-Event-ID', 'earliest']], lasts: null }],
    says: /^The request said that “a” was the last event, and the response says “earliest”/,
    count: 1,
    button: /^last-event-id$/,
    near: {
      'the same': [{ text: ids('a') }, { sent: 'a', headers: [['Last-Event-ID', 'a']] }],
      'no ID was sent': [{ text: 'data: a\n\n' }, { headers: [['Last-Event-ID', 'urn:7']] }],
      'the server names none': [{ text: ids('a') }, { sent: 'a' }],
    },
  },
  'ids-skipped': {
    is: 'warning',
    case: [{ text: ids(1, 2, 3) }, { text: ids(7, 8), sent: '3' }],
    says: /^3 IDs were left out by 1 reconnect; IDs count one by one otherwise\.$/,
    count: 1,
    button: /^3 IDs missing before it$/,
    near: {
      'one after the other': [{ text: ids(1, 2, 3) }, { text: ids(4, 5), sent: '3' }],
      'ids that leave numbers out by themselves': [
        { text: ids(10, 20, 35) },
        { text: ids(80, 90), sent: '35' },
      ],
      'a single event says little': [{ text: ids(1, 2, 3) }, { text: ids(7), sent: '3' }],
      'no numbers': [{ text: ids('a1', 'a2') }, { text: ids('a5', 'a6'), sent: 'a2' }],
      'two sources': [
        { text: ids(1, 2, 3), lasts: 5000 },
        { text: ids(7, 8), delay: 100 },
      ],
    },
  },
  'ids-back': {
    is: 'warning',
    case: [
      { text: ids(1, 2, 3, 4, 5, 3, 4, 5) },
      { text: 'id: 1\ndata: anew\n\nid: 2\ndata: too\n\n', sent: '5' },
    ],
    says: /^2 IDs smaller than the one before, though the others rise; first: 3 after 5\.$/,
    count: 2,
    button: /^3 after 5$/,
    near: {
      rising: [{ text: ids(1, 2, 3, 4) }, { text: ids(5, 6), sent: '4' }],
      'sent again: that is another rule’s': [{ text: ids(1, 2, 3, 4) }, { text: ids(3, 4, 5), sent: '4' }],
      'from the start: that is another rule’s': [
        { text: ids(1, 2, 3, 4) },
        { text: ids(1, 2, 3), sent: '4' },
      ],
      'no numbers': [{ text: ids('b1', 'b2', 'b3', 'b1', 'c') }],
      'numbers without an order': [{ text: ids(...times(40, () => ({})).map((_, i) => (i * 7919) % 1009)) }],
      'two writers, each with its own count': [
        { text: ids(...Array.from({ length: 20 }, (_, i) => [100 + i, i]).flat()) },
      ],
    },
  },
  'reconnect-storm': {
    is: 'warning',
    case: times(14, (i) => ({
      text: `${i === 0 ? 'retry: 500\n' : ''}data: ${i}\n\n`,
      delay: 520,
    })),
    says: /^Up to 13 reconnects in 10 s; how the one before the latest ended: ended by the server\. The server’s “retry” is 500 ms\.$/,
    count: 13,
    button: /^connection 11$/,
    near: {
      'the browser’s own pace': times(20, () => ({ text: 'data: a\n\n' })),
      'nine, and then it stays': [
        ...times(10, (i) => ({ text: i === 0 ? 'retry: 100\n\n' : '', delay: 120 })),
        { text: 'data: a\n\n', delay: 20_000, lasts: null },
      ],
      'questions of a program': times(14, () => ({
        text: 'data: a\n\n',
        delay: 300,
        change: { ...program, method: 'POST', body: '{}' },
      })),
    },
  },
  'one-event-each': {
    is: 'warning',
    case: times(6, (i) => ({ text: ids(i), ...(i > 0 && { sent: `${i - 1}` }) })),
    says: /^6 connections one after another brought one event each.*one in 3\.12 s on average/,
    count: 6,
    button: /^connection 5$/,
    near: {
      'four of them': times(4, (i) => ({ text: ids(i), ...(i > 0 && { sent: `${i - 1}` }) })),
      'it ends long after its event': times(8, (i) => ({
        text: ids(i),
        lasts: 60_000,
        ...(i > 0 && { sent: `${i - 1}` }),
      })),
      'two events each': times(8, (i) => ({
        text: ids(i * 2, i * 2 + 1),
        ...(i > 0 && { sent: `${i * 2 - 1}` }),
      })),
      'the connection broke': times(8, (i) => ({
        text: ids(i),
        end: failed,
        ...(i > 0 && { sent: `${i - 1}` }),
      })),
      'a server that is restarted again and again': times(8, () => ({})),
    },
  },
  'reconnect-delay': {
    is: 'note',
    case: [
      { text: `retry: 1000\n\n${ids(1)}` },
      { text: ids(2), sent: '1', delay: 9000 },
      { text: ids(3), sent: '2', delay: 5000 },
    ],
    says: /^2 reconnects came sooner or later than asked for, by up to 8 s; first: after 9 s; “retry” asked for 1 s\.$/,
    count: 2,
    button: /^connection 2: after 9 s; “retry” asked for 1 s$/,
    near: {
      'a single one': [{ text: `retry: 1000\n\n${ids(1)}` }, { text: ids(2), sent: '1', delay: 9000 }],
      'the machine slept': [
        { text: `retry: 1000\n\n${ids(1)}` },
        { text: ids(2), sent: '1', delay: 9000, slept: 600_000 },
        { text: ids(3), sent: '2', delay: 5000, slept: 600_000 },
      ],
      'in time, but for a busy page': times(4, (i) => ({
        text: i === 0 ? `retry: 1000\n\n${ids(0)}` : ids(i),
        delay: 2400,
        ...(i > 0 && { sent: `${i - 1}` }),
      })),
      'a program that waits longer and longer': times(5, (i) => ({
        text: i === 0 ? `retry: 1000\n\n${ids(0)}` : '',
        delay: 1000 * 2 ** i,
        end: failed,
        change: program,
        ...(i > 0 && { sent: '0' }),
      })),
    },
  },
};

const said = (turns: readonly Turn[]) => look(reconnecting(turns), { channel: 'c1', rules: CHAIN_RULES });

for (const [id, pair] of Object.entries(PAIRS)) {
  describe(id, () => {
    test('is found, with its figures and its evidence', () => {
      const finding = said(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is, count: pair.count });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence[0]?.text).toMatch(pair.button);
      expect(finding?.evidence.length).toBeLessThanOrEqual(5);
      expect(finding?.since).toBeLessThanOrEqual(finding?.at ?? 0);
    });
    test('its silence is earned', () => {
      expect(unearned(id, reconnecting(pair.case), 'c1')).toEqual([]);
    });
    test.each(Object.entries(pair.near))('is quiet: %s', (_, turns) => {
      expect(said(turns).filter(({ rule }) => rule === id)).toEqual([]);
    });
  });
}

test('every rule on chains has its pair of cases', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(CHAIN_RULES.map(({ id }) => id).sort());
});

describe('EventSources that the page makes anew', () => {
  const anew = (count: number, delay: number, turn: Turn) =>
    said(times(count, () => ({ delay, lasts: 20, ...turn }))).map(({ rule, statement }) => [rule, statement]);

  test('at once after each refusal are a storm', () => {
    const [[rule, statement] = []] = anew(15, 300, { status: 503 });
    expect(rule).toBe('reconnect-storm');
    expect(statement).toBe(
      'Up to 14 new EventSources of the page in 10 s; how the one before the latest ended: HTTP 503.',
    );
    expect(said(times(15, () => ({ delay: 300, lasts: 20, status: 503 })))[0]?.fix).toMatch(
      /^On the page, wait/,
    );
  });

  test('with a growing delay are none', () => {
    const turns = times(8, (i) => ({ delay: 500 * 2 ** i, lasts: 20, status: 503 }));
    expect(said(turns)).toEqual([]);
  });

  test('after each failure are seen with the failures', () => {
    const [[rule, statement] = []] = anew(5, 1000, { status: null, end: failed });
    expect(rule).toBe('connection-fails');
    expect(statement).toMatch(/^The connection failed, 5 times one after another/);
  });

  test('that a user closes and opens are no chain', () => {
    const turns = times(15, () => ({ text: 'data: a\n\n', delay: 100, end: { how: 'cancelled' } as const }));
    expect(said(turns)).toEqual([]);
  });
});

describe('a stream that is cut soon after each response', () => {
  const cut: Turn = { text: 'data: a\n\n', lasts: 300, delay: 100, end: failed };
  const cuts = (count: number, ...more: Turn[]) =>
    said([...times(count, (i) => (i === 0 ? { ...cut, text: 'retry: 100\n\n' } : cut)), ...more]);

  test('is one finding, which says how often', () => {
    const [finding, ...others] = cuts(15).filter(({ rule }) => /fails|storm/.test(rule));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'connection-fails', severity: 'warning', count: 15 });
    expect(finding?.statement).toMatch(
      /after 295 ms each time, 15 times.*Each costs a reconnect: up to 14 in 10 s\.$/,
    );
  });

  test('fifty times in ten seconds is an error', () => {
    const turns = times(60, (i) => ({ ...cut, lasts: 20, ...(i === 0 && { text: 'retry: 100\n\n' }) }));
    expect(said(turns)).toContainEqual(
      expect.objectContaining({ rule: 'connection-fails', severity: 'error' }),
    );
  });

  test('and then ends as it should leaves the storm to be told', () => {
    const turns = cuts(15, { text: 'data: a\n\n', delay: 100 });
    expect(turns.map(({ rule }) => rule)).toContain('reconnect-storm');
    expect(turns.map(({ rule }) => rule)).not.toContain('connection-fails');
  });

  test('is told beside a storm that had another cause', () => {
    const whole = times(15, (i) => ({ text: i === 0 ? 'retry: 100\n\n' : ': hi\n\n', delay: 120 }));
    const rules = said([...whole, ...times(12, () => cut)]).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['reconnect-storm', 'connection-fails']));
  });

  test('nine times is no storm', () => {
    const [finding] = cuts(9).filter(({ rule }) => /fails|storm/.test(rule));
    expect(finding?.statement).not.toContain('reconnect');
  });
});

test('an ID in the address that is not honoured is named by its parameter', () => {
  const at = (query: string) => ({ via: 'fetch', url: `http://example.test/feed${query}` }) as const;
  const [finding] = said([
    { text: ids('a', 'b', 'c'), end: failed, change: at('') },
    { text: ids('b', 'c'), delay: 500, end: failed, change: at('?lastEventId=c') },
  ]).filter(({ rule }) => rule === 'id-not-honoured');
  expect(finding?.statement).toMatch(
    /with the last event ID, sent as lastEventId in the address, the server/,
  );
  expect(finding?.fix).toMatch(/^On the server, read lastEventId of the address/);
});

test('a source that reconnects as it should gives nothing', () => {
  const turns = times(30, (i) => ({
    text: ids(i * 2, i * 2 + 1),
    lasts: 30_000,
    ...(i > 0 && { sent: `${i * 2 - 1}` }),
  }));
  expect(said([...turns, { status: 204, sent: '59', lasts: 5 }])).toEqual([]);
});

test.each<[string, Turn[], string, RegExp, RegExp]>([
  [
    'refused at once',
    [refused, refused],
    'error',
    /failed, 2 times.*before any response\. Connection refused/,
    /^Start/,
  ],
  [
    'broken once',
    [{ text: ids(1), end: failed, lasts: 4000 }],
    'note',
    /^The connection failed 4 s after its r/,
    /log/,
  ],
  [
    'broken, and open again',
    [{ text: 'data: a\n\n', end: failed }, refused, refused, { text: 'data: b\n\n', lasts: null }],
    'note',
    /It is open again\.$/,
    /^Start/,
  ],
  [
    'a body that is not what Content-Encoding says',
    [{ end: { how: 'failed', error: 'net::ERR_CONTENT_DECODING_FAILED' } }],
    'error',
    /could not be decoded/,
    /compressed once/,
  ],
  [
    'an answer without a byte each time',
    [{}, {}, {}],
    'error',
    /200 and ends.*, 3 times one after another/,
    /204/,
  ],
  [
    'by a service worker that gives no response',
    times(3, () => ({
      status: null,
      end: { how: 'failed', error: 'net::ERR_FAILED', serviceWorker: { url: 'http://example.test/sw.js' } },
    })),
    'error',
    /^The connection failed, 3 times one after another, the last time before any response\. The page’s service worker \(“sw\.js”\)/,
    /service worker’s console/,
  ],
  [
    'by a service worker that passed it on, once and for good',
    [
      {
        text: 'data: a\n\n',
        lasts: 4000,
        end: {
          how: 'cancelled',
          error: 'net::ERR_ABORTED',
          serviceWorker: {
            url: 'http://example.test/sw.js',
            error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING',
          },
        },
      },
    ],
    'warning',
    /its own request broke off\. Cut short.*The EventSource is closed for good\.$/,
    /time-outs on the way/,
  ],
])('%s', (_, turns, severity, statement, fix) => {
  const finding = said(turns).find(({ rule }) => rule === 'connection-fails');
  expect(finding).toMatchObject({ severity });
  expect(finding?.statement).toMatch(statement);
  expect(finding?.fix).toMatch(fix);
});

describe('the whole answer again', () => {
  const whole = 'data: one\n\ndata: [DONE]\n\n';

  test('is a note of a program, which is named, with what it can do', () => {
    expect(said(times(5, () => ({ text: whole, change: program, delay: 1000 })))).toMatchObject([
      {
        rule: 'answer-again',
        severity: 'note',
        statement: expect.stringMatching(
          /the page’s program requested it again, and all its 2 events.*: 4 times so far/,
        ),
        fix: expect.stringMatching(/^In the program, stop/),
      },
    ]);
  });

  test('with the last event ID is one finding, from the first time on', () => {
    const turns = times(2, (i) => ({
      text: ids(0, 2, 4),
      change: { ...program, method: 'POST', body: '{}' },
      delay: 1000,
      ...(i > 0 && { sent: '4' }),
    }));
    expect(said(turns)).toMatchObject([
      {
        rule: 'answer-again',
        severity: 'warning',
        statement: expect.stringMatching(/requested it again with the last event ID “4”/),
        fix: expect.stringMatching(/read the Last-Event-ID header/),
      },
    ]);
  });
});

test('what comes again at each reconnect without IDs, after a cut, is worth a note', () => {
  const text = 'data: one\n\ndata: two\n\ndata: three\n\n';
  const found = (of: string) =>
    said(times(4, () => ({ text: of, end: failed }))).filter(
      ({ rule, severity }) => rule === 'no-ids' && severity === 'note',
    );
  expect(found(text)).toMatchObject([
    {
      severity: 'note',
      statement: expect.stringMatching(/^3 reconnects without an ID brought again what had come: 9 events\./),
      fix: expect.stringMatching(/whole state/),
    },
  ]);
  expect(found('data: hello\n\n')).toEqual([]);
  expect(found(`event: state\ndata: ${'x'.repeat(120)}\n\n${text}`)).toEqual([]);
});

test('evidence leads to the row', () => {
  const tape = reconnecting(PAIRS['ids-skipped']?.case ?? []);
  const channels = derive(tape);
  const [finding] = look(tape, { channel: 'c1', rules: CHAIN_RULES });
  const [evidence] = finding?.evidence ?? [];
  if (evidence?.kind !== 'row') throw new Error('no row');
  const key = channels.connection(evidence.connection)?.rowAt(evidence.offset);
  expect(channels.channel('c1')?.rows.text(key ?? -9)?.id).toBe('7');
});

test('what began from the start is said so, however long ago that was', () => {
  const many = ids(...Array.from({ length: 500 }, (_, i) => `e${i}`));
  const [finding] = said([{ text: many }, { text: ids('e0', 'e1'), sent: 'e499' }]);
  expect(finding?.statement).toMatch(/first: after “e499” it began from the start\.$/);
});

test('numbers are read wherever chunks cut them, with a space or without', () => {
  const text = 'id:1\nid: 2\ndata: a\n\nid:3\n\nid: 4\n\nid:5\n\nid: 0\n\nid:6\n\n';
  const cut = reconnecting([{ text: text.slice(0, 1), lasts: null }]);
  [...text.slice(1)].forEach((character, i) => void cut.append(chunk('c1', 20 + i, character)));
  const of = (tape: ReturnType<typeof reconnecting>) => look(tape, { channel: 'c1', rules: CHAIN_RULES });
  expect(of(cut).map(({ statement }) => statement)).toEqual([
    expect.stringMatching(/^1 ID smaller than the one before.*first: 0 after 5\.$/),
  ]);
  expect(of(cut)[0]?.evidence).toEqual(of(reconnecting([{ text }]))[0]?.evidence);
});

test('ids that go back two hundred thousand times are one finding', () => {
  const tape = reconnecting([{ lasts: null }]);
  const text = Array.from({ length: 10_000 }, (_, i) => `id: ${i % 5}\n\n`).join('');
  for (let i = 0; i < 100; i++) tape.append(chunk('c1', 20 + i, text));
  const [finding] = look(tape, { channel: 'c1', rules: CHAIN_RULES });
  expect(finding).toMatchObject({ rule: 'ids-back', count: 199_999 });
  expect(finding?.evidence).toHaveLength(MAX_EVIDENCE);
});

test('a program that comes sooner than “retry” is warned', () => {
  const found = said(
    times(4, (i) => ({
      text: i === 0 ? `retry: 10000\n\n${ids(0)}` : ids(i),
      delay: 100,
      change: program,
      ...(i > 0 && { sent: `${i - 1}` }),
    })),
  );
  expect(found).toMatchObject([{ rule: 'reconnect-delay', severity: 'warning', count: 3 }]);
});

test('a storm of fifty is an error, and continues while it does', () => {
  const turns = times(80, (i) => ({
    text: i === 0 ? `retry: 0\n\n${ids(1, 2)}` : ': hi\n\n',
    delay: 5,
    ...(i > 0 && { sent: '2' }),
  }));
  const tape = reconnecting(turns);
  expect(look(tape, { channel: 'c1' })).toContainEqual(
    expect.objectContaining({ rule: 'reconnect-storm', severity: 'error', ongoing: true, count: 79 }),
  );
  expect(look(tape, { channel: 'c1', now: tape.lastAt + 20_000 })).toContainEqual(
    expect.objectContaining({ rule: 'reconnect-storm', ongoing: false }),
  );
});

test('the latest connection is judged while it runs, and counted once', () => {
  const tape = reconnecting([{ text: ids(1, 2, 3) }, { text: ids(2), sent: '3', lasts: null }]);
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000, CHAIN_RULES);
  const events = (): string | undefined => {
    while (channels.update(() => false));
    while (findings.update(() => false));
    const found = findings.of('c1', tape.lastAt).find(({ rule }) => rule === 'id-not-honoured');
    expect(found?.count).toBe(1);
    return found?.statement.match(/\d+ events?/)?.[0];
  };
  expect(events()).toBe('1 event');
  tape.append(chunk('c2', 3200, ids(3)));
  expect(events()).toBe('2 events');
  tape.append({ kind: 'end', at: 3300, on: 'c2', how: 'complete' });
  expect(events()).toBe('2 events');
});
