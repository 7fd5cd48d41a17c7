import { describe, expect, it, vi } from 'vitest';
import { settled } from '../protocol/testing/fake-transport.ts';
import { DEFAULT_SETTINGS, KeptSettings, memorySettings, type SettingsStore } from './settings.ts';

/** A store that several sessions use, as the browser's storage is used by several windows. */
function shared(store = memorySettings({ textScale: 2 })) {
  const listeners = new Set<(saved: object) => void>();
  const asStore: SettingsStore = {
    load: () => store.load(),
    async save(change) {
      await store.save(change);
      const saved = await store.load();
      for (const listener of listeners) listener(saved);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const failed = vi.fn();
  const open = () => new KeptSettings({ store: asStore, changed: () => {}, failed });
  return { open, failed, listeners, store };
}

describe('settings', () => {
  it('of two windows are joined: neither writes over what the other changed', async () => {
    const { open, store } = shared();
    const [one, other] = [open(), open()];
    await settled();
    await Promise.all([one.save({ theme: 'dark' }), other.save({ time: 'wall' })]);
    expect(await store.load()).toEqual({ textScale: 2, theme: 'dark', time: 'wall' });
    expect(one.current).toEqual(other.current);
    expect(one.current).toMatchObject({ textScale: 2, theme: 'dark', time: 'wall' });
  });

  it('that are read late leave what was changed before', async () => {
    let read: (saved: object) => void = () => {};
    const store = { ...memorySettings(), load: () => new Promise<object>((resolve) => (read = resolve)) };
    const kept = new KeptSettings({ store, changed: () => {}, failed: () => {} });
    void kept.save({ theme: 'dark' });
    await settled();
    read({ theme: 'light', textScale: 2 });
    await settled();
    expect(kept.current).toMatchObject({ theme: 'dark', textScale: 2 });
  });

  it('say why they could not be read or saved, and hold all the same', async () => {
    const { open, failed } = shared({
      load: () => Promise.reject(new Error('no')),
      save: () => Promise.reject(new Error('full')),
    });
    const kept = open();
    await settled();
    expect(failed).toHaveBeenLastCalledWith('Settings could not be read, and are the defaults: no');
    await kept.save({ textScale: 3 as never });
    expect(failed).toHaveBeenLastCalledWith(
      'Settings could not be saved, and hold until DevTools closes: full',
    );
    expect(kept.current).toEqual({ ...DEFAULT_SETTINGS, textScale: 3 });
  });

  it('are followed until the session ends', async () => {
    const { open, listeners } = shared();
    const kept = open();
    expect(listeners.size).toBe(1);
    kept.stop();
    expect(listeners.size).toBe(0);
  });
});
