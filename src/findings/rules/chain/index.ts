import type { ChainRule } from '../../rule.ts';
import idNotHonoured from './id-not-honoured.ts';
import idsBack from './ids-back.ts';
import idsSkipped from './ids-skipped.ts';
import noIds from './no-ids.ts';
import oneEventEach from './one-event-each.ts';
import reconnectDelay from './reconnect-delay.ts';
import reconnectStorm from './reconnect-storm.ts';

/** Rules on the connections of one source, each a reconnect of the one before: what they lose, and what they cost. */
export const CHAIN_RULES: readonly ChainRule[] = [
  noIds,
  idNotHonoured,
  idsSkipped,
  idsBack,
  reconnectStorm,
  oneEventEach,
  reconnectDelay,
];
