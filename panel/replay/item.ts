import type { ComponentType } from 'preact';
import type { PanelHost } from '../types.ts';

export interface ReplayDialogProps {
  /** The channel that was selected when it was opened. */
  readonly stream: string;
  readonly onClose: () => void;
}

/** One entry of the Replay menu: a file each, listed in `items.ts`. */
export interface ReplayItem {
  readonly text: string;
  /** Whether it can be done with this channel. */
  readonly isAvailable: (host: PanelHost, stream: string) => boolean;
  /** Asks what is needed, and does it. */
  readonly Dialog: ComponentType<ReplayDialogProps>;
}
