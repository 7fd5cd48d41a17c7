import { answerItem } from './answer-item.ts';
import type { ReplayItem } from './item.ts';

/** What can be done with a recording, in the order of the menu. */
export const REPLAY_ITEMS: readonly ReplayItem[] = [answerItem];
