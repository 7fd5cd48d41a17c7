/** Settings in the browser's storage, which all DevTools windows share. */
import browser from 'webextension-polyfill';
import type { Settings, SettingsStore } from '../session/session.ts';

const KEY = 'settings';

async function load(): Promise<Partial<Settings>> {
  return asSettings((await browser.storage.local.get(KEY))[KEY]);
}

export const storedSettings: SettingsStore = {
  load,
  async save(change) {
    // Two windows that save at a time would each write over the other's change.
    await navigator.locks.request(`streamscope-${KEY}`, async () => {
      await browser.storage.local.set({ [KEY]: { ...(await load()), ...change } });
    });
  },
  onChange(listener) {
    const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
      const change = changes[KEY];
      if (change) listener(asSettings(change.newValue));
    };
    browser.storage.local.onChanged.addListener(onChanged);
    return () => browser.storage.local.onChanged.removeListener(onChanged);
  },
};

function asSettings(stored: unknown): Partial<Settings> {
  return typeof stored === 'object' && stored !== null ? (stored as Partial<Settings>) : {};
}
