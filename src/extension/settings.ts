/** Settings in the browser's storage, which all DevTools windows share: an entry each, so that none writes over another. */
import browser from 'webextension-polyfill';
import type { Settings, SettingsStore } from '../session/session.ts';

const PREFIX = 'settings.';
/** All of them in one entry, as earlier versions saved them. */
const EARLIER = 'settings';

export const storedSettings: SettingsStore = {
  async load() {
    const stored = await browser.storage.local.get(null);
    const earlier = stored[EARLIER];
    return { ...(typeof earlier === 'object' ? earlier : {}), ...settingsOf(stored) };
  },
  // One call and nothing to wait for before it: DevTools may be closed the moment after.
  async save(change) {
    const entries = Object.entries(change).map(([name, value]) => [PREFIX + name, value]);
    await browser.storage.local.set(Object.fromEntries(entries));
  },
  onChange(listener) {
    const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
      const values = Object.entries(changes).map(([key, { newValue }]) => [key, newValue]);
      const saved = settingsOf(Object.fromEntries(values));
      if (Object.keys(saved).length > 0) listener(saved);
    };
    browser.storage.local.onChanged.addListener(onChanged);
    return () => browser.storage.local.onChanged.removeListener(onChanged);
  },
};

function settingsOf(stored: Readonly<Record<string, unknown>>): Partial<Settings> {
  const entries = Object.entries(stored).flatMap(([key, value]) =>
    key.startsWith(PREFIX) && value !== undefined ? [[key.slice(PREFIX.length), value]] : [],
  );
  return Object.fromEntries(entries) as Partial<Settings>;
}
