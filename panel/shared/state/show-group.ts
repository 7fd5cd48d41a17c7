import type { Store } from './store.ts';

/**
 * Shows the group that an endpoint's requests are in, in the grid Requests, unfolded and with the focus: the row of Streams that
 * they had is gone.
 */
export function showGroup(store: Store, endpoint: string): void {
  const groups = store.host.polls.repeating().groups.filter((group) => group.endpoint === endpoint);
  const latest = groups.toSorted((a, b) => a.lastAt - b.lastAt).at(-1);
  if (!latest) return;
  store.act((host) => host.settings.save({ requests: true }));
  store.selectGroup(latest.id);
  focusWhenDrawn('.requests-grid');
}

/** The focus is where the user can go on, when the button that had it is gone. Preact draws in a microtask it queued before this one. */
export function focusWhenDrawn(selector: string): void {
  queueMicrotask(() => document.querySelector<HTMLElement>(selector)?.focus());
}
