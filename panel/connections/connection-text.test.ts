import { describe, expect, it } from 'vitest';
import type { ConnectionRow, JoinDetail } from '../types.ts';
import {
  delayText,
  endedText,
  idText,
  lastedText,
  lostText,
  repeatedText,
  skippedText,
} from './connection-text.ts';

const join: JoinDetail = {
  why: 'It came when the browser’s reconnect was due.',
  isSure: true,
  byHand: false,
  delay: 505,
  due: 500,
  dueBy: 'retry',
  idSent: '7',
  idCommitted: '7',
  idCheck: 'equal',
  repeated: { count: 0, orMore: false, by: 'id', samples: [] },
  skipped: 0,
  restartedAtId: null,
};

const row = (change: Partial<JoinDetail> | null = {}, rest: Partial<ConnectionRow> = {}): ConnectionRow => ({
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
    const cells = [
      endedText(row()),
      delayText(row()),
      idText(row()),
      repeatedText(row()),
      skippedText(row()),
    ];
    expect(cells.map(({ text }) => text)).toEqual(['ended by the server', '505 ms (500 ms)', '7', '–', '0']);
    expect(cells.some(({ isMarked }) => isMarked)).toBe(false);
  });

  it('that is the first has nothing before it', () => {
    const first = row(null);
    const cells = [delayText(first), idText(first), repeatedText(first), skippedText(first), lostText(first)];
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

  it('does not claim what is not known', () => {
    expect(idText(row({ idSent: undefined, idCheck: 'unknown' }))).toEqual({
      text: 'not known',
      title: 'The headers that were sent are not known',
    });
    expect(skippedText(row({ skipped: null })).text).toBe('–');
    expect(delayText(row({ due: null, dueBy: null })).title).toContain('program decides');
  });
});
