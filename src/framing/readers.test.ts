import { describe, expect, test } from 'vitest';
import { FRAMINGS, framingOf, plainChunks, RecordState, statedFraming } from './index.ts';
import { describeReader, type ReaderCase, readAll, readWhole } from './testing/reader-suite.ts';

const { Whole, Quiet, Broken, Cut } = RecordState;
const encoder = new TextEncoder();
const of = (mimeType: string, contentType = mimeType) => ({
  mimeType,
  headers: contentType === '' ? [] : ([['Content-Type', contentType]] as const),
});
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
    framing: plainChunks,
    response: of('text/plain'),
    pieces: ['a', 'é', '😀', ' '],
    body: 'Hello',
    records: [[Whole, 'Hello']],
    isBySplit: true,
  },
];

for (const one of CASES) describeReader(one, () => process.memoryUsage().arrayBuffers);

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
});
