/** Answers that are framed: a record is a row. By the exchange itself, whatever loop it is in. */
import { describe, expect, test } from 'vitest';
import type { RequestRecord, ResponseRecord } from '../../tape/index.ts';
import { RowsView } from '../index.ts';
import { never } from '../testing/derive.ts';
import { bodyTape, typed } from '../testing/pieces.ts';
import { Exchange } from './exchange.ts';
import { PollLane } from './lane.ts';
import { AnswerHabit } from './response/fault.ts';
import { ResponseRows } from './response-rows.ts';

interface Answer {
  readonly url?: string;
  readonly body: string | Uint8Array;
  readonly type?: string;
}

function exchangeOf({ url = 'http://site.test/poll', body, type = 'text/plain' }: Answer): Exchange {
  const request: Partial<RequestRecord> = { url };
  const response: Partial<ResponseRecord> = typed(type);
  const tape = bodyTape({ request, response, chunks: [[10, body]], end: {} });
  const connection = tape.connection('body');
  const [asked] = connection?.facts ?? [];
  if (!connection || asked?.kind !== 'request') throw new Error('no exchange');
  const exchange = new Exchange(connection, asked);
  for (const fact of connection.facts) exchange.addFact(fact);
  return exchange;
}

/** The rows that answers bring, one after another. */
function rowsOf(...answers: readonly Answer[]) {
  const exchanges = answers.map(exchangeOf);
  const rows = new ResponseRows(exchanges);
  for (const [number, exchange] of exchanges.entries()) rows.add(number, exchange.content().list);
  return { rows, exchanges };
}

/** Rows as "kind type|id|data (why)". */
function shown(...answers: readonly Answer[]): string[] {
  const { rows } = rowsOf(...answers);
  return Array.from({ length: rows.count }, (_, key) => {
    const { kind, type, id, data, why } = rows.describe(key);
    return `${kind} ${type}|${id}|${data}${why ? ` (${why})` : ''}`;
  });
}

const SOCKJS = 'http://site.test/echo/042/ab3defgh/xhr';
const EIO4 = 'http://site.test/socket.io/?EIO=4&transport=polling&t=a&sid=x';
const EIO3 = 'http://site.test/socket.io/?EIO=3&transport=polling&t=a&sid=x';
const BUS = `http://site.test/message-bus/${'0a'.repeat(16)}/poll`;

describe('the rows of an answer', () => {
  test('are its lines of JSON', () => {
    const body = '{"id":1,"type":"price"}\n\n{"event":"bye"}\noops\n{"id"';
    expect(shown({ body, type: 'application/x-ndjson' })).toEqual([
      'event price|1|{"id":1,"type":"price"}',
      expect.stringMatching(/^comment \|\| \(An empty line/),
      'event bye||{"event":"bye"}',
      'discarded ||oops (It is no JSON: “oops”.)',
      'discarded ||{"id" (Cut: the body ended before it was whole.)',
    ]);
    expect(shown({ body: '{"a":1}\n{"b":2}\n', type: 'application/json' })).toEqual([
      'event ||{"a":1}',
      'event ||{"b":2}',
    ]);
  });

  test('are the elements of an array that was never closed', () => {
    expect(shown({ body: '[{"id":1},{"id":2},', type: 'application/json' })).toEqual([
      'event |1|{"id":1}',
      'event |2|{"id":2}',
      expect.stringMatching(/^discarded \|\| \(The array was never closed/),
    ]);
  });

  test('are the frames of SockJS', () => {
    const answers = ['o\n', 'a["x","y"]\n', 'h\n', 'c[3000,"Go away!"]\n'];
    expect(shown(...answers.map((body) => ({ url: SOCKJS, body, type: 'application/javascript' })))).toEqual([
      'event open||o',
      'event messages||["x","y"]',
      'comment empty||h\n (Empty: nothing but a sign of life.)',
      'event close||[3000,"Go away!"]',
    ]);
  });

  test('are the packets of Engine.IO 4', () => {
    expect(shown({ url: EIO4, body: '2\x1e42["said","é"]\x1e431[]\x1ebAQI=' })).toEqual([
      'comment ping||2 (A ping asks for a sign of life, and carries nothing.)',
      'event event said||42["said","é"]',
      'event ack|1|431[]',
      'event binary message||bAQI=',
    ]);
    // A digit is JSON as well, and an answer to what was sent is no packet.
    expect(exchangeOf({ url: EIO4, body: '2' }).judgeOutcome()).toEqual({
      outcome: 'empty',
      why: 'Empty: nothing but a sign of life.',
    });
    expect(shown({ url: EIO4, body: '40' }, { url: EIO4, body: 'ok', type: 'text/html' })).toEqual([
      'event connect||40',
      'event ||ok',
    ]);
  });

  test('are the packets of Engine.IO 3, as text and in bytes', () => {
    expect(shown({ url: EIO3, body: '4:4é😀1:2' })).toEqual([
      'event message||4é😀',
      expect.stringMatching(/^comment ping\|\|2/),
    ]);
    const body = Uint8Array.of(0, 3, 0xff, 0x34, 0xc3, 0xa9, 1, 4, 0xff, 4, 1, 2, 0xff);
    const { rows } = rowsOf({ url: EIO3, body, type: 'application/octet-stream' });
    expect([0, 1].map((key) => rows.describe(key))).toMatchObject([
      { type: 'message', data: '4é', size: 6, range: [0, 6] },
      { type: 'binary message', data: '04 01 02 ff', size: 7, range: [6, 13] },
    ]);
    expect(rows.payload(1)).toMatchObject({ binary: true, data: 'BAEC/w==' });
    expect(rows.text(0)?.data).toBe('4é');
  });

  test('are the messages of message_bus', () => {
    const body = '[]\r\n|\r\n[{"message_id":7,"channel":"/a"}]\r\n|\r\n[]\r\n|\r\n';
    expect(shown({ url: BUS, body })).toEqual([
      expect.stringMatching(/^comment \|\|\[\] \(An empty list/),
      'event /a|7|{"message_id":7,"channel":"/a"}',
      expect.stringMatching(/^comment \|\|\[\]/),
    ]);
  });

  test.each([
    ['text that begins as a frame', { body: 'a["x"]\n' }],
    ['a digit of another server', { body: '2', type: 'application/json' }],
    [
      'one object, though its type is that of lines',
      { body: '{\n "a": 1\n}\n', type: 'application/x-ndjson' },
    ],
    ['plain text', { body: 'one\ntwo\n' }],
    ['a page', { url: SOCKJS, body: '<!doctype html><p>Sign in' }],
  ])('is one for %s', (_name, answer) => {
    expect(rowsOf(answer).rows.count).toBe(1);
  });

  test('are the elements of a list where the whole is JSON, whatever its type', () => {
    expect(shown({ body: '{"events":[{"id":1},{"id":2}]}\n', type: 'application/x-ndjson' })).toHaveLength(2);
  });
});

test('records are counted by what became of them, filtered, and found by their bytes', () => {
  const body = '{"type":"a"}\n\n{"type":"b"}\noops\n';
  const { rows, exchanges } = rowsOf({ body: '[1]' }, { body, type: 'application/x-ndjson' });
  expect([rows.events, rows.comments, rows.discarded]).toEqual([3, 1, 1]);
  const found = (filter: string, comments: boolean) => {
    const view = new RowsView(rows, { stream: 'poll', filter, comments, sort: null });
    while (view.work(never));
    return view.rows(0, view.count).map(({ key }) => key);
  };
  expect(found('', false)).toEqual([0, 1, 3, 4]);
  expect(found('type:b', true)).toEqual([3]);
  expect(rows.holding(1, body.indexOf('b'))).toBe(3);
  expect(rows.describe(4)).toMatchObject({ label: 'broken' });
  const lane = new PollLane({ id: 'poll', exchanges, answeredBy: () => null, end: () => null }, rows);
  const [ticks] = lane.ticks;
  expect([0, 2, 4].map((row) => ticks?.kinds.includes(ticks.kind(row)))).toEqual([true, true, true]);
  expect(ticks?.kind(4)).not.toBe(ticks?.kind(0));
});

describe('what an answer of records is', () => {
  const habitOf = (...answers: readonly Answer[]) => {
    const habit = new AnswerHabit();
    return answers.map((answer) => {
      const exchange = exchangeOf(answer);
      exchange.habit = habit;
      return exchange.judgeOutcome().outcome;
    });
  };
  const lines = { body: '{"a":1}\n{"b":2}\n', type: 'application/x-ndjson' };

  test('an error where its one record states it', () => {
    expect(habitOf({ body: '{"error":"denied"}\x1e' })).toEqual(['fault']);
    expect(habitOf({ body: '{"error":"denied"}\n', type: 'application/x-ndjson' })).toEqual(['fault']);
    expect(habitOf({ body: '{"a":1}\n{"error":"denied"}\n', type: 'application/x-ndjson' })).toEqual([
      'data',
    ]);
  });

  test('data as the ones before it; a page in its place is a fault', () => {
    const page = { body: '<!doctype html><p>Sign in', type: 'text/html' };
    expect(habitOf(lines, lines, lines, page)).toEqual(['data', 'data', 'data', 'fault']);
    const frame = { url: SOCKJS, body: 'a["x"]\n', type: 'application/javascript' };
    expect(habitOf(frame, frame, frame, { ...page, url: SOCKJS })).toEqual(['data', 'data', 'data', 'fault']);
  });
});

test('an answer that is not kept whole has no records', () => {
  const tape = bodyTape({ request: { url: SOCKJS }, chunks: [[10, 'a["x"]\n']], end: {} });
  tape.append({ kind: 'chunk', at: 12, on: 'body', length: 5 });
  const connection = tape.connection('body');
  const [asked] = connection?.facts ?? [];
  if (!connection || asked?.kind !== 'request') throw new Error('no exchange');
  expect(new Exchange(connection, asked).records()).toBeNull();
});
