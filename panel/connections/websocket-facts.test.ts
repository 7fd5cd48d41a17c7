import { expect, test } from 'vitest';
import type { ConnectionDetail } from '../types.ts';
import { webSocketFacts } from './websocket-facts.tsx';

const NOTHING = { frames: 0, bytes: 0 };
const socket: NonNullable<ConnectionDetail['webSocket']> = {
  hasOpened: true,
  subprotocol: null,
  subprotocolsAsked: 'chat',
  extensions: null,
  packets: null,
  sent: { frames: 1, bytes: 3 },
  received: NOTHING,
  cut: NOTHING,
  close: null,
};

test('of a WebSocket it is said what went each way, and of the close code that it is not known', () => {
  expect(webSocketFacts(socket)).toContainEqual(['Sent', '1 frame, 3 bytes of payload']);
  expect(webSocketFacts(socket).map(([name]) => name)).toContain('Close code');
});

test('of one that was refused neither extensions nor a close code are missing', () => {
  expect(webSocketFacts({ ...socket, hasOpened: false, sent: NOTHING })).toEqual([
    ['Subprotocol', 'none; the page offered chat'],
  ]);
});
