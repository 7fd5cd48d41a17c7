/** The clients that are known. A request is the first one's that claims it; none claims what another does. */
import { bayeux } from './bayeux.ts';
import type { KnownClient } from './client.ts';
import { engineIo } from './engine-io.ts';
import { messageBus } from './message-bus.ts';
import { phoenix } from './phoenix.ts';
import { signalr } from './signalr.ts';
import { signalr2 } from './signalr-2.ts';
import { sockjs } from './sockjs.ts';

export const CLIENTS: readonly KnownClient[] = [
  engineIo,
  sockjs,
  signalr,
  signalr2,
  bayeux,
  phoenix,
  messageBus,
];
