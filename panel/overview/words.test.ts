import { expect, it } from 'vitest';
import { perPayloadByte } from './words.ts';

it('writes a ratio so that it can be read at a glance, and says so where there is nothing to divide by', () => {
  expect([perPayloadByte(5, 10), perPayloadByte(999, 10), perPayloadByte(5, 0)]).toEqual([
    '0.50',
    '100',
    'no payload yet',
  ]);
});
