import type { FindAction, OnFind } from '../session/host/find.ts';

/** A panel as Chromium has it; Firefox has no find bar for an extension's panel. */
export type SearchedPanel = Partial<Pick<chrome.devtools.panels.ExtensionPanel, 'onSearch'>>;

/** DevTools' find bar, as it is used while the panel is shown. It can be listened to before there is a panel. */
export class FindBar {
  readonly #listeners = new Set<(action: FindAction) => void>();

  readonly onFind: OnFind = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  follow(panel: SearchedPanel): void {
    panel.onSearch?.addListener((action, text) => {
      const found = findAction(action, text);
      if (found) for (const listener of this.#listeners) listener(found);
    });
  }
}

/** @returns null for an action that this DevTools did not have when this was written. */
function findAction(action: string, text = ''): FindAction | null {
  switch (action) {
    case 'performSearch':
      return text === '' ? { kind: 'cancel' } : { kind: 'search', text };
    case 'nextSearchResult':
      return { kind: 'next' };
    case 'previousSearchResult':
      return { kind: 'previous' };
    case 'cancelSearch':
      return { kind: 'cancel' };
    default:
      return null;
  }
}
