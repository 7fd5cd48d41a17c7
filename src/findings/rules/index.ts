import type { Rule } from '../rule.ts';
import { CHAIN_RULES } from './chain/index.ts';
import { PIECES_RULES } from './pieces/index.ts';
import { POLL_RULES } from './poll/index.ts';
import { STREAM_RULES } from './stream/index.ts';
import { WEBSOCKET_RULES } from './websocket/index.ts';

/** All rules, by what they look at. */
export const RULES: readonly Rule[] = [
  ...STREAM_RULES,
  ...CHAIN_RULES,
  ...POLL_RULES,
  ...WEBSOCKET_RULES,
  ...PIECES_RULES,
];
