import type { WebSocketChainRule, WebSocketRule } from '../../rule.ts';
import closeCode from './close-code.ts';
import growingMessages from './growing-messages.ts';
import socketBroken from './socket-broken.ts';
import socketCut from './socket-cut.ts';
import socketEach from './socket-each.ts';
import socketHeartbeat from './socket-heartbeat.ts';
import socketRefused from './socket-refused.ts';
import socketSilence from './socket-silence.ts';
import socketStorm from './socket-storm.ts';
import socketsAtOnce from './sockets-at-once.ts';

/** Rules on WebSockets: whether they opened, how they ended, what went to and fro, and how often they were opened again. */
export const WEBSOCKET_RULES: readonly (WebSocketRule | WebSocketChainRule)[] = [
  socketRefused,
  socketBroken,
  socketStorm,
  socketCut,
  closeCode,
  growingMessages,
  socketHeartbeat,
  socketSilence,
  socketsAtOnce,
  socketEach,
];
