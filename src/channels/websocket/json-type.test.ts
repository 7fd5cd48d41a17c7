import { expect, test } from 'vitest';
import { jsonType } from './json-type.ts';

const typeOf = (text: string): string | null => jsonType(new TextEncoder().encode(text));

test.each<[string, string]>([
  ['{"type":"ping","message":1700000000}', 'ping'],
  [' {\n "id" : "1" ,\t"type" : "next" , "payload":{} } ', 'next'],
  ['{"type":6}\x1e', '6'],
  ['{"type":-1}', '-1'],
  ['{"payload":{"type":"inner","list":[{"type":"a"},"]}"]},"type":"outer"}', 'outer'],
  ['{"a":"\\"type\\":\\"no\\"","b":"\\\\","type":"Grüße \\u00fc"}', 'Grüße ü'],
  ['{"n":null,"t":true,"f":-1.5e3,"o":{},"l":[],"s":"","type":"last"}', 'last'],
  // Not kept whole, but the type was.
  ['{"type":"big","data":"aaaa', 'big'],
  [`{"type":"${'x'.repeat(90)}"}`, `${'x'.repeat(80)}…`],
])('%s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});

test.each<[string, string]>([
  ['no object', '["type","ping"]'],
  ['a text', '"type"'],
  ['no JSON', 'type: ping'],
  ['of an object in it', '{"payload":{"type":"inner"}}'],
  ['a text that has it', '{"text":"\\"type\\":\\"x\\""}'],
  ['an object', '{"type":{"name":"x"}}'],
  ['null', '{"type":null}'],
  ['nothing', '{"type":""}'],
  ['a number that is a time', '{"type":1700000000}'],
  ['a fraction', '{"type":1.5}'],
  ['cut in the type', '{"type":"bi'],
  ['cut in a number', '{"type":1'],
  ['cut in the key', '{"ty'],
  ['cut behind a backslash', '{"a":"\\'],
  ['an escape that is none', '{"type":"\\x"}'],
  ['empty', ''],
  ['a brace', '{'],
  ['a comma without a member', '{"a":1,}'],
  ['far behind', `{"a":"${'x'.repeat(17_000)}","type":"late"}`],
])('none: %s', (_, text) => {
  expect(typeOf(text)).toBeNull();
});
