import type { Settings } from './host/settings.ts';

/** Where settings are kept between sessions. Other sessions, in other windows, may use the same place. */
export interface SettingsStore {
  /** What was saved, perhaps by an older version. @throws where it cannot be read; the defaults are used then. */
  load(): Promise<Partial<Settings>>;
  /** Saves what changed, and leaves the rest as it is there. @throws where it cannot be written. */
  save(change: Partial<Settings>): Promise<void>;
  /** Called with what another session saved. @returns a function that stops it. */
  onChange?(listener: (saved: Partial<Settings>) => void): () => void;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'devtools',
  textScale: 1,
  time: 'relative',
  comments: true,
  timeline: true,
  detail: 'auto',
  panes: {},
  requests: false,
  quietLimit: 15_000,
  columns: {},
  streamColumns: {},
  mutedRules: [],
};

export interface KeptSettingsParts {
  readonly store: SettingsStore;
  readonly changed: () => void;
  /** Called with why settings could not be read or written. */
  readonly failed: (why: string) => void;
}

/** The settings of one session: what was changed here and is not saved yet goes before what is read from the store. */
export class KeptSettings {
  readonly #parts: KeptSettingsParts;
  readonly #loaded: Promise<void>;
  readonly #stop: () => void;
  readonly #unsaved = new Set<Partial<Settings>>();
  #current: Settings = DEFAULT_SETTINGS;

  constructor(parts: KeptSettingsParts) {
    this.#parts = parts;
    const { store } = parts;
    this.#stop = store.onChange?.((saved) => this.#read(saved)) ?? (() => {});
    this.#loaded = store.load().then(
      (saved) => this.#read(saved),
      (error: unknown) => this.#fail('Settings could not be read, and are the defaults', error),
    );
  }

  get current(): Settings {
    return this.#current;
  }

  async save(change: Partial<Settings>): Promise<void> {
    this.#unsaved.add(change);
    this.#apply(change);
    try {
      await this.#parts.store.save(change);
      // What was read before the change was saved may still come.
      await this.#loaded;
      this.#unsaved.delete(change);
    } catch (error) {
      this.#fail('Settings could not be saved, and hold until DevTools closes', error);
    }
  }

  stop(): void {
    this.#stop();
  }

  #read(saved: Partial<Settings>): void {
    this.#apply(Object.assign({}, saved, ...this.#unsaved));
  }

  #apply(change: Partial<Settings>): void {
    this.#current = { ...this.#current, ...change };
    this.#parts.changed();
  }

  #fail(what: string, error: unknown): void {
    this.#parts.failed(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Settings in memory only, for tests and tools. */
export function memorySettings(initial: Partial<Settings> = {}): SettingsStore {
  let kept = initial;
  return {
    load: async () => kept,
    save: async (change) => {
      kept = { ...kept, ...change };
    },
  };
}
