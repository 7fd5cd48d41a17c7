import { describe, expect, test } from 'vitest';
import { ClientRecogniser, type Recognised } from './recogniser.ts';
import { ask, NOW } from './testing/requests.ts';

/** A step of a page: a request by its line, or a response by its body. */
type Step =
  | { readonly on: string; readonly line: string; readonly body?: string; readonly page?: string }
  | { readonly on: string; readonly answer: string };

/** What each step made known, as “connection client role session”. */
function recognise(...steps: readonly Step[]): string[][] {
  const recogniser = new ClientRecogniser();
  const words = ({ on, call }: Recognised) => `${on} ${call.client} ${call.role} ${call.session ?? '-'}`;
  return steps.map((step) =>
    ('answer' in step
      ? recogniser.readAnswer(step.on, step.answer)
      : recogniser.read(ask(step.line, step))
    ).map(words),
  );
}

const INFO = '{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":3141592653}';
const NEGOTIATED =
  '{"negotiateVersion":1,"connectionId":"public","connectionToken":"secret","availableTransports":[{"transport":"LongPolling","transferFormats":["Text","Binary"]}]}';

describe('what a response names', () => {
  test.each([
    [
      'Engine.IO 4',
      'GET /s/?EIO=4&transport=polling',
      '0{"sid":"X1","upgrades":["websocket"],"pingInterval":25000}',
      'X1',
    ],
    [
      'Engine.IO 3',
      'GET /s/?EIO=3&transport=polling',
      '96:0{"sid":"X1","upgrades":[],"pingTimeout":5000}2:40',
      'X1',
    ],
    ['SignalR', 'POST /hub/negotiate?negotiateVersion=1', NEGOTIATED, 'secret'],
    [
      'SignalR, version 0',
      'POST /hub/negotiate?negotiateVersion=1',
      '{"connectionId":"public","availableTransports":[]}',
      'public',
    ],
    [
      'SignalR 2',
      'GET /s/negotiate?clientProtocol=2.1',
      '{"Url":"/s","ConnectionToken":"T1","ProtocolVersion":"2.1"}',
      'T1',
    ],
    ['Phoenix', 'GET /socket/longpoll?vsn=2.0.0', '{"token":"T1","status":410}', 'T1'],
  ])('is the session: %s', (_what, line, answer, session) => {
    const [, named] = recognise({ on: 'a', line }, { on: 'a', answer });
    expect(named).toEqual([expect.stringMatching(new RegExp(`^a \\S+ handshake ${session}$`))]);
  });

  test('is the session: Bayeux', () => {
    const body =
      '[{"channel":"/meta/handshake","version":"1.0","supportedConnectionTypes":["long-polling"]}]';
    const answer = '[{"channel":"/meta/handshake","successful":true,"clientId":"c1"}]';
    const [, named] = recognise({ on: 'a', line: 'POST /cometd', body }, { on: 'a', answer });
    expect(named).toEqual(['a bayeux handshake c1']);
  });

  test('is nothing where the server refused', () => {
    const [, named] = recognise(
      { on: 'a', line: 'GET /s/?EIO=4&transport=polling' },
      { on: 'a', answer: '{"code":0,"message":"Transport unknown"}' },
    );
    expect(named).toEqual([]);
  });

  test('is read again when more of it came', () => {
    const [, half, whole] = recognise(
      { on: 'a', line: 'POST /hub/negotiate?negotiateVersion=1' },
      { on: 'a', answer: NEGOTIATED.slice(0, 40) },
      { on: 'a', answer: NEGOTIATED },
    );
    expect([half, whole]).toEqual([[], ['a signalr handshake secret']]);
  });
});

describe('SockJS’ info', () => {
  const info = { on: 'i', line: `GET /chat/info?t=${NOW}` };
  const poll = { on: 'p', line: `POST /chat/123/abcdefgh/xhr?t=${NOW}` };

  test('is known when a session follows on its base', () => {
    expect(recognise(info, poll)).toEqual([[], ['p sockjs receive abcdefgh', 'i sockjs info -']]);
  });

  test('is known by its response', () => {
    expect(recognise(info, { on: 'i', answer: INFO })).toEqual([[], ['i sockjs info -']]);
  });

  test('is known at once when a session was before it', () => {
    expect(recognise(poll, info)[1]).toEqual(['i sockjs info -']);
  });

  test('stays unknown where it is another’s', () => {
    const other = { on: 'i', line: 'GET /api/info' };
    expect(recognise(other, { on: 'i', answer: '{"version":"1.2"}' }, poll)).toEqual([
      [],
      [],
      ['p sockjs receive abcdefgh'],
    ]);
  });

  test('makes what follows on its base known, whatever names the page chose', () => {
    const [, , streamed] = recognise(
      info,
      { on: 'i', answer: INFO },
      { on: 's', line: 'GET /chat/node-7/4d1c-88/eventsource' },
    );
    expect(streamed).toEqual(['s sockjs receive 4d1c-88']);
  });

  test('an event stream of its form is known by what is sent beside it', () => {
    expect(
      recognise(
        { on: 'e', line: 'GET /chat/123/abcdefgh/eventsource' },
        { on: 's', line: `POST /chat/123/abcdefgh/xhr_send?t=${NOW}`, body: '["hi"]' },
      )[1],
    ).toEqual(['s sockjs send abcdefgh', 'e sockjs receive abcdefgh']);
  });
});

describe('SignalR before it said who it is', () => {
  const negotiate = { on: 'n', line: 'POST /hub/negotiate' };

  test('is known by the response to negotiate, and its session by the id', () => {
    expect(
      recognise(
        negotiate,
        { on: 'n', answer: NEGOTIATED },
        { on: 'p', line: `GET /hub?id=secret&_=${NOW}` },
        { on: 's', line: 'POST /hub?id=secret' },
        { on: 'd', line: 'DELETE /hub?id=secret' },
      ),
    ).toEqual([
      [],
      ['n signalr handshake secret'],
      ['p signalr receive secret'],
      ['s signalr send secret'],
      ['d signalr close secret'],
    ]);
  });

  test('is another’s where the response is', () => {
    const after = recognise(
      negotiate,
      { on: 'n', answer: '{"price":4}' },
      { on: 'p', line: `GET /hub?id=secret&_=${NOW}` },
    );
    expect(after.flat()).toEqual([]);
  });

  test('has its id from the first poll where no response was captured', () => {
    const [, poll, send] = recognise(
      { on: 'n', line: 'POST /hub/negotiate?negotiateVersion=1' },
      { on: 'p', line: `GET /hub?id=secret&_=${NOW}` },
      { on: 's', line: 'POST /hub?id=secret' },
    );
    expect([poll, send]).toEqual([['p signalr receive secret'], ['s signalr send secret']]);
  });

  test('an id that no one named is another’s', () => {
    const [, , order] = recognise(
      negotiate,
      { on: 'n', answer: NEGOTIATED },
      { on: 'o', line: 'GET /hub?id=5' },
    );
    expect(order).toEqual([]);
  });
});

describe('a base', () => {
  const publish = {
    on: 'p',
    line: 'POST /cometd',
    body: '[{"channel":"/a","data":1,"clientId":"c","id":"1"}]',
  };
  const connect = '[{"channel":"/meta/connect","clientId":"c","connectionType":"long-polling"}]';

  test('makes a publish known, at once or afterwards', () => {
    const wait = { on: 'w', line: 'POST /cometd/connect', body: connect };
    expect(recognise(wait, publish)[1]).toEqual(['p bayeux send c']);
    expect(recognise(publish, wait)[1]).toEqual(['w bayeux receive c', 'p bayeux send c']);
  });

  test('makes a ping of SignalR 2 known', () => {
    const [, ping] = recognise(
      { on: 'n', line: 'GET /signalr/negotiate?clientProtocol=2.1' },
      { on: 'p', line: 'GET /signalr/ping' },
    );
    expect(ping).toEqual(['p signalr-2 info -']);
  });

  test('is that of one document only', () => {
    const wait = { on: 'w', line: 'POST /cometd/connect', body: connect, page: 'iframe' };
    expect(recognise(wait, publish)[1]).toEqual([]);
    expect(recognise(publish, wait)[1]).toEqual(['w bayeux receive c']);
  });

  test('is forgotten when a thousand came after it, and what is only possible when five hundred did', () => {
    const recogniser = new ClientRecogniser();
    recogniser.read(ask('GET /signalr/negotiate?clientProtocol=2.1'));
    recogniser.read(ask('GET /chat/info', { on: 'info' }));
    expect(recogniser.wants('info')).toBe(true);
    for (let each = 0; each < 1000; each++) {
      recogniser.read(ask(`GET /s${each}/?EIO=4&transport=polling&sid=a`));
      recogniser.read(ask(`GET /s${each}/info`, { on: `i${each}` }));
    }
    expect(recogniser.wants('info')).toBe(false);
    expect(recogniser.read(ask('GET /signalr/ping'))).toEqual([]);
  });
});
