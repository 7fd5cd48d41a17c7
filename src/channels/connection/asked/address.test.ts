import { describe, expect, it } from 'vitest';
import { addressOf, differingParams } from './address.ts';

const template = (url: string): string | undefined => addressOf(url)?.template;
const roles = (url: string): Record<string, string> =>
  Object.fromEntries([...(addressOf(url)?.params ?? [])].map(([name, { role }]) => [name, role]));

describe('the template of an address', () => {
  it.each([
    ['ws://a.test/socket', 'ws://a.test/socket', {}],
    ['ws://a.test:81/rooms/17/feed', 'ws://a.test:81/rooms/{}/feed', { 'segment 2': 'subject' }],
    ['wss://a.test/d/550e8400-e29b-41d4-a716-446655440000', 'wss://a.test/d/{}', { 'segment 2': 'session' }],
    ['wss://a.test/9f86d081884c7d65/x', 'wss://a.test/{}/x', { 'segment 1': 'session' }],
    ['wss://a.test/s/V1StGXR8_Z5jdHi6B-myT', 'wss://a.test/s/{}', { 'segment 2': 'session' }],
    [
      'wss://a.test/s/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x-y_z',
      'wss://a.test/s/{}',
      { 'segment 2': 'pass' },
    ],
    // SockJS: a server and a session made up for each connection.
    [
      'ws://a.test/echo/417/k3x0a2bq/websocket',
      'ws://a.test/echo/{}/{}/websocket',
      { 'segment 2': 'pass', 'segment 3': 'pass' },
    ],
    ['https://a.test/poll', 'https://a.test/poll', {}],
    ['https://a.test/live-7.m4s', 'https://a.test/live-{}.m4s', { 'segment 1': 'subject' }],
    [
      'https://a.test/12/5371.pbf',
      'https://a.test/{}/{}.pbf',
      { 'segment 1': 'subject', 'segment 2': 'subject' },
    ],
  ])('%s', (url, expected, params) => {
    expect(template(url)).toBe(expected);
    expect(roles(url)).toEqual(params);
  });

  it.each([
    '/graphql',
    '/v2/chat',
    '/cable',
    '/getting-started-2',
    '/socket.io/',
    '/MarketDataStream',
    '/deadbeef',
    '/a1',
  ])('keeps the words of a path: %s', (path) => {
    expect(template(`ws://a.test${path}`)).toBe(`ws://a.test${path}`);
  });

  it('is null for what is no address', () => {
    expect(addressOf('not one')).toBeNull();
  });
});

describe('a query parameter', () => {
  it.each([
    ['room=red', 'subject'],
    ['v=4', 'subject'],
    ['page=12', 'subject'],
    ['token=abc', 'pass'],
    ['access_token=x', 'pass'],
    ['ticket=1', 'pass'],
    ['nonce=7', 'pass'],
    ['_mounts=2', 'pass'],
    ['_mount_attempts=0', 'pass'],
    ['retry=3', 'pass'],
    ['retryPolicy=none', 'subject'],
    ['requestNonce=7', 'pass'],
    ['t=1719300000000', 'pass'],
    ['t=tuesday', 'subject'],
    ['lastEventId=41', 'pass'],
    ['jwt=a.b.c', 'pass'],
    ['signature=ab', 'pass'],
    ['session=1', 'session'],
    ['sessionId=1', 'session'],
    ['sid=1', 'session'],
    ['session_id=1', 'session'],
    ['connectionId=1', 'session'],
    ['id=Bn8Nx6U_dDbY0fWD8bQ1gA', 'session'],
    ['id=12', 'subject'],
    ['client=web', 'subject'],
    ['conversation=12', 'subject'],
    ['PHPSESSID=x', 'session'],
  ])('%s is a %s', (query, role) => {
    const [name = ''] = query.split('=');
    expect(roles(`ws://a.test/?${query}`)[name]).toBe(role);
  });

  it('that is there several times has one value', () => {
    expect(addressOf('ws://a.test/?topic=a&topic=b')?.params.get('topic')?.value).toBe('a, b');
  });
});

describe('two addresses', () => {
  const differing = (one: string, other: string) => {
    const [a, b] = [addressOf(one), addressOf(other)];
    return a && b && differingParams(a, b).map(([before, after]) => [before?.value, after?.value]);
  };

  it('differ in what has another value, or is missing in one', () => {
    expect(differing('ws://a.test/1?x=1&y=2', 'ws://a.test/2?y=2&z=3')).toEqual([
      ['1', '2'],
      ['1', undefined],
      [undefined, '3'],
    ]);
    expect(differing('ws://a.test/?a=1&b=2', 'ws://a.test/?b=2&a=1')).toEqual([]);
  });
});
