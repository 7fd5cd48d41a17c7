import { answerItem } from './answer-item.ts';
import type { ReplayItem } from './item.ts';
import { playItem } from './play-item.ts';
import { sendItem } from './send-item.ts';

/** What can be done with a recording, in the order of the menu. */
export const REPLAY_ITEMS: readonly ReplayItem[] = [playItem, sendItem, answerItem];
