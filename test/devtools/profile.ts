import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that a browser keeps its profile in. */
export interface Profile {
  readonly folder: string;
  delete(): void;
}

/**
 * A fresh profile whose DevTools opens in a window of its own, on a panel that does little.
 *
 * DevTools opens on Elements by default, which then follows every document of the page, shown or not: that took more of the
 * machine than the page and our panel together. The tests look at neither.
 */
export function makeProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'streamscope-profile-'));
  // DevTools keeps its settings as JSON in strings.
  const preferences = { currentDockState: '"undocked"', 'panel-selected-tab': '"security"' };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ devtools: { preferences, synced_preferences_sync_disabled: preferences } }),
  );
  return {
    folder,
    // A process of the browser may write until it is gone.
    delete: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
