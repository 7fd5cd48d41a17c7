import { SendDialog } from '../inject/send-dialog.tsx';
import type { ReplayItem } from './item.ts';

/** The page asks for nothing: its own listeners are handed messages. */
export const sendItem: ReplayItem = {
  text: 'Send into the page…',
  isAvailable: () => true,
  Dialog: SendDialog,
};
