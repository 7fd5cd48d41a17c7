/** What rules on chains, poll loops and sockets are handed: what is new, once, in order, in any slices. */
import { describe, expect, test } from 'vitest';
import type { PollLoop } from '../channels/index.ts';
import { derive } from '../channels/testing/derive.ts';
import { askTape, inTurn } from '../channels/testing/polling.ts';
import { asked, frame, opened } from '../channels/testing/websocket.ts';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { Findings } from './findings.ts';
import type { Rule, WebSocketRule } from './rule.ts';
import { look } from './testing/found.ts';

const never = (): boolean => false;
const always = (): boolean => true;

const about = { title: 'Test', severity: 'note', why: 'why', fix: 'fix', source: 'source' } as const;
const fail = (): never => {
  throw new Error('boom');
};
const nothing = { report: () => null };

function tapeOf(records: readonly TapeRecord[]): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: 0 });
  for (const record of records) tape.append(record);
  return tape;
}

/** Connection number `n`, from 0, of an EventSource that comes back each second. */
function connection(n: number, text: string, change: Parameters<typeof request>[1] = {}): TapeRecord[] {
  const [on, at] = [`c${n}`, n * 1000];
  return [
    request(on, { at, url: 'http://example.test/feed', ...change }),
    { kind: 'sent', at: at + 1, on, headers: [] },
    response(on, { at: at + 2 }),
    chunk(on, at + 5, text),
  ];
}
const over = (n: number): TapeRecord => ({ kind: 'end', at: n * 1000 + 10, on: `c${n}`, how: 'complete' });

/** Notes each call with a chain. */
function chainSpy(told: string[]): Rule {
  return {
    ...about,
    id: 'spy',
    of: 'chain',
    needs: ['bytes'],
    begin: (chain) => ({
      began(index) {
        told.push(`${index} began`);
        return { row: ({ key }) => void told.push(`${index} row ${key}`) };
      },
      ended: (index) => void told.push(`${index} ended`),
      report: () => ({ statement: chain.id, count: told.length, evidence: [], since: 0, at: 0 }),
    }),
  };
}

describe('a chain', () => {
  test.each([
    ['at once', never],
    ['in slices', always],
  ])('is handed each connection, its rows and its end, %s', (_, until) => {
    const told: string[] = [];
    const tape = tapeOf(connection(0, 'retry: 980\ndata: a\n\n'));
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [chainSpy(told)]);
    const go = (...records: TapeRecord[]): string[] => {
      told.length = 0;
      for (const record of records) tape.append(record);
      while (channels.update(until));
      while (findings.update(until));
      return [...told];
    };
    expect(go()).toEqual(['0 began', '0 row 0']);
    expect(go(chunk('c0', 7, 'data: b\n\ndata: c\n\n'))).toEqual(['0 row 1', '0 row 2']);
    expect(go(over(0))).toEqual(['0 ended']);
    const [asked, sent, ...answer] = connection(1, 'data: d\n\n') as [TapeRecord, TapeRecord];
    // Before it has a response it may still be another's.
    expect(go(asked, sent)).toEqual([]);
    expect(go(...answer)).toEqual(['1 began', '1 row 0']);
    expect(go()).toEqual([]);
    expect(findings.of('c0', 2000)).toHaveLength(1);
  });

  test('that is split begins anew, in both its parts', () => {
    const told: string[] = [];
    const tape = tapeOf([
      ...connection(0, 'retry: 980\ndata: a\n\n'),
      over(0),
      ...connection(1, 'data: b\n\n'),
      over(1),
    ]);
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [chainSpy(told)]);
    while (findings.update(never));
    expect(told).toEqual(['0 began', '0 row 0', '0 ended', '1 began', '1 row 0', '1 ended']);
    told.length = 0;
    expect(channels.split('c1')).toBe('c1');
    while (findings.update(never));
    expect(told.sort()).toEqual(['0 began', '0 began', '0 ended', '0 ended', '0 row 0', '0 row 0']);
    told.length = 0;
    expect(channels.join('c0', 'c1')).toBe(true);
    while (findings.update(never));
    expect(told).toEqual(['0 began', '0 row 0', '0 ended', '1 began', '1 row 0', '1 ended']);
    expect(findings.of('c1', 3000)).toEqual([]);
  });
});

describe('a poll loop', () => {
  const spy = (told: string[]): Rule => ({
    ...about,
    id: 'spy',
    of: 'poll',
    needs: ['exchanges'],
    begin: () => ({
      cycle: ({ index, exchange }) => void told.push(`${index} ${exchange.id}`),
      report: () => ({ statement: 'seen', count: told.length, evidence: [], since: 0, at: 0 }),
    }),
  });
  const asks = inTurn(6, (index) => ({ held: 2500, answer: index % 2 === 0 ? '[]' : `[{"id":${index}}]` }));

  test('is handed each cycle when it is over', () => {
    const told: string[] = [];
    const tape = askTape(asks);
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [spy(told)]);
    while (findings.update(always));
    expect(told).toEqual(['0 x1', '1 x2', '2 x3', '3 x4', '4 x5', '5 x6']);
    expect(findings.of('poll x1', tape.lastAt)).toHaveLength(1);
    // Its rows are found by their bytes.
    expect(channels.connection('x2')?.rowAt(1)).toBe(1);
    expect(channels.connection('x2')?.rowAt(999)).toBeNull();
  });

  test('of which the user says that it is none has no findings', () => {
    const channels = derive(askTape(asks));
    const findings = new Findings(channels, () => 15_000, [spy([])]);
    while (findings.update(never));
    const loop = channels.channel('poll x1') as PollLoop;
    expect(findings.of('poll x1', 20_000)).toHaveLength(1);
    expect(findings.coverage('poll x1').looked).toHaveLength(1);
    channels.setEndpointChoice(loop.requests.endpoint, 'not-a-loop');
    while (findings.update(never));
    expect(findings.of('poll x1', 20_000)).toEqual([]);
    expect(findings.coverage('poll x1').looked).toEqual([]);
  });

  test('of 10,000 cycles costs what is new', () => {
    let handed = 0;
    const rule: Rule = {
      ...about,
      id: 'count',
      of: 'poll',
      needs: ['exchanges'],
      begin: () => ({ ...nothing, cycle: () => void handed++ }),
    };
    const tape = askTape(inTurn(10_000, () => ({ held: 2500, answer: '[]' })));
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [rule]);
    while (findings.update(never));
    expect(handed).toBe(10_000);
    for (const at of [1, 2, 3]) {
      tape.append({ kind: 'clock', at: tape.lastAt + at, wall: 0 });
      while (channels.update(never));
      while (findings.update(never));
    }
    expect(handed).toBe(10_000);
  });
});

describe('a socket', () => {
  const spy = (told: string[]): WebSocketRule => ({
    ...about,
    id: 'spy',
    of: 'socket',
    needs: ['open-socket'],
    begin: (socket) => ({
      frame: (row) => void told.push(`${row} ${socket.tape.frames.direction(row)}`),
      report: () => ({ statement: 'seen', count: told.length, evidence: [], since: 0, at: 0 }),
    }),
  });

  test('is handed each frame', () => {
    const told: string[] = [];
    const tape = tapeOf([asked(), opened(), frame('sent', 10, 'a'), frame('received', 20, 'b')]);
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [spy(told)]);
    while (findings.update(always));
    expect(told).toEqual(['0 sent', '1 received']);
    tape.append(frame('received', 30, 'c'));
    while (channels.update(never));
    while (findings.update(always));
    expect(told).toEqual(['0 sent', '1 received', '2 received']);
    expect(findings.of('ws', 40)).toHaveLength(1);
  });

  test('has its rows found by their bytes, past notes and empty frames', () => {
    const channels = derive(
      tapeOf([
        asked(),
        opened(),
        frame('sent', 10, 'abc'),
        { kind: 'gap', at: 15, on: 'ws', why: 'test' },
        frame('received', 20, ''),
        frame('received', 30, 'de'),
      ]),
    );
    expect([0, 2, 3, 4, 5].map((offset) => channels.connection('ws')?.rowAt(offset))).toEqual([
      0,
      0,
      3,
      3,
      null,
    ]);
  });

  test('of 100,000 frames costs what it has, and no more', () => {
    let handed = 0;
    const rule: Rule = {
      ...about,
      id: 'count',
      of: 'socket',
      needs: ['open-socket'],
      begin: () => ({ ...nothing, frame: () => void handed++ }),
    };
    const tape = tapeOf([asked(), opened()]);
    for (let i = 0; i < 100_000; i++) tape.append(frame('received', 10 + i / 100, 'x'));
    const channels = derive(tape);
    const findings = new Findings(channels, () => 15_000, [rule]);
    while (findings.update(never));
    expect(handed).toBe(100_000);
  });
});

describe('a rule that throws is told by its name, and the others continue', () => {
  const good: Rule = {
    ...about,
    id: 'good',
    of: 'socket',
    needs: ['open-socket'],
    begin: () => ({ report: () => ({ statement: 'here', count: 1, evidence: [], since: 0, at: 0 }) }),
  };
  const socket = tapeOf([asked(), opened(), frame('sent', 10, 'a')]);
  test.each<[string, Rule]>([
    ['at the beginning', { ...about, id: 'bad', of: 'socket', needs: ['open-socket'], begin: fail }],
    [
      'at a frame',
      {
        ...about,
        id: 'bad',
        of: 'socket',
        needs: ['open-socket'],
        begin: () => ({ ...nothing, frame: fail }),
      },
    ],
    [
      'when asked',
      { ...about, id: 'bad', of: 'socket', needs: ['open-socket'], begin: () => ({ report: fail }) },
    ],
  ])('on a socket, %s', (_, rule) => {
    const findings = look(socket, { rules: [rule, good], channel: 'ws' });
    expect(findings.map(({ rule: id }) => id)).toEqual(['bad', 'good']);
    expect(findings[0]?.statement).toMatch(/“bad”.*boom/);
  });

  const chain = tapeOf([...connection(0, 'data: a\n\n'), over(0)]);
  test.each<[string, Rule]>([
    [
      'a beginning',
      { ...about, id: 'bad', of: 'chain', needs: ['bytes'], begin: () => ({ ...nothing, began: fail }) },
    ],
    [
      'an end',
      { ...about, id: 'bad', of: 'chain', needs: ['bytes'], begin: () => ({ ...nothing, ended: fail }) },
    ],
    [
      'a row',
      {
        ...about,
        id: 'bad',
        of: 'chain',
        needs: ['bytes'],
        begin: () => ({ ...nothing, began: () => ({ row: fail }) }),
      },
    ],
  ])('on a chain, at %s', (_, rule) => {
    const told: string[] = [];
    const findings = look(chain, { rules: [rule, chainSpy(told)], channel: 'c0' });
    expect(findings.map(({ rule: id }) => id)).toEqual(['bad', 'spy']);
    expect(told).toEqual(['0 began', '0 row 0', '0 ended']);
  });
});
