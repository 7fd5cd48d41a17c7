/**
 * Guarantees the detach. DevTools' end leaves the debugger attached, and a closing page cannot send a call any more.
 * But a port that it held open disconnects, and the service worker then detaches for it.
 *
 * The service worker is put to sleep about every 30 s, which drops the port too: the devtools page opens it again at
 * once, so that there is always someone to notice its end.
 */
import browser from 'webextension-polyfill';

export const PORT = 'streamscope';

/** What is attached on behalf of one devtools page. Sent anew on each port: a worker that slept has forgotten it. */
export interface Attached {
  readonly tabId: number;
  readonly tab: boolean;
  readonly targets: readonly string[];
}

/** @returns a function that tells the service worker what is attached now. */
export function keepAlive(tabId: number): (attached: Omit<Attached, 'tabId'>) => void {
  let attached: Attached = { tabId, tab: false, targets: [] };
  let port: browser.Runtime.Port | null = null;
  const tell = () => {
    try {
      port?.postMessage(attached);
    } catch {
      // It has just dropped; the next one begins with this.
    }
  };
  const open = () => {
    try {
      port = browser.runtime.connect({ name: PORT });
    } catch {
      // The extension was reloaded or removed: the browser has detached it.
      port = null;
      return;
    }
    port.onDisconnect.addListener(open);
    tell();
  };
  open();
  return (now) => {
    attached = { tabId, ...now };
    tell();
  };
}
