import { expect, test } from 'vitest';
import { fromWindows1252 } from './header-text.ts';

// As Chromium 156 reports them (`test/browser/field.test.ts` asks it).
test.each([
  ['gr\u00c3\u00b6\u00c3\u0178e-1', 'größe-1'],
  ['\u00f0\u0178\u2122\u201a 7', '🙂 7'],
  ['\u00c4\u008d\u00e2\u201a\u00ac\u00c5\u201c', 'č€œ'],
  ['\u00e6\u2014\u00a5\u00e6\u0153\u00ac\u00e8\u00aa\u017e', '日本語'],
  ['\u00c2\u20ac\u00c2\u009d', '\u0080\u009d'],
  ['\u00ef\u00bb\u00bf1', '\ufeff1'],
  ['plain-7', 'plain-7'],
  ['', ''],
])('%j was sent as %j', (reported, sent) => {
  expect(fromWindows1252(reported)).toBe(sent);
});

test.each(['Ärger', 'a\u00ff', '日本', 'größe-3'])(
  '%j was not sent as UTF-8, or was decoded already',
  (value) => {
    expect(fromWindows1252(value)).toBe(value);
  },
);
