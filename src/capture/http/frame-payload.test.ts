import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../tape/index.ts';
import { framePayload } from './frame-payload.ts';

describe('the payload of a frame', () => {
  it('is whole below the limit, and counted whole above it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (bytes, max) => {
        const { bytes: kept, length } = framePayload(2, toBase64(bytes), max);
        expect([...kept]).toEqual([...bytes.subarray(0, max)]);
        expect(length).toBe(bytes.length);
      }),
    );
  });

  it('of a text is cut before a character that no longer fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          const whole = new TextEncoder().encode(text);
          const { bytes, length } = framePayload(1, text, max);
          expect(length).toBe(whole.length);
          expect([...bytes]).toEqual([...whole.subarray(0, bytes.length)]);
          if (whole.length <= max) expect(bytes.length).toBe(whole.length);
          else expect(bytes.length).toBeGreaterThan(max - 4);
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
        },
      ),
    );
  });

  it.each(['😀', 'a😀', 'aé😀ü'])('of a text of a hundred thousand %s is counted whole', (one) => {
    const text = one.repeat(100_000);
    expect(framePayload(1, text, 10).length).toBe(new TextEncoder().encode(text).length);
  });
});
