import type { ChainRule } from '../../rule.ts';

/** Rules on the connections of one source, each a reconnect of the one before. */
export const CHAIN_RULES: readonly ChainRule[] = [];
