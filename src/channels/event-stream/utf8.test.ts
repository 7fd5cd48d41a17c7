import { expect, it } from 'vitest';
import { streamTape } from '../../tape/testing.ts';
import { derive, streamOf } from '../testing/derive.ts';
import { Utf8Check } from './utf8.ts';

it('finds the first bytes that are no UTF-8, and takes a character cut in two for what it is', () => {
  const check = new Utf8Check();
  const euro = new TextEncoder().encode('€');
  check.add(euro.subarray(0, 1), 0);
  check.add(euro.subarray(1), 1);
  expect(check.invalidFrom).toBeNull();
  check.add(Uint8Array.of(0x61, 0xff), 3);
  check.add(Uint8Array.of(0xff), 5);
  expect(check.invalidFrom).toBe(3);
});

it('minds a character that never ends', () => {
  const check = new Utf8Check();
  check.add(Uint8Array.of(0xe2, 0x82), 0);
  expect(check.invalidFrom).toBeNull();
  check.end(2);
  expect(check.invalidFrom).toBe(2);
});

it('is told as a warning of the stream, with the chunk to look in', () => {
  expect(streamOf(['data: ü\n\n']).invalidUtf8).toBeNull();
  const channels = derive(streamTape(['data: ok\n\n', Uint8Array.of(0x64, 0xff, 0x0a)]));
  const [row] = channels.rows();
  expect(row?.kind === 'stream' && row.warnings).toEqual([expect.stringMatching(/Not valid UTF-8.*chunk 2/)]);
});
