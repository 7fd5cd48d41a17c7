import { describe, expect, it } from 'vitest';
import { derive } from '../../channels/testing/derive.ts';
import { frame, asked as socketAsked, opened as socketOpened } from '../../channels/testing/websocket.ts';
import { FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import type { ProtocolSessions } from '../../protocol/transport.ts';
import type { Target } from '../../replay/send/model.ts';
import { Tape, type TapeRecord } from '../../tape/index.ts';
import { injected, request, response, streamTape } from '../../tape/testing.ts';
import { chooseFrom, MAX_MESSAGES } from './sendable.ts';
import { Sending } from './sending.ts';
import { connectionOf, originOf } from './sent-on.ts';

const target = (change: Partial<Target> = {}): Target => ({
  id: '1',
  to: 'eventsource',
  url: 'http://example.test/sse',
  state: 'open',
  place: { kind: 'page', url: 'http://example.test/' },
  types: [],
  ...change,
});

function channelsOf(records: readonly TapeRecord[]) {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  return derive(tape);
}

describe('what can be sent', () => {
  it('is events, with the ID in force, and what was sent before; comments and the rest are not', () => {
    const tape = streamTape([
      ': hi\n\n',
      'id: 1\nevent: price\ndata: 41\n\n',
      'data: 42\n\n',
      'id: 3\n\n',
      'data: open',
    ]);
    tape.append(injected({ on: 'sse', at: 60, data: 'mine' }));
    const chosen = chooseFrom(derive(tape).channel('sse'), null);
    expect(chosen.messages).toEqual([
      { at: 20, type: 'price', data: '41', id: '1', binary: false },
      { at: 30, type: 'message', data: '42', id: '1', binary: false },
      { at: 60, type: 'price', data: 'mine', id: '7', binary: false },
    ]);
    expect(chosen).toMatchObject({ skipped: 2, beyond: 0 });
  });

  it('is of some rows what they hold, in their order; the pending block is none', () => {
    const channels = derive(streamTape(['data: a\n\n', 'data: b\n\n', 'data: c']));
    const { messages, skipped } = chooseFrom(channels.channel('sse'), [1, 0, -1]);
    expect(messages.map(({ data }) => data)).toEqual(['b', 'a']);
    expect(skipped).toBe(1);
  });

  it('is of a socket what the page received, whole', () => {
    const cut = { ...frame('received', 30, 'cut off'), length: 64_000_000 } as TapeRecord;
    const frames = [
      frame('sent', 10, 'up'),
      frame('received', 20, '0{"sid":"a"}'),
      frame('received', 25, Uint8Array.of(0, 255)),
      frame('received', 26, Uint8Array.of(1), 9),
      cut,
    ];
    const channels = channelsOf([socketAsked(), socketOpened(), ...frames]);
    expect(chooseFrom(channels.channel('ws'), null)).toMatchObject({
      messages: [
        { at: 20, type: 'message', data: '0{"sid":"a"}', id: '', binary: false },
        { at: 25, type: 'message', data: 'AP8=', id: '', binary: true },
      ],
      skipped: 3,
    });
  });

  it('is no more than a stated number, and the rest is counted', () => {
    const channels = derive(streamTape(['data: x\n\n'.repeat(MAX_MESSAGES + 5)]));
    const chosen = chooseFrom(channels.channel('sse'), null);
    expect(chosen.messages).toHaveLength(MAX_MESSAGES);
    expect(chosen).toMatchObject({ skipped: 0, beyond: 5, max: MAX_MESSAGES });
  });
});

describe('the connection that an object stands for', () => {
  const context = (kind: 'page' | 'worker', url: string) => ({ context: { kind, id: url, url } });

  it('is the open one of its address: the newest, but that of its own frame or worker first', () => {
    const url = 'http://example.test/sse';
    const channels = channelsOf([
      request('ended', { url }),
      { kind: 'end', at: 1, on: 'ended', how: 'failed' },
      request('worker', { url, ...context('worker', 'http://example.test/w.js') }),
      request('older', { url, ...context('page', 'http://example.test/') }),
      request('newer', { url, ...context('page', 'http://example.test/') }),
      request('fetched', { url, via: 'fetch' }),
      request('other', { url: `${url}?2` }),
    ]);
    expect(connectionOf(channels, target())?.id).toBe('newer');
    expect(connectionOf(channels, target({ url: `${url}#part` }))?.id).toBe('newer');
    const place = { kind: 'worker' as const, url: 'http://example.test/w.js' };
    expect(connectionOf(channels, target({ place }))?.id).toBe('worker');
    expect(connectionOf(channels, target({ url: 'http://example.test/none' }))).toBeNull();
    expect(connectionOf(channels, target({ to: 'websocket' }))).toBeNull();
  });

  it('is, between two connections, the one that ended last, so that what is sent stays in its row', () => {
    const url = 'http://example.test/sse';
    const end = (on: string, at: number, inferred?: 'navigation'): TapeRecord => {
      return { kind: 'end', at, on, how: 'complete', ...(inferred && { inferred }) };
    };
    const ended = [request('first', { url }), response('first'), end('first', 10)];
    const again = [
      request('second', { url, at: 3010 }),
      response('second', { at: 3011 }),
      end('second', 4000),
    ];
    const channels = channelsOf([...ended, ...again]);
    expect(connectionOf(channels, target())?.id).toBe('second');
    channels.tape.append(injected({ on: 'second', at: 4100, data: 'mine' }));
    channels.update(() => false);
    expect(channels.rows()).toHaveLength(1);
    // The page of this one is gone, and its objects with it.
    expect(
      connectionOf(channelsOf([request('gone', { url }), end('gone', 10, 'navigation')]), target()),
    ).toBeNull();
  });

  it('gives the origin of its final address, and a socket that of its own', () => {
    const redirect = {
      kind: 'redirect',
      at: 2,
      on: 'sse',
      status: 302,
      url: 'https://other.test:8443/there',
      method: 'GET',
      headers: [],
    } as const;
    const channels = channelsOf([request('sse'), redirect, response('sse')]);
    expect(originOf(channels, target())).toBe('https://other.test:8443');
    expect(originOf(channels, target({ url: 'http://unknown.test/x' }))).toBe('http://unknown.test');
    expect(originOf(channels, target({ to: 'websocket', url: 'ws://site.test:81/ws' }))).toBe(
      'ws://site.test:81',
    );
  });
});

describe('sending', () => {
  /** On a page with one EventSource that listens for `price`. */
  function rig(attached: 'attached' | 'not' = 'attached') {
    const transport = new FakeTransport();
    Object.assign(transport.answers, {
      'Runtime.enable': {},
      'Runtime.disable': {},
      'Runtime.releaseObjectGroup': {},
      'Runtime.evaluate': { result: { objectId: 'prototype' } },
      'Runtime.queryObjects': { objects: { objectId: 'all' } },
      'Runtime.getProperties': { result: [{ name: '0', value: { objectId: 'one' } }] },
      'DOMDebugger.getEventListeners': { listeners: [{ type: 'price' }] },
      'Runtime.callFunctionOn': (call: { params: object; answer: (result: unknown) => void }) => {
        const found = {
          url: 'http://example.test/sse',
          readyState: 1,
          where: 'http://example.test/',
          isTop: true,
        };
        call.answer({ result: { value: 'arguments' in call.params ? true : [found] } });
      },
    });
    let now: ProtocolSessions | null =
      attached === 'attached'
        ? { transport, children: () => [], onChild: () => () => {}, setAnswered: () => {} }
        : null;
    const tape = streamTape(['event: price\ndata: 41\n\n']);
    const channels = derive(tape);
    const injecting = new Sending({
      capture: () => ({ protocolSessions: () => now }) as never,
      shown: () => channels,
      live: () => channels,
      tape,
      changed: () => {},
      wait: () => new Promise(() => {}),
    });
    return {
      host: injecting.host,
      tape,
      transport,
      detach() {
        now = null;
        injecting.follow();
      },
    };
  }
  const messages = chooseFrom(
    derive(streamTape(['event: price\ndata: 41\n\n'])).channel('sse'),
    null,
  ).messages;

  it('needs the debugger, and says so', () => {
    expect(rig('not').host.look()).toContain('needs the debugger');
  });

  it('keeps on the live tape what was dispatched, on the connection it stands for', async () => {
    const { host, tape } = rig();
    expect(host.look()).toBeNull();
    await settled();
    await settled();
    const [first] = host.status()?.targets ?? [];
    expect(first).toMatchObject({ url: 'http://example.test/sse', types: ['price'] });
    expect(host.send(first?.id ?? '', messages, 'at-once')).toBeNull();
    await settled();
    expect(tape.connection('sse')?.facts.at(-1)).toMatchObject({
      kind: 'injected',
      on: 'sse',
      to: 'eventsource',
      type: 'price',
      data: '41',
      origin: 'http://example.test',
      heard: 1,
    });
    host.leave();
    expect(host.status()).toBeNull();
  });

  it.each([
    ['gone', 'The object is gone'],
    ['first', 'An EventSource receives text only'],
  ])('refuses what cannot be: %s', async (which, why) => {
    const { host } = rig();
    host.look();
    await settled();
    await settled();
    const id = which === 'first' ? (host.status()?.targets?.[0]?.id ?? '') : which;
    const [message] = messages;
    if (!message) throw new Error('no message');
    expect(host.send(id, [{ ...message, binary: true, data: 'AAE=' }], 'at-once')).toContain(why);
  });

  it('ends with the debugger', async () => {
    const { host, detach, transport } = rig();
    host.look();
    await settled();
    await settled();
    const [message] = messages;
    if (!message) throw new Error('no message');
    host.send(host.status()?.targets?.[0]?.id ?? '', [message, { ...message, at: 5000 }], 1);
    await settled();
    detach();
    await settled();
    expect(host.status()?.run).toMatchObject({ sent: 1, end: { how: 'detached' } });
    expect(transport.calls.at(-1)?.method).toBe('Runtime.releaseObjectGroup');
    expect(host.look()).toContain('needs the debugger');
  });
});
