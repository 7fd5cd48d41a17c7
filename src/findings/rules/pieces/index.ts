import type { PiecesRule } from '../../rule.ts';
import arrayOpen from './array-open.ts';
import boundary from './boundary.ts';
import cut from './cut.ts';
import eventStream from './event-stream.ts';
import noJson from './no-json.ts';

/** Rules on responses that are read in pieces: how they ended, and what their records are. */
export const PIECES_RULES: readonly PiecesRule[] = [cut, arrayOpen, boundary, noJson, eventStream];
