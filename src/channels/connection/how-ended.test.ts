import { describe, expect, test } from 'vitest';
import type { EndRecord, Header, RequestRecord, ResponseRecord } from '../../tape/index.ts';
import { request, response } from '../../tape/testing.ts';
import { howEnded } from './how-ended.ts';

interface Change {
  readonly asked?: Partial<RequestRecord>;
  readonly headers?: readonly Header[];
  readonly answered?: ResponseRecord | null;
  readonly end?: Partial<EndRecord>;
  readonly bytes?: number;
}

const NO_STORE: Header = ['Cache-Control', 'no-store'];

/** A body of 30 bytes that fetch got, whose end is reported as cancelled. */
function judged({ asked, headers = [NO_STORE], answered, end, bytes = 30 }: Change) {
  return howEnded(
    {
      request: request('a', { via: 'fetch', ...asked }),
      response: answered === undefined ? response('a', { headers }) : answered,
      end: { kind: 'end', at: 9, on: 'a', how: 'cancelled', error: 'net::ERR_ABORTED', ...end },
    },
    bytes,
  );
}

describe('an end that is reported as cancelled', () => {
  test.each<[string, Change]>([
    ['no-store', {}],
    ['no-store among others', { headers: [['cache-control', 'private, NO-STORE, max-age=0']] }],
    ['no-store in a second header', { headers: [['cache-control', 'no-cache'], NO_STORE] }],
    ['no-store with an argument', { headers: [['cache-control', 'no-store=1']] }],
    ['a length of compressed bytes', { headers: [NO_STORE, ['content-encoding', 'gzip'], length(30)] }],
    ['a length that is none', { headers: [NO_STORE, ['content-length', '30, 30']] }],
  ])('is undecided with %s', (_, change) => {
    expect(judged(change)).toBe('undecided');
  });

  test.each<[string, Change]>([
    ['no-cache only', { headers: [['cache-control', 'no-cache']] }],
    ['another word that ends so', { headers: [['cache-control', 'x-no-store']] }],
    ['no-store as the name of a header', { headers: [['cache-control', 'private="a, no-store"']] }],
    ['no Cache-Control', { headers: [] }],
    ['XHR, whose end is reported', { asked: { via: 'xhr' } }],
    ['EventSource, whose end is reported', { asked: { via: 'eventsource' } }],
    ['no response', { answered: null }],
    ['no byte: an empty body that is read is reported as finished', { bytes: 0 }],
    ['a page that went', { end: { inferred: 'reload' } }],
    ['a service worker', { end: { serviceWorker: { url: '/sw.js' } } }],
    ['less than Content-Length says', { headers: [NO_STORE, length(31)] }],
  ])('is the page’s with %s', (_, change) => {
    expect(judged(change)).toBe('cancelled');
  });

  test('is complete where Content-Length is met', () => {
    expect(judged({ headers: [NO_STORE, length(30)] })).toBe('complete');
  });
});

test('what failed or is complete is so', () => {
  expect(judged({ end: { how: 'failed' } })).toBe('failed');
  expect(judged({ end: { how: 'complete' } })).toBe('complete');
});

test('what runs has not ended', () => {
  expect(howEnded({ request: request('a'), response: response('a'), end: null }, 30)).toBeNull();
});

test('of a body with a gap no length is counted', () => {
  const facts = {
    request: request('a', { via: 'fetch' }),
    response: response('a', { headers: [NO_STORE, length(30)] }),
    end: { kind: 'end', at: 9, on: 'a', how: 'cancelled' } as const,
    gaps: [{ kind: 'gap', at: 7, on: 'a', why: 'cleared' } as const],
  };
  expect(howEnded(facts, 10)).toBe('undecided');
});

function length(bytes: number): Header {
  return ['content-length', `${bytes}`];
}
