import type { ReplayItem } from './item.ts';
import { SendDialog } from './send/send-dialog.tsx';

/** The page asks for nothing: its own listeners are handed messages. */
export const sendItem: ReplayItem = {
  text: 'Send into the page…',
  isAvailable: () => true,
  dialog: 'send',
  Dialog: SendDialog,
};
