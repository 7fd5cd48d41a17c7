import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasUnseen, pieces, visible, visibleBytes, visiblePieces } from './visible.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('names the characters that cannot be seen, and keeps them', () => {
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
  expect(hasUnseen('👩\u200d👧 می\u200cخواهم')).toBe(false);
  expect(visible('👩\u200d👧')).toBe('👩\u200d👧');
});

it('writes controls as their pictures, and cuts such a text again', () => {
  expect(visible('a\r\nb\u0000\u007f\u202e')).toBe('a␍␊b␀␡⟨U+202E⟩');
  expect(visiblePieces('a␍␊b␀␡⟨U+202E⟩').map(({ name }) => name)).toEqual([
    null,
    'CR',
    'LF',
    null,
    'NUL',
    'DEL',
    'RLO',
  ]);
});

it('writes bytes that are no character', () => {
  expect(visibleBytes(Uint8Array.of(0x78, 0xc3, 0x28, 0xff))).toBe('x⟨C3⟩(⟨FF⟩');
  expect(visiblePieces('x⟨C3 28⟩')).toEqual([
    { text: 'x', name: null },
    { text: '⟨C3 28⟩', name: 'C3 28' },
  ]);
});

it('does not let the server pass its text for a control or for a byte', () => {
  for (const text of ['⟨FF⟩', '␊', '⟨U+202E⟩', '⟨', '␡']) {
    expect(visiblePieces(visible(text)).map((piece) => piece.name)).toEqual(
      [...visiblePieces(visible(text))].map(() => null),
    );
    expect(
      visiblePieces(visible(text))
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(hasUnseen(text)).toBe(false);
  }
});

it('tells any text from any other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '␊', '⟨', '⟩', 'F', '\u202e', 'U+000A', ' ') });
  fc.assert(
    fc.property(text, text, (a, b) => {
      if (a !== b) expect(visibleBytes(bytes(a))).not.toBe(visibleBytes(bytes(b)));
    }),
  );
});

it('leaves other text alone', () => {
  expect(hasUnseen('plain ⏎ text')).toBe(false);
  expect(pieces('')).toEqual([]);
  expect(visible('plain ⏎ text')).toBe('plain ⏎ text');
});
