import { expect, it } from 'vitest';
import { someStream } from '../testing/values.ts';
import { unseenText } from './unseen.ts';

it('says what is not known of a stream that was open before recording', () => {
  const before = someStream({ unseen: 'opened-before', fidelity: 'messages' });
  expect(unseenText(before)).toBe('Opened before recording: its bytes are not known.');
  expect(unseenText({ ...before, fidelity: 'lengths' })).toMatch(/only the lengths/);
  expect(unseenText({ ...before, transport: 'websocket', fidelity: 'bytes' })).toMatch(/its handshake/);
  expect(unseenText({ ...before, fidelity: 'bytes' })).toMatch(/its request is not known/);
});

it('says the same after Record was off, and nothing of what was recorded whole', () => {
  expect(unseenText(someStream({ unseen: 'record-off', fidelity: 'messages' }))).toBe(
    'It was open when Record went on again: its bytes are not known.',
  );
  expect(unseenText(someStream())).toBeNull();
});
