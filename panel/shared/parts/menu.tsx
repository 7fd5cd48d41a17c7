import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { listMove } from './keyboard.ts';

export interface MenuItem {
  readonly text: string;
  /** Given for items that are switched on and off. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** A context menu. Closes on choice, Escape, or a click elsewhere, and gives the focus back. */
export function Menu({ label, x, y, items, onClose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);

  function giveFocusBack() {
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  }

  /** The focus is back before the choice runs: a dialog that it opens will give it back there in its turn. */
  function choose(run: () => void) {
    giveFocusBack();
    onClose();
    run();
  }

  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(0, Math.min(x, innerWidth - width - 4))}px`;
    menu.style.top = `${Math.max(0, Math.min(y, innerHeight - height - 4))}px`;
  }, [x, y]);

  // Layout effects: an effect waits for an animation frame, which a hidden panel does not get.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    ref.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const closeOutside = (event: Event) => {
      if (!(event.target instanceof Node && ref.current?.contains(event.target))) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    window.addEventListener('blur', onClose);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      window.removeEventListener('blur', onClose);
      giveFocusBack();
    };
  }, []);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      // Else DevTools opens its console drawer.
      event.stopPropagation();
      onClose();
      return;
    }
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = listMove(event.key, at, buttons.length, buttons.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  }

  return (
    <div ref={ref} class="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <Choice key={item.text} item={item} onChoose={choose} />
      ))}
    </div>
  );
}

function Choice({ item, onChoose }: { item: MenuItem; onChoose: (run: () => void) => void }) {
  const { text, isChecked, isDisabled, run } = item;
  const state =
    isChecked === undefined
      ? { role: 'menuitem' as const }
      : { role: 'menuitemcheckbox' as const, 'aria-checked': isChecked };
  return (
    <button
      type="button"
      {...state}
      aria-disabled={isDisabled}
      tabIndex={-1}
      onClick={() => {
        if (!isDisabled) onChoose(run);
      }}
    >
      {text}
    </button>
  );
}
