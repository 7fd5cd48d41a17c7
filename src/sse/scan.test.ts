import { describe, expect, it } from 'vitest';
import { byteAt, CR, candidates, findCandidates, LF, PAGE_SIZE } from './scan.ts';

const found = (bytes: Uint8Array) =>
  Array.from(candidates.subarray(0, findCandidates(bytes))).filter((at) => [LF, CR].includes(byteAt(at)));

describe('findCandidates', () => {
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
    findCandidates(new Uint8Array(100).fill(0x0a));
    for (let n = 0; n < 40; n++) expect(findCandidates(new Uint8Array(n).fill(0x78))).toBe(0);
  });

  it('takes a full page, and bytes that begin anywhere in a buffer', () => {
    const buffer = new Uint8Array(PAGE_SIZE + 8).fill(0x0a);
    for (let offset = 0; offset < 8; offset++)
      expect(findCandidates(buffer.subarray(offset, offset + PAGE_SIZE))).toBe(PAGE_SIZE);
    expect(candidates[PAGE_SIZE - 1]).toBe(PAGE_SIZE - 1);
    expect(byteAt(PAGE_SIZE - 1)).toBe(LF);
  });

  it('finds every set of places among eight', () => {
    for (let set = 0; set < 256; set++) {
      const bytes = Uint8Array.from({ length: 8 }, (_, place) => (set & (1 << place) ? LF : 0x78));
      expect(found(bytes)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].filter((place) => set & (1 << place)));
    }
  });

  it('takes no byte of text for a candidate', () => {
    for (let byte = 0x0e; byte < 256; byte++) expect(findCandidates(new Uint8Array(8).fill(byte))).toBe(0);
  });
});
