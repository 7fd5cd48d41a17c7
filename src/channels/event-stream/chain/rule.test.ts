import { describe, expect, it } from 'vitest';
import type { EndRecord, RequestRecord } from '../../../tape/index.ts';
import { request } from '../../../tape/testing.ts';
import type { JoinJudgement } from '../../chain/link.ts';
import type { Earlier, Later } from './judged.ts';
import { judgeJoin } from './rule.ts';

const end = (change: Partial<EndRecord> = {}): EndRecord => ({
  kind: 'end',
  at: 1000,
  on: 'a',
  how: 'complete',
  ...change,
});

const url = 'http://example.test/sse';

function earlier(change: Partial<Earlier> = {}, asked: Partial<RequestRecord> = {}): Earlier {
  return {
    request: request('a', { url, ...asked }),
    finalUrl: url,
    end: end(),
    how: change.end === undefined ? 'complete' : (change.end?.how ?? null),
    refusal: null,
    isStopped: false,
    retry: null,
    retryIsKnown: true,
    lastEventId: '',
    lastEventIdBefore: '',
    idIsKnown: true,
    madeAnew: 0,
    hasPost: asked.method === 'POST',
    ...change,
  };
}

/** A request some milliseconds after the end. */
function later(
  delay: number,
  lastEventId: Later['lastEventId'] = null,
  asked: Partial<RequestRecord> = {},
): Later {
  return { request: request('b', { url, at: 1000 + delay, ...asked }), lastEventId };
}

const said = (judgement: JoinJudgement): string => (judgement.joins ? judgement.certainty : 'no');

describe('an EventSource', () => {
  it.each([
    ['after the browser’s default', earlier(), later(3002), 'likely'],
    ['after the server’s retry', earlier({ retry: 500 }), later(510), 'likely'],
    ['in a hidden tab, a second late', earlier({ retry: 500 }), later(1900), 'likely'],
    ['in a tab hidden for long', earlier(), later(60_000), 'uncertain'],
    ['with the ID committed, however late', earlier({ lastEventId: '7' }), later(900_000, '7'), 'confirmed'],
    ['after a failure', earlier({ end: end({ how: 'failed' }) }), later(3000), 'likely'],
    [
      'at the address redirected to',
      earlier({ finalUrl: `${url}/moved` }),
      later(3000, null, { url: `${url}/moved` }),
      'likely',
    ],
    [
      'while its headers are not known',
      earlier({ lastEventId: '7' }),
      { ...later(3000), lastEventId: undefined },
      'likely',
    ],
    ['with another ID at the right time', earlier({ lastEventId: '7' }), later(3000, '6'), 'uncertain'],
    [
      'without an ID, where bytes are missing',
      earlier({ lastEventId: '7', idIsKnown: false }),
      later(3000),
      'likely',
    ],
  ])('continues %s', (_, before, after, certainty) => {
    expect(said(judgeJoin(before, after))).toBe(certainty);
  });

  it.each([
    ['sooner than the browser’s default, with an ID', earlier(), later(1000, '7'), 'sooner'],
    ['sooner than retry, with an ID', earlier({ retry: 5000 }), later(3000, '7'), 'sooner'],
    ['more than a minute late', earlier(), later(70_000), 'too long'],
    ['after close()', earlier({ end: end({ how: 'cancelled' }) }), later(3000), 'closed'],
    ['while the other runs', earlier({ end: null }), later(3000), 'open'],
    ['before the other ends', earlier(), later(-100), 'open'],
    ['after a reload', earlier({ end: end({ how: 'cancelled', inferred: 'reload' }) }), later(3000), 'gone'],
    ['after a crash', earlier({ end: end({ how: 'failed', inferred: 'crash' }) }), later(3000), 'gone'],
    ['for another address', earlier(), later(3000, null, { url: `${url}?room=2` }), 'address'],
    ['from another frame', earlier(), later(3000, null, { context: { kind: 'frame', id: 'f' } }), 'frame'],
    ['by fetch', earlier(), later(3000, null, { via: 'fetch' }), 'kind'],
  ])('is a new one %s', (_, before, after, why) => {
    const judgement = judgeJoin(before, after);
    expect(judgement.joins).toBe(false);
    expect(judgement.why).toContain(why);
  });
});

describe('a new EventSource that the page makes', () => {
  const failed = end({ how: 'failed' });
  const cors = end({ how: 'failed', blocked: 'X' });

  it.each([
    ['after a refusal', earlier({ refusal: 'HTTP 503' }), later(1000), 'likely'],
    ['a minute after a refusal', earlier({ refusal: 'HTTP 503' }), later(60_000), 'likely'],
    ['two minutes after a refusal', earlier({ refusal: 'HTTP 503' }), later(120_000), 'uncertain'],
    [
      'after a refusal at which it called close()',
      earlier({ refusal: 'HTTP 503', end: end({ how: 'cancelled' }) }),
      later(1000),
      'likely',
    ],
    ['after a CORS error', earlier({ end: cors }), later(3000), 'likely'],
    ['after a 204, soon', earlier({ refusal: 'HTTP 204', isStopped: true }), later(3000), 'likely'],
    ['at once after a failure', earlier({ end: failed }), later(0), 'uncertain'],
    ['sooner than the browser, the second time', earlier({ madeAnew: 1 }), later(1000), 'likely'],
    ['sooner than the browser, after a whole response', earlier(), later(1000), 'uncertain'],
    ['without the ID there was', earlier({ lastEventId: '7' }), later(3000), 'uncertain'],
    ['again without it', earlier({ lastEventId: '7', madeAnew: 1 }), later(3000), 'likely'],
    ['as late as the browser, by habit', earlier({ madeAnew: 2 }), later(3000), 'likely'],
    ['later than the browser, by habit', earlier({ end: failed, madeAnew: 3 }), later(16_000), 'likely'],
  ])('is joined %s', (_, before, after, certainty) => {
    const judgement = judgeJoin(before, after);
    expect(judgement).toMatchObject({ joins: true, certainty, byPage: true });
    expect(judgement.why).toContain('the page made a new EventSource');
  });

  it.each([
    ['when the browser’s is due', earlier(), later(3000)],
    ['when the browser’s is due, though one was new', earlier({ madeAnew: 1 }), later(3000)],
    ['with the ID that only the browser sends', earlier({ lastEventId: '7' }), later(3000, '7')],
    ['where a retry may have been missed', earlier({ retryIsKnown: false }), later(1000)],
  ])('is not seen %s', (_, before, after) => {
    expect(judgeJoin(before, after)).not.toHaveProperty('byPage');
  });

  it.each([
    ['while the other is open', earlier({ refusal: 'HTTP 503' }), later(-20)],
    ['ten minutes after', earlier({ refusal: 'HTTP 503' }), later(600_000)],
    ['a minute after a 204', earlier({ refusal: 'HTTP 204', isStopped: true }), later(70_000)],
    ['after close() of an open one', earlier({ end: end({ how: 'cancelled' }) }), later(1000)],
    [
      'after a refusal, with another parameter',
      earlier({ refusal: 'HTTP 503' }),
      later(1000, null, { url: `${url}?t=2` }),
    ],
  ])('is a stream of its own %s', (_, before, after) => {
    expect(said(judgeJoin(before, after))).toBe('no');
  });
});

describe('a cursor in the address', () => {
  const asked = (query: string): string => (query === '' ? url : `${url}?${query}`);
  const of = (
    from: string,
    to: string,
    change: Partial<Earlier> = {},
    via: 'eventsource' | 'fetch' | 'xhr' = 'xhr',
    delay = 900,
  ) =>
    judgeJoin(
      earlier({ lastEventId: '7', finalUrl: asked(from), ...change }, { url: asked(from), via }),
      later(delay, null, { url: asked(to), via }),
    );

  it.each([
    ['lastEventId', '', 'lastEventId=7'],
    ['last_event_id', 'room=1', 'room=1&last_event_id=7'],
    ['lastEventID, in another place', 'lastEventID=3&room=1', 'room=1&lastEventID=7'],
    ['evs_last_event_id', 'evs_last_event_id=3', 'evs_last_event_id=7'],
    ['Last-Event-ID', '', 'Last-Event-ID=7'],
    ['cursor', 'cursor=3', 'cursor=7'],
    ['since', '', 'since=7'],
    ['Last-Event-ID beside an older one', 'Last-Event-ID=3', 'Last-Event-ID=3&Last-Event-ID=7'],
    [
      'Last-Event-ID beside an older one, again',
      'Last-Event-ID=3&Last-Event-ID=7',
      'Last-Event-ID=3&Last-Event-ID=7',
    ],
    ['beside a cache buster', 'r=0.12', 'r=0.34&lastEventId=7'],
  ])('named %s is known', (_, from, to) => {
    expect(of(from, to)).toMatchObject({ joins: true, certainty: 'confirmed' });
    expect(of(from, to).why).toMatch(/“7”, as [\w-]+ in the address\.$/);
  });

  it.each(['fetch', 'xhr', 'eventsource'] as const)('is confirmed however late, by %s', (via) => {
    const closed = { end: end({ how: 'cancelled' }) };
    expect(said(of('', 'lastEventId=7', closed, via, 900_000))).toBe('confirmed');
  });

  it('is known by its value, whatever its name', () => {
    const long = { lastEventId: 'größe 1-7' };
    expect(said(of('p=x', `p=${encodeURIComponent('größe 1-7')}`, long))).toBe('confirmed');
    expect(said(of('ts=1700000000', 'ts=1700000009', { lastEventId: '1700000009' }))).toBe('confirmed');
    // A short one may be equal by chance: the time must fit as well.
    expect(said(of('', 'n=7'))).toBe('likely');
    expect(said(of('n=3', 'n=7', { lastEventIdBefore: '3' }))).toBe('likely');
    expect(said(of('', 'n=7', { end: end({ how: 'cancelled' }) }))).toBe('no');
    expect(said(of('room=3', 'room=7'))).toBe('no');
  });

  it('is not there where only what was made up against caches differs: then a new one is joined as at the same address', () => {
    const one = { lastEventId: '' };
    expect(said(of('room=1&_ts=1795747195937', 'room=1&_ts=1795747197452', one, 'eventsource'))).toBe(
      'uncertain',
    );
    expect(said(of('rand=0.1234', 'rand=0.9876', one, 'fetch'))).toBe(said(of('', '', one, 'fetch')));
    const closed = { ...one, end: end({ how: 'cancelled' }) };
    expect(said(of('_=1795747195937', '_=1795747197452', closed, 'eventsource'))).toBe('no');
    expect(said(of('room=1&_ts=1795747195937', 'room=2&_ts=1795747197452', one, 'eventsource'))).toBe('no');
    // A short number may be a room’s.
    expect(said(of('r=1', 'r=2', one, 'eventsource'))).toBe('no');
  });

  it('with another ID is joined by its time, and not sure', () => {
    expect(said(of('', 'lastEventId=6'))).toBe('uncertain');
    expect(said(of('', 'lastEventId=6', {}, 'eventsource'))).toBe('uncertain');
    expect(said(of('', 'lastEventId=6', {}, 'xhr', 60_000))).toBe('no');
    expect(said(of('lastEventId=6', 'lastEventId=6'))).toBe('uncertain');
  });

  it.each([
    ['another parameter differs as well', 'room=1', 'room=2&lastEventId=7'],
    ['it is named otherwise and has another value', 'page=1', 'page=2'],
    ['it is left out', 'lastEventId=7', ''],
  ])('is none where %s', (_, from, to) => {
    expect(said(of(from, to))).toBe('no');
  });

  it('at another path is another stream’s', () => {
    const next = later(900, null, { url: 'http://example.test/other?lastEventId=7', via: 'xhr' });
    expect(said(judgeJoin(earlier({ lastEventId: '7' }, { via: 'xhr' }), next))).toBe('no');
  });
});

describe('a GET after a POST', () => {
  const post = { via: 'fetch', method: 'POST', body: '{"q":1}' } as const;
  const answered = (change: Partial<Earlier> = {}) => earlier({ lastEventId: 'a_7', ...change }, post);

  it.each([
    ['its last event ID', answered(), 'a_7', 'confirmed'],
    [
      'its last event ID, after the page ended it',
      answered({ end: end({ how: 'cancelled' }) }),
      'a_7',
      'confirmed',
    ],
    ['another ID', answered(), 'b_7', 'no'],
    ['no ID', answered(), null, 'no'],
    ['no ID, where there was none', answered({ lastEventId: '' }), null, 'no'],
  ])('with %s: %s', (_, first, sent, certainty) => {
    expect(said(judgeJoin(first, later(900, sent, { via: 'fetch' })))).toBe(certainty);
  });

  it.each([
    ['its last event ID', 'a_8', 'confirmed'],
    ['no ID', null, 'no'],
  ])('again, with %s: %s', (_, sent, certainty) => {
    const resumed = earlier({ lastEventId: 'a_8', hasPost: true }, { via: 'fetch' });
    expect(said(judgeJoin(resumed, later(900, sent, { via: 'fetch' })))).toBe(certainty);
  });

  it('at another address, or by XHR, is another one', () => {
    expect(said(judgeJoin(answered(), later(900, 'a_7', { via: 'fetch', url: `${url}/other` })))).toBe('no');
    expect(said(judgeJoin(answered(), later(900, 'a_7', { via: 'xhr' })))).toBe('no');
    expect(said(judgeJoin(earlier({ lastEventId: 'a_7' }, { via: 'fetch' }), later(900, 'a_7', post)))).toBe(
      'no',
    );
  });
});

describe('a program’s stream', () => {
  const post = { via: 'fetch', method: 'POST', body: '{"q":1}' } as const;
  const at = (line: number) => ({ initiator: { url: 'app.js', line, column: 1, functionName: 'ask' } });

  it.each([
    ['soon after a clean end', earlier({}, { via: 'fetch' }), later(900, null, { via: 'fetch' }), 'likely'],
    [
      'soon after a failure',
      earlier({ end: end({ how: 'failed' }) }, post),
      later(30_000, null, post),
      'likely',
    ],
    ['for the same prompt', earlier({}, post), later(2000, null, post), 'uncertain'],
    [
      'with the ID, though the page ended it itself',
      earlier({ lastEventId: '7', end: end({ how: 'cancelled' }) }, post),
      later(3_600_000, '7', post),
      'confirmed',
    ],
    [
      'without the ID there was',
      earlier({ lastEventId: '7' }, { via: 'xhr' }),
      later(900, null, { via: 'xhr' }),
      'uncertain',
    ],
    [
      'after a 401',
      earlier({ refusal: 'HTTP 401' }, { via: 'fetch' }),
      later(900, null, { via: 'fetch' }),
      'likely',
    ],
    [
      'after the server ended it, or the page',
      earlier({ end: end({ how: 'cancelled' }), how: 'undecided' }, { via: 'fetch' }),
      later(900, null, { via: 'fetch' }),
      'uncertain',
    ],
    [
      'after the server ended it, or the page, with the last event ID',
      earlier({ end: end({ how: 'cancelled' }), how: 'undecided', lastEventId: '7' }, { via: 'fetch' }),
      later(900, '7', { via: 'fetch' }),
      'confirmed',
    ],
    [
      'from the same place',
      earlier({}, { via: 'fetch', ...at(5) }),
      later(900, null, { via: 'fetch', ...at(5) }),
      'likely',
    ],
  ])('continues %s', (_, before, after, certainty) => {
    expect(said(judgeJoin(before, after))).toBe(certainty);
  });

  it.each([
    ['with another prompt', earlier({}, post), later(900, null, { ...post, body: '{"q":2}' }), 'body'],
    [
      'after it was aborted',
      earlier({ end: end({ how: 'cancelled' }) }, post),
      later(900, null, post),
      'itself',
    ],
    [
      'long after a clean end',
      earlier({}, { via: 'fetch' }),
      later(20_000, null, { via: 'fetch' }),
      'too long',
    ],
    [
      'from another place',
      earlier({}, { via: 'fetch', ...at(5) }),
      later(900, null, { via: 'fetch', ...at(9) }),
      'place',
    ],
    ['by another method', earlier({}, post), later(900, null, { via: 'fetch' }), 'POST'],
  ])('is another one %s', (_, before, after, why) => {
    const judgement = judgeJoin(before, after);
    expect(judgement.joins).toBe(false);
    expect(judgement.why).toContain(why);
  });
});
