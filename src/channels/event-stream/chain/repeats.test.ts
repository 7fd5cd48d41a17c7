import { describe, expect, it } from 'vitest';
import { type ComparedEvent, compare as compareTo } from './repeats.ts';

const ids = (...all: (string | number)[]): ComparedEvent[] =>
  all.map((id) => ({ id: `${id}`, type: 'message', content: 'same' }));
const texts = (...all: string[]): ComparedEvent[] =>
  all.map((content) => ({ id: null, type: 'message', content }));

/** @param latest how many of those before are all that the last connection had. */
const compare = (before: readonly ComparedEvent[], after: readonly ComparedEvent[], latest = 0) =>
  compareTo({ events: before, latest }, after);

describe('events after a reconnect', () => {
  it('are the next ones', () => {
    expect(compare(ids(1, 2, 3), ids(4, 5))).toEqual({
      repeated: 0,
      orMore: false,
      by: 'id',
      samples: [],
      first: null,
      firstNew: 0,
      idsNameEvents: true,
      skipped: 0,
      restartedAtId: null,
    });
  });

  it('are told apart from an id that comes again and again', () => {
    const cursor = (...contents: string[]): ComparedEvent[] =>
      contents.map((content) => ({ id: 'cursor', type: 'message', content }));
    expect(compare(cursor('a', 'b'), cursor('c'))).toMatchObject({ repeated: 1, idsNameEvents: false });
    expect(compare(cursor('a', 'a'), cursor('a', 'a')).idsNameEvents).toBe(false);
    expect(compare(cursor('a', 'a'), [...ids(9), ...cursor('a')])).toMatchObject({
      repeated: 1,
      first: 1,
      idsNameEvents: true,
    });
  });

  it('came before, by their ids', () => {
    expect(compare(ids(1, 2, 3), ids(2, 3, 4))).toMatchObject({
      repeated: 2,
      samples: ['2', '3'],
      skipped: 0,
    });
  });

  it('came before, by type and data, where they have no ids', () => {
    expect(compare(texts('a', 'b', 'c'), texts('b', 'c', 'd'))).toMatchObject({
      repeated: 2,
      by: 'content',
      samples: ['b', 'c'],
      skipped: null,
    });
    expect(compare(texts('a', 'b'), texts('a', 'b', 'c')).repeated).toBe(2);
  });

  it('are the whole of the connection before once more, however often it came', () => {
    const answer = texts('a', 'b', '[DONE]');
    expect(compare([...answer, ...answer], answer)).toMatchObject({ repeated: 0 });
    expect(compare([...answer, ...answer], answer, 3)).toMatchObject({ repeated: 3, by: 'content' });
    expect(compare([...answer, ...answer], texts('a', 'b'), 3).repeated).toBe(0);
    expect(compare(texts('ping', 'ping', 'ping', 'ping'), texts('ping', 'ping'), 2).repeated).toBe(0);
  });

  it('that always say the same prove nothing', () => {
    expect(compare(texts('ping', 'ping', 'ping'), texts('ping', 'ping')).repeated).toBe(0);
    expect(compare(texts('a', 'b'), texts('a', 'c')).repeated).toBe(0);
  });

  it.each([
    ['left out', ids(1, 2, 3), ids(6, 7), 2, null],
    ['left out after one that came twice', ids(1, 2, 3), ids(3, 5), 1, null],
    ['left out, though some came twice before', ids(1, 2, 2, 3), ids(6, 7), 2, null],
    ['that never counted one by one', ids(10, 20, 30), ids(70, 80), null, null],
    ['that are no numbers', ids('a', 'b'), ids('d'), null, null],
    ['that began again', ids(41, 42, 43), ids(1, 2), 0, '1'],
    ['too few to say', ids(7), ids(9), null, null],
  ])('have ids %s', (_, tail, head, skipped, restartedAtId) => {
    expect(compare(tail, head)).toMatchObject({ skipped, restartedAtId });
  });
});
