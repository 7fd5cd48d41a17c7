/** Settings in the browser's storage. */
import browser from 'webextension-polyfill';
import type { Settings, SettingsStore } from '../session/session.ts';

const KEY = 'settings';

export const storedSettings: SettingsStore = {
  async load() {
    const stored = (await browser.storage.local.get(KEY))[KEY];
    return typeof stored === 'object' && stored !== null ? (stored as Partial<Settings>) : {};
  },
  async save(settings) {
    await browser.storage.local.set({ [KEY]: settings });
  },
};
