/** Detaches the debugger for a devtools page that is gone; see keep-alive.ts. It does nothing else. */
import browser from 'webextension-polyfill';
import { type AttachmentNote, GREETING, isThere, readNotes, readPortName, removeNote } from './keep-alive.ts';

function detach({ tabId, tab, targets }: AttachmentNote): void {
  // Detached by now is what is wanted.
  if (tab) chrome.debugger.detach({ tabId }).catch(() => {});
  for (const targetId of targets) chrome.debugger.detach({ targetId }).catch(() => {});
  removeNote(tabId).catch(() => {});
}

browser.runtime.onConnect.addListener((port) => {
  let note = readPortName(port.name);
  port.onMessage.addListener((message) => {
    note = message as AttachmentNote;
  });
  port.onDisconnect.addListener(() => {
    if (note) void detachIfGone(note);
  });
  port.postMessage(GREETING);
});

/** A port ends with its page, or because the page has opened a better one. */
async function detachIfGone(note: AttachmentNote): Promise<void> {
  if (!(await isThere(note.tabId))) detach(note);
}

/** Pages that were gone before this worker had started. */
async function sweep(): Promise<void> {
  for (const note of await readNotes()) await detachIfGone(note);
}

void sweep();
