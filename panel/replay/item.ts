import type { ComponentType } from 'preact';
import type { ReplayDialogName } from '../shared/state/store.ts';
import type { EventRow, PanelHost } from '../types.ts';

export interface ReplayDialogProps {
  /** The channel that was selected when it was opened. */
  readonly stream: string;
  /** The one row that is meant; without it, what is shown. */
  readonly row?: EventRow;
  readonly onClose: () => void;
  /** Opens the dialog of another item on the same channel instead. */
  readonly onInstead: (item: ReplayDialogName) => void;
}

interface Item {
  readonly text: string;
  readonly isAvailable: (host: PanelHost, stream: string) => boolean;
}

/** One entry of the Replay menu: a file each, listed in `items.ts`. It opens a dialog, or does what it says at once. */
export type ReplayItem = Item &
  (
    | { readonly dialog: ReplayDialogName; readonly Dialog: ComponentType<ReplayDialogProps> }
    | { readonly run: (host: PanelHost, stream: string) => void }
  );
