import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonScanner, JsonState } from './scanner.ts';

const encoder = new TextEncoder();

/** Whether a text is JSON, read in pieces. */
function isJson(text: string, piece: number): boolean {
  const bytes = encoder.encode(text);
  const scanner = new JsonScanner();
  for (let at = 0; at < bytes.length && scanner.state !== JsonState.Failed; at += piece)
    scanner.scanWhole(bytes, at, Math.min(bytes.length, at + piece));
  return scanner.stateAtEnd === JsonState.Complete;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('says the same as JSON.parse, of JSON with a few characters changed', () => {
  const changed = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', ',', '}', ']', '{', '0', '-', '.', 'e', '\\', ' ', 'u', '\n', 'tr'),
      fc.nat(2),
    )
    .map(([text, place, inserted, removed]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + inserted + text.slice(at + removed);
    });
  fc.assert(
    fc.property(changed, fc.integer({ min: 1, max: 5 }), (text, piece) => {
      expect(isJson(text, piece)).toBe(parses(text));
    }),
    { numRuns: 5000 },
  );
});

test('says the same as JSON.parse, of what is made of the signs of JSON', () => {
  const sign = fc.constantFrom(
    ...'{}[]",:0123.-+eE\\ntrufalse /b '.split(''),
    'null',
    'true',
    '\\u00e9',
    '""',
  );
  const text = fc.array(sign, { maxLength: 10 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 3 }), (json, piece) => {
      expect(isJson(json, piece)).toBe(parses(json));
    }),
    { numRuns: 5000 },
  );
});
