import type { PollRule } from '../../rule.ts';

/** Rules on poll loops. */
export const POLL_RULES: readonly PollRule[] = [];
