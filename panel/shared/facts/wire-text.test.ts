import { expect, test } from 'vitest';
import type { ConnectionDetail } from '../../types.ts';
import { wireText } from './wire-text.ts';

type Known = Pick<ConnectionDetail, 'wireBytes' | 'decodedBytes' | 'end'>;

const said = (known: Known): string | null => wireText({ response: null, ...known });
const end: ConnectionDetail['end'] = { at: 5, text: 'The server ended the stream.', inferred: false };

test('what the network has not reported yet is no zero', () => {
  expect(said({ wireBytes: 0, decodedBytes: 52, end: null })).toBe('not reported yet');
  expect(said({ wireBytes: 0, decodedBytes: 52, end })).toBe('not reported');
  expect(said({ wireBytes: 0, decodedBytes: 0, end })).toMatch(/^0 bytes, as the network/);
  expect(said({ wireBytes: null, decodedBytes: 52, end })).toBeNull();
});

test('while a body comes the latest is missing', () => {
  expect(said({ wireBytes: 31, decodedBytes: 52, end: null })).toMatch(/^31 bytes, .* so far;/);
  expect(said({ wireBytes: 77, decodedBytes: 66, end })).toMatch(/included\)$/);
});
