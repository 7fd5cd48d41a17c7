import { describe, expect, it } from 'vitest';
import type { EndRecord, RequestRecord } from '../../tape/index.ts';
import { request } from '../../tape/testing.ts';
import { type Earlier, type JoinJudgement, judgeJoin, type Later } from './rule.ts';

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
    refusal: null,
    retry: null,
    lastEventId: '',
    idIsKnown: true,
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
    ['sooner than the browser’s default', earlier(), later(1000), 'sooner'],
    ['sooner than retry', earlier({ retry: 5000 }), later(3000), 'sooner'],
    ['more than a minute late', earlier(), later(70_000), 'too long'],
    ['without the ID there was', earlier({ lastEventId: '7' }), later(3000), 'would have sent'],
    ['after close()', earlier({ end: end({ how: 'cancelled' }) }), later(3000), 'closed'],
    ['after a refusal', earlier({ refusal: 'HTTP 401' }), later(3000), 'refused'],
    ['after a CORS error', earlier({ end: end({ how: 'failed', blocked: 'X' }) }), later(3000), 'blocked'],
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
    ['by another method', earlier({}, post), later(900, null, { via: 'fetch' }), 'kind'],
  ])('is another one %s', (_, before, after, why) => {
    const judgement = judgeJoin(before, after);
    expect(judgement.joins).toBe(false);
    expect(judgement.why).toContain(why);
  });
});
