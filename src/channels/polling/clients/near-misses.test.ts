import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClientRecogniser } from './recogniser.ts';
import { REAL, record } from './testing/real.ts';
import { ask, type Extra, NOW } from './testing/requests.ts';

const ID = '5fb1d2ba0c8f4c3ea1d1d6a0d9b0c6e7';

/** Looks like a client's, and could be anyone's. */
const MISSES: readonly (readonly [what: string, line: string, extra?: Extra])[] = [
  ['polling without EIO', 'GET /socket.io/?transport=polling&sid=X1'],
  ['EIO without polling', 'GET /socket.io/?EIO=4'],
  ['EIO over a WebSocket', 'GET ws://site.test/socket.io/?EIO=4&transport=websocket&sid=X1'],
  ['a path of Socket.IO: its script', 'GET /socket.io/socket.io.js'],
  ['an EIO that is a word', 'GET /search?EIO=farm&transport=polling'],
  ['a preflight of Engine.IO', 'OPTIONS /socket.io/?EIO=4&transport=polling&sid=X1'],
  ['a POST of Engine.IO without a session', 'POST /socket.io/?EIO=4&transport=polling', { body: '40' }],

  ['three digits and a word of eight letters', 'POST /users/123/settings/xhr'],
  ['the same with a body', `POST /users/123/settings/xhr?t=${NOW}`, { body: '{"dark":true}' }],
  ['the same by GET', `GET /users/123/settings/xhr?t=${NOW}`],
  ['the form of SockJS without what its client adds', 'POST /chat/123/abcdefgh/xhr'],
  ['four digits', `POST /chat/1234/abcdefgh/xhr?t=${NOW}`],
  ['a word of nine letters', `POST /chat/123/abcdefghi/xhr_streaming?t=${NOW}`],
  [
    'an object sent to where SockJS sends arrays',
    `POST /x/123/abcdefgh/xhr_send?t=${NOW}`,
    { body: '{"a":1}' },
  ],
  ['another’s JSONP', 'GET /users/123/settings/jsonp?callback=show'],
  ['an event stream of the same form', 'GET /users/123/settings/eventsource'],
  ['what an API tells of itself', 'GET /api/info'],

  ['an API that negotiates', 'POST /api/negotiate'],
  ['an API that negotiates with a body', 'POST /api/negotiate?negotiateVersion=1', { body: '{"price":4}' }],
  ['negotiate by GET', 'GET /hub/negotiate?negotiateVersion=1'],
  ['any id', 'GET /orders?id=5'],
  ['any id and a cache buster', `GET /orders?id=5&_=${NOW}`],
  ['a deletion by id', 'DELETE /orders?id=5'],
  [
    'an agent that names SignalR elsewhere',
    'GET /hub?id=5',
    { headers: [['X-SignalR-User-Agent', 'a proxy of Microsoft SignalR/']] },
  ],

  ['poll without a token', 'POST /signalr/poll?transport=longPolling'],
  ['a connection token without a transport', 'POST /signalr/poll?connectionToken=a'],
  ['a transport that is none', 'POST /mail/send?transport=smtp&connectionToken=a'],
  ['negotiate of SignalR 2 without a protocol', 'GET /signalr/negotiate'],
  ['any ping', 'GET /signalr/ping'],

  ['a field `channel`', 'POST /messages', { body: '{"channel":"general","text":"hi"}' }],
  ['a channel that begins with a slash', 'POST /messages', { body: '[{"channel":"/general","text":"hi"}]' }],
  ['a meta channel without its fields', 'POST /x', { body: '[{"channel":"/meta/connect"}]' }],
  ['a meta channel that is none', 'POST /x', { body: '[{"channel":"/meta/data","clientId":"c"}]' }],
  ['a handshake of no version', 'POST /x', { body: '[{"channel":"/meta/handshake"}]' }],
  [
    'messages among others',
    'POST /x',
    { body: '[{"channel":"/meta/disconnect","clientId":"c"},{"text":"hi"}]' },
  ],
  ['text that names a meta channel', 'POST /log', { body: '"channel" is "/meta/connect"' }],
  [
    'a publish, with no session before it',
    'POST /x',
    { body: '[{"channel":"/a","data":1,"clientId":"c","id":"1"}]' },
  ],
  [
    'Bayeux’ parameter without a callback',
    `GET /x?message=${encodeURIComponent('[{"channel":"/meta/disconnect","clientId":"c"}]')}`,
  ],

  ['longpoll without a version', 'GET /longpoll?token=a'],
  ['longpoll with a version of another form', 'GET /longpoll?vsn=2'],
  ['a version without longpoll', 'GET /app.js?vsn=2.0.0'],
  ['a longer word', 'GET /api/mylongpoll?vsn=2.0.0'],
  ['a POST of Phoenix without a session', 'POST /socket/longpoll?vsn=2.0.0'],

  ['a bus by GET', `GET /message-bus/${ID}/poll`],
  ['31 digits', `POST /message-bus/${ID.slice(1)}/poll`],
  ['another bus', `POST /bus/${ID}/poll`],
  ['another action of the bus', `POST /message-bus/${ID}/diagnostics`],

  ['an address that is none', 'GET about:blank'],
];

describe('a request that could be anyone’s', () => {
  const misses = MISSES.map(([what, line, extra = {}]) => ({ what, line, extra }));
  test.each(misses)('$what', ({ line, extra }) => {
    expect(new ClientRecogniser().read(ask(line, extra))).toEqual([]);
  });

  test('is none without an address', () => {
    const { url: _url, ...unknown } = ask('GET /');
    expect(new ClientRecogniser().read(unknown)).toEqual([]);
  });
});

describe('whatever a page asks', () => {
  const SEGMENTS =
    'api chat users 123 007 abcdefgh settings xhr xhr_send xhr_streaming jsonp info websocket eventsource';
  const MORE =
    'negotiate signalr poll send connect ping start abort longpoll socket message-bus meta handshake faye';
  const segment = fc.constantFrom(...`${SEGMENTS} ${MORE}`.split(' '), ID);
  // None of the marks by which a client is known: EIO, vsn, negotiateVersion, clientProtocol, connectionToken.
  const param = fc.constantFrom(
    'transport=polling',
    'transport=longPolling',
    'sid=a',
    'id=5',
    'token=a',
    'j=0',
    'dlp=t',
    'v=4',
  );
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS');
  const body = fc.oneof(
    fc.constant(''),
    fc.constantFrom('{}', '[]', '["a"]', '40', '1', 'message=hi', 'data=%7B%7D'),
    fc.json(),
    fc
      .array(fc.record({ channel: fc.constantFrom('/a', '/meta/connect', 'x'), data: fc.json() }))
      .map((each) => JSON.stringify(each)),
  );
  const line = fc
    .tuple(method, fc.array(segment, { maxLength: 5 }), fc.array(param, { maxLength: 3 }))
    .map(([verb, path, params]) => `${verb} /${path.join('/')}?${params.join('&')}`);

  test('it is none of a client without a client’s marks, nor is anything after it', () => {
    const isBus = (text: string) => /^POST .*\/message-bus\/[\da-f]{32}\/poll\?/.test(text);
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            line.filter((each) => !isBus(each)),
            body,
          ),
          { maxLength: 20 },
        ),
        (asks) => {
          const recogniser = new ClientRecogniser();
          for (const [index, [each, content]] of asks.entries())
            expect(recogniser.read(ask(each, { body: content, on: `x${index}` }))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a response that is another’s shows nothing', () => {
    const other = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"websocket":true}', '{"connectionId":"a"}', 'o', 'a[]'),
    );
    fc.assert(
      fc.property(line, other, (each, answer) => {
        const recogniser = new ClientRecogniser();
        const isOwn = recogniser.read(ask(each)).length > 0;
        expect(isOwn ? [] : recogniser.readAnswer('x', answer)).toEqual([]);
      }),
    );
  });

  test('it is read without an error, and so is a response', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.constantFrom(...REAL),
        (url, content, answer, real) => {
          const recogniser = new ClientRecogniser();
          recogniser.read({ ...ask('POST /'), url });
          recogniser.read(record(real, { body: content }));
          recogniser.readAnswer('x', answer);
        },
      ),
    );
  });
});
