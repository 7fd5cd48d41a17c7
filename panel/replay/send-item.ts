import type { ReplayItem } from './item.ts';
import { SendDialog } from './send/send-dialog.tsx';

/** No request of the page is involved: messages are dispatched at its own listeners. */
export const sendItem: ReplayItem = {
  text: 'Send into the page…',
  isAvailable: () => true,
  dialog: 'send',
  Dialog: SendDialog,
};
