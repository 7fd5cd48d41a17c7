import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, extendPath, type JsonNode, parseJson, valueText } from './json.ts';

function rootOf(text: string): JsonNode {
  const root = parseJson(text);
  if (!root) throw new Error('not JSON');
  return root;
}

/** The whole tree as JavaScript values, by way of the nodes. */
function rebuilt(text: string, node: JsonNode): unknown {
  if (node.kind === 'array') return childrenOf(text, node).map((child) => rebuilt(text, child.node));
  if (node.kind !== 'object') return JSON.parse(text.slice(node.start, node.end));
  const entries = childrenOf(text, node).map(({ key, node: child }) => [key, rebuilt(text, child)] as const);
  // Not fromEntries on a plain object: `__proto__` is a key like any other here.
  return Object.defineProperties(
    {},
    Object.fromEntries(entries.map(([key, value]) => [key, { value, enumerable: true }])),
  );
}

describe('reading JSON', () => {
  it('keeps numbers as they were written', () => {
    const text = '{"price": 12345678901234567890.10, "big": 1e400, "minus": -0}';
    const written = childrenOf(text, rootOf(text)).map(({ node }) => text.slice(node.start, node.end));
    expect(written).toEqual(['12345678901234567890.10', '1e400', '-0']);
  });

  it('keeps the order of keys, and keys that occur twice', () => {
    const text = '{"b":1,"2":2,"a":3,"b":4}';
    expect(childrenOf(text, rootOf(text)).map(({ key }) => key)).toEqual(['b', '2', 'a', 'b']);
  });

  it('is not fooled by brackets and quotes in strings', () => {
    const text = ' { "a" : "}]\\"," , "b" : [ "\\\\" , { } , [ ] ] } ';
    expect(rebuilt(text, rootOf(text))).toEqual(JSON.parse(text));
  });

  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        for (const indent of [0, 2]) {
          const text = JSON.stringify(value, null, indent);
          expect(JSON.stringify(rebuilt(text, rootOf(text)))).toBe(JSON.stringify(JSON.parse(text)));
        }
      }),
    );
  });

  it.each(['', 'hello', '{"a":', '[1,]', '42', '"text"', 'null', '{a:1}'])('takes %j for text', (text) => {
    expect(parseJson(text)).toBeNull();
  });

  it('stands deep nesting', () => {
    const text = '['.repeat(5000) + ']'.repeat(5000);
    expect(childrenOf(text, rootOf(text))).toHaveLength(1);
  });
});

describe('copying from the tree', () => {
  it('writes paths as JavaScript does', () => {
    expect(extendPath(extendPath(extendPath('$', 'a'), 0), 'b')).toBe('$.a[0].b');
    expect(extendPath('$', 'odd key')).toBe('$["odd key"]');
    expect(extendPath('$', '1')).toBe('$["1"]');
    expect(extendPath('$', 'größe')).toBe('$.größe');
  });

  it('copies the text of a string, and the rest as written', () => {
    const text = '["a\\nb", 1.0, {"x": 1}]';
    expect(childrenOf(text, rootOf(text)).map(({ node }) => valueText(text, node))).toEqual([
      'a\nb',
      '1.0',
      '{"x": 1}',
    ]);
  });
});
