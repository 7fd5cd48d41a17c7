/**
 * Guarantees the detach. DevTools' end leaves the debugger attached, and a closing page cannot send a call any more.
 * But a port that it held open disconnects, and the service worker then detaches for it.
 *
 * The service worker is put to sleep about every 30 s, which drops the port too: the devtools page opens it again at
 * once, which wakes the worker, so that its end is always noticed. Two things can go wrong then. A port
 * that is opened while the worker is still dying can reach no one and give no sign: the worker greets each port, and
 * one that is not greeted is opened again. And a page that is gone before the worker has started leaves no port behind:
 * what is attached is also written down, and a worker that starts asks after the pages it finds there.
 */
import browser from 'webextension-polyfill';

/** What is attached on behalf of one devtools page. */
export interface AttachmentNote {
  readonly tabId: number;
  readonly tab: boolean;
  readonly targets: readonly string[];
}

const PORT = 'streamscope ';
const NOTE = 'attached ';
export const GREETING = 'here';
/** How long a worker may take to start; a devtools page's timers run once a second anyway. */
const GREETING_WAIT = 1000;

/** A worker that wakes up has forgotten everything: the port's name says it again. */
export function readPortName(name: string): AttachmentNote | null {
  return name.startsWith(PORT) ? (JSON.parse(name.slice(PORT.length)) as AttachmentNote) : null;
}

/** What the devtools pages have written down, for as long as the browser runs. */
export async function readNotes(): Promise<AttachmentNote[]> {
  const notes = Object.entries(await browser.storage.session.get());
  return notes.filter(([key]) => key.startsWith(NOTE)).map(([, value]) => value as AttachmentNote);
}

export const removeNote = (tabId: number): Promise<void> => browser.storage.session.remove(NOTE + tabId);

/** Asks whether the devtools page of a tab is there. */
export async function isThere(tabId: number): Promise<boolean> {
  return (await browser.runtime.sendMessage({ isThere: tabId }).catch(() => false)) === true;
}

/** @returns a function that reports to the service worker what is attached now. */
export function keepAlive(tabId: number): (attached: Omit<AttachmentNote, 'tabId'>) => void {
  let current: AttachmentNote = { tabId, tab: false, targets: [] };
  let port: browser.Runtime.Port | null = null;
  const open = () => {
    let opened: browser.Runtime.Port;
    try {
      opened = browser.runtime.connect({ name: PORT + JSON.stringify(current) });
    } catch {
      // The extension was reloaded or removed: the browser has detached it.
      port = null;
      return;
    }
    port = opened;
    const tooLong = setTimeout(() => {
      opened.disconnect();
      open();
    }, GREETING_WAIT);
    opened.onMessage.addListener(() => clearTimeout(tooLong));
    opened.onDisconnect.addListener(() => {
      clearTimeout(tooLong);
      open();
    });
  };
  open();
  browser.runtime.onMessage.addListener((message: unknown) => {
    const asked = (message as { isThere?: number }).isThere;
    // Another tab's devtools page gets it too, and must leave the reply to the one that is meant.
    return asked === tabId ? Promise.resolve(true) : undefined;
  });
  return (now) => {
    current = { tabId, ...now };
    const isAttached = now.tab || now.targets.length > 0;
    const note = isAttached ? browser.storage.session.set({ [NOTE + tabId]: current }) : removeNote(tabId);
    // Where it cannot be written down, the port still serves.
    note.catch(() => {});
    try {
      port?.postMessage(current);
    } catch {
      // It has just dropped; the next one begins with this.
    }
  };
}
