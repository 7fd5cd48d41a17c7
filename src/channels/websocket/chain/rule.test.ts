/** Which WebSocket continues which, on both sides of each border. */
import { describe, expect, it } from 'vitest';
import type { TapeRecord } from '../../../tape/index.ts';
import { Chain } from '../../index.ts';
import { derive } from '../../testing/derive.ts';
import { type Opened, webSocketTape } from '../../testing/websockets.ts';

/** How sure it is that the last of these continues the one before; null where it does not. */
function join(all: readonly Opened[], others: readonly TapeRecord[] = []): string | null {
  const chain = derive(webSocketTape(all, others)).chainOf(String.fromCharCode(96 + all.length));
  if (!(chain instanceof Chain)) throw new Error('no chain');
  return chain.links.at(-1)?.join?.certainty ?? null;
}

const first: Opened = { at: 0 };
const query = (of: string): string => `ws://site.test/socket?${of}`;
const UUIDS = ['550e8400-e29b-41d4-a716-446655440000', '7d444840-9dc0-11d1-b245-5ffdce74fad2'];

describe('one that is opened again is joined', () => {
  it.each<[string, Opened, Opened]>([
    ['at once', first, { at: 100 }],
    ['with the same subprotocols', { at: 0, protocols: 'a, b' }, { at: 500, protocols: 'a, b' }],
    [
      'after one that failed',
      { at: 0, end: { how: 'failed', error: 'net::ERR_CONNECTION_RESET' } },
      { at: 500 },
    ],
    ['after a handshake that was refused', { at: 0, status: 403, end: { how: 'failed' } }, { at: 500 }],
    ['and refused', first, { at: 500, status: 502, end: { how: 'failed' } }],
    [
      'after one that never reached the server',
      { at: 0, status: null, end: { how: 'failed', error: 'net::ERR_CONNECTION_REFUSED' } },
      { at: 500 },
    ],
    ['with another token', { at: 0, url: query('token=a') }, { at: 500, url: query('token=b') }],
    [
      'with another ticket',
      { at: 0, url: query('ticket=1&room=7') },
      { at: 500, url: query('room=7&ticket=2') },
    ],
    ['with a token that it had not before', first, { at: 500, url: 'ws://site.test/socket?token=b' }],
    ['with another session', { at: 0, url: query('sid=a1') }, { at: 500, url: query('sid=b2') }],
    [
      'with another UUID in its path',
      { at: 0, url: `ws://site.test/ws/${UUIDS[0]}` },
      { at: 500, url: `ws://site.test/ws/${UUIDS[1]}` },
    ],
    [
      'as SockJS does',
      { at: 0, url: 'ws://site.test/echo/417/k3x0a2bq/websocket' },
      { at: 500, url: 'ws://site.test/echo/002/p1fl0hty/websocket' },
    ],
    [
      'at the same room',
      { at: 0, url: 'ws://site.test/rooms/7' },
      { at: 500, url: 'ws://site.test/rooms/7' },
    ],
    ['60 s after the end', first, { at: 60_100 }],
    ['though its place is not known', first, { at: 500, change: { initiator: undefined } as never }],
    [
      'though an iframe has come meanwhile, so that its frame is not known',
      first,
      { at: 500, change: { context: { kind: 'unknown', id: 'main' } } },
    ],
  ])('%s', (_, one, other) => {
    expect(join([one, other])).toBe('likely');
  });

  it('whose end was reported after the request, when the server had closed it too, and with what it brought by then', () => {
    const closing = { ...first, lasts: 1500 };
    expect(join([closing, { at: 500, says: [[10, 'hello']], lasts: null }])).toBe('likely');
    expect(join([closing, { at: 499, lasts: null }])).toBeNull();
  });

  it('whose failure was reported up to 50 ms after the request', () => {
    const failed: Opened = { ...first, status: null, end: { how: 'failed' } };
    expect(join([failed, { at: 50, lasts: null }])).toBe('likely');
    expect(join([failed, { at: 49, lasts: null }])).toBeNull();
  });

  it('after three times the last pause, though that is more than a minute', () => {
    const twice: Opened[] = [first, { at: 30_100 }];
    expect(join([...twice, { at: 30_200 + 90_000 }])).toBe('likely');
    expect(join([...twice, { at: 30_200 + 90_001 }])).toBe('uncertain');
  });

  it('after more than a minute, but not surely, and after five minutes not at all', () => {
    expect(join([first, { at: 60_101 }])).toBe('uncertain');
    expect(join([first, { at: 300_100 }])).toBe('uncertain');
    expect(join([first, { at: 300_101 }])).toBeNull();
  });

  it('with a token that was used some times, and then renewed', () => {
    const used = { url: query('token=old') };
    expect(
      join([
        { at: 0, ...used },
        { at: 500, ...used, status: 401 },
        { at: 900, url: query('token=new') },
      ]),
    ).toBe('likely');
  });
});

describe('one that is opened is another', () => {
  it.each<[string, Opened, Opened]>([
    ['while the first is open', { at: 0, lasts: 90_000 }, { at: 500 }],
    [
      'while the first still receives, though it ends just then',
      { at: 0, says: [[80, 'hello']], lasts: 100 },
      { at: 60 },
    ],
    ['while the first is being opened', { at: 0, lasts: 20 }, { at: 1 }],
    ['by a worker', first, { at: 500, change: { context: { kind: 'worker', id: 'w' } } }],
    [
      'at another place of the program',
      first,
      {
        at: 500,
        change: { initiator: { url: 'http://site.test/app.js', line: 99, column: 5, functionName: 'f' } },
      },
    ],
    ['with other subprotocols', { at: 0, protocols: 'a' }, { at: 500, protocols: 'b' }],
    ['without subprotocols', { at: 0, protocols: 'a' }, { at: 500 }],
    ['on another path', first, { at: 500, url: 'ws://site.test/other' }],
    ['on another origin', first, { at: 500, url: 'wss://site.test/socket' }],
    [
      'for another room',
      { at: 0, url: 'ws://site.test/rooms/7' },
      { at: 500, url: 'ws://site.test/rooms/8' },
    ],
    ['for another room, by its query', { at: 0, url: query('room=7') }, { at: 500, url: query('room=8') }],
    ['before capture began', first, { at: 500, change: { openBefore: true } }],
    ['after a reload', { at: 0, end: { inferred: 'reload' } }, { at: 500 }],
  ])('%s', (_, one, other) => {
    expect(join([one, other])).toBeNull();
  });

  it('where the page went elsewhere in between, though the end was reported', () => {
    const went: TapeRecord = { kind: 'navigate', at: 200, url: 'http://site.test/', how: 'navigation' };
    expect(join([first, { at: 500 }], [went])).toBeNull();
    const shared = { context: { kind: 'shared-worker', id: 'w' } } as const;
    expect(
      join(
        [
          { at: 0, change: shared },
          { at: 500, change: shared },
        ],
        [went],
      ),
    ).toBe('likely');
  });

  it('where its session comes back: then it is what is asked for', () => {
    const [a, b] = [{ url: query('session=a') }, { url: query('session=b') }];
    expect(
      join([
        { at: 0, ...a },
        { at: 500, ...a },
        { at: 900, ...b },
      ]),
    ).toBeNull();
    // What is open may not be continued, and what it is called is nobody else’s.
    expect(
      join([
        { at: 0, ...a, lasts: null },
        { at: 50, ...b },
        { at: 500, ...a },
      ]),
    ).toBeNull();
  });

  it('where its token was one of another before', () => {
    const [a, b] = [{ url: query('token=a') }, { url: query('token=b') }];
    expect(
      join([
        { at: 0, ...a, lasts: 300 },
        { at: 50, ...b, lasts: null },
        { at: 500, ...b },
      ]),
    ).toBeNull();
    expect(
      join([
        { at: 0, ...a, lasts: 300 },
        { at: 50, ...b, lasts: 300 },
        { at: 500, ...b },
      ]),
    ).toBe('likely');
  });
});
