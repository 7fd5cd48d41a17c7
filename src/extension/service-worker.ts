/** Detaches the debugger for a devtools page that is gone; see keep-alive.ts. It does nothing else. */
import browser from 'webextension-polyfill';
import { type Attached, PORT } from './keep-alive.ts';

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== PORT) return;
  let attached: Attached | null = null;
  port.onMessage.addListener((message) => {
    attached = message as Attached;
  });
  port.onDisconnect.addListener(() => {
    if (!attached) return;
    // Detached by now is what is wanted.
    if (attached.tab) chrome.debugger.detach({ tabId: attached.tabId }).catch(() => {});
    for (const targetId of attached.targets) chrome.debugger.detach({ targetId }).catch(() => {});
  });
});
