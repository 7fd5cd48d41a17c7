import { expect, it } from 'vitest';
import { hasControls, pieces } from './visible.ts';

it('names control characters', () => {
  expect(pieces('a␍␊b␀')).toEqual([
    { text: 'a', name: null },
    { text: '␍', name: 'CR' },
    { text: '␊', name: 'LF' },
    { text: 'b', name: null },
    { text: '␀', name: 'NUL' },
  ]);
  expect(pieces('␡')[0]?.name).toBe('DEL');
});

it('names the characters themselves, and keeps them', () => {
  expect(pieces('a\nb\t\u007f')).toEqual([
    { text: 'a', name: null },
    { text: '\n', name: 'LF' },
    { text: 'b', name: null },
    { text: '\t', name: 'TAB' },
    { text: '\u007f', name: 'DEL' },
  ]);
});

it('names what turns or breaks text unseen, and leaves joiners to scripts and emoji', () => {
  const names = (text: string) => pieces(text).map(({ name }) => name);
  expect(names('invoice_\u202egpj.exe')).toEqual([null, 'RLO', null]);
  expect(names('\u200b\u2028\ufeff\u0085\u009b')).toEqual(['ZWSP', 'LSEP', 'BOM', 'NEL', 'U+009B']);
  expect(hasControls('👩\u200d👧 می\u200cخواهم')).toBe(false);
});

it('shows bytes that are no character', () => {
  expect(pieces('x⟨c3 28⟩')).toEqual([
    { text: 'x', name: null },
    { text: '⟨c3 28⟩', name: 'c3 28' },
  ]);
});

it('leaves other text alone', () => {
  expect(hasControls('plain ⏎ text')).toBe(false);
  expect(pieces('')).toEqual([]);
});
