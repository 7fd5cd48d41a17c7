import { describe, expect, it } from 'vitest';
import { someStream } from '../testing/values.ts';
import {
  copyCommand,
  hasGoodStatus,
  kindText,
  lastByte,
  lookOf,
  placeOf,
  shortKind,
  statusText,
  transportTag,
} from './stream-state.ts';

describe('the state of a stream', () => {
  it('has words beside its dot', () => {
    expect(lookOf(someStream({ state: { kind: 'waiting', since: 0 } }), 0).text).toBe(
      'waiting for a connection',
    );
    const ended = { kind: 'ended', at: 1, good: false, inferred: true } as const;
    expect(lookOf(someStream({ state: ended }), 0)).toEqual({
      tone: 'failed',
      text: 'failed (not reported)',
    });
  });

  it('is none where there is nothing but what the user sent', () => {
    const state = { kind: 'ended', at: 1, good: true, inferred: true } as const;
    const yours = someStream({ state, connections: 0 });
    expect(lookOf(yours, 0).text).toBe('only sent by you');
    expect(lastByte(yours, 900_000, 15_000)).toMatchObject({ text: 'none', isQuiet: false });
  });

  it('is that of a poll loop that stopped asking, once that is long ago', () => {
    const state = { kind: 'resting', since: 1000, until: 6000, good: true } as const;
    const loop = someStream({ transport: 'poll', state, lastByteAt: 1000 });
    expect(lookOf(loop, 6000)).toEqual({ tone: 'open', text: 'open' });
    expect(lookOf(loop, 27_000)).toEqual({ tone: 'ended', text: 'stopped asking 26 s ago' });
    expect(lastByte(loop, 27_000, 15_000)).toMatchObject({ text: 'stopped', isQuiet: false });
    expect(lookOf(someStream({ state: { ...state, good: false } }), 27_000).tone).toBe('failed');
  });

  it('has a status once there is an answer', () => {
    expect(statusText(someStream({ status: 404 }))).toBe('404');
    expect(statusText(someStream({ status: null, state: { kind: 'waiting', since: 0 } }))).toBe('–');
  });

  it('is good where the server says by 204 that it is over, and bad by any other that opens no stream', () => {
    expect([200, 204, 404, 500].map((status) => hasGoodStatus(someStream({ status })))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('distinguishes connections of one address by their order', () => {
    const [first, other, second] = ['a', 'b', 'c'].map((id) =>
      someStream({ id, url: id === 'b' ? 'http://x/other' : 'http://x/sse' }),
    );
    if (!first || !other || !second) throw new Error('three streams');
    const rows = [first, other, second];
    expect(placeOf(second, rows)).toEqual({ number: 2, of: 2 });
    expect(placeOf(other, rows)).toEqual({ number: 1, of: 1 });
  });

  it('names the API that asked, and the worker', () => {
    expect(kindText(someStream({ via: 'eventsource' }))).toBe('EventSource');
    const context = { kind: 'shared-worker', id: 'w' } as const;
    expect(kindText(someStream({ via: 'fetch', context }))).toBe('fetch · shared worker');
    expect(shortKind(someStream({ via: 'fetch', context }))).toBe('fetch·w');
    expect(shortKind(someStream({ via: 'eventsource' }))).toBe('ES');
  });

  it('names the client whose polls it are, also where there is little room', () => {
    const poll = { transport: 'poll', via: 'xhr' } as const;
    expect(shortKind(someStream(poll))).toBe('poll');
    expect(shortKind(someStream({ ...poll, client: 'SockJS' }))).toBe('SockJS');
    expect(shortKind(someStream({ ...poll, client: 'Engine.IO (Socket.IO)' }))).toBe('Engine.IO');
    const context = { kind: 'shared-worker', id: 'w' } as const;
    expect(shortKind(someStream({ ...poll, client: 'Phoenix channels', context }))).toBe('Phoenix·w');
    expect(kindText(someStream({ ...poll, client: 'Engine.IO (Socket.IO)' }))).toBe(
      'Engine.IO (Socket.IO) · XHR',
    );
  });

  it('names the client whose event stream it is', () => {
    const stream = someStream({ via: 'eventsource', client: 'SockJS' });
    expect([kindText(stream), shortKind(stream)]).toEqual(['SockJS · EventSource', 'SockJS']);
  });
});

describe('a WebSocket', () => {
  const socket = someStream({ transport: 'websocket', via: 'websocket', status: 101, lastByteAt: 1000 });

  it('is marked, and opens with its own status', () => {
    expect(transportTag(socket)?.text).toBe('WS');
    expect(transportTag(someStream({}))).toBeNull();
    expect(hasGoodStatus(socket)).toBe(true);
    expect(hasGoodStatus({ ...socket, status: 200 })).toBe(false);
    expect(hasGoodStatus(someStream({ status: 101 }))).toBe(false);
    expect(copyCommand(socket).text).toBe('Copy as websocat');
  });

  it('is never called quiet: its pings are not reported', () => {
    expect(lastByte(socket, 900_000, 15_000)).toMatchObject({
      isQuiet: false,
      title: expect.stringMatching(/Ping and pong are not reported/),
    });
  });
});

describe('the last byte', () => {
  it('is marked when it is longer ago than the limit', () => {
    const stream = someStream({ lastByteAt: 1000 });
    expect(lastByte(stream, 1400, 15_000)).toMatchObject({ text: '0.4 s ago', isQuiet: false });
    const quiet = lastByte(stream, 18_000, 15_000);
    expect(quiet).toMatchObject({ text: '17 s', isQuiet: true });
    expect(quiet.title).toContain('15 s');
  });

  it('counts from the opening before the first byte', () => {
    expect(lastByte(someStream({ openedAt: 0, lastByteAt: null }), 20_000, 15_000)).toMatchObject({
      text: 'none, 20 s',
      isQuiet: true,
    });
  });

  it('is no matter of a stream that is not open', () => {
    const state = { kind: 'ended', at: 1, good: true, inferred: false } as const;
    expect(lastByte(someStream({ state }), 99_000, 15_000)).toMatchObject({ text: 'ended', isQuiet: false });
    const waiting = { kind: 'waiting', since: 1000 } as const;
    expect(lastByte(someStream({ state: waiting }), 99_000, 15_000)).toMatchObject({
      text: 'waits 98 s',
      isQuiet: false,
    });
  });
});
