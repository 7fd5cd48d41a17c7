import { describe, expect, test } from 'vitest';
import type { SendingRun, SendingStatus, Target, Timed } from '../../types.ts';
import {
  chosenText,
  likelyTarget,
  noListenerText,
  noTargetsText,
  PACES,
  paceText,
  runText,
  targetText,
  typesWithoutListener,
} from './send-text.ts';

const target = (change: Partial<Target> = {}): Target => ({
  id: '1',
  to: 'eventsource',
  url: 'https://site.test/sse',
  state: 'open',
  place: { kind: 'page', url: 'https://site.test/' },
  types: ['open', 'price'],
  ...change,
});
const message = (type: string): Timed => ({ at: 0, type, data: '', id: '', binary: false });

describe('an object of the page', () => {
  test('is described by its place, its state and its listeners', () => {
    expect(targetText(target())).toBe('in the page · open · listens for price');
    expect(targetText(target({ types: ['error', 'open'] }))).toMatch(/nobody listens$/);
    const worker = { kind: 'worker' as const, url: 'https://site.test/w.js' };
    expect(targetText(target({ place: worker, types: null, state: 'connecting' }))).toBe(
      'in a worker, https://site.test/w.js · connecting · who listens is not known in a worker',
    );
    expect(targetText(target({ to: 'websocket', types: ['close', 'message'] }))).toMatch(
      /listens for message$/,
    );
  });

  test('has types without a listener, where the listeners are known', () => {
    const messages = [message('price'), message('other'), message('other'), message('')];
    expect(typesWithoutListener(target(), messages)).toEqual(['other', 'message']);
    expect(typesWithoutListener(target({ types: null }), messages)).toEqual([]);
    expect(typesWithoutListener(target({ to: 'websocket', types: ['message'] }), messages)).toEqual([]);
    expect(noListenerText(['a', 'b', 'c', 'd', 'e'])).toBe(
      'Nobody listens there for “a”, “b”, “c” and 2 more.',
    );
  });

  test('is chosen beforehand where it is the only one of the address, or the only one', () => {
    const other = target({ id: '2', url: 'https://site.test/other' });
    expect(likelyTarget([other, target()], 'https://site.test/sse')?.id).toBe('1');
    expect(likelyTarget([target(), target({ id: '3' })], 'https://site.test/sse')).toBeNull();
    expect(likelyTarget([other], 'https://site.test/sse')?.id).toBe('2');
    expect(likelyTarget([], null)).toBeNull();
  });
});

test('what was chosen, and what was left out', () => {
  const messages = [message('a'), message('b')];
  const chosen = { messages, skipped: 0, beyond: 0, max: 1000 };
  expect(chosenText(chosen)).toBe('2 messages.');
  expect(chosenText({ ...chosen, skipped: 1 })).toBe(
    '2 messages. 1 row is left out: comments, notes, sent by the page, or incomplete.',
  );
  expect(chosenText({ ...chosen, messages: [], skipped: 3 })).toBe(
    'Nothing to send: these 3 rows are comments, notes, sent by the page, or incomplete.',
  );
  expect(chosenText({ ...chosen, messages: [], skipped: 1, beyond: 5 })).toMatch(
    /^Nothing to send: this row is a comment.* 5 further rows left out: at most 1,000/,
  );
  expect(chosenText({ ...chosen, messages: [] })).toBe('Nothing to send: there is no row.');
});

describe('a series', () => {
  const run = (change: Partial<SendingRun>): string =>
    runText({
      target: target(),
      total: 3,
      sent: 2,
      withoutListener: [],
      isUnknown: false,
      end: null,
      ...change,
    });

  test('says how far it is, and how it ended', () => {
    expect(run({})).toBe('Sending 2 of 3 to https://site.test/sse…');
    expect(run({ sent: 3, end: { how: 'complete', why: null } })).toBe(
      'Sent 3 of 3 to https://site.test/sse.',
    );
    expect(run({ total: 1, sent: 1, end: { how: 'complete', why: null } })).toBe(
      'Sent it to https://site.test/sse.',
    );
    expect(run({ end: { how: 'cancelled', why: null } })).toMatch(/Sent 2 of 3 .*You stopped it\.$/);
    expect(run({ sent: 0, end: { how: 'failed', why: 'TypeError: no' } })).toBe(
      'Nothing was sent to https://site.test/sse. It failed: TypeError: no',
    );
    expect(run({ withoutListener: ['x'], isUnknown: true, end: { how: 'gone', why: null } })).toMatch(
      /The object is gone.*Nobody listened there for “x”\. Who listens is not known/,
    );
  });

  test('goes at once, as recorded, or N times as fast', () => {
    expect(PACES.map(paceText).slice(0, 2)).toEqual(['At once', 'As recorded, 0.1×']);
    expect(paceText(1)).toBe('As recorded');
  });
});

test('why there is nothing to choose', () => {
  const status = (change: Partial<SendingStatus>): string | null =>
    noTargetsText({
      targets: [],
      isLooking: false,
      silent: 0,
      problem: null,
      run: null,
      isLeft: false,
      ...change,
    });
  expect(status({})).toBe('The page has no EventSource and no WebSocket that is open.');
  expect(status({ silent: 2 })).toContain('2 frames or workers did not answer');
  expect(status({ targets: null })).toContain('The page went elsewhere');
  expect(status({ isLooking: true, targets: null })).toBe('Looking…');
  expect(status({ problem: 'No.' })).toBe('No.');
  expect(status({ targets: [target()] })).toBeNull();
});
