import { expect, it } from 'vitest';
import { asStreamText } from './as-stream.tsx';

it('says how many rows it makes where they are very many', () => {
  expect(asStreamText(12)).toBe('Show as a stream');
  expect(asStreamText(10_000)).toBe('Show as a stream (10,000 rows)');
});
