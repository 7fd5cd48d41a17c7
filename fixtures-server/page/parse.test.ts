import { describe, expect, test } from 'vitest';

interface Event {
  type: string;
  data: string;
  lastEventId: string;
}

// The pages' scripts are plain JavaScript, served as they are; TypeScript has no types for them.
const { makeParser } = (await import(new URL('./parse.js', import.meta.url).href)) as {
  makeParser(onEvent: (event: Event) => void): (text: string) => void;
};

function parse(...parts: string[]): Event[] {
  const events: Event[] = [];
  const feed = makeParser((event) => events.push(event));
  for (const part of parts) feed(part);
  return events;
}

const message = (data: string, lastEventId = '') => ({ type: 'message', data, lastEventId });

describe('the parser that pages bring along', () => {
  test.each<[string, string[], Event[]]>([
    ['joins data lines', ['data: a\ndata:b\n\n'], [message('a\nb')]],
    [
      'lets the last type and ID win',
      ['event: x\nid: 1\n', 'event: y\nid: 2\ndata\n\n'],
      [{ type: 'y', data: '', lastEventId: '2' }],
    ],
    ['takes CR, LF and CRLF', ['data: a\r\rdata: b\r\n\r\n'], [message('a'), message('b')]],
    ['takes a split CRLF for one line end', ['data: a\r', '\ndata: b\r', '\n\r', '\n'], [message('a\nb')]],
    ['keeps the ID of a block without data', ['id: 7\n\ndata: x\n\n'], [message('x', '7')]],
    ['ignores comments and an ID with NUL', [':c\nid: \u0000\ndata: x\n\n'], [message('x')]],
    ['drops one byte order mark', ['\ufeffdata: a\n\n', '\ufeffdata: b\n\n'], [message('a')]],
    ['drops what has no blank line', ['data: a\n'], []],
  ])('%s', (_name, parts, events) => {
    expect(parse(...parts)).toEqual(events);
  });

  test('gives the same for every split', () => {
    const text = '\ufeffevent: a\r\nid: 1\r\ndata: x\r\n\r\ndata: y\r\rdata: z\n\n';
    for (let i = 0; i <= text.length; i++)
      expect(parse(text.slice(0, i), text.slice(i))).toEqual(parse(text));
  });
});
