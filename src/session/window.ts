import type { PanelHost } from './host/index.ts';

declare global {
  interface Window {
    /** Set by the opener of the panel before its script ran; the panel then mounts at once. */
    streamscopeHost?: PanelHost;
    /** Set by the panel's script; mounts the panel on a host. Calling it again with the same host does nothing. */
    streamscopeMount?: (host: PanelHost) => void;
  }
}
