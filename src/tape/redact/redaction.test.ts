import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Excerpt, type Header, Redaction, readTape, Tape, type TapeRecord, writeTape } from '../index.ts';
import { chunk, injected, request, response } from '../testing.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJlLW9mLWFubmE';
const OPAQUE = 'Zk3vQ9xW2pLr7TnB4sYd8HcM';

function redacted(...records: TapeRecord[]): { records: TapeRecord[]; redaction: Redaction } {
  const redaction = new Redaction();
  for (const record of records) redaction.scan(record);
  return { records: records.map((record) => redaction.replace(record)), redaction };
}

/** One URL after redaction. */
function url(text: string): string {
  const [record] = redacted(request('a', { url: text, headers: [] })).records;
  return record?.kind === 'request' ? (record.url ?? '') : '';
}

function headers(...list: Header[]): string[] {
  const [record] = redacted(request('a', { headers: list })).records;
  return record?.kind === 'request' ? record.headers.map(([name, value]) => `${name}: ${value}`) : [];
}

function body(text: string): string {
  const [record] = redacted(request('a', { body: text })).records;
  return record?.kind === 'request' ? (record.body ?? '') : '';
}

describe('headers', () => {
  it.each([
    ['authorization', 'Bearer abcdefghijklmno', 'Bearer redacted-1~~~~~'],
    ['Proxy-Authorization', 'Basic YW5uYTpzZWNyZXQ=', 'Basic redacted-1~~~~~~'],
    ['authorization', 'abcdefghijklmno', 'redacted-1~~~~~'],
    ['X-Api-Key', 'abcdefghijklmno', 'redacted-1~~~~~'],
    ['x-auth-token', 'abc', '~1~'],
    ['Cookie', 'sid=abcdefghij12; theme=dark; a=', 'sid=redacted-1~~; theme=~2~~; a='],
    [
      'set-cookie',
      'sid=abcdefghij12; Path=/; HttpOnly; Secure',
      'sid=redacted-1~~; Path=/; HttpOnly; Secure',
    ],
    ['sec-websocket-protocol', `chat, ${OPAQUE}`, 'chat, redacted-1~~~~~~~~~~~~~~'],
    ['sec-websocket-protocol', 'access_token, hunter2', 'access_token, ~1~~~~~'],
    ['Referer', 'https://a.test/p?token=abc', 'https://a.test/p?token=~1~'],
    ['Location', '/next?code=abc&page=2', '/next?code=~1~&page=2'],
    [':path', '/sse?access_token=abcdefghij12', '/sse?access_token=redacted-1~~'],
    ['link', '<https://u:pw@a.test/x>; rel=next', '<https://~1:~2@a.test/x>; rel=next'],
    ['x-anything', `before ${JWT} after`, `before ${'redacted-1'.padEnd(JWT.length, '~')} after`],
  ])('%s: %s', (name, value, expected) => {
    expect(headers([name, value])).toEqual([`${name}: ${expected}`]);
  });

  it.each([
    ['etag', '"33a64df551425fcc55e4d42a148795d9f25f89d4"'],
    ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ['www-authenticate', 'Bearer realm="example"'],
    ['access-control-allow-headers', 'authorization, x-auth-token'],
    ['last-event-id', OPAQUE],
    ['content-type', 'text/event-stream'],
  ])('%s stays', (name, value) => {
    expect(headers([name, value])).toEqual([`${name}: ${value}`]);
  });
});

describe('URLs', () => {
  it.each([
    ['https://anna:pa:ss@a.test/sse', 'https://~1~~:~2~~~@a.test/sse'],
    ['https://a.test/sse?topic=tea&token=abc#top', 'https://a.test/sse?topic=tea&token=~1~#top'],
    [
      'https://a.test/sse?refresh_token=abc&clientSecret=abcd',
      'https://a.test/sse?refresh_token=~1~&clientSecret=~2~~',
    ],
    ['https://a.test/#access_token=abc&state=x', 'https://a.test/#access_token=~1~&state=x'],
    ['https://a.test/#/done?code=abc', 'https://a.test/#/done?code=~1~'],
    ['https://a.test/x;jsessionid=0a1b?y=1', 'https://a.test/x;jsessionid=~1~~?y=1'],
    [`https://a.test/sse?t=${OPAQUE}`, `https://a.test/sse?t=${'redacted-1'.padEnd(OPAQUE.length, '~')}`],
    [`https://a.test/sse?${OPAQUE}`, `https://a.test/sse?${'redacted-1'.padEnd(OPAQUE.length, '~')}`],
    [`https://a.test/${JWT}/sse`, `https://a.test/${'redacted-1'.padEnd(JWT.length, '~')}/sse`],
    [
      'https://a.test/go?to=https%3A%2F%2Fb.test%2F%3Ftoken%3Dabc',
      'https://a.test/go?to=https%3A%2F%2Fb.test%2F%3Ftoken%3D~1~',
    ],
    ['/relative?sig=abc', '/relative?sig=~1~'],
    ['wss://a.test/ws?key=abc', 'wss://a.test/ws?key=~1~'],
  ])('%s', (text, expected) => {
    expect(url(text)).toBe(expected);
  });

  it.each([
    'https://a.test/sse?topic=tea&since=2026-11-22T18:04:01.000Z',
    'https://a.test/sse?max_tokens=12&author=anna&monkey=1',
    'https://a.test/sse?channel=the-long-name-of-a-channel-of-ours',
    `https://a.test/sse?lastEventId=${OPAQUE}`,
    'https://a.test/?q=%ZZ%&&=&a',
    'data:text/javascript,token=abc',
    'no url at all',
    '',
  ])('%s stays', (text) => {
    expect(url(text)).toBe(text);
  });
});

describe('bodies', () => {
  it.each([
    ['{ "user": "anna", "password" : "hunter2" }', '{ "user": "anna", "password" : "~1~~~~~" }'],
    ['{"login":{"access_token":"a\\"b\\\\","n":1.10}}', '{"login":{"access_token":"~1~~~~","n":1.10}}'],
    ['{"pin":123456,"count":123456}', '{"pin":"~1~~~~","count":123456}'],
    ['user=anna&password=hunter2', 'user=anna&password=~1~~~~~'],
    ['40{"token":"abc"}', '40{"token":"~1~"}'],
    ['{"cut":1,"token":"abc', '{"cut":1,"token":"abc'],
    ['{"max_tokens":4096,"stream":true}', '{"max_tokens":4096,"stream":true}'],
    ['plain text', 'plain text'],
  ])('%s', (text, expected) => {
    expect(body(text)).toBe(expected);
  });
});

describe('the same secret', () => {
  it('is the same marker wherever it stands, also where only its being one elsewhere tells', () => {
    const secret = 'tiny+secret/4711';
    const { records } = redacted(
      request('a', {
        url: `https://a.test/${encodeURIComponent(secret)}/x?token=${encodeURIComponent(secret)}`,
        headers: [
          ['x-note', `it is ${secret}.`],
          ['authorization', `Bearer ${secret}`],
        ],
        body: `{"authorization":"Bearer ${secret}"}`,
      }),
      { kind: 'gap', at: 1, on: 'a', why: `lost with ${secret}` },
    );
    const text = JSON.stringify(records);
    expect(text).not.toContain('4711');
    expect(text.match(/redacted-\w+/g)).toEqual(Array(6).fill('redacted-1'));
    expect(text).not.toContain('redacted-1x');
  });

  it('is not looked for where it is short or a word, nor inside of one', () => {
    expect(url('https://a.test/dark/abc?token=abc')).toBe('https://a.test/dark/abc?token=~1~');
    const { records } = redacted(
      request('a', {
        url: 'https://a.test/prices/secret123x',
        headers: [['cookie', 'a=prices; b=secret123']],
      }),
    );
    expect(records[0]).toMatchObject({ url: 'https://a.test/prices/secret123x' });
  });

  it('never touches what was received, and leaves the records as they are', () => {
    const records: TapeRecord[] = [
      request('a', { headers: [['cookie', 'sid=abcdefghij12']] }),
      chunk('a', 1, 'data: abcdefghij12\n\n'),
      { kind: 'message', at: 1, on: 'a', type: 'abcdefghij12', data: 'abcdefghij12', id: '' },
    ];
    const before = JSON.stringify(records);
    const after = redacted(...records).records;
    expect(after.slice(1)).toEqual(records.slice(1));
    expect(JSON.stringify(records)).toBe(before);
  });
});

describe('kinds not known', () => {
  it('are searched by names, by header pairs and by what was found, and keep their keys', () => {
    const raw = JSON.parse(
      `{"kind":"new","at":1,"on":"abcdefghij12","__proto__":{"token":"abc"},"list":[["Cookie","a=abcdefghij12"],"x abcdefghij12 y"],"url":"https://a.test/?key=abc","n":7}`,
    );
    const [record] = redacted({ kind: 'unknown', at: 1, raw }).records;
    expect(record?.kind === 'unknown' && JSON.stringify(record.raw)).toBe(
      `{"kind":"new","at":1,"on":"abcdefghij12","__proto__":{"token":"~1~"},"list":[["Cookie","a=redacted-2~~"],"x redacted-2~~ y"],"url":"https://a.test/?key=~1~","n":7}`,
    );
  });
});

describe('the preview', () => {
  it('says where, how often and how many, with markers and no value', () => {
    const { redaction } = redacted(
      request('a', { headers: [['Cookie', 'sid=abcdefghij12']] }),
      request('b', {
        headers: [['Cookie', 'sid=mnopqrstuvwx']],
        url: 'https://b.test:81/?token=abcdefghij12',
      }),
      response('a', { headers: [['x-echo', 'abcdefghij12']] }),
    );
    expect(redaction.replaced()).toEqual([
      { kind: 'cookie', name: 'sid', host: 'example.test', times: 1, secrets: 1, markers: ['redacted-1~~'] },
      { kind: 'query', name: 'token', host: 'b.test:81', times: 1, secrets: 1, markers: ['redacted-1~~'] },
      { kind: 'cookie', name: 'sid', host: 'b.test:81', times: 1, secrets: 1, markers: ['redacted-2~~'] },
      {
        kind: 'header',
        name: 'x-echo',
        host: 'example.test',
        times: 1,
        secrets: 1,
        markers: ['redacted-1~~'],
      },
    ]);
  });
});

describe('any secrets', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/=_-]{8,40}$/).filter((one) => /[a-z0-9]/i.test(one));
  const tapeOf = (secrets: readonly string[]): Tape => {
    const tape = new Tape();
    secrets.forEach((one, index) => {
      const escaped = encodeURIComponent(one);
      tape.append(
        request(`c${index}`, {
          url: `https://u:${escaped}@a.test/p/${escaped}?token=${escaped}&x=1`,
          headers: [
            ['Cookie', `a=${one}; b=2`],
            ['x-other', `(${one})`],
            ['authorization', `Bearer ${one}`],
          ],
          body: JSON.stringify({ password: one }),
        }),
      );
    });
    return tape;
  };
  const write = (tape: Tape): string => {
    const redaction = new Redaction();
    const excerpt = new Excerpt(tape);
    for (const fact of excerpt.facts()) redaction.scan(fact);
    return [...writeTape(excerpt, { change: (record) => redaction.replace(record) })].join('');
  };

  it('are gone from the file, with their lengths and what equals what; and a second export changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(secret, { minLength: 1, maxLength: 8 }), async (secrets) => {
        const text = write(tapeOf(secrets));
        const records = text.split('\n').slice(1, -1);
        const seen = new Set<string>();
        records.forEach((line, index) => {
          const own = secrets[index] ?? '';
          expect(line).not.toContain(own);
          const { headers, url, body } = JSON.parse(line);
          const marker = headers[0][1].replace(/^a=(.*); b=.*$/, '$1');
          expect(marker).toHaveLength(own.length);
          expect(headers[1][1]).toBe(`(${marker})`);
          expect(JSON.parse(body).password).toBe(marker);
          expect(url).toHaveLength(
            `https://u:@a.test/p/?token=&x=1`.length + 1 + 3 * encodeURIComponent(own).length,
          );
          seen.add(marker.replace(/~+$/, ''));
        });
        expect(seen.size).toBe(secrets.length);
        async function* bytes(): AsyncGenerator<Uint8Array> {
          yield new TextEncoder().encode(text);
        }
        expect(write((await readTape(bytes())).tape)).toBe(text);
      }),
    );
  });
});

it('leaves alone what the user sent into the page, but for the address', () => {
  const data = btoa(`Bearer ${OPAQUE}`);
  const { records } = redacted(
    request('a', {
      url: `https://a.test/sse?token=${OPAQUE}`,
      headers: [['authorization', `Bearer ${data}`]],
    }),
    injected({ url: `https://a.test/sse?token=${OPAQUE}`, data, binary: true }),
  );
  expect(records[1]).toMatchObject({ data, url: expect.stringMatching(/token=redacted-/) });
});

it('searches the places in the program, those of its callers too', () => {
  const place = { url: 'https://a.test/app.js?token=abcdefghij12', line: 1, column: 2, functionName: 'ask' };
  const callers = [place, { ...place, url: 'https://u:pw@a.test/b.js', async: 'await' }];
  const [record] = redacted(request('a', { headers: [], initiator: place, callers })).records;
  expect(record).toMatchObject({
    initiator: { ...place, url: 'https://a.test/app.js?token=redacted-1~~' },
    callers: [
      { url: 'https://a.test/app.js?token=redacted-1~~', functionName: 'ask' },
      { url: 'https://~2:~3@a.test/b.js', async: 'await' },
    ],
  });
});
