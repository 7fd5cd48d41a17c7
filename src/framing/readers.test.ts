import { describe, expect, test } from 'vitest';
import { FRAMINGS, framingOf, plainChunks, RecordState, statedFraming } from './index.ts';
import { describeReader, type ReaderCase, readAll, readWhole } from './testing/reader-suite.ts';

const { Whole, Quiet, Broken, Cut } = RecordState;
const encoder = new TextEncoder();
const of = (mimeType: string, contentType = mimeType) => ({
  mimeType,
  headers: contentType === '' ? [] : ([['Content-Type', contentType]] as const),
});
/** What an address of a protocol answered. */
const at = (path: string, mimeType: string) => ({ ...of(mimeType), url: `http://site.test${path}` });
const SESSION = '/echo/042/ab3defgh';
const byId = (id: string) => FRAMINGS.find((framing) => framing.id === id) ?? plainChunks;
const JSON_PIECES = [
  '{"a":1}',
  '[1,2]',
  '"ü\\u00fc\\n"',
  '-1.5e+3',
  '12',
  'true',
  'nul',
  '{"a":',
  '}',
  ' ',
  '\t',
  'é😀',
];
const parts = of('multipart/mixed', 'multipart/mixed; boundary="-"');

const CASES: readonly ReaderCase[] = [
  {
    framing: byId('json-lines'),
    response: of('application/x-ndjson'),
    pieces: [...JSON_PIECES, '\n', '\n', '\r\n', '\r', '\ufeff'],
    body: '\ufeff{"id":1}\r\n\n[2]\noops\n{"a":',
    records: [
      [Whole, '{"id":1}'],
      [Quiet, ''],
      [Whole, '[2]'],
      [Broken, 'oops'],
      [Cut, '{"a":'],
    ],
  },
  {
    framing: byId('separated'),
    response: of('text/plain'),
    pieces: [...JSON_PIECES, '\x1e', '\x1e', '\n'],
    body: '{"type":6}\x1e\x1e{"a"}\x1e{}',
    records: [
      [Whole, '{"type":6}'],
      [Quiet, ''],
      [Broken, '{"a"}'],
      [Cut, '{}'],
    ],
  },
  {
    framing: byId('json-seq'),
    response: of('application/json-seq'),
    pieces: [...JSON_PIECES, '\x1e', '\x1e', '\n', '\n'],
    body: 'x\x1e{"a":1}\n\x1e\x1e12\n\x1e13\x1e[1]\x1e[1\x1eyes\n\x1etrue z\n',
    records: [
      [Broken, 'x'],
      [Whole, '{"a":1}'],
      [Whole, '12'],
      [Cut, '13'],
      [Whole, '[1]'],
      [Cut, '[1'],
      [Broken, 'yes'],
      [Broken, 'true z'],
    ],
  },
  {
    framing: byId('json-array'),
    response: of('application/json'),
    pieces: [...JSON_PIECES, '[', '[', ',', ',', ']', '\n'],
    body: '\ufeff [{"a":[1,2]}, 12 ,"x",\n[] , {"b":',
    records: [
      [Whole, '{"a":[1,2]}'],
      [Whole, '12'],
      [Whole, '"x"'],
      [Whole, '[]'],
      [Cut, '{"b":'],
    ],
    isLostInMiddle: true,
  },
  {
    framing: byId('multipart'),
    response: parts,
    pieces: [
      '---\r\n',
      '\r\n---\r\n',
      '\r\n-----',
      '\r\n',
      '\n',
      '---',
      'A: b\r\n\r\n',
      '{"a":1}',
      '-- -',
      '----\r\n',
      '\r',
    ],
    body: 'before\r\n---\r\nContent-Type: Application/JSON; x=y\r\n\r\n{"a":1}\r\n---  \r\n\r\n\r\n---\nb\r\n\r\n2\n-----after',
    records: [
      [Whole, '{"a":1}'],
      [Whole, ''],
      [Whole, '2'],
    ],
    closes: '-----',
  },
  {
    framing: byId('sockjs'),
    response: at(`${SESSION}/xhr_streaming`, 'application/javascript'),
    pieces: [
      ...JSON_PIECES,
      'o\n',
      'h\n',
      'h',
      'a["x","y"]\n',
      'a[',
      '"]\n',
      'c[3000,"Go away!"]\n',
      'm"x"\n',
      'a',
      '\n',
      '\r\n',
    ],
    body: `${'h'.repeat(2048)}\no\n\nh\na["a\\n","é"]\nm{"a":1}\nhello\na["x\nc\nac[1]\nox\nc[3000,"Go away!"]\na["x"]`,
    records: [
      [Quiet, 'h'.repeat(2048)],
      [Whole, 'o'],
      [Quiet, ''],
      [Quiet, 'h'],
      [Whole, '["a\\n","é"]'],
      [Whole, '{"a":1}'],
      [Broken, 'hello'],
      [Broken, 'a["x'],
      [Broken, 'c'],
      [Broken, 'ac[1]'],
      [Broken, 'ox'],
      [Whole, '[3000,"Go away!"]'],
      [Cut, 'a["x"]'],
    ],
  },
  {
    framing: byId('engine-io'),
    response: at('/socket.io/?EIO=4&transport=polling', 'text/plain'),
    pieces: [
      '0{"sid":"x"}',
      '2',
      '3',
      '6',
      '42["said","é😀"]',
      'bAQI=',
      '\x1e',
      '\x1e',
      '\x1e',
      'x',
      '7',
      '4',
    ],
    body: '0{"sid":"x"}\x1e2\x1e42["said","é"]\x1ex\x1e\x1e6\x1e4\x1ebAQI=',
    records: [
      [Whole, '0{"sid":"x"}'],
      [Quiet, '2'],
      [Whole, '42["said","é"]'],
      [Broken, 'x'],
      [Broken, ''],
      [Quiet, '6'],
      [Whole, '4'],
      [Whole, 'bAQI='],
    ],
  },
  {
    framing: byId('engine-io-3'),
    response: at('/socket.io/?EIO=3&transport=polling', 'text/plain'),
    pieces: [
      '4:4é😀',
      '2:40',
      '1:2',
      '0:',
      '6:b4AQI=',
      '3:4',
      '2:4😀',
      '1',
      ':',
      'x',
      '\ud800',
      '999999999999999999:',
      Uint8Array.of(0x32, 0x3a, 0x34, 0xc3),
      Uint8Array.of(0x33, 0x3a, 0x34, 0xf0, 0x9f),
      Uint8Array.of(0xa9),
      '3:é',
    ],
    body: '12:0{"sid":"x"}4:4é😀0:1:23:xyz9:42["said"',
    records: [
      [Whole, '0{"sid":"x"}'],
      [Whole, '4é😀'],
      [Quiet, ''],
      [Quiet, '2'],
      [Broken, 'xyz'],
      [Whole, '42["said"'],
    ],
    isLostInMiddle: true,
  },
  {
    framing: byId('engine-io-3-binary'),
    response: at('/socket.io/?EIO=3&transport=polling', 'application/octet-stream'),
    pieces: [
      Uint8Array.of(0, 1, 0xff, 0x32),
      Uint8Array.of(0, 3, 0xff),
      Uint8Array.of(1, 0, 3, 0xff, 4, 1, 2),
      Uint8Array.of(1, 4),
      Uint8Array.of(0xff),
      Uint8Array.of(0, 0, 0xff),
      '4é',
      '\x04abc',
    ],
    body: Uint8Array.of(
      0,
      3,
      0xff,
      0x34,
      0xc3,
      0xa9,
      1,
      3,
      0xff,
      4,
      1,
      2,
      0,
      1,
      0xff,
      0x32,
      1,
      1,
      0xff,
      9,
      0,
      1,
      2,
      0xff,
      0x34,
    ),
    records: [
      [Whole, '4é'],
      [Whole, '\x04\x01\x02'],
      [Quiet, '2'],
      [Broken, '\t'],
      [Cut, '4'],
    ],
    isLostInMiddle: true,
  },
  {
    framing: byId('message-bus'),
    response: at(`/message-bus/${'0a'.repeat(16)}/poll`, 'text/plain'),
    pieces: [
      ...JSON_PIECES,
      '[',
      ']',
      ',',
      '[]',
      '\r\n|\r\n',
      '\r\n|\r\n',
      '\r',
      '\n',
      '|',
      '\r\n',
      '[{"channel":"/a"}]\r\n|\r\n',
    ],
    body: '[]\r\n|\r\n[{"channel":"/a","data":"\\r\\n|"}, {"channel":"/b"}]\r\n|\r\n{"a":1}\r\n|\r\n[1,]\r\n|\r\n[1]\r\n||\r\n[2]\r\n|\r\n\r\n|\r\n[3]',
    records: [
      [Quiet, '[]'],
      [Whole, '{"channel":"/a","data":"\\r\\n|"}'],
      [Whole, '{"channel":"/b"}'],
      [Broken, '{"a":1}'],
      [Broken, '[1,]'],
      [Broken, '[1]\r\n||\r\n[2]'],
      [Broken, ''],
      [Cut, '[3]'],
    ],
  },
  {
    framing: plainChunks,
    response: of('text/plain'),
    pieces: ['a', 'é', '😀', ' '],
    body: 'Hello',
    records: [[Whole, 'Hello']],
    isBySplit: true,
  },
];

for (const one of CASES) describeReader(one, () => process.memoryUsage().arrayBuffers);

describe('the names of frames and packets', () => {
  const named = (id: string, body: string | Uint8Array, response = of('')) =>
    readWhole(byId(id), response, body).map((record) => [record.type, record.id].join('|'));

  test('of SockJS are those of its protocol', () => {
    expect(named('sockjs', `${'h'.repeat(9)}\no\nh\na["x"]\nm"x"\nc[3000,"Go away!"]\nhello\na["`)).toEqual([
      'heartbeat|',
      'open|',
      'heartbeat|',
      'messages|',
      'message|',
      'close|',
      '|',
      '|',
    ]);
  });

  test('of Engine.IO are its types, and those of Socket.IO in them', () => {
    const packets = [
      '0{"sid":"x"}',
      '40{"sid":"y"}',
      '42["said","x"]',
      '431[]',
      '4hi',
      '451-["file",{}]',
      'bAQI=',
      '2',
      '1',
    ];
    const names = [
      'open|',
      'connect|',
      'event said|',
      'ack|1',
      'message|',
      'binary event file|',
      'binary message|',
      'ping|',
      'close|',
    ];
    expect(named('engine-io', packets.join('\x1e'))).toEqual(names);
    expect(named('engine-io-3', packets.map((packet) => `${packet.length}:${packet}`).join(''))).toEqual(
      names,
    );
    expect(
      named('engine-io-3-binary', Uint8Array.of(0, 1, 0xff, 0x32, 1, 3, 0xff, 4, 1, 2, 1, 1, 0xff, 2)),
    ).toEqual(['ping|', 'binary message|', 'ping|']);
  });

  test('of message_bus are the channels', () => {
    expect(named('message-bus', '[{"channel":"/a","data":{"channel":"/no"}},{"x":1},2]\r\n|\r\n')).toEqual([
      '/a|',
      '|',
      '|',
    ]);
  });
});

test('every framing has a case', () => {
  expect(CASES.map(({ framing }) => framing.id).sort()).toEqual(FRAMINGS.map(({ id }) => id).sort());
});

const whyOf = (id: string, body: string, response = of('')) =>
  readWhole(byId(id), response, body).map(({ why }) => why);

describe('why', () => {
  test('a line is no JSON, from where on', () => {
    expect(whyOf('json-lines', 'data: {"a":1}\n{"a":undefined}\n{"a":1}{"b":2}\n')).toEqual([
      'It is no JSON: “data: {"a":1}”.',
      'It is no JSON from byte 5 of it on: “undefined}”.',
      'It is no JSON from byte 7 of it on: “{"b":2}”.',
    ]);
  });

  test('an element of an array is no JSON, and what is behind it', () => {
    expect(whyOf('json-array', '[1,{a:1},2]')).toEqual([
      null,
      'It is no JSON from byte 1 of it on: “a:1},2]”. Nothing behind it can be read.',
    ]);
    expect(whyOf('json-array', '[1]\n[2]')).toHaveLength(2);
    expect(whyOf('json-array', '[1,]')[1]).toContain('It is no JSON: “]”');
  });

  test('an array was never closed, within an element or between two', () => {
    expect(whyOf('json-array', '[1,{"a"')[1]).toMatch(/^Cut: .* never closed/);
    expect(whyOf('json-array', '[{"a":1},\n')).toEqual([
      null,
      expect.stringMatching(/^The array was never closed/),
    ]);
    expect(whyOf('json-array', '[{"a":1}]\n')).toEqual([null]);
  });

  test('a multipart body lacks its last boundary line, or every one', () => {
    expect(whyOf('multipart', '---\r\n\r\na\r\n---\r\n', parts)[1]).toMatch(
      /^The last boundary line, “-----”, never came/,
    );
    expect(whyOf('multipart', '---\r\n\r\na', parts)).toEqual([expect.stringMatching(/^Cut: /)]);
    expect(whyOf('multipart', '---\r\n\r\na\r\n---', parts)).toHaveLength(2);
    expect(whyOf('multipart', 'hello', parts)).toEqual([
      expect.stringMatching(/^No boundary line “---” came/),
    ]);
    expect(whyOf('multipart', '---\r\nContent-Type: text/plain\r\nabc\r\n-----', parts)).toEqual([
      'No empty line ends the headers of this part: it has no body.',
    ]);
  });

  test('a line is no frame of SockJS, and what its client does then', () => {
    expect(whyOf('sockjs', 'hello\na[oops]\na\nhh\n\nh\nc[3000')).toEqual([
      'It is no frame of SockJS: “hello”. The client drops it.',
      'It is no JSON from byte 1 of it on: “oops]”. The client drops it.',
      'It is no frame of SockJS: “a”. The client drops it.',
      expect.stringMatching(/^The prelude: /),
      expect.stringMatching(/^An empty line /),
      expect.stringMatching(/^A heartbeat: /),
      'Cut: the body ended before the line feed that ends it.',
    ]);
  });

  test('a packet of Engine.IO is none, is cut, or is missing', () => {
    expect(whyOf('engine-io', 'x\x1e\x1e6\x1e')).toEqual([
      expect.stringMatching(/^It is no packet: none of the types/),
      expect.stringMatching(/^An empty packet: /),
      expect.stringMatching(/^A noop /),
      expect.stringMatching(/^Cut: .* where a packet is to come/),
    ]);
    expect(whyOf('engine-io-3', '0:1:x9:42')).toEqual([
      'No packet: the payload is empty.',
      expect.stringMatching(/^It is no packet: none of the types/),
      expect.stringMatching(/^Cut: /),
    ]);
    // The second unit of a character that has two.
    for (const body of ['2:4😀', '-1:4', ':4', '1234567890123456:4']) {
      expect(whyOf('engine-io-3', body)).toEqual([expect.stringMatching(/nothing behind it can be read/)]);
    }
  });

  test('a character that lacks bytes does not take those of the next packet of Engine.IO 3', () => {
    const body = Uint8Array.of(...encoder.encode('2:4'), 0xc3, ...encoder.encode('1:2'));
    expect(readWhole(byId('engine-io-3'), of(''), body).map(({ state, range }) => [state, ...range])).toEqual(
      [
        [Whole, 0, 4],
        [Quiet, 4, 7],
      ],
    );
  });

  test('what only begins as the separator of message_bus is none, and the separator behind it is seen', () => {
    const states = (body: string) => readWhole(byId('message-bus'), of(''), body).map(({ state }) => state);
    expect(states('[1]\r\r\n|\r\n[2]\r\n|\r\n')).toEqual([Whole, Whole]);
    expect(states('[1]\r\n||\r\n\r\n|\r\n[2]\r\n|\r\n')).toEqual([Broken, Whole]);
    expect(states('[1]\r\n|\r\r\n|\r\n[2]\r\n|\r\n')).toEqual([Broken, Whole]);
    expect(states('\r\n||')).toEqual([Cut]);
  });

  test('a list of message_bus is none, or lacks its separator', () => {
    expect(whyOf('message-bus', '[]\r\n|\r\n[1,\r\n|\r\n{}\r\n|\r\n[1]\r\n|')).toEqual([
      expect.stringMatching(/^An empty list: /),
      'It is no JSON array. A client drops it.',
      'It is no JSON array. A client drops it.',
      expect.stringMatching(/^Cut: .* separator/),
    ]);
    expect(whyOf('message-bus', '[oops]\r\n|\r\n')).toEqual([
      'It is no JSON from byte 1 of it on: “oops]”. A client drops the whole list.',
    ]);
  });

  test('a chunk ends within a character', () => {
    const reader = plainChunks.open(of(''));
    const bytes = encoder.encode('aé😀');
    for (const [from, to] of [
      [0, 2],
      [2, 5],
      [5, 7],
    ] as const)
      reader.push(bytes.subarray(from, to));
    expect(readAll(reader, bytes).records.map(({ why }) => why !== null)).toEqual([true, true, false]);
  });
});

describe('what is open', () => {
  const openOf = (id: string, body: string, response = of('')) => {
    const reader = byId(id).open(response);
    reader.push(encoder.encode(body));
    return reader.open;
  };

  test('says what it waits for', () => {
    expect(openOf('json-lines', '{}\n{"a":')).toMatchObject({
      start: 3,
      why: expect.stringContaining('no line feed yet'),
    });
    expect(openOf('json-lines', '{}')?.why).toContain('whole');
    expect(openOf('json-lines', '{}\n')).toBeNull();
    expect(openOf('json-array', '[1, {')).toMatchObject({ start: 4 });
    expect(openOf('json-array', '[1, ')).toBeNull();
    expect(openOf('json-seq', '\x1e{}')).toMatchObject({ start: 0 });
    expect(openOf('multipart', '---\r\n\r\na', parts)).toMatchObject({
      start: 0,
      why: expect.stringContaining('“---”'),
    });
    expect(openOf('multipart', '---\r\n', parts)).toBeNull();
  });
});

describe('framingOf', () => {
  const chosen = (mimeType: string, head: string, contentType = mimeType) =>
    framingOf(of(mimeType, contentType), encoder.encode(head)).id;

  test.each([
    ['application/x-ndjson', 'json-lines'],
    ['application/ndjson', 'json-lines'],
    ['application/jsonl', 'json-lines'],
    ['application/stream+json', 'json-lines'],
    ['application/json-seq', 'json-seq'],
    ['application/geo+json-seq', 'json-seq'],
  ])('goes by Content-Type: %s', (mimeType, id) => {
    expect(statedFraming(of(mimeType))?.id).toBe(id);
    expect(chosen(mimeType, 'whatever')).toBe(id);
  });

  test('takes multipart only with a boundary', () => {
    expect(statedFraming(parts)?.id).toBe('multipart');
    expect(statedFraming(of('multipart/mixed', 'multipart/mixed;boundary=graphql; x=y'))?.id).toBe(
      'multipart',
    );
    expect(statedFraming(of('multipart/mixed'))).toBeNull();
    expect(statedFraming(of('multipart/form-data', 'multipart/form-data; boundary=x'))).toBeNull();
  });

  test.each([
    ['text/plain', '{"a":1}\n{"b"', 'json-lines'],
    ['application/json', '{"type":"ADDED"}\n', 'json-lines'],
    ['application/json', '[{"a":1},{"b"', 'json-array'],
    ['application/json', '[', 'json-array'],
    ['text/plain', '{"protocol":1}\x1e{', 'separated'],
    ['', '\x1e{"a":1}\n', 'json-seq'],
    ['application/json', '{"a":1', 'chunks'],
    ['application/json', '{\n  "a": 1\n', 'chunks'],
    ['text/plain', '1\n2\n3\n', 'chunks'],
    ['text/plain', '{"a":1}\nDone.\n', 'chunks'],
    ['text/plain', '[DONE]', 'chunks'],
    ['text/plain', 'Once upon a time', 'chunks'],
    ['text/html', '[1,2', 'chunks'],
    ['application/octet-stream', '', 'chunks'],
  ])('and by its look: %s, %s', (mimeType, head, id) => {
    expect(chosen(mimeType, head)).toBe(id);
  });

  const chosenAt = (url: string, mimeType: string, head: string) =>
    framingOf({ ...of(mimeType), url }, encoder.encode(head)).id;
  const site = 'https://site.test';
  const bus = `${site}/forum/message-bus/${'0f'.repeat(16)}/poll`;

  test('an address that only one protocol has states it before any byte came', () => {
    const stated = (url: string, mimeType: string) => statedFraming({ ...of(mimeType), url })?.id;
    expect(stated(`${site}${SESSION}/xhr_streaming?t=1`, 'application/javascript')).toBe('sockjs');
    expect(stated(bus, 'text/plain')).toBe('message-bus');
    expect(stated(`${bus}?dlp=t`, 'application/json')).toBeUndefined();
    // A poll is one of many: its body is waited for.
    expect(stated(`${site}${SESSION}/xhr`, 'application/javascript')).toBeUndefined();
    expect(stated(`${site}/socket.io/?EIO=4&transport=polling`, 'text/plain')).toBeUndefined();
  });

  test.each([
    [`${SESSION}/xhr`, 'a["x"]\n', 'sockjs'],
    [`${SESSION}/xhr`, 'o\n', 'sockjs'],
    [`${SESSION}/xhr?t=1`, 'c[3000,"Go away!"]\n', 'sockjs'],
    ['/x/?EIO=4&transport=polling&t=a', '0{"sid":"x"}', 'engine-io'],
    ['/x/?transport=polling&EIO=4', '2', 'engine-io'],
    ['/x/?transport=polling&EIO=4', 'bAQI=', 'engine-io'],
    ['/x/?EIO=3&transport=polling', '96:0{"sid":"x"', 'engine-io-3'],
    ['/x/?EIO=3&transport=polling', '\x00\x01\x02', 'engine-io-3-binary'],
  ])('an address with a body that fits it: %s, %s', (path, head, id) => {
    expect(chosenAt(`${site}${path}`, 'text/plain', head)).toBe(id);
  });

  test.each([
    ['/talk', 'a'],
    ['/talk', 'o\n'],
    ['/talk', 'h\n'],
    ['/talk', 'a["x"]\n'],
    ['/talk', '2'],
    ['/talk', '4:text'],
    ['/talk', '[]\r\n|\r\n'],
    ['/talk?EIO=4&transport=websocket', '2'],
    ['/talk?EIO=5&transport=polling', '2'],
    ['/x/?EIO=4&transport=polling', 'ok'],
    ['/x/?EIO=4&transport=polling', '{"code":1,"message":"Session ID unknown"}'],
    ['/x/?EIO=3&transport=polling', 'ok'],
    ['/api/users/123/purchases/xhr', 'apples\n'],
    ['/api/users/123/ab/xhr_streaming', 'h\n'],
    [`${SESSION}/xhr`, '<!doctype html>'],
    [`${SESSION}/xhr`, 'hello\n'],
    [`${SESSION}/xhr_streaming`, '<!doctype html>'],
    [`${SESSION}/xhr_send`, 'o\n'],
    ['/message-bus/abc/poll', '[]\r\n|\r\n'],
  ])('no other address, and no other body: %s, %s', (path, head) => {
    expect(chosenAt(`${site}${path}`, 'text/plain', head)).toBe('chunks');
  });
});
