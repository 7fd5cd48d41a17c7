import { describe, expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { type Case, findingsOf, HEADERS } from './testing/found.ts';

const BEGIN = Date.UTC(2026, 0, 1);

/** Events made `apart` milliseconds from each other, the last one at tape time `until`. */
const madeUntil = (until: number, count: number, apart: number): string =>
  Array.from({ length: count }, (_, i) => {
    const at = BEGIN + until - (count - 1 - i) * apart;
    return `data: {"n":${i},"ts":${at / 1000}}\n\n`;
  }).join('');
const plain = (count: number): string =>
  Array.from({ length: count }, (_, i) => `data: token ${i}\n\n`).join('');
const endedAt = (at: number): NonNullable<Case['facts']> => [{ kind: 'end', at, on: 'sse', how: 'complete' }];
const gzip: Case['response'] = { headers: [...HEADERS, ['content-encoding', 'gzip']] };
const heldBack = (of: Case): Finding | undefined => findingsOf(of).find(({ rule }) => rule === 'held-back');

describe('a response that comes in one piece', () => {
  test('is held back where its events were made one after another', () => {
    const found = heldBack({ chunks: [[24_000, madeUntil(24_000, 24, 1000)]], facts: endedAt(24_001) });
    expect(found).toMatchObject({ severity: 'warning', count: 1, since: 24_000 });
    expect(found?.statement).toBe(
      '24 events made over 23 s, by the times in their data, came in one piece 24 s after the request left.',
    );
    expect(found?.fix).toMatch(/X-Accel-Buffering: no.*before the handler returns/);
  });

  test('by a compressor that is not flushed, which is named with its remedy', () => {
    const found = heldBack({ chunks: [[24_000, madeUntil(24_000, 24, 1000)]], response: gzip });
    expect(found?.statement).toMatch(/request left\. Content-Encoding: gzip\.$/);
    expect(found?.fix).toMatch(/Z_SYNC_FLUSH.*leave text\/event-stream out of compression/);
  });

  test('may be read in several chunks, and have more events than are looked at', () => {
    const events = madeUntil(24_000, 240, 100).split(/(?<=\n\n)/);
    const chunks = [0, 1, 2, 3].map((part): [number, string] => [
      24_000 + part * 20,
      events.slice(part * 60, part * 60 + 60).join(''),
    ]);
    expect(heldBack({ chunks })?.statement).toMatch(/^240 events made over 23\.9 s/);
  });

  test('in a response whose length was known before it was sent', () => {
    const headers = [...HEADERS, ['content-length', '900']] as const;
    const found = heldBack({ chunks: [[24_000, madeUntil(24_000, 24, 1000)]], response: { headers } });
    expect(found?.statement).toMatch(/Its Content-Length says that all of it was there/);
    expect(found?.fix).toMatch(/reads the response to its end.*ETag/);
  });

  test('after an event that came at once, and a silence', () => {
    const chunks = [[10, 'data: connected\n\n'] as const, [24_000, madeUntil(24_000, 24, 1000)] as const];
    expect(heldBack({ chunks })?.statement).toMatch(/in one piece 24 s after the chunk before\.$/);
    // A history that the page asked for by other means is older than the silence.
    const old = [[10, 'data: connected\n\n'] as const, [24_000, madeUntil(-9000, 24, 1000)] as const];
    expect(heldBack({ chunks: old })).toBeUndefined();
  });

  test.each<[string, (at: number) => string]>([
    ['a date of JavaScript', (at) => String(new Date(at))],
    ['a date without a zone', (at) => new Date(at + 7_200_000).toISOString().slice(0, -1).replace('T', ' ')],
    ['a time of day in a text', (at) => `tick ${new Date(at).toISOString().slice(11, 19)}`],
    ['a member of any name', (at) => `{"when":"${new Date(at).toISOString()}"}`],
  ])('by %s', (_, text) => {
    const events = (until: number) =>
      Array.from({ length: 24 }, (_, i) => `data: ${text(BEGIN + until - (23 - i) * 1000)}\n\n`).join('');
    expect(heldBack({ chunks: [[24_000, events(24_000)]] })?.statement).toMatch(/^24 events made over 23 s/);
    expect(heldBack({ chunks: [[100, events(100)]] })).toBeUndefined();
    expect(heldBack({ chunks: [[24_000, events(-60_000)]] })).toBeUndefined();
  });

  test('by a clock of the server that is some seconds off is not judged', () => {
    expect(heldBack({ chunks: [[24_000, madeUntil(30_000, 24, 1000)]] })).toBeUndefined();
  });
});

test('many events in one chunk name the compressor as well', () => {
  const [found] = findingsOf({ chunks: [[100, plain(5)]], response: gzip });
  expect(found?.statement).toMatch(/at most 5 events\. Content-Encoding: gzip\.$/);
});

test('what was held back is not found again as many events in one chunk', () => {
  const found = findingsOf({ chunks: [[24_000, madeUntil(24_000, 24, 1000)]] });
  expect(found.map(({ rule }) => rule)).toContain('held-back');
  expect(found.map(({ rule }) => rule)).not.toContain('many-in-one-chunk');
});

test('bursts that end within a line are those of a buffer that filled up', () => {
  const text = plain(60);
  const parts = (size: number, apart: number) =>
    Array.from({ length: 4 }, (_, i): [number, string] => [
      10 + i * apart,
      text.slice(i * size, i * size + size),
    ]);
  const found = heldBack({ chunks: parts(100, 4000) });
  expect(found).toMatchObject({ severity: 'warning', count: 2 });
  expect(found?.statement).toMatch(/^2 bursts of events after a silence, each cut within a line: a buffer/);
  // At once one after another it is how a network cuts them.
  expect(heldBack({ chunks: parts(100, 100) })).toBeUndefined();
  const whole = Array.from({ length: 4 }, (_, i): [number, string] => [10 + i * 4000, plain(6)]);
  expect(heldBack({ chunks: whole })).toBeUndefined();
});

test('where nothing comes at all, the compressor is named as well', () => {
  const [found] = findingsOf({ response: gzip, now: 20_000 });
  expect(found).toMatchObject({ rule: 'silence', fix: expect.stringMatching(/Z_SYNC_FLUSH/) });
  expect(found?.statement).toMatch(
    /since the response began, for .* Content-Encoding is gzip: a compressor that/,
  );
  expect(findingsOf({ now: 20_000 })[0]?.statement).not.toMatch(/No byte/);
  expect(findingsOf({ response: gzip, chunks: [[10, ':\n\n']], now: 20_000 })[0]?.statement).not.toMatch(
    /No byte/,
  );
});

describe('without times in its data', () => {
  const whole: Case = { chunks: [[24_000, plain(12)]], facts: endedAt(24_001) };

  test('a response in one piece is a note that leaves open what it is', () => {
    const found = heldBack(whole);
    expect(found?.severity).toBe('note');
    expect(found?.statement).toBe(
      'All 12 events of the response came in one piece 24 s after the request left, and then its end. A buffer does that; so does a server that has nothing to send before.',
    );
  });

  test('a page that closes at the last event makes no difference; a length that was known is named', () => {
    const closed: Case['facts'] = [{ kind: 'end', at: 24_002, on: 'sse', how: 'cancelled' }];
    const headers = [...HEADERS, ['content-length', '180'] as const];
    expect(heldBack({ ...whole, facts: closed, response: { headers } })?.statement).toMatch(
      /Content-Length says that all of it was there before its first byte was sent\.$/,
    );
    const broke: Case['facts'] = [{ kind: 'end', at: 24_002, on: 'sse', how: 'failed' }];
    expect(heldBack({ ...whole, facts: broke })).toBeUndefined();
  });

  test('the compressor is named', () => {
    expect(heldBack({ ...whole, response: gzip })?.statement).toMatch(
      /A compressor that is not flushed \(gzip\), or another buffer, does that; so does a server/,
    );
  });

  test('“created” that is the same in each is no time of sending', () => {
    const tokens = Array.from({ length: 9 }, (_, i) => `data: {"created":${BEGIN / 1000},"t":"${i}"}\n\n`);
    const chunks = [[24_000, tokens.join('')] as const];
    expect(heldBack({ chunks, facts: endedAt(24_001) })?.severity).toBe('note');
  });
});
