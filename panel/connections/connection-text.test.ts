import { describe, expect, it } from 'vitest';
import type { EventStreamConnectionRow, EventStreamJoin, WebSocketConnectionRow } from '../types.ts';
import { COLUMNS, cellsOf } from './connection-columns.ts';
import {
  delayText,
  dueText,
  endedText,
  idText,
  lastedText,
  lastMessageText,
  lostText,
  repeatedText,
  skippedText,
} from './connection-text.ts';

const join: EventStreamJoin = {
  why: 'It came when the browser’s reconnect was due.',
  isSure: true,
  byHand: false,
  delay: 505,
  due: 500,
  dueBy: 'retry',
  byPage: false,
  idSent: '7',
  idSentAs: null,
  idCommitted: '7',
  idCheck: 'equal',
  repeated: { count: 0, orMore: false, by: 'id', samples: [] },
  skipped: 0,
  restartedAtId: null,
};

const row = (
  change: Partial<EventStreamJoin> | null = {},
  rest: Partial<EventStreamConnectionRow> = {},
): EventStreamConnectionRow => ({
  kind: 'event-stream',
  id: 'b',
  number: 2,
  state: { kind: 'ended', at: 3000, good: true, inferred: false },
  openedAt: 1000,
  endedAt: 3000,
  status: 200,
  ended: 'ended by the server',
  verdict: 'The server ended the stream.',
  events: 3,
  lost: null,
  join: change && { ...join, ...change },
  ...rest,
});

describe('a connection', () => {
  it('that went well has nothing marked', () => {
    const cells = [endedText(row()), dueText(row()), idText(row()), repeatedText(row()), skippedText(row())];
    expect(cells.map(({ text }) => text)).toEqual(['ended by the server', '505 ms (500 ms)', '7', '–', '0']);
    expect(cells.some(({ isMarked }) => isMarked)).toBe(false);
  });

  it('that is the first has nothing before it', () => {
    const first = row(null);
    const cells = [dueText(first), idText(first), repeatedText(first), skippedText(first), lostText(first)];
    expect(cells.map(({ text }) => text)).toEqual(['–', '–', '–', '–', '–']);
  });

  it('that runs says for how long', () => {
    const runs = row({}, { endedAt: null, ended: '', state: { kind: 'open' } });
    expect(lastedText(runs, 2500).text).toBe('1.5 s');
    expect(endedText(runs)).toMatchObject({ text: 'open', isMarked: false });
  });

  it.each([
    ['no ID though there was one', idText(row({ idSent: null, idCheck: 'missing' })), 'none, not 7'],
    ['another ID', idText(row({ idSent: '5', idCheck: 'other' })), '5, not 7'],
    [
      'what came twice',
      repeatedText(row({ repeated: { count: 2, orMore: false, by: 'id', samples: ['6', '7'] } })),
      '2',
    ],
    [
      'more than was compared',
      repeatedText(row({ repeated: { count: 200, orMore: true, by: 'id', samples: ['1'] } })),
      '200 or more',
    ],
    ['IDs left out', skippedText(row({ skipped: 4 })), '4'],
    ['IDs that went back', skippedText(row({ restartedAtId: '1' })), 'back to 1'],
    ['a block cut off', lostText(row({}, { lost: { bytes: 12, text: 'half' } })), '12 B: half'],
  ])('marks %s', (_, cell, text) => {
    expect(cell).toMatchObject({ text, isMarked: true });
    expect(cell.title).not.toBe('');
  });

  it('says in what the ID was sent, and who made the connection', () => {
    const inAddress = { idSent: '7', idSentAs: 'lastEventId' };
    expect(idText(row(inAddress))).toMatchObject({
      text: '7',
      title: 'Sent as lastEventId in the address, and equal to the last event ID committed before',
    });
    expect(idText(row({ ...inAddress, idCheck: 'other', idCommitted: '9' })).title).toBe(
      'It sent 7 as lastEventId in the address; the last one committed was 9',
    );
    expect(idText(row({ ...inAddress, idCheck: 'unknown' })).title).toMatch(
      /^Sent as lastEventId in the address; no/,
    );
    expect(dueText(row({ byPage: true, due: null, dueBy: null }))).toMatchObject({
      text: expect.stringMatching(/ \(new\)$/),
      title: expect.stringContaining('new EventSource'),
    });
  });

  it('does not claim what is not known', () => {
    expect(idText(row({ idSent: undefined, idCheck: 'unknown' }))).toEqual({
      text: 'not known',
      title: 'The headers that were sent are not known',
    });
    expect(skippedText(row({ skipped: null })).text).toBe('–');
    expect(dueText(row({ due: null, dueBy: null })).title).toContain('program decides');
  });
});

describe('a connection of a WebSocket', () => {
  const socket = (change: Partial<WebSocketConnectionRow> = {}): WebSocketConnectionRow => ({
    kind: 'websocket',
    id: 'b',
    number: 2,
    state: { kind: 'ended', at: 3000, good: true, inferred: false },
    openedAt: 1000,
    endedAt: 3000,
    status: 101,
    ended: 'closed',
    verdict: 'Closed.',
    events: 3,
    lastMessage: { direction: 'received', text: '{"type":"error"}', at: 2960 },
    join: { why: '', isSure: true, byHand: false, delay: 505 },
    ...change,
  });

  it('has its delay, and the last message before the end', () => {
    expect(delayText(socket()).text).toBe('505 ms');
    expect(lastMessageText(socket())).toEqual({
      text: '↓ {"type":"error"}',
      title: 'The server sent it, 40 ms before the end: {"type":"error"}',
    });
    expect(lastMessageText(socket({ lastMessage: null })).text).toBe('none');
  });

  it('that was asked for before the end was reported has no negative delay', () => {
    const early = { why: '', isSure: true, byHand: false, delay: -12 };
    expect(delayText(socket({ join: early })).text).toBe('0 ms');
  });

  it('has a cell for each of its columns, as one of an event stream has', () => {
    const titles = (kind: 'event-stream' | 'websocket') => COLUMNS[kind].map(({ title }) => title);
    const opened = { text: '1 s' };
    expect(cellsOf(row(), opened, 0)).toHaveLength(titles('event-stream').length);
    expect(cellsOf(socket(), opened, 0)).toHaveLength(titles('websocket').length);
    expect(cellsOf(socket(), opened, 0).map(({ text }) => text)).toEqual([
      '2',
      '1 s',
      '2 s',
      'closed',
      '505 ms',
      '3',
      '↓ {"type":"error"}',
    ]);
  });
});
