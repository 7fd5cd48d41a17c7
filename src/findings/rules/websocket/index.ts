import type { SocketRule } from '../../rule.ts';
import closeCode from './close-code.ts';
import growingMessages from './growing-messages.ts';
import socketBroken from './socket-broken.ts';
import socketRefused from './socket-refused.ts';
import socketSilence from './socket-silence.ts';

/** Rules on WebSockets: whether it opened, how it ended, and what went to and fro. */
export const SOCKET_RULES: readonly SocketRule[] = [
  socketRefused,
  socketBroken,
  closeCode,
  growingMessages,
  socketSilence,
];
