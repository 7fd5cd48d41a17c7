import { describe, expect, test } from 'vitest';
import { Tape, type TapeRecord } from '../tape/index.ts';
import { chunk, request, response } from '../tape/testing.ts';
import { type Channels, type ConnectionView, carryOver } from './index.ts';
import { derive, never } from './testing/derive.ts';
import { askTape } from './testing/polling.ts';
import { asked, frame, opened } from './testing/websocket.ts';

interface Case {
  readonly name: string;
  readonly id: string;
  /** A connection that is open and on which something came. */
  readonly tape: () => Tape;
  /** Begins the command that repeats it. */
  readonly command: string;
  /** What the kind says of it besides what all kinds say. */
  readonly transport: string;
  readonly hasRaw: boolean;
}

const tapeOf = (records: readonly TapeRecord[]): Tape => {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  for (const record of records) tape.append(record);
  return tape;
};

/** Every implementer of {@link ConnectionView}; another one is one more entry. */
const CASES: readonly Case[] = [
  {
    name: 'an event stream',
    id: 'sse',
    tape: () =>
      tapeOf([request('sse'), response('sse'), chunk('sse', 10, 'data: a\n\n'), chunk('sse', 20, ':x\n\n')]),
    command: "curl -N 'http://example.test/sse'",
    transport: 'sse',
    hasRaw: true,
  },
  {
    name: 'an exchange',
    id: 'x3',
    tape: () =>
      askTape([
        { at: 0, held: 900, answer: '[1,2]' },
        { at: 1000, held: 900, answer: '[3,4]' },
        { at: 2000, held: 900, answer: '[5,6]', isOpen: true },
      ]),
    command: "curl -N 'http://site.test/poll'",
    transport: 'poll',
    hasRaw: true,
  },
  {
    name: 'a response that is read in pieces',
    id: 'lines',
    tape: () =>
      tapeOf([
        request('lines', { exchange: true, via: 'fetch' }),
        response('lines', { mimeType: 'application/x-ndjson', headers: [] }),
        chunk('lines', 10, '{"id":1}\n{"i'),
        chunk('lines', 20, 'd":2}\n'),
      ]),
    command: "curl -N 'http://example.test/lines'",
    transport: 'pieces',
    hasRaw: true,
  },
  {
    name: 'a WebSocket',
    id: 'ws',
    tape: () => tapeOf([asked(), opened(), frame('sent', 10, 'hello'), frame('received', 20, 'world')]),
    command: 'websocat',
    transport: 'websocket',
    hasRaw: false,
  },
];

for (const { name, id, tape, command, transport, hasRaw } of CASES) {
  const whole = (): [Channels, ConnectionView] => {
    const channels = derive(tape());
    const view = channels.connection(id);
    if (!view) throw new Error('no such connection');
    return [channels, view];
  };

  describe(`the view on ${name}`, () => {
    test('has the facts of its tape, and its request and response in its detail', () => {
      const [channels, view] = whole();
      expect(view.id).toBe(id);
      expect(view.tape).toBe(channels.tape.connection(id));
      const { request, response, end } = view.facts;
      expect([request?.on, response?.on, end]).toEqual([id, id, null]);
      expect(channels.detail(id)).toMatchObject({
        summary: { id, transport, url: request?.url, status: response?.status, openedAt: request?.at },
        response: { headers: response?.headers },
        end: null,
      });
    });

    test('repeats its request by a command', () => {
      const [, view] = whole();
      expect(view.command().startsWith(command)).toBe(true);
      expect(view.command()).toContain(view.facts.request?.url ?? '?');
    });

    test('knows the row and the time of each byte that a row has, and of none behind the last', () => {
      const [channels, view] = whole();
      const channel = [...channels.all()].find((each) => each.connectionIds().includes(id));
      const rows = Array.from({ length: channel?.rows.count ?? 0 }, (_, key) => channel?.rows.describe(key));
      const mine = rows.flatMap((row) => (row?.connection === id && row.range ? [row] : []));
      for (const { key, range, at } of mine) {
        expect(view.rowAt(range?.[0] ?? -1)).toBe(key);
        expect(view.timeAt((range?.[1] ?? 0) - 1)).toBe(at);
      }
      expect(mine.length > 0 || transport === 'poll').toBe(true);
      expect(view.rowAt(view.content.length + 1)).toBeNull();
      expect(channels.bytes(id, 0, 2)).toEqual(view.content.peek(0, 2));
    });

    test('has its wire cut into rows that lead to its rows, or none', () => {
      const [, view] = whole();
      const raw = view.raw();
      expect(raw !== null).toBe(hasRaw);
      if (!raw) return;
      while (raw.work(never));
      expect(raw.count).toBeGreaterThan(1);
      for (let index = 0; index < raw.count; index++) {
        const row = raw.row(index);
        if (row.kind === 'bytes') expect(row.row).toBe(view.rowAt(row.start));
      }
    });

    test('is among those that are open, and continues on a new tape', () => {
      const [channels, view] = whole();
      expect([...channels.open()].map((each) => each.id)).toEqual([id]);
      const fresh = tapeOf([...carryOver(channels, 5000, 'cleared')]);
      const carried = derive(fresh).connection(id);
      expect(carried?.facts.request).toMatchObject({ ...view.facts.request });
      expect(carried?.facts.response).toEqual(view.facts.response);
      expect(carried?.facts.gaps).toMatchObject([{ at: 5000, why: 'cleared' }]);
      expect(carried?.detail({ listeners: () => null, holders: () => [] }).gaps).toHaveLength(1);
    });

    test('is open no more once it has ended, and says how', () => {
      const tapeWithEnd = tape();
      tapeWithEnd.append({
        kind: 'end',
        at: 6000,
        on: id,
        how: 'failed',
        error: 'net::ERR_CONNECTION_RESET',
      });
      const channels = derive(tapeWithEnd);
      expect([...channels.open()]).toEqual([]);
      const detail = channels.detail(id);
      expect(detail?.summary.state).toMatchObject({ kind: 'ended', at: 6000, good: false });
      expect(detail?.end?.text).toMatch(/reset by the other side/);
    });
  });
}

test('an exchange that turns out to be an event stream is one, with all that was known of it', () => {
  const tape = tapeOf([
    request('x', { exchange: true, via: 'fetch' }),
    { kind: 'sent', at: 1, on: 'x', headers: [['accept', 'text/event-stream']] },
    request('x', { via: 'fetch' }),
    response('x'),
    chunk('x', 10, 'data: a\n\n'),
  ]);
  const channels = derive(tape);
  expect(channels.polls.exchange('x')).toBeUndefined();
  expect(channels.stream('x')?.facts.sentRecords).toHaveLength(1);
  expect(channels.detail('x')?.summary).toMatchObject({ transport: 'sse', events: 1 });
});
