import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Shortcut, shortcutOf } from './shared/parts/keyboard.ts';
import { useStore } from './shared/state/context.ts';
import type { Store } from './shared/state/store.ts';

/**
 * Listens for the panel's shortcuts wherever the focus is, and before DevTools: in a panel its own script, on the
 * document, takes Escape (for the console drawer) and others away from listeners there.
 */
export function useShortcuts(root: RefObject<HTMLElement | null>): void {
  const store = useStore();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.target instanceof Element && event.target.closest('[role=menu]')) return;
      // While a dialog is open everything else is inert, wherever the focus is.
      if (document.querySelector('dialog:modal')) return;
      const shortcut = shortcutOf(event, isTyping(event.target));
      if (!shortcut || !run(shortcut, store, root.current)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [store, root]);
}

/** @returns false where there was nothing to do, so that DevTools gets the key. */
function run(shortcut: Shortcut, store: Store, root: HTMLElement | null): boolean {
  switch (shortcut) {
    case 'toggle-record': {
      const { state } = store.host.capture.status();
      store.act((host) => host.capture.record(state === 'off' || state === 'lost'));
      return true;
    }
    case 'clear':
      store.clear();
      return true;
    case 'step-back':
    case 'step-forward':
      return pressed(root, shortcut === 'step-back' ? 'Step back' : 'Step forward');
    case 'focus-filter':
      focusFilter(root);
      return true;
    case 'close-detail':
      if (store.isSettingsOpen.value) {
        store.isSettingsOpen.value = false;
        return true;
      }
      if (!store.isDetailOpen.value || store.group.value !== null) return false;
      store.isDetailOpen.value = false;
      store.isDetailLarge.value = false;
      root?.querySelector<HTMLElement>('.events-grid')?.focus();
      return true;
  }
}

/** Presses a button of the player, as a click would: what it means is known there. @returns false where there is none. */
function pressed(root: HTMLElement | null, label: string): boolean {
  const button = root?.querySelector<HTMLButtonElement>(`.player button[aria-label="${label}"]`);
  button?.click();
  return button instanceof HTMLButtonElement;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target instanceof HTMLSelectElement || target.matches('input:not([type=checkbox]), textarea');
}

function focusFilter(root: HTMLElement | null): void {
  const box = root?.querySelector<HTMLInputElement>('input[type=search]');
  box?.focus();
  box?.select();
}
