import type { ComponentType } from 'preact';
import type { PanelHost } from '../types.ts';

export interface ReplayDialogProps {
  /** The channel that was selected when it was opened. */
  readonly stream: string;
  readonly onClose: () => void;
}

interface Item {
  readonly text: string;
  readonly isAvailable: (host: PanelHost, stream: string) => boolean;
}

/** One entry of the Replay menu: a file each, listed in `items.ts`. It opens a dialog, or does what it says at once. */
export type ReplayItem = Item &
  (
    | { readonly Dialog: ComponentType<ReplayDialogProps> }
    | { readonly run: (host: PanelHost, stream: string) => void }
  );
