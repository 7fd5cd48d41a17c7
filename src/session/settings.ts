import type { Settings } from './host.ts';

/** Where settings are kept between sessions. */
export interface SettingsStore {
  /** What was saved, perhaps by an older version. @throws where it cannot be read; the defaults are used then. */
  load(): Promise<Partial<Settings>>;
  save(settings: Settings): Promise<void>;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'devtools',
  textScale: 1,
  time: 'relative',
  comments: true,
  timeline: true,
  quietLimit: 15_000,
  columns: {},
  mutedRules: [],
};

/** Settings in memory only, for tests and tools. */
export function memorySettings(initial: Partial<Settings> = {}): SettingsStore {
  let kept = initial;
  return {
    load: async () => kept,
    save: async (settings) => {
      kept = settings;
    },
  };
}
