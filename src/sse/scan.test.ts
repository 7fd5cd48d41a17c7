import { describe, expect, it } from 'vitest';
import { findLineEnds, isLf, lineEnds, PAGE_SIZE, page } from './scan.ts';

const found = (bytes: Uint8Array) => Array.from(lineEnds.subarray(0, findLineEnds(bytes)));

describe('findLineEnds', () => {
  it('finds CR and LF at every place of a word, beside every byte', () => {
    for (let byte = 0; byte < 256; byte++)
      for (const end of [0x0a, 0x0d])
        for (let place = 0; place < 12; place++) {
          const bytes = new Uint8Array(12).fill(byte);
          bytes[place] = end;
          const others = byte === 0x0a || byte === 0x0d;
          const expected = others ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : [place];
          expect(found(bytes), `${byte} ${end} ${place}`).toEqual(expected);
        }
  });

  it('sees nothing of what an earlier call left on the page', () => {
    findLineEnds(new Uint8Array(100).fill(0x0a));
    for (let n = 0; n < 40; n++) expect(found(new Uint8Array(n).fill(0x78))).toEqual([]);
  });

  it('takes a full page, and bytes that begin anywhere in a buffer', () => {
    const buffer = new Uint8Array(PAGE_SIZE + 8).fill(0x0a);
    for (let offset = 0; offset < 8; offset++)
      expect(findLineEnds(buffer.subarray(offset, offset + PAGE_SIZE))).toBe(PAGE_SIZE);
    expect(lineEnds[PAGE_SIZE - 1]).toBe(PAGE_SIZE - 1);
    expect(page[PAGE_SIZE - 1]).toBe(0x0a);
  });

  it('tells LF from CR', () => {
    findLineEnds(Uint8Array.of(0x0d, 0x0a));
    expect([isLf(0), isLf(1)]).toEqual([false, true]);
  });
});
