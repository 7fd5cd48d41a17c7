import { expect, it } from 'vitest';
import { percent, perPayloadByte } from './words.ts';

it('writes a share so that it can be read at a glance, and nothing where there is nothing to divide by', () => {
  expect([percent(1, 4), percent(2, 3), percent(0, 0)]).toEqual(['25 %', '67 %', '–']);
  expect([perPayloadByte(5, 10), perPayloadByte(999, 10), perPayloadByte(5, 0)]).toEqual([
    '0.50',
    '100',
    'no payload yet',
  ]);
});
