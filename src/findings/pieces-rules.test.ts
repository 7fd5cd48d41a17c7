/** Each rule on responses that are read in pieces against a case and its near misses, as tapes. */
import { describe, expect, test } from 'vitest';
import { type Body, bodyTape, typed } from '../channels/testing/pieces.ts';
import type { TapeRecord } from '../tape/index.ts';
import { MAX_EVIDENCE } from './finding.ts';
import { PIECES_RULES } from './rules/pieces/index.ts';
import { lookAt, unearned } from './testing/earned.ts';
import { look } from './testing/found.ts';

const lines = (text: string, change: Partial<Body> = {}): Body => ({
  response: typed('application/x-ndjson'),
  chunks: [[10, text]],
  end: {},
  ...change,
});
const slow = (...contents: readonly string[]): Body['chunks'] =>
  contents.map((content, index) => [10 + index * 600, content] as const);
const array = (...contents: readonly string[]): Body => ({
  response: typed('application/json'),
  chunks: slow(...contents),
  end: {},
});
const parts = (text: string, type = 'multipart/mixed'): Body => ({
  response: typed(`${type}; boundary=x`),
  chunks: [[10, text]],
  end: {},
});
const running = ({ end: _, ...body }: Body): Body => body;
const gap: TapeRecord = { kind: 'gap', at: 11, on: 'body', why: 'lost' };

const found = (body: Body) => look(bodyTape(body), { channel: 'body', rules: PIECES_RULES });
const said = (body: Body): string[] => found(body).map(({ rule }) => rule);

interface Pair {
  readonly is?: 'warning';
  readonly case: Body;
  readonly says: RegExp;
  readonly count: number;
  readonly near: Readonly<Record<string, Body>>;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  'pieces-cut': {
    case: lines('{"a":1}\n{"b":'),
    says: /^The server ended it 5 bytes into its last line, which is not whole\.$/,
    count: 1,
    near: {
      'the last line lacks its line feed only': lines('{"a":1}\n{"b":2}'),
      'the page stopped it': lines('{"a":1}\n{"b":', { end: { how: 'cancelled' } }),
      'the page may have stopped it': lines('{"a":1}\n{"b":', {
        response: { ...typed('application/x-ndjson'), headers: [['cache-control', 'no-store']] },
        end: { how: 'cancelled' },
      }),
      'its page went': lines('{"a":1}\n{"b":', { end: { how: 'failed', inferred: 'navigation' } }),
      'it runs': running(lines('{"a":1}\n{"b":')),
      'a gap tore the record': lines('{"a":1}\n{"b":', { facts: [gap] }),
      'chunks have no end that is missing': { chunks: slow('a', 'b', 'c'), end: {} },
      'an array has a rule of its own': array('[1', ',2', ',3'),
    },
  },
  'pieces-array-open': {
    case: array('[{"a":1}', ',{"b":2}', ',{"c"'),
    says: /^The server ended it within an element, without the “]”/,
    count: 1,
    near: {
      'it was closed': array('[1', ',2', ',3]\n'),
      'the page stopped it': { ...array('[1', ',2', ',3'), end: { how: 'cancelled' } },
      'it runs': running(array('[1', ',2', ',3')),
      'JSON lines of which the last is cut': {
        response: typed('application/json'),
        chunks: slow('{"a":1}\n', '{"b":2}\n', '{"c"'),
        end: {},
      },
      'text that only looks like one': { ...array('[1', ', 2', ', 3'), response: typed('text/plain') },
    },
  },
  'pieces-boundary': {
    case: parts('--x\r\n\r\n1\r\n--x\r\n\r\n2'),
    says: /without a boundary line behind the last part/,
    count: 1,
    near: {
      'it was closed': parts('--x\r\n\r\n1\r\n--x--'),
      'a line that is no JSON': lines('oops\n'),
      'parts that replace each other': parts('--x\r\n\r\n1\r\n--x\r\n', 'multipart/x-mixed-replace'),
      'the page stopped it': { ...parts('--x\r\n\r\n1'), end: { how: 'cancelled' } },
    },
  },
  'pieces-event-stream': {
    case: { chunks: slow(': hello\n\n', 'event: a\ndata: {"a"', ':1}\n\ndata: b\n\n') },
    is: 'warning',
    says: /^Its lines are those of an event stream, but its Content-Type is text\/plain\.$/,
    count: 1,
    near: {
      'no blank line ends a block': { chunks: slow('data: ', 'a\n', 'b\n\n') },
      'a word of it in a text': { chunks: slow('Note\n', 'data: a\n', '\n') },
      'JSON lines': lines('data: a\n\n'),
      'an AI’s answer': { chunks: slow('id', ': the part of', ' the mind\n\n') },
    },
  },
  'pieces-no-json': {
    case: lines('{"a":1}\n{"a":undefined}\noops\n'),
    says: /^2 of 3 lines are no JSON\. The first is no JSON from byte 5 of it on: “undefined}”\.$/,
    count: 2,
    near: {
      'empty lines': lines('\n{"a":1}\r\n\n  \n'),
      'numbers and words of JSON': lines('1\nnull\n"x"\n'),
      'it is still open': running(lines('{"a":1}\noops')),
      'it was cut': lines('{"a":1}\n{"a"'),
      'text of which only the begin is JSON': { chunks: slow('{"a":1}\n', '{"b":2}\n', 'Done.\n'), end: {} },
      'what is left of a record that a gap tore': lines('{"a":1}\n', {
        chunks: [
          [10, '{"a":1}\n{"b'],
          [20, '":2}\n{"c":3}\n'],
        ],
        facts: [gap],
      }),
    },
  },
};

for (const [id, pair] of Object.entries(PAIRS)) {
  describe(id, () => {
    test('is found, with its figures and its evidence', () => {
      const finding = found(pair.case).find(({ rule }) => rule === id);
      expect(finding).toMatchObject({ severity: pair.is ?? 'error', count: pair.count });
      expect(finding?.statement).toMatch(pair.says);
      expect(finding?.evidence.length).toBeGreaterThan(0);
      expect(finding?.evidence.every(({ connection }) => connection === 'body')).toBe(true);
    });
    test('its silence is earned', () => {
      expect(unearned(id, bodyTape(pair.case), 'body')).toEqual([]);
    });
    test.each(Object.entries(pair.near))('is quiet: %s', (_, near) => {
      expect(said(near).filter((rule) => rule === id)).toEqual([]);
    });
  });
}

test('every rule on responses in pieces has its pair of cases', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(PIECES_RULES.map(({ id }) => id).sort());
});

test('one that the network ended is found, whatever its framing', () => {
  const end = { how: 'failed', error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' } as const;
  expect(found({ chunks: slow('a', 'b', 'c'), end })[0]?.statement).toBe(
    'It failed before its end: net::ERR_INCOMPLETE_CHUNKED_ENCODING.',
  );
  expect(found(lines('{"a"', { end }))[0]?.statement).toMatch(/Its last line is not whole\.$/);
  expect(said({ ...array('[1', ',2', ',3'), end })).toEqual(['pieces-cut']);
});

describe('what is framed by its address', () => {
  const sockjs = (text: string): Body => ({
    request: { method: 'POST', url: 'http://site.test/echo/042/ab3defgh/xhr_streaming' },
    response: typed('application/javascript'),
    chunks: [[10, text]],
    end: {},
  });
  const bus = (text: string): Body => ({
    // As no client of it asks: one that does has a conversation. So below.
    request: { method: 'GET', url: `http://site.test/message-bus/${'0a'.repeat(16)}/poll` },
    response: typed('text/plain'),
    chunks: [[10, text]],
    end: {},
  });
  const polled = (text: string): Body => ({
    request: { method: 'PUT', url: 'http://site.test/socket.io/?EIO=4&transport=polling' },
    chunks: slow(text, 'x', 'y'),
    end: {},
  });

  test('and in order has no finding', () => {
    expect(said(sockjs(`${'h'.repeat(2048)}\no\na["x"]\nh\nc[3000,"Go away!"]\n`))).toEqual([]);
    expect(said(bus('[]\r\n|\r\n[{"channel":"/a"}]\r\n|\r\n[]\r\n|\r\n'))).toEqual([]);
    expect(said(polled('0{"sid":"'))).toEqual([]);
  });

  test('is cut where its own end is missing', () => {
    expect(found(sockjs('o\na["x"]'))[0]?.statement).toBe(
      'The server ended it 6 bytes into its last frame, which is not whole.',
    );
    expect(found(bus('[]\r\n|\r\n[{"a":1}]'))[0]?.statement).toMatch(
      /^The server ended it 9 bytes into its last message/,
    );
  });

  test('has records that are none', () => {
    expect(found(sockjs('o\na[oops]\nh\nError\n'))).toMatchObject([
      {
        rule: 'pieces-no-json',
        count: 2,
        statement:
          '2 of 4 frames are no JSON. The first is no JSON from byte 1 of it on: “oops]”. The client drops it.',
      },
    ]);
    expect(found(sockjs('o\nError\n'))[0]?.statement).toBe(
      'One frame is no frame of SockJS: “Error”. The client drops it.',
    );
    expect(found(bus('[oops]\r\n|\r\n'))[0]?.statement).toMatch(/^One message is no JSON from byte 1/);
    // Packets of Engine.IO are not to be JSON.
    expect(said(polled('0{"sid":1}\x1ehello'))).toEqual([]);
  });
});

test('the last boundary line alone is less grave, and one that never came is told', () => {
  expect(found(parts('--x\r\n\r\n1\r\n--x\r\n'))).toMatchObject([{ severity: 'warning' }]);
  expect(found(parts('{"a":1}'))[0]?.statement).toBe('No boundary line came that Content-Type names.');
});

test('what broken lines are shows in what to do', () => {
  expect(found(lines('data: {"a":1}\n\n'))[0]?.fix).toMatch(/^The lines are those of an event stream/);
  expect(found(lines('{\n  "a": 1\n}\n'))[0]?.fix).toMatch(/without indentation/);
  expect(found(lines('oops\n'))[0]?.fix).toMatch(/^On the server/);
});

test('of ten thousand broken lines the first are kept, and nothing of healthy ones', () => {
  const finding = found(lines('no\n'.repeat(10_000)))[0];
  expect(finding).toMatchObject({
    count: 10_000,
    statement: expect.stringContaining('10,000 of 10,000 lines'),
  });
  expect(finding?.evidence).toHaveLength(MAX_EVIDENCE);
  expect(said(lines('{"a":1}\n'.repeat(10_000)))).toEqual([]);
  expect(said(array('[1', ',2', ']'))).toEqual([]);
});

test('of an end that the page may have made it is told that rules on the end did not look', () => {
  const of = (header: readonly [string, string]) => {
    const tape = bodyTape(
      lines('{"a":1}\n', {
        response: { ...typed('application/x-ndjson'), headers: [header] },
        end: { how: 'cancelled' },
      }),
    );
    return lookAt(tape, 'body').coverage.blindFor.map(({ cause }) => cause);
  };
  expect(of(['cache-control', 'no-store'])).toContain('end-undecided');
  expect(of(['cache-control', 'no-cache'])).not.toContain('end-undecided');
});
