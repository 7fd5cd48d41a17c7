import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly class: string;
  /** A request to close: by Escape, or by the browser. The dialog closes when it is no longer drawn. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** The row of buttons at the end. */
  readonly buttons: ComponentChildren;
}

/** What gets the focus where what had it before is gone, as a row of a grid can be: the first that is drawn. */
const FALLBACKS = ['.events-grid', '[role=grid]', 'button:enabled'];

/**
 * The one modal dialog of the panel, on the platform's `<dialog>`: while it is open, everything else is inert.
 *
 * The focus goes to its first control when it opens, and back to what had it before when it closes; where that is gone,
 * to a grid. Both happen in the task of the drawing, so that no key can come between.
 * Escape closes the dialog and nothing else. No key that is pressed in it reaches a shortcut of the panel or of DevTools.
 */
export function Dialog({ title, class: kind, onClose, children, buttons }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const id = useId();

  // A layout effect: an effect waits for an animation frame, which a hidden panel does not get.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // On the window, before DevTools: its script on the document would take Escape for the console drawer.
    const closeOnEscape = (event: KeyboardEvent) => {
      // While a text is composed (Japanese, say), Escape ends the composing.
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close.current();
    };
    window.addEventListener('keydown', closeOnEscape, { capture: true });
    return () => {
      window.removeEventListener('keydown', closeOnEscape, { capture: true });
      // The browser reports the closing later, when another dialog may be open.
      close.current = () => {};
      // First of all: what lies behind an open dialog is inert and cannot have the focus.
      dialog?.close();
      [before, ...FALLBACKS.map((selector) => document.querySelector(selector))].some(takesFocus);
    };
  }, []);

  return (
    <dialog
      ref={ref}
      class={`dialog ${kind}`}
      aria-labelledby={id}
      // The browser may close it without asking, by a gesture or by a second Escape: then it must go as well.
      onClose={() => close.current()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div class="dialog-buttons">{buttons}</div>
    </dialog>
  );
}

/** Gives it the focus. @returns false where it has not got it: it is gone, hidden or disabled. */
function takesFocus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || element === document.body) return false;
  element.focus();
  return document.activeElement === element;
}
