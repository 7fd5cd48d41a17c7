import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Call, FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import { addressAmong, LiveLooks, MAX_HEAP } from './live-looks.ts';

const SOURCE = { url: 'https://site.test/sse', readyState: 1 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page of this heap, whose walks take so long; each world is one. */
function pageOf(usedSize: number, took = 0, worlds = 1) {
  const transport = new FakeTransport();
  Object.assign(transport.answers, {
    'Runtime.getHeapUsage': { usedSize },
    'Runtime.enable': (call: Call) => {
      for (let id = 1; id <= worlds; id++)
        transport.emit('Runtime.executionContextCreated', { context: { id } }, call.session);
      return call.answer({});
    },
    'Runtime.disable': {},
    'Runtime.evaluate': { result: { objectId: 'proto' } },
    'Runtime.queryObjects': (call: Call) => {
      vi.advanceTimersByTime(took);
      return call.answer({ objects: { objectId: 'all' } });
    },
    'Runtime.callFunctionOn': { result: { value: [SOURCE] } },
    'Runtime.releaseObjectGroup': {},
  });
  const walks = () => transport.calls.filter(({ method }) => method === 'Runtime.queryObjects').length;
  return { transport, looks: new LiveLooks(transport), walks };
}

describe('a look by itself', () => {
  it('is made in a small heap, once for each class', async () => {
    const { looks, walks } = pageOf(MAX_HEAP);
    const both = [looks.byItself('', 'EventSource'), looks.byItself('', 'EventSource')];
    expect(await Promise.all(both)).toEqual([[SOURCE], [SOURCE]]);
    expect(await looks.byItself('', 'EventSource')).toEqual([SOURCE]);
    expect(walks()).toBe(1);
    expect(await looks.byItself('', 'WebSocket')).toEqual([SOURCE]);
    expect(walks()).toBe(2);
  });

  it('is not made in a larger one', async () => {
    const { looks, walks } = pageOf(MAX_HEAP + 1);
    expect(await looks.byItself('', 'EventSource')).toBe('dear');
    expect(await looks.byItself('', 'EventSource')).toBe('dear');
    expect(walks()).toBe(0);
    expect(looks.heap).toBe(MAX_HEAP + 1);
  });

  it('is never made again in a page in which one took long, but in another', async () => {
    const { looks, walks } = pageOf(500_000, 51);
    // What it found is found.
    expect(await looks.byItself('', 'EventSource')).toEqual([SOURCE]);
    expect(await looks.byItself('', 'WebSocket')).toBe('dear');
    expect(walks()).toBe(1);
    expect(await looks.byItself('worker', 'WebSocket')).toEqual([SOURCE]);
  });

  it('is given up where one frame took long and there are others: what they hold is not known', async () => {
    const { looks, walks } = pageOf(500_000, 30, 4);
    expect(await looks.byItself('', 'EventSource')).toBe('dear');
    expect(walks()).toBe(2);
  });

  it('may be asked for again where the page did not say how large its heap is', async () => {
    const { looks, transport } = pageOf(500_000);
    transport.answers['Runtime.getHeapUsage'] = (call: Call) => call.refuse('no answer', true);
    expect(await looks.byItself('', 'EventSource')).toBe('no answer');
    transport.answers['Runtime.getHeapUsage'] = { usedSize: 500_000 };
    expect(await looks.byItself('', 'EventSource')).toEqual([SOURCE]);
  });

  it('is not made again where the walk was begun and not answered', async () => {
    const { looks, transport, walks } = pageOf(500_000);
    transport.answers['Runtime.queryObjects'] = (call: Call) => call.refuse('no answer', true);
    expect(await looks.byItself('', 'EventSource')).toBe('dear');
    expect(await looks.byItself('', 'WebSocket')).toBe('dear');
    expect(walks()).toBe(1);
  });
});

it('a look by the user’s wish is made in any heap, of all frames, and serves what comes later', async () => {
  const { looks, walks } = pageOf(80_000_000, 900, 2);
  expect(await looks.byUser('', 'EventSource')).toEqual([SOURCE, SOURCE]);
  expect(walks()).toBe(2);
  await settled();
  expect(await looks.byItself('', 'EventSource')).toEqual([SOURCE, SOURCE]);
  expect(walks()).toBe(2);
});

it('of several addresses those are meant that no known connection has, each known one once', () => {
  const objects = ['a', 'a', 'b'].map((url) => ({ url, readyState: 1 }));
  expect(addressAmong(objects, ['b', 'a'])).toEqual({ url: 'a' });
  expect(addressAmong(objects, [])).toEqual({ candidates: ['a', 'b'] });
  expect(addressAmong(objects, ['a', 'a', 'b'])).toBeNull();
});
