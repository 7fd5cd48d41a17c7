import type { ChainRule } from '../../rule.ts';
import answerAgain from './answer-again.ts';
import connectionFails from './connection-fails.ts';
import idNotHonoured from './id-not-honoured.ts';
import idUnknown from './id-unknown.ts';
import idsBack from './ids-back.ts';
import idsSkipped from './ids-skipped.ts';
import limitedLife from './limited-life.ts';
import noIds from './no-ids.ts';
import oldId from './old-id.ts';
import oneEventEach from './one-event-each.ts';
import reconnectDelay from './reconnect-delay.ts';
import reconnectStorm from './reconnect-storm.ts';

/** Rules on the connections of one source, each a reconnect of the one before: what they lose, and what they cost. */
export const CHAIN_RULES: readonly ChainRule[] = [
  connectionFails,
  limitedLife,
  noIds,
  answerAgain,
  idNotHonoured,
  oldId,
  idUnknown,
  idsSkipped,
  idsBack,
  reconnectStorm,
  oneEventEach,
  reconnectDelay,
];
