import { describe, expect, it } from 'vitest';
import { fakeStream } from '../testing/fake-stream.ts';
import { kindText, lastByte, lookOf, statusText } from './stream-state.ts';

describe('the state of a stream', () => {
  it('has words beside its dot', () => {
    expect(lookOf(fakeStream({ state: { kind: 'waiting', since: 0 } })).text).toBe(
      'waiting for a connection',
    );
    const ended = { kind: 'ended', at: 1, good: false, inferred: true } as const;
    expect(lookOf(fakeStream({ state: ended }))).toEqual({ tone: 'failed', text: 'failed (inferred)' });
  });

  it('says what there is instead of a status', () => {
    expect(statusText(fakeStream({ status: 404 }))).toBe('404');
    expect(statusText(fakeStream({ status: null, state: { kind: 'waiting', since: 0 } }))).toBe('(waiting)');
    expect(statusText(fakeStream({ status: null, state: { kind: 'connecting', since: 0 } }))).toBe(
      '(pending)',
    );
  });

  it('names who asked, and from where', () => {
    expect(kindText(fakeStream({ via: 'eventsource' }))).toBe('EventSource');
    const context = { kind: 'shared-worker', id: 'w' } as const;
    expect(kindText(fakeStream({ via: 'fetch', context }))).toBe('fetch · shared worker');
  });
});

describe('the last byte', () => {
  it('is marked when it is longer ago than the limit', () => {
    const stream = fakeStream({ lastByteAt: 1000 });
    expect(lastByte(stream, 1400, 15_000)).toMatchObject({ text: '0.4 s ago', isQuiet: false });
    const quiet = lastByte(stream, 18_000, 15_000);
    expect(quiet).toMatchObject({ text: '17 s ago', isQuiet: true });
    expect(quiet.title).toContain('15.00 s');
  });

  it('counts from the opening before the first byte', () => {
    expect(lastByte(fakeStream({ openedAt: 0, lastByteAt: null }), 20_000, 15_000)).toMatchObject({
      text: 'none, 20.00 s',
      isQuiet: true,
    });
  });

  it('is no matter of an ended stream', () => {
    const state = { kind: 'ended', at: 1, good: true, inferred: false } as const;
    expect(lastByte(fakeStream({ state }), 99_000, 15_000)).toMatchObject({ text: '', isQuiet: false });
  });
});
