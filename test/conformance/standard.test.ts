import { describe, expect, it } from 'vitest';
import { type ParsedEventStream, parseEventStream } from '../../src/sse/index.ts';
import { bytesOf, joined } from './arbitrary.ts';
import { modelOf } from './model.ts';

interface Case {
  name: string;
  /** Numbers are bytes that text cannot hold. */
  stream: string | (string | number[])[];
  expected: Partial<ParsedEventStream>;
}

const event = (data: string, type = 'message', lastEventId = '') => ({ type, data, lastEventId });

const EXAMPLES: Case[] = [
  {
    name: '9.2.1: messages of one and of two lines',
    stream:
      'data: This is the first message.\n\ndata: This is the second message, it\ndata: has two lines.\n\ndata: This is the third message.\n\n',
    expected: {
      events: [
        event('This is the first message.'),
        event('This is the second message, it\nhas two lines.'),
        event('This is the third message.'),
      ],
    },
  },
  {
    name: '9.2.1: two types of event',
    stream: 'event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n',
    expected: {
      events: [event('73857293', 'add'), event('2153', 'remove'), event('113411', 'add')],
    },
  },
  {
    name: '9.2.6: a stock quote over three data lines',
    stream: 'data: YHOO\ndata: +2\ndata: 10\n\n',
    expected: { events: [event('YHOO\n+2\n10')] },
  },
  {
    name: '9.2.6: four blocks; the third sets no id, the last one has one space more and is never dispatched',
    stream: ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n',
    expected: {
      events: [event('first event', 'message', '1'), event('second event')],
      comments: ['test stream'],
      lastEventId: '',
      pending: true,
    },
  },
  {
    name: '9.2.6: the same with its blank line: the third event keeps one space',
    stream: 'data: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    expected: {
      events: [event('first event', 'message', '1'), event('second event'), event(' third event')],
    },
  },
  {
    name: '9.2.6: two empty events and a lost one',
    stream: 'data\n\ndata\ndata\n\ndata:',
    expected: { events: [event(''), event('\n')], pending: true },
  },
  {
    name: '9.2.6: with and without a space, identical events',
    stream: 'data:test\n\ndata: test\n\n',
    expected: { events: [event('test'), event('test')] },
  },
];

const LINES: Case[] = [
  { name: 'LF', stream: 'data: a\n\n', expected: { events: [event('a')] } },
  { name: 'CR', stream: 'data: a\r\r', expected: { events: [event('a')] } },
  { name: 'CRLF', stream: 'data: a\r\n\r\n', expected: { events: [event('a')] } },
  {
    name: 'CRLF ends one line, not two',
    stream: 'data: a\r\ndata: b\r\n\r\n',
    expected: { events: [event('a\nb')] },
  },
  { name: 'LF then CR are two line ends', stream: 'data: a\n\rdata: b', expected: { events: [event('a')] } },
  {
    name: 'CR then CRLF are two',
    stream: 'data: a\r\r\ndata: b',
    expected: { events: [event('a')], pending: true },
  },
  { name: 'LF then CRLF are two', stream: 'data: a\n\r\n', expected: { events: [event('a')] } },
  {
    name: 'line ends may be mixed',
    stream: 'event: t\rdata: a\r\nid: 1\n\r',
    expected: { events: [event('a', 't', '1')] },
  },
  {
    name: 'a CR at the very end is a line end',
    stream: 'data: a\n\r',
    expected: { events: [event('a')], pending: false },
  },
  {
    name: 'blank lines do nothing',
    stream: '\n\n\r\r\n\ndata: a\n\n\n\n',
    expected: { events: [event('a')] },
  },
  {
    name: 'no other separator ends a line',
    stream: 'data: a\u2028b\u0085c\vd\fe\n\n',
    expected: { events: [event('a\u2028b\u0085c\vd\fe')] },
  },
  {
    name: 'an empty stream',
    stream: '',
    expected: { events: [], comments: [], retry: null, lastEventId: '', pending: false },
  },
];

const ENCODING: Case[] = [
  {
    name: 'one BOM is dropped',
    stream: [[0xef, 0xbb, 0xbf], 'data: a\n\n'],
    expected: { events: [event('a')] },
  },
  {
    name: 'a second one makes the field unknown',
    stream: [[0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], 'data: a\n\n'],
    expected: { events: [] },
  },
  {
    name: 'one in a value stays',
    stream: 'data: \uFEFFa\n\ndata:\uFEFF\n\n',
    expected: { events: [event('\uFEFFa'), event('\uFEFF')] },
  },
  { name: 'one after the first line stays', stream: '\n\uFEFFdata: a\n\n', expected: { events: [] } },
  {
    name: 'a BOM broken off is no BOM',
    stream: [[0xef, 0xbb], 'data: a\ndata: b\n\n'],
    expected: { events: [event('b')] },
  },
  { name: 'nothing but a BOM', stream: [[0xef, 0xbb, 0xbf]], expected: { events: [], pending: false } },
  {
    name: 'a UTF-16 BOM is invalid UTF-8',
    stream: [[0xff, 0xfe], 'data: a\ndata: b\n\n'],
    expected: { events: [event('b')] },
  },
  {
    name: 'characters of two to four bytes',
    stream: 'event: größe\ndata: 東京🙂\nid: é\n\n',
    expected: { events: [event('東京🙂', 'größe', 'é')] },
  },
  {
    name: 'an invalid byte is U+FFFD',
    stream: ['data: a', [0xff], 'b\n\n'],
    expected: { events: [event('a\uFFFDb')] },
  },
  {
    name: 'a character cut off by a line end is one U+FFFD, and the line ends',
    stream: ['data: ', [0xf0, 0x9f, 0x99], '\ndata: b\n\n'],
    expected: { events: [event('\uFFFD\nb')] },
  },
  {
    name: 'a surrogate in UTF-8 is three',
    stream: ['data: ', [0xed, 0xa0, 0x80], '\n\n'],
    expected: { events: [event('\uFFFD\uFFFD\uFFFD')] },
  },
  { name: 'NUL in data stays', stream: 'data: a\0b\n\n', expected: { events: [event('a\0b')] } },
  { name: 'NUL in a type stays', stream: 'event: a\0b\ndata\n\n', expected: { events: [event('', 'a\0b')] } },
];

const FIELDS: Case[] = [
  {
    name: 'names are case-sensitive',
    stream: 'Data: a\nDATA: b\ndata: c\nEvent: x\nID: 1\n\n',
    expected: { events: [event('c')], lastEventId: '' },
  },
  {
    name: 'a longer or shorter name is another name',
    stream: 'dat: a\ndatas: b\ndata : c\n data: d\nevents: e\ndata: f\n\n',
    expected: { events: [event('f')] },
  },
  {
    name: 'unknown fields are ignored',
    stream: 'foo: bar\nfoo\ndata: a\n\n',
    expected: { events: [event('a')] },
  },
  {
    name: 'one space is dropped, not two and no tab',
    stream: 'data:  a\ndata:\tb\ndata:c \n\n',
    expected: { events: [event(' a\n\tb\nc ')] },
  },
  {
    name: 'a value may hold colons',
    stream: 'data: a:b\ndata::c\n\n',
    expected: { events: [event('a:b\n:c')] },
  },
  {
    name: 'data without a colon is an empty line of data',
    stream: 'data: a\ndata\ndata: b\n\n',
    expected: { events: [event('a\n\nb')] },
  },
  {
    name: 'data with a colon and nothing is an event',
    stream: 'data:\n\n',
    expected: { events: [event('')] },
  },
  { name: 'data with a colon and a space too', stream: 'data: \n\n', expected: { events: [event('')] } },
  {
    name: 'the last type wins',
    stream: 'event: a\nevent: b\ndata: x\n\n',
    expected: { events: [event('x', 'b')] },
  },
  {
    name: 'an empty type is message, also over an earlier one',
    stream: 'event: a\nevent:\ndata: x\n\nevent\ndata: y\n\n',
    expected: { events: [event('x'), event('y')] },
  },
  {
    name: 'the type does not stay',
    stream: 'event: a\ndata: x\n\ndata: y\n\n',
    expected: { events: [event('x', 'a'), event('y')] },
  },
  {
    name: 'the type resets even without data',
    stream: 'event: a\n\ndata: y\n\n',
    expected: { events: [event('y')] },
  },
  {
    name: 'order within a block does not matter',
    stream: 'data: x\nevent: a\nid: 1\n\n',
    expected: { events: [event('x', 'a', '1')] },
  },
  {
    name: 'comments are of no effect within a block',
    stream: 'data: a\n: c\ndata: b\n\n',
    expected: { events: [event('a\nb')], comments: ['c'] },
  },
  {
    name: 'comments lose one space',
    stream: ':\n: \n:a\n:  b\n::\n',
    expected: { comments: ['', '', 'a', ' b', ':'], pending: false },
  },
  { name: 'an unfinished comment is none yet', stream: ': a\n: b', expected: { comments: ['a'] } },
];

const IDS: Case[] = [
  {
    name: 'an id stays for later events',
    stream: 'id: 1\ndata: a\n\ndata: b\n\n',
    expected: { events: [event('a', 'message', '1'), event('b', 'message', '1')], lastEventId: '1' },
  },
  {
    name: 'the last id wins',
    stream: 'id: 1\nid: 2\ndata: a\n\n',
    expected: { events: [event('a', 'message', '2')] },
  },
  {
    name: 'an id after the data counts',
    stream: 'data: a\nid: 1\n\n',
    expected: { events: [event('a', 'message', '1')] },
  },
  {
    name: 'an empty id resets',
    stream: 'id: 1\ndata: a\n\nid:\ndata: b\n\nid: 2\n\nid\ndata: c\n\n',
    expected: { events: [event('a', 'message', '1'), event('b'), event('c')], lastEventId: '' },
  },
  {
    name: 'an id commits without data',
    stream: 'id: 7\n\ndata: a\n\n',
    expected: { events: [event('a', 'message', '7')], lastEventId: '7' },
  },
  {
    name: 'an id with NUL is ignored, wherever it is',
    stream: 'id: 1\n\nid: \0\nid: 2\0\nid: \x003\ndata: a\n\n',
    expected: { events: [event('a', 'message', '1')] },
  },
  {
    name: 'an ignored id leaves the one before it in the block',
    stream: 'id: 1\nid: a\0b\ndata: x\n\n',
    expected: { events: [event('x', 'message', '1')] },
  },
  { name: 'an id is a string', stream: 'id:  01 \ndata\n\n', expected: { lastEventId: ' 01 ' } },
  {
    name: 'an id without its blank line is not committed',
    stream: 'id: 1\ndata: a\n\nid: 2\ndata: b\n',
    expected: { lastEventId: '1', pending: true },
  },
];

const RETRIES: Case[] = [
  { name: 'digits', stream: 'retry: 3000\n', expected: { retry: 3000 } },
  { name: 'leading zeros do not make it octal', stream: 'retry:03000\n', expected: { retry: 3000 } },
  { name: 'zero', stream: 'retry: 0\n', expected: { retry: 0 } },
  { name: 'the last valid one', stream: 'retry: 1\nretry: 2\nretry: x\n', expected: { retry: 2 } },
  {
    name: 'neither sign, point, space, unit nor exponent',
    stream: 'retry: -1\nretry: +1\nretry: 1.5\nretry: 1 \nretry:  1\nretry: 1s\nretry: 1e3\n',
    expected: { retry: null },
  },
  { name: 'no other digits than ASCII', stream: 'retry: ٣\nretry: １\n', expected: { retry: null } },
  { name: 'an empty one is ignored', stream: 'retry: 5\nretry:\nretry\nretry: \n', expected: { retry: 5 } },
  {
    name: 'it takes effect without an event, and without a blank line',
    stream: 'retry: 5\n',
    expected: { retry: 5, pending: false },
  },
  { name: 'but not before its line is over', stream: 'retry: 5', expected: { retry: null, pending: false } },
  { name: 'as exact as a number can be', stream: `retry: ${'9'.repeat(30)}\n`, expected: { retry: 1e30 } },
  {
    name: 'beyond numbers, Infinity',
    stream: `retry: ${'9'.repeat(400)}\n`,
    expected: { retry: Number.POSITIVE_INFINITY },
  },
  { name: 'zeros in front do not count', stream: `retry: ${'0'.repeat(400)}7\n`, expected: { retry: 7 } },
];

const PENDING: Case[] = [
  { name: 'a finished block', stream: 'data: a\n\n', expected: { pending: false } },
  { name: 'data', stream: 'data: a\n', expected: { events: [], pending: true } },
  { name: 'unfinished data', stream: 'data: a', expected: { events: [], pending: true } },
  { name: 'the bare name, unfinished', stream: 'data', expected: { pending: true } },
  { name: 'a name cut short', stream: 'dat', expected: { pending: false } },
  { name: 'a comment', stream: ': a\n', expected: { pending: false } },
  { name: 'a type alone', stream: 'event: a\n', expected: { pending: false } },
  { name: 'a new id', stream: 'id: 1\n', expected: { pending: true, lastEventId: '' } },
  { name: 'a new id, unfinished', stream: 'id: 1', expected: { pending: true, lastEventId: '' } },
  { name: 'the id in force again', stream: 'id: 1\n\nid: 1', expected: { pending: false, lastEventId: '1' } },
  { name: 'no id where there is none', stream: 'id', expected: { pending: false } },
  { name: 'no id where there is one', stream: 'id: 1\n\nid', expected: { pending: true } },
  {
    name: 'a new id, and then the old one unfinished',
    stream: 'id: 1\n\nid: 2\nid: 1',
    expected: { pending: false },
  },
  {
    name: 'a new id, and then one with NUL unfinished',
    stream: 'id: 1\n\nid: 2\nid: \0',
    expected: { pending: true },
  },
  {
    name: 'bytes that are not the same but read the same',
    stream: ['id: ', [0xff], '\n\nid: ', [0xfe], '\n'],
    expected: { pending: false },
  },
];

const GROUPS = { EXAMPLES, LINES, ENCODING, FIELDS, IDS, RETRIES, PENDING };

for (const [group, cases] of Object.entries(GROUPS))
  describe(`the standard: ${group.toLowerCase()}`, () => {
    for (const { name, stream, expected } of cases) {
      const parts = typeof stream === 'string' ? [stream] : stream;
      const bytes = joined(
        parts.map((part) => (typeof part === 'string' ? bytesOf(part) : Uint8Array.from(part))),
      );

      it(name, () => {
        expect(parseEventStream([bytes])).toMatchObject(expected);
      });

      it(`${name}, a byte at a time`, () => {
        expect(parseEventStream(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toMatchObject(expected);
      });

      // The model is what the property tests stand on: it must read these cases so too.
      it(`${name}, by the model`, () => {
        expect(modelOf(bytes)).toMatchObject(expected);
      });
    }
  });
