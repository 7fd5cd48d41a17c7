import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64, isBase64, toBase64 } from './base64.ts';

it('encodes any bytes as Node does, and gives them back', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(bytes, (all) => {
      const text = toBase64(all);
      expect(text).toBe(Buffer.from(all).toString('base64'));
      expect(isBase64(text)).toBe(true);
      expect(fromBase64(text)).toEqual(all);
    }),
  );
});
