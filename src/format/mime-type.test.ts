import { expect, test } from 'vitest';
import { extractMimeType } from './mime-type.ts';

const of = (...values: string[]) => extractMimeType(values.map((value) => ['Content-Type', value] as const));

// Some are those of web-platform-tests, fetch/content-type and mimesniff.
test.each([
  [['text/event-stream'], 'text/event-stream', undefined],
  [['Text/Event-Stream; Charset=UTF-8'], 'text/event-stream', 'UTF-8'],
  [['text/event-stream;charset="utf-8"'], 'text/event-stream', 'utf-8'],
  [['application/json, text/event-stream'], 'text/event-stream', undefined],
  [['application/json', 'text/event-stream'], 'text/event-stream', undefined],
  [['text/event-stream', 'application/json; charset=utf-8'], 'application/json', 'utf-8'],
  [['text/plain;charset=gbk', 'text/plain'], 'text/plain', 'gbk'],
  [['text/plain;charset=gbk', 'text/html'], 'text/html', undefined],
  [['text/plain', '*/*'], 'text/plain', undefined],
  [['text/plain', 'nonsense'], 'text/plain', undefined],
  [['text/html;x=",text/plain'], 'text/html', undefined],
  [['text/html;charset=";charset=foo";charset=GBK'], 'text/html', ';charset=foo'],
  [['text/event-stream ; charset = utf-8'], 'text/event-stream', undefined],
  [['text/event-stream;charset =utf-8'], 'text/event-stream', undefined],
  [['text/event-stream;charset=utf-8;charset=gbk'], 'text/event-stream', 'utf-8'],
  [['event-stream'], '', undefined],
  [['text/event stream'], '', undefined],
  [[''], '', undefined],
  [[], '', undefined],
])('%j is %s, charset %s', (values, mimeType, charset) => {
  expect(of(...values)).toEqual(charset === undefined ? { mimeType } : { mimeType, charset });
});
