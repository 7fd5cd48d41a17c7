import type { WebSocketRule } from '../../rule.ts';
import closeCode from './close-code.ts';
import growingMessages from './growing-messages.ts';
import socketBroken from './socket-broken.ts';
import socketRefused from './socket-refused.ts';
import socketSilence from './socket-silence.ts';

/** Rules on WebSockets: whether it opened, how it ended, and what went to and fro. */
export const WEBSOCKET_RULES: readonly WebSocketRule[] = [
  socketRefused,
  socketBroken,
  closeCode,
  growingMessages,
  socketSilence,
];
