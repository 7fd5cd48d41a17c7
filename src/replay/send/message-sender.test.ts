import { describe, expect, it } from 'vitest';
import { type Call, FakeTransport, settled } from '../../protocol/testing/fake-transport.ts';
import type { ChildSession } from '../../protocol/transport.ts';
import { MessageSender, type SentMessage } from './message-sender.ts';
import type { Target, Timed } from './model.ts';
import { GROUP } from './page-objects.ts';

interface FakeObject {
  readonly url: string;
  readyState: number;
  /** Types that have listeners; null where the session has no such domain. */
  readonly types: readonly string[] | null;
  readonly isWebSocket?: boolean;
  /** What is thrown when it is called. */
  throws?: string;
  refuses?: string;
}

const SSE: FakeObject = { url: 'https://site.test/sse', readyState: 1, types: ['open', 'price'] };
const message = (change: Partial<Timed> = {}): Timed => ({
  at: 0,
  type: 'price',
  data: '42',
  binary: false,
  id: '7',
  ...change,
});

/** A page whose objects are these, by session. */
async function rig(objects: Readonly<Record<string, readonly FakeObject[]>> = { '': [{ ...SSE }] }) {
  const transport = new FakeTransport();
  const dispatched: { session: string; url: string; values: unknown[] }[] = [];
  const ofClass = (session: string, name: string) =>
    (objects[session] ?? []).filter((one) => (one.isWebSocket === true) === (name === 'WebSocket'));
  const called = (call: Call): unknown => {
    const { objectId = '', arguments: given } = call.params as {
      objectId?: string;
      arguments?: { value: unknown }[];
    };
    const [name = '', index] = objectId.split('#');
    const list = ofClass(call.session, name);
    if (index === undefined)
      return {
        result: {
          value: list.map(({ url, readyState }) => ({
            url,
            readyState,
            where: 'https://site.test/',
            isTop: true,
          })),
        },
      };
    const object = list[Number(index)];
    if (!object) throw new Error('Could not find object with given id');
    if (object.refuses) throw new Error(object.refuses);
    if (object.throws)
      return {
        result: {},
        exceptionDetails: { text: 'Uncaught', exception: { description: `${object.throws}\n    at x` } },
      };
    const values = (given ?? []).map(({ value }) => value);
    const [most, least] = values.slice(5) as [number, number];
    if (object.readyState < least || object.readyState > most) return { result: { value: false } };
    dispatched.push({ session: call.session, url: object.url, values: values.slice(0, 5) });
    return { result: { value: true } };
  };
  const answering = (give: (call: Call) => unknown) => (call: Call) => {
    try {
      return call.answer(give(call));
    } catch (error) {
      return call.refuse(error instanceof Error ? error.message : String(error));
    }
  };
  Object.assign(transport.answers, {
    'Runtime.enable': {},
    'Runtime.disable': {},
    'Runtime.releaseObjectGroup': {},
    'Runtime.evaluate': answering(({ params }) => ({
      result: { objectId: (params as { expression?: string }).expression?.split('.')[0] },
    })),
    'Runtime.queryObjects': answering(({ params }) => ({
      objects: { objectId: (params as { prototypeObjectId?: string }).prototypeObjectId },
    })),
    'Runtime.getProperties': answering(({ params, session }) => {
      const name = (params as { objectId: string }).objectId;
      return {
        result: ofClass(session, name).map((_, index) => ({
          name: String(index),
          value: { objectId: `${name}#${index}` },
        })),
      };
    }),
    'Runtime.callFunctionOn': answering(called),
    'DOMDebugger.getEventListeners': answering(({ params, session }) => {
      const [name = '', index] = (params as { objectId: string }).objectId.split('#');
      const types = ofClass(session, name)[Number(index)]?.types;
      if (!types) throw new Error('’DOMDebugger.getEventListeners’ wasn’t found');
      return { listeners: types.map((type) => ({ type })) };
    }),
  });
  const children: ChildSession[] = Object.keys(objects)
    .filter((session) => session !== '')
    .map((session) => ({ session, kind: session as ChildSession['kind'] }));
  const sent: SentMessage[] = [];
  const waits: { ms: number; over: () => void }[] = [];
  let time = 0;
  const sender = new MessageSender({
    protocolSessions: { transport, children: () => children, onChild: () => () => {}, setAnswered: () => {} },
    now: () => time,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        waits.push({
          ms,
          over() {
            time += ms;
            resolve();
          },
        });
      }),
    originOf: ({ url }) => new URL(url).origin,
    sent: (one) => sent.push(one),
    changed: () => {},
  });
  await sender.find();
  return {
    transport,
    sender,
    dispatched,
    sent,
    waits,
    targets: sender.status().targets ?? [],
    first: sender.status().targets?.[0] as Target,
    released: () =>
      transport.calls
        .filter(({ method }) => method === 'Runtime.releaseObjectGroup')
        .map(({ session, params }) => [session, (params as { objectGroup?: string }).objectGroup]),
    navigate: () => transport.emit('Page.frameNavigated', { frame: { id: 'main' } }),
  };
}

describe('the page’s objects', () => {
  it('are found in page, frames and workers, those that are not closed, with the types that have listeners', async () => {
    const { targets } = await rig({
      '': [SSE, { ...SSE, readyState: 2 }],
      frame: [{ ...SSE, readyState: 0, types: [] }],
      worker: [{ url: 'wss://site.test/ws', readyState: 1, types: null, isWebSocket: true }],
    });
    expect(targets.map(({ to, state, place, types }) => [to, state, place.kind, types])).toEqual([
      ['eventsource', 'open', 'page', ['open', 'price']],
      ['eventsource', 'connecting', 'frame', []],
      ['websocket', 'open', 'worker', null],
    ]);
  });

  it('of a worker that does not answer are counted as not known', async () => {
    const { sender, transport } = await rig({ '': [SSE], worker: [] });
    const answer = transport.answers['Runtime.enable'];
    transport.answers['Runtime.enable'] = (call: Call) =>
      call.session === 'worker' ? call.refuse('no answer', true) : call.answer(answer);
    await sender.find();
    expect(sender.status()).toMatchObject({ silent: 1, problem: null });
    expect(sender.status().targets).toHaveLength(1);
  });

  it('of a page that does not answer cannot be known, and it says so', async () => {
    const { sender, transport } = await rig();
    transport.answers['Runtime.enable'] = (call: Call) => call.refuse('no answer', true);
    await sender.find();
    expect(sender.status()).toMatchObject({ targets: null, isLooking: false });
    expect(sender.status().problem).toContain('no answer');
  });
});

describe('a message', () => {
  it('is dispatched at the object, and told with who heard it', async () => {
    const { sender, dispatched, sent, first } = await rig();
    await sender.send(first, [message(), message({ type: 'other' })], 'at-once');
    expect(dispatched.map(({ values }) => values)).toEqual([
      ['price', '42', false, '7', 'https://site.test'],
      ['other', '42', false, '7', 'https://site.test'],
    ]);
    expect(sent.map(({ heard }) => heard)).toEqual([1, 0]);
    expect(sender.status().run).toMatchObject({
      sent: 2,
      withoutListener: ['other'],
      isUnknown: false,
      end: { how: 'complete' },
    });
  });

  it('in a worker is sent, and nobody knows who hears it', async () => {
    const { sender, sent, targets } = await rig({ '': [], worker: [{ ...SSE, types: null }] });
    await sender.send(targets[0] as Target, [message()], 'at-once');
    expect(sent.map(({ heard }) => heard)).toEqual([null]);
    expect(sender.status().run).toMatchObject({ isUnknown: true, withoutListener: [] });
  });

  it('to a WebSocket has neither type nor id of its own, and is taken only while it is open', async () => {
    const ws: FakeObject = {
      url: 'wss://site.test/ws',
      readyState: 1,
      types: ['message'],
      isWebSocket: true,
    };
    const { sender, dispatched, first } = await rig({ '': [ws] });
    await sender.send(first, [message({ binary: true, data: 'AAE=' })], 'at-once');
    expect(dispatched[0]?.values).toEqual(['message', 'AAE=', true, '', 'wss://site.test']);
    ws.readyState = 0;
    await sender.send(first, [message()], 'at-once');
    expect(sender.status().run?.end?.how).toBe('not-open');
  });

  it.each([
    [{ throws: 'TypeError: no' }, { how: 'failed', why: 'TypeError: no' }],
    [{ refuses: 'Cannot find context with specified id' }, { how: 'gone', why: null }],
    [{ refuses: 'something else' }, { how: 'failed', why: 'Runtime.callFunctionOn: something else' }],
    [{ readyState: 2 }, { how: 'not-open', why: null }],
  ])('that does not get through ends the series and says why: %j', async (change, end) => {
    const object = { ...SSE };
    const { sender, sent, first } = await rig({ '': [object] });
    Object.assign(object, change);
    await sender.send(first, [message(), message()], 'at-once');
    expect(sender.status().run).toMatchObject({ sent: 0, end });
    expect(sent).toEqual([]);
  });
});

describe('a series', () => {
  const series = [
    message({ at: 1000, data: 'a' }),
    message({ at: 1400, data: 'b' }),
    message({ at: 1600, data: 'c' }),
  ];

  it('keeps the pauses it was recorded with, so many times as fast', async () => {
    const { sender, waits, dispatched, first } = await rig();
    const done = sender.send(first, series, 2);
    await settled();
    expect(dispatched).toHaveLength(1);
    expect(waits.map(({ ms }) => ms)).toEqual([200]);
    waits[0]?.over();
    await settled();
    expect(dispatched).toHaveLength(2);
    waits[1]?.over();
    await done;
    expect(waits.map(({ ms }) => ms)).toEqual([200, 100]);
    expect(dispatched.map(({ values }) => values[1])).toEqual(['a', 'b', 'c']);
  });

  it('can be cancelled between two', async () => {
    const { sender, dispatched, first } = await rig();
    const done = sender.send(first, series, 1);
    await settled();
    sender.cancel();
    await done;
    expect(dispatched).toHaveLength(1);
    expect(sender.status().run).toMatchObject({ sent: 1, total: 3, end: { how: 'cancelled' } });
  });
});

describe('nothing is left behind', () => {
  const both = { '': [{ ...SSE }], worker: [{ ...SSE, types: null }] };
  const everywhere = [
    ['', GROUP],
    ['worker', GROUP],
  ];

  it('when it is closed', async () => {
    const { sender, transport, released } = await rig(both);
    expect(released()).toEqual([]);
    sender.close();
    expect(released()).toEqual(everywhere);
    expect(transport.listening).toBe(false);
    expect(sender.status().targets).toBeNull();
  });

  it('when it is looked anew', async () => {
    const { sender, released } = await rig(both);
    await sender.find();
    expect(released()).toEqual(everywhere);
  });

  it('when the page goes elsewhere, and the series ends with it; not for a frame', async () => {
    const { sender, transport, released, navigate, first } = await rig(both);
    const done = sender.send(first, [message(), message({ at: 500 })], 1);
    await settled();
    transport.emit('Page.frameNavigated', { frame: { id: 'inner', parentId: 'main' } });
    expect(released()).toEqual([]);
    navigate();
    await done;
    expect(released()).toEqual(everywhere);
    expect(sender.status()).toMatchObject({ targets: null, run: { sent: 1, end: { how: 'navigated' } } });
  });

  it('when the debugger is lost', async () => {
    const { sender, transport, released, first } = await rig(both);
    const done = sender.send(first, [message(), message({ at: 500 })], 1);
    await settled();
    transport.lose('canceled_by_user');
    await done;
    expect(released()).toEqual(everywhere);
    expect(transport.listening).toBe(false);
    expect(sender.status().run?.end?.how).toBe('detached');
  });

  it('when nobody looks any more, after what is being sent', async () => {
    const { sender, released, waits, first } = await rig(both);
    const done = sender.send(first, [message(), message({ at: 500 })], 1);
    await settled();
    sender.leave();
    expect(released()).toEqual([]);
    waits[0]?.over();
    await done;
    expect(released()).toEqual(everywhere);
    expect(sender.status().run).toMatchObject({ sent: 2, end: { how: 'complete' } });
  });

  it('by a look that was under way when it was closed', async () => {
    const { sender, transport, released } = await rig();
    const answer = transport.answers['Runtime.queryObjects'] as (call: Call) => Promise<void>;
    const held: Call[] = [];
    transport.answers['Runtime.queryObjects'] = (call: Call) => void held.push(call);
    const look = sender.find();
    await settled();
    sender.close();
    const before = released().length;
    transport.answers['Runtime.queryObjects'] = answer;
    await Promise.all(held.map((call) => answer(call)));
    await look;
    expect(released().slice(before)).toEqual([['', GROUP]]);
    expect(sender.status().targets).toBeNull();
  });
});

it('a fault while it sends ends the series and says why; another can be sent', async () => {
  const { sender, first } = await rig({ '': [{ ...SSE, url: 'no address' }] });
  await sender.send(first, [message()], 1);
  expect(sender.status().run?.end).toEqual({ how: 'failed', why: expect.stringContaining('URL') });
  await sender.send({ ...first, url: SSE.url }, [message()], 1);
  expect(sender.status().run).toMatchObject({ sent: 1, end: { how: 'complete' } });
});
