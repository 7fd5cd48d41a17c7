import type { Store } from './store.ts';

/**
 * Unfolds the grid Requests and gives it the focus: what lost its row in Streams is there, and can be said to be a poll loop again. None of its
 * rows is chosen, so that the tabs stay those of a stream.
 */
export function leadToRequests({ act }: Store): void {
  act((host) => host.settings.save({ requests: true }));
  focusWhenDrawn('.requests-grid');
}

/** The focus is where the user can go on, when the button that had it is gone. Preact draws in a microtask it queued before this one. */
export function focusWhenDrawn(selector: string): void {
  queueMicrotask(() => document.querySelector<HTMLElement>(selector)?.focus());
}
