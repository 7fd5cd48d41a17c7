import { expect, it } from 'vitest';
import { hexRow } from './hex.ts';

it('writes bytes in hex and in text', () => {
  const bytes = new TextEncoder().encode('data: é\r\n\n');
  expect(hexRow(bytes, 4096, 16)).toEqual({
    offset: '00001000',
    hex: '64 61 74 61 3a 20 c3 a9  0d 0a 0a               ',
    text: 'data: ·····',
  });
});

it('is half as wide where there is less room', () => {
  expect(hexRow(new Uint8Array([0, 127, 255]), 0, 8)).toEqual({
    offset: '00000000',
    hex: '00 7f ff               ',
    text: '···',
  });
});
