import { describe, expect, test } from 'vitest';
import { processorTime } from '../../test/unit/processor-time.ts';
import { derive } from '../channels/testing/derive.ts';
import { REPLAY_HEADER, Tape, type TapeRecord } from '../tape/index.ts';
import { answered, chunk, injected, request, response } from '../tape/testing.ts';
import { type Finding, MAX_EVIDENCE } from './finding.ts';
import { Findings } from './findings.ts';
import { fold } from './fold.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules/index.ts';
import {
  type Case,
  findingsOf,
  HEADERS,
  look,
  reconnecting,
  statementsOf,
  type Turn,
  tapeOf,
} from './testing/found.ts';

const never = (): boolean => false;

test('what the user sent into the page is not held against the server', () => {
  const of: Case = {
    chunks: [
      [10, 'event: a\n\n'],
      [20, 'data: 1\n\n'],
      [30, 'id: 1\ndata: 2'],
    ],
    now: 9000,
  };
  const facts = [15, 25, 4000].map((at) => injected({ on: 'sse', at, type: 'nobody', heard: 0 }));
  expect(findingsOf(of).length).toBeGreaterThan(1);
  expect(findingsOf({ ...of, facts })).toEqual(findingsOf(of));
});

describe('what a recording answered', () => {
  const of: Case = {
    chunks: [
      [10, 'event: a\n\n'],
      [20, 'id: 1\ndata: 2'],
    ],
    now: 9000,
  };

  test('is not held against the server, whoever says that it was a recording', () => {
    expect(findingsOf(of).length).toBeGreaterThan(1);
    expect(findingsOf({ ...of, facts: [answered('sse', 3)] })).toEqual([]);
    expect(findingsOf({ ...of, response: { headers: [...HEADERS, REPLAY_HEADER] } })).toEqual([]);
  });

  test('is looked at by no rule, and that is said', () => {
    const findings = new Findings(derive(tapeOf({ ...of, facts: [answered('sse', 3)] })), () => 15_000);
    while (findings.update(never));
    const { looked, blind, blindFor } = findings.coverage('sse');
    expect(looked).toEqual([]);
    expect(blind.length).toBeGreaterThan(10);
    expect(blindFor.map(({ cause }) => cause)).toEqual(['recording']);
  });

  test('is not open at once with a stream of the server’s', () => {
    const both = (by: readonly TapeRecord[]): Tape => {
      const tape = new Tape();
      for (const on of ['a', 'b']) {
        tape.append(request(on, { url: 'http://example.test/sse' }));
        if (on === 'b') for (const record of by) tape.append(record);
        tape.append(response(on, { headers: HEADERS }));
        tape.append(chunk(on, 10, 'data: 1\n\n'));
      }
      return tape;
    };
    const rules = (by: readonly TapeRecord[]) => {
      const findings = new Findings(derive(both(by)), () => 15_000);
      while (findings.update(never));
      return findings.of('a', 9000).map(({ rule }) => rule);
    };
    expect(rules([])).toContain('open-twice');
    expect(rules([answered('b', 2)])).not.toContain('open-twice');
  });
});

describe('healthy streams give nothing', () => {
  const tick = (count: number, every: number, text: (i: number) => string): [number, string][] =>
    Array.from({ length: count }, (_, i) => [10 + i * every, text(i)]);
  const token = (i: number): string =>
    `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" word${i}"}}]}\n\n`;
  const CASES: Readonly<Record<string, Case>> = {
    'tokens of a language model, with pauses to think': {
      request: { via: 'fetch', method: 'POST' },
      chunks: [
        ...Array.from({ length: 300 }, (_, i): [number, string] => [
          500 + i * 40 + (i > 150 ? 9_000 : 0),
          token(i),
        ]),
        [22_000, 'data: [DONE]\n\n'],
      ],
      facts: [{ kind: 'end', at: 22_010, on: 'sse', how: 'complete' }],
    },
    'a clock': { chunks: tick(300, 1000, (i) => `id: ${i}\ndata: 12:00:${i}\n\n`) },
    'quiet, with good heartbeats': {
      chunks: [
        [5, 'retry: 5000\n\n'],
        ...tick(240, 15_000, (i) => (i % 50 === 49 ? 'data: news\n\n' : ':\n\n')),
      ],
      now: 240 * 15_000 + 9_000,
    },
    'a JSON API': {
      chunks: tick(
        60,
        3_100,
        (i) => `event: order\nid: ${i}\ndata: {"order":${i},"items":[{"sku":"tea"}]}\n\n`,
      ).map(([at, text], i): [number, string] => [at + ((i * 977) % 2900), text]),
    },
    'FastAPI: a ping when idle, CRLF': {
      chunks: tick(30, 15_000, (i) =>
        i % 7 === 3 ? 'event: update\r\ndata: {}\r\n\r\n' : ': ping - 2026\r\n\r\n',
      ),
    },
    'nchan: ids with a colon, a comment first': {
      chunks: [[5, ': hi\n\n'], ...tick(20, 900, (i) => `id: 17000${i}:0\ndata: message ${i}\n\n`)],
    },
    'HTTP/2, pretty JSON over several lines, a multi-byte character in two chunks': {
      response: { protocol: 'h2' },
      chunks: [
        'data: {\ndata:   "a": 1\ndata: }\n\n',
        Uint8Array.of(0x64, 0x61, 0x74, 0x61, 0x3a, 0xc3),
        Uint8Array.of(0xbc, 10, 10),
      ],
    },
    'closed by the page in the middle of a message': {
      chunks: ['data: a\n\n', 'data: b'],
      facts: [{ kind: 'end', at: 900, on: 'sse', how: 'cancelled' }],
    },
  };
  test.each(Object.entries(CASES))('%s', (_, of) => {
    expect(statementsOf(of)).toEqual([]);
  });
});

describe('six connections to one host', () => {
  const tape = (count: number, protocol = 'http/1.1'): Tape => {
    const whole = new Tape();
    for (let i = 0; i < count; i++) {
      const on = `s${i}`;
      whole.append(request(on, { at: i, url: `http://example.test/feed?n=${i}` }));
      whole.append({ kind: 'sent', at: i, on, headers: [] });
      whole.append(response(on, { at: 100 + i, protocol, headers: HEADERS }));
    }
    return whole;
  };
  const of = (whole: Tape, channel: string, now = 1500) => {
    const findings = new Findings(derive(whole), () => 15_000);
    while (findings.update(never));
    return findings.of(channel, now).map(({ severity, statement }) => `${severity}: ${statement}`);
  };

  test('the seventh waits, and it is named who holds the six', () => {
    const whole = tape(6);
    whole.append(request('seventh', { at: 200, url: 'http://example.test/late' }));
    const [finding] = of(whole, 'seventh');
    expect(finding).toMatch(/^error: It waits: 6 requests .* example\.test: “\/feed\?n=0”.*“\/feed\?n=5”/);
  });

  test('the fifth and sixth are warned, the first four and HTTP/2 are not', () => {
    const whole = tape(6);
    expect(of(whole, 's3')).toEqual([]);
    expect(of(whole, 's4')[0]).toMatch(/^warning: It holds connection 5 of 6 to example\.test/);
    expect(of(whole, 's5')[0]).toMatch(/^warning: It holds connection 6 of 6/);
    expect(of(tape(8, 'h2'), 's7')).toEqual([]);
  });

  test('what waits or holds for less than a second is a queue that moves', () => {
    const whole = tape(6);
    whole.append(request('seventh', { at: 200, url: 'http://example.test/late' }));
    expect(of(whole, 'seventh', 1100)).toEqual([]);
    expect(of(whole, 'seventh', 1200)).not.toEqual([]);
    expect(of(whole, 's4', 1100)).toEqual([]);
    expect(of(whole, 's4', 1104)).not.toEqual([]);
  });

  test('who has not answered yet may well speak HTTP/2', () => {
    const whole = new Tape();
    for (let i = 0; i < 8; i++) {
      whole.append(request(`s${i}`, { at: i, url: 'https://example.test/feed' }));
      if (i < 7) whole.append({ kind: 'sent', at: i, on: `s${i}`, headers: [] });
    }
    expect(of(whole, 's7')).toEqual([]);
    expect(of(whole, 's6')).toEqual([]);
  });

  test('six without a response hold them too where the host cannot speak HTTP/2, and so do polls', () => {
    const whole = new Tape();
    for (let i = 0; i < 7; i++) {
      const isPoll = i === 0 ? { exchange: true as const, via: 'fetch' as const } : {};
      whole.append(request(`s${i}`, { at: i, url: `http://example.test/feed?n=${i}`, ...isPoll }));
      if (i < 6) whole.append({ kind: 'sent', at: i, on: `s${i}`, headers: [] });
    }
    expect(of(whole, 's6')[0]).toMatch(/^error: It waits: 6 requests .*“\/feed\?n=0”/);
    expect(of(whole, 's5')).toEqual([]);
  });

  test('one that ended makes room', () => {
    const whole = tape(6);
    whole.append({ kind: 'end', at: 300, on: 's0', how: 'complete' });
    whole.append(request('seventh', { at: 310, url: 'http://example.test/late' }));
    expect(of(whole, 'seventh')).toEqual([]);
    expect(of(whole, 's4')).toEqual([]);
  });
});

describe('the engine', () => {
  const good: Rule = {
    ...(RULES[0] as Rule),
    id: 'good',
    begin: () => ({ report: () => ({ statement: 'here', count: 1, evidence: [], since: 0, at: 0 }) }),
  };
  const throwing = (change: Partial<ReturnType<Rule['begin']>>): Rule => ({
    ...good,
    id: 'bad',
    begin: () => ({ report: () => null, ...change }),
  });
  const fail = (): never => {
    throw new Error('boom');
  };

  test.each<[string, Rule]>([
    ['at the beginning', { ...good, id: 'bad', begin: fail }],
    ['at a row', throwing({ row: fail })],
    ['at a chunk', throwing({ chunk: fail })],
    ['at a line', throwing({ line: { fields: [2], observe: fail } })],
    ['when asked', throwing({ report: fail })],
  ])('a rule that throws %s is told by its name, and the others continue', (_, rule) => {
    const findings = findingsOf({ chunks: ['data: a\n\n'], rules: [rule, good] });
    expect(findings.map(({ rule: id }) => id).sort()).toEqual(['bad', 'good']);
    expect(findings.find(({ rule: id }) => id === 'bad')?.statement).toMatch(/“bad”.*boom/);
  });

  test('the same array until something changed', () => {
    const tape = tapeOf({ chunks: ['event: a\nevent: b\ndata: x\n\n'] });
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000);
    while (findings.update(never));
    const first = findings.of('sse', 1000);
    expect(first).toHaveLength(1);
    expect(findings.of('sse', 1900)).toBe(first);
    tape.append(chunk('sse', 2000, 'data: y\n\n'));
    while (channels.update(never));
    while (findings.update(never));
    expect(findings.of('sse', 2000)).toBe(first);
    tape.append(chunk('sse', 2010, 'event: a\nevent: b\ndata: x\n\n'));
    while (channels.update(never));
    while (findings.update(never));
    expect(findings.of('sse', 2010)).not.toBe(first);
    expect(findings.of('sse', 2010)[0]?.count).toBe(2);
  });

  test('any cut into chunks and any slices find the same in the same rows', () => {
    const text = 'event: a\nevent: b\ndata: x\n\nfoo: 1\rData: y\r\rid: 1\u0000\n\nretry: x\n\n{"a":1}\n\n';
    const whole = findingsOf({ chunks: [text] });
    const tape = tapeOf({ chunks: [...text] });
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000);
    while (findings.update(() => true));
    const cut = findings.of('sse', tape.lastAt);
    const plain = (of: typeof whole) =>
      of
        .map(({ rule, count, evidence }) => ({ rule, count, evidence }))
        .filter(({ rule }) => rule !== 'tiny-chunks');
    expect(plain(cut)).toEqual(plain(whole));
    expect(whole.length).toBeGreaterThan(5);
  });

  test('connections of a channel fold to one finding a rule', () => {
    const one = findingsOf({ chunks: ['event: a\nevent: b\ndata: x\n\n'] });
    const two = findingsOf({ chunks: ['event: c\nevent: d\ndata: x\n\n', 'Data: y\n\n'] });
    const folded = fold([one, two]);
    expect(folded.map(({ rule, count }) => [rule, count])).toEqual([
      ['field-overwritten', 2],
      ['misspelt-field', 1],
    ]);
    expect(folded[0]?.statement).toMatch(/^On 2 connections \(most recently\): 1 line.*“event: d”/);
    expect(folded[0]?.evidence).toHaveLength(2);
  });

  test('evidence of a whole connection says which one of the channel it is', () => {
    const none = findingsOf({ chunks: ['data: x\n\n'] });
    const refused = findingsOf({ response: { status: 502 }, chunks: [] });
    const texts = (connections: readonly (readonly Finding[])[], rule: string) =>
      fold(connections)
        .find((finding) => finding.rule === rule)
        ?.evidence.map(({ text }) => text);
    expect(texts([none, refused, none, refused], 'final-status')).toEqual(['connection 2', 'connection 4']);
    expect(texts([none, refused], 'final-status')).toEqual(['connection 2']);
    expect(texts([refused], 'final-status')).toEqual(['connection']);
    const closed = findingsOf({
      response: { headers: [...HEADERS, ['connection', 'close']] },
      chunks: ['data: x\n\n'],
    });
    expect(texts([none, closed, closed], 'connection-close')).toEqual([
      'connection 2: connection',
      'connection 3: connection',
    ]);
  });

  test('a refusal is less grave once a later connection of the source has opened', () => {
    const refused = { status: 502, lasts: 10 };
    const found = (turns: readonly Turn[]) =>
      look(reconnecting(turns), { channel: 'c1' }).filter(({ rule }) => rule === 'final-status');
    const open: Turn = { text: 'data: x\n\n', lasts: null };
    const before: Turn = { ...open, lasts: 10 };
    expect(found([before, refused])[0]?.severity).toBe('error');
    const [once] = found([before, refused, { ...open, delay: 500 }]);
    expect(once).toMatchObject({
      severity: 'note',
      statement: expect.stringMatching(/A later connection opened\.$/),
    });
    const often = found([
      before,
      refused,
      { ...refused, delay: 500 },
      { ...refused, delay: 500 },
      { ...open, delay: 500 },
    ]);
    expect(often[0]).toMatchObject({ severity: 'warning', count: 3 });
  });

  test('a hostile stream is one finding with a count, at a cost that grows with it and no faster', () => {
    const hostile = (blocks: number): Tape => {
      const tape = tapeOf({});
      const text = 'event: a\nevent: b\ndata: x\n\n'.repeat(10_000);
      for (let i = 0; i < blocks / 10_000; i++) tape.append(chunk('sse', 100 + i, text));
      return tape;
    };
    const timed = (blocks: number): number => {
      const channels = derive(hostile(blocks));
      const findings = new Findings(channels, () => 15_000);
      const from = processorTime();
      while (findings.update(never));
      const [first] = findings.of('sse', 1000);
      const took = processorTime() - from;
      expect(first).toMatchObject({ rule: 'field-overwritten', count: blocks });
      expect(first?.evidence).toHaveLength(MAX_EVIDENCE);
      return took;
    };
    timed(50_000);
    const small = timed(100_000);
    const large = timed(400_000);
    // Four times as much, by the processor's time: a machine that is busy with something else does not count.
    expect(large).toBeLessThan(small * 4 * 4 + 500);
    expect(large).toBeLessThan(20_000);
  });

  test('what was asked for too early is asked anew, though the tape and its clock stand still', () => {
    const tape = tapeOf({
      chunks: ['data: a\n\n', 'data: lost'],
      facts: [{ kind: 'end', at: 30, on: 'sse', how: 'complete' }],
    });
    const findings = new Findings(derive(tape), () => 15_000);
    // A moment that is played is drawn before it was looked at.
    expect(findings.of('sse', 30)).toEqual([]);
    while (findings.update(never));
    expect(findings.of('sse', 30)).toMatchObject([{ rule: 'lost-at-end' }]);
  });

  test('where only messages are known, silence and framing are not judged', () => {
    const message = (at: number): TapeRecord => ({
      kind: 'message',
      at,
      on: 'sse',
      type: 'message',
      data: 'ping',
      id: '',
    });
    const facts: TapeRecord[] = [
      { kind: 'fidelity', at: 2, on: 'sse', level: 'messages', why: 'test' },
      ...Array.from({ length: 20 }, (_, i) => message(i * 1000)),
    ];
    expect(statementsOf({ facts, now: 900_000 })).toEqual([]);
    expect(statementsOf({ facts, response: { mimeType: 'text/html' }, now: 900_000 })).toEqual([
      'error wrong-type',
    ]);
  });

  test('what an unknown kind or an empty tape holds is no fault', () => {
    expect(look(new Tape())).toEqual([]);
    expect(statementsOf({ facts: [{ kind: 'unknown', at: 3, raw: { kind: 'later', on: 'sse' } }] })).toEqual(
      [],
    );
  });
});
