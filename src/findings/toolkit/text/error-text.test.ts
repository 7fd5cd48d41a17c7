import { expect, test } from 'vitest';
import { isErrorText } from './error-text.ts';

test.each([
  ['{"error":{"message":"Rate limit","code":429}}', false],
  ['{"type":"error","error":"overloaded"}', false],
  ['{\n  "errors": [\n    {"message": "no"}\n  ]\n}', false],
  ['{"error": {"message": "cut he', false],
  ['{"message":"Internal error"}', true],
  ['{"code":401,"msg":"token expired"}', true],
  ['{"detail":"Not found"}', true],
])('%s is an error', (text, isAlone) => {
  expect(isErrorText(text, isAlone)).toBe(true);
});

test.each([
  ['{"message":"hello","from":"ann"}', false],
  ['{"error":null,"result":1}', true],
  ['{"errors":0}', true],
  ['{"price":3}', true],
  ['["error"]', true],
  ['null', true],
  ['{"price": 3, "err', true],
  ['Error: no', true],
])('%s is none', (text, isAlone) => {
  expect(isErrorText(text, isAlone)).toBe(false);
});
