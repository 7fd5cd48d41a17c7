/** How many rules looked, which could not, and why. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/unit/processor-time.ts';
import { derive } from '../channels/testing/derive.ts';
import { type Body, bodyTape, typed } from '../channels/testing/pieces.ts';
import { askTape, inTurn } from '../channels/testing/polling.ts';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { type EndRecord, Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import type { Coverage, Limit } from './coverage.ts';
import { Findings } from './findings.ts';
import type { Cause } from './needs/cause.ts';
import type { Need } from './needs/need.ts';
import { RULES } from './rules/index.ts';
import { LESS, lessOf, lookAt } from './testing/earned.ts';
import { type Case, HEADERS, reconnecting, type Turn, tapeOf } from './testing/found.ts';

const never = (): boolean => false;

const coverage = (tape: Tape, channel: string): Coverage => lookAt(tape, channel).coverage;
const ofStream = (of: Case): Coverage => coverage(tapeOf(of), 'sse');
const ofTurns = (turns: readonly Turn[]): Coverage => coverage(reconnecting(turns), 'c1');
const ofSocket = (records: readonly TapeRecord[]): Coverage => {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return coverage(tape, 'ws');
};
const ofPolls = (tape: Tape): Coverage => coverage(tape, 'poll x1');
const ofBody = (tape: Tape): Coverage => coverage(tape, 'body');
const LINES: Body = { response: typed('application/x-ndjson'), chunks: [[10, '{"a":1}\n']] };
const CHUNKS = [
  [10, 'a'],
  [700, 'b'],
  [1400, 'c'],
] as const;
const polls = (count: number): Tape => askTape(inTurn(count, () => ({ held: 2500, answer: '[1]' })));
/** The same tape with less on it. */
const less = (name: keyof typeof LESS, tape: Tape): Tape => lessOf(tape, LESS[name] ?? ((one) => [one]));

/** A single request that the user calls a loop. */
function loopByHand(): Coverage {
  const channels = derive(askTape([{ at: 0, held: 2500, isOpen: true }]));
  channels.setEndpointChoice('GET http://site.test/poll', 'loop');
  const findings = new Findings(channels, () => 15_000);
  while (findings.update(never));
  return findings.coverage('poll x1');
}

const end = (change: Partial<EndRecord> = {}): TapeRecord => ({
  kind: 'end',
  at: 9000,
  on: 'sse',
  how: 'complete',
  ...change,
});
const fidelity = (level: 'messages' | 'lengths'): TapeRecord => ({
  kind: 'fidelity',
  at: 2,
  on: 'sse',
  level,
});
/** One that was open before capture began, and could not be identified. */
function unnamed(): Coverage {
  const { url: _, ...open } = request('sse', { openBefore: true });
  const tape = new Tape();
  for (const record of [open, fidelity('messages')]) tape.append(record);
  return coverage(tape, 'sse');
}

/** "cause: n rules", or "cause, 1 of 3: n rules". */
const told = (limits: readonly Limit[]): string[] =>
  limits.map(
    ({ cause, on, rules }) => `${cause}${on ? `, ${on.connections} of ${on.of}` : ''}: ${rules.length} rules`,
  );
const ids = (rules: readonly { readonly id: string }[]): string[] => rules.map(({ id }) => id).sort();
/** Rules that name a need. */
const withNeed = (need: Need): string[] =>
  ids(RULES.filter(({ needs }) => needs.some((one) => one === need)));

/** For each need a channel that does not meet it, and the cause that is given; null where its rules are not about the channel. */
const LACKING: Readonly<Record<Need, readonly [Coverage, Cause | null]>> = {
  request: [unnamed(), 'opened-before'],
  opening: [unnamed(), 'opened-before'],
  outcome: [ofStream({ response: null }), 'no-response-yet'],
  response: [ofStream({ response: null }), 'no-response-yet'],
  'event-stream': [ofStream({ response: { mimeType: 'text/html' } }), 'no-event-stream'],
  content: [ofTurns([{ lasts: 50 }, { lasts: null }]), 'nothing-yet'],
  body: [ofStream({ facts: [fidelity('messages')] }), 'messages-only'],
  bytes: [ofStream({ chunks: [gzipSync('data: a\n\n')] }), 'left-compressed'],
  times: [ofStream({ facts: [fidelity('lengths')] }), 'lengths-only'],
  thread: [ofStream({ facts: [fidelity('messages')] }), 'messages-only'],
  listeners: [ofStream({ chunks: ['data: a\n\n'] }), 'listeners-unchecked'],
  eventsource: [ofStream({ request: { via: 'fetch' } }), null],
  program: [ofStream({ request: { via: 'eventsource' } }), null],
  'request-again': [ofTurns([{ text: 'data: a\n\n' }]), 'no-reconnect'],
  reconnect: [ofTurns([{ text: 'data: a\n\n' }]), 'no-reconnect'],
  'sure-reconnect': [
    ofTurns([
      { text: 'data: a\n\n', change: { via: 'fetch' } },
      { text: 'data: a\n\n', delay: 10, change: { via: 'fetch' } },
    ]),
    'no-sure-reconnect',
  ],
  'last-event-id': [
    coverage(
      less('headers of requests were not reported', reconnecting([{ text: 'data: a\n\n' }, {}])),
      'c1',
    ),
    'last-event-id-unknown',
  ],
  exchanges: [loopByHand(), 'no-exchange'],
  outcomes: [ofPolls(less('responses were not reported', polls(12))), 'no-response'],
  responses: [ofPolls(less('responses were not reported', polls(12))), 'no-response'],
  habit: [ofPolls(polls(6)), 'few-responses'],
  bodies: [ofPolls(less('only lengths are known', polls(12))), 'bodies-not-kept'],
  'header-sizes': [
    ofPolls(less('sizes and TCP connections were not reported', polls(12))),
    'header-sizes-unknown',
  ],
  'tcp-connections': [
    ofPolls(less('sizes and TCP connections were not reported', polls(12))),
    'tcp-connections-unknown',
  ],
  handshake: [ofSocket([asked()]), 'no-response-yet'],
  'open-socket': [ofSocket([asked(), response('ws', { status: 403 })]), 'never-opened'],
  'frame-times': [ofSocket([asked(), response('ws', { status: 403 })]), 'never-opened'],
  messages: [ofSocket([asked(), opened()]), 'no-message-yet'],
  'close-frame': [ofSocket([asked(), opened(), frame('sent', 10, 'a')]), 'no-close-frame'],
  opener: [ofSocket([asked(), opened()]), 'opener-unknown'],
  records: [ofBody(less('only lengths are known', bodyTape(LINES))), 'lengths-only'],
  'body-end': [ofBody(bodyTape(LINES)), 'not-over'],
  'json-body': [ofBody(bodyTape({ chunks: CHUNKS })), null],
  'array-body': [ofBody(bodyTape(LINES)), null],
  'unframed-body': [ofBody(bodyTape(LINES)), null],
  'multipart-body': [ofBody(bodyTape(LINES)), null],
};

describe('a rule whose need is not met', () => {
  test.each(Object.entries(LACKING))('is told as one that could not look: %s', (need, [seen, cause]) => {
    const rules = withNeed(need as Need);
    expect(rules.length).toBeGreaterThan(0);
    expect(ids(seen.looked).filter((id) => rules.includes(id))).toEqual([]);
    if (cause === null) {
      expect(ids(seen.blind).filter((id) => rules.includes(id))).toEqual([]);
      return;
    }
    expect(ids(seen.blind)).toEqual(expect.arrayContaining(rules.filter((id) => isOf(id, seen))));
    const because = seen.blindFor.filter((limit) => limit.cause === cause).flatMap((limit) => limit.rules);
    expect(ids(because).some((id) => rules.includes(id))).toBe(true);
  });
});

/** Whether a rule is about a channel at all. */
const isOf = (id: string, { looked, blind }: Coverage): boolean =>
  [...looked, ...blind].some((rule) => rule.id === id);

describe('a stream', () => {
  test('on which all is well and much came', () => {
    const { looked, blind, blindFor, partialFor, subjects } = ofStream({ chunks: ['data: a\n\n'] });
    expect(told(blindFor)).toEqual(['no-reconnect: 10 rules', 'listeners-unchecked: 1 rules']);
    expect(partialFor).toEqual([]);
    // Of those on programs only, none counts.
    expect(looked.length + blind.length).toBe(
      RULES.filter(
        ({ of, needs }) => ['stream', 'chain'].includes(of) && !needs.some((one) => one === 'program'),
      ).length,
    );
    expect(subjects).toContain('its framing and its delivery');
    expect(subjects).not.toContain('what reconnects lose');
  });

  test('that never opened leaves nearly nothing to look at', () => {
    const waits = ofStream({ response: null });
    expect(ids(waits.looked)).toEqual(['page-busy', 'six-connections']);
    expect(told(waits.blindFor)[0]).toMatch(/^no-response-yet: \d\d rules$/);
    const gone = ofStream({ response: null, facts: [end({ inferred: 'navigation' })] });
    expect(ids(gone.looked)).toEqual(['page-busy', 'six-connections']);
    expect(told(gone.blindFor)[0]).toMatch(/^no-response: \d\d rules$/);
    const failed = ofStream({ response: null, facts: [end({ how: 'failed', error: 'net::ERR_FAILED' })] });
    expect(ids(failed.looked)).toEqual(['connection-fails', 'cors-refused', 'page-busy', 'six-connections']);
  });

  test('that waits while its page is busy is told so', () => {
    const busy: TapeRecord = { kind: 'busy', at: 5200, on: 'sse', alive: 500, from: 1000, to: 5200 };
    expect(lookAt(tapeOf({ response: null, facts: [busy] }), 'sse').found).toEqual(['page-busy']);
  });

  test('that was open before has its cause and its remedy', () => {
    const facts: TapeRecord[] = [
      fidelity('messages'),
      { kind: 'message', at: 20, on: 'sse', type: 'message', data: 'a', id: '' },
    ];
    const { blindFor } = ofStream({ request: { openBefore: true }, response: null, facts });
    expect(blindFor[0]?.cause).toBe('opened-before');
    expect(blindFor[0]?.remedy).toMatch(/^Reload/);
    expect(blindFor[0]?.rules.length).toBeGreaterThan(20);
  });

  test('of which a part is missing is looked at, and it is told', () => {
    const facts: TapeRecord[] = [{ kind: 'gap', at: 15, on: 'sse', why: 'test' }];
    const { looked, partialFor } = ofStream({ chunks: ['data: a\n\n', 'data: b\n\n'], facts });
    expect(told(partialFor)).toEqual([expect.stringMatching(/^gap: \d\d rules$/)]);
    expect(ids(looked)).toEqual(expect.arrayContaining(ids(partialFor[0]?.rules ?? [])));
  });

  test('whose listeners were checked is looked at by the rule on them', () => {
    const listeners = (objects: number): TapeRecord => ({
      kind: 'listeners',
      at: 500,
      url: 'http://example.test/sse',
      objects,
      types: [],
    });
    const chunks = ['data: a\n\n'];
    expect(ids(ofStream({ chunks, facts: [listeners(1)] }).looked)).toContain('nobody-listens');
    expect(told(ofStream({ chunks, facts: [listeners(0)] }).blindFor)).toContain(
      'no-listening-object: 1 rules',
    );
  });

  test('that has an answer is judged by the rules that read answers', () => {
    const { looked } = ofStream({
      request: { via: 'fetch', method: 'POST' },
      response: { mimeType: 'application/json' },
      chunks: ['{}'],
    });
    expect(ids(looked)).toEqual([
      'connection-fails',
      'cors-refused',
      'error-answer',
      'page-busy',
      'six-connections',
      'wrong-charset',
      'wrong-type',
    ]);
  });
});

describe('several connections', () => {
  const refused: Turn = {
    status: null,
    lasts: 2,
    end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' },
  };

  test('a need that only some meet is told with how many', () => {
    const { looked, blindFor, partialFor } = ofTurns([
      { text: 'id: 1\ndata: a\n\n' },
      { ...refused, sent: '1' },
      { text: 'id: 2\ndata: b\n\n', sent: '1', lasts: null },
    ]);
    expect(told(partialFor)).toEqual([expect.stringMatching(/^no-response, 1 of 3: \d\d rules$/)]);
    expect(ids(looked)).toContain('lost-at-end');
    // Listeners are known by address, not by connection.
    expect(told(blindFor)).toEqual(['listeners-unchecked: 1 rules']);
  });

  test('that all failed are told with one cause, and no number', () => {
    const { blindFor } = ofTurns([refused, refused, refused]);
    expect(told(blindFor)[0]).toMatch(/^no-response: \d\d rules$/);
  });

  test('causes that differ are told one by one', () => {
    const { blindFor } = ofTurns([
      { status: 503, lasts: 5, change: { via: 'fetch' } },
      { ...refused, delay: 10, change: { via: 'fetch' } },
    ]);
    expect(
      told(blindFor)
        .slice(0, 2)
        .map((one) => one.replace(/: \d+ rules/, '')),
    ).toEqual(['nothing-came, 1 of 2', 'no-response, 1 of 2']);
  });
});

test('a finding is no proof of a look: what is reported without its need is not shown', () => {
  const rule = RULES.find(({ id }) => id === 'cr-alone');
  if (rule?.of !== 'stream') throw new Error('no rule');
  const loud = {
    ...rule,
    begin: () => ({ report: () => ({ statement: 'here', count: 1, evidence: [], since: 0, at: 0 }) }),
  };
  const found = (of: Case): number => {
    const tape = tapeOf(of);
    const findings = new Findings(derive(tape), () => 15_000, [loud]);
    while (findings.update(never));
    return findings.of('sse', tape.lastAt).length;
  };
  expect(found({ chunks: ['data: a\r\r'] })).toBe(1);
  expect(found({ facts: [fidelity('messages')] })).toBe(0);
});

test('nothing is put together again until something changed', () => {
  const tape = tapeOf({ chunks: ['data: a\n\n'] });
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000);
  const first = findings.coverage('sse');
  expect(findings.coverage('sse')).toBe(first);
  tape.append(chunk('sse', 50, 'data: b\n\n'));
  while (channels.update(never));
  expect(findings.coverage('sse')).not.toBe(first);
});

test('of thousands of connections it costs a step each', () => {
  const tape = new Tape();
  for (let i = 0; i < 5000; i++) {
    const [on, at] = [`c${i}`, i * 3010];
    tape.append(request(on, { at, url: 'http://example.test/feed' }));
    tape.append({ kind: 'sent', at: at + 1, on, headers: [] });
    tape.append(response(on, { at: at + 2, headers: HEADERS }));
    tape.append(chunk(on, at + 3, 'data: a\n\n'));
    tape.append({ kind: 'end', at: at + 10, on, how: 'complete' });
  }
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000);
  expect(findings.coverage('c0').partialFor).toEqual([]);
  const from = processorTime();
  for (let look = 0; look < 100; look++) {
    tape.append({ kind: 'mark', at: tape.lastAt, text: 'x' });
    while (channels.update(never));
    findings.coverage('c0');
  }
  expect(processorTime() - from).toBeLessThan(3000);
});
