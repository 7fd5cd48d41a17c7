/** Where a key leads in a list of `count` rows; null where the key is none of the list's. */
export function listMove(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const to = destination(key, at, last, Math.max(1, page));
  return to === null ? null : Math.min(Math.max(to, 0), last);
}

/** `at` is -1 where no row is active: then down means the first row and up the last. */
function destination(key: string, at: number, last: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at < 0 ? last : at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at < 0 ? last : at - page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export type Shortcut =
  | 'toggle-record'
  | 'clear'
  | 'focus-filter'
  | 'close-detail'
  | 'step-back'
  | 'step-forward';

/**
 * The panel's shortcuts, as Chrome's Network panel has them. DevTools keeps Ctrl+F for itself, so the filter has `/`.
 * @param isTyping true while the focus is in a text field, where letters are text.
 */
export function shortcutOf(press: KeyPress, isTyping: boolean): Shortcut | null {
  const key = press.key.toLowerCase();
  if ((press.ctrlKey || press.metaKey) && !press.altKey) {
    if (key === 'e') return 'toggle-record';
    return key === 'l' ? 'clear' : null;
  }
  if (press.altKey) return null;
  // In a text field Escape is the field's.
  if (isTyping) return null;
  if (key === 'escape') return 'close-detail';
  if (key === ',') return 'step-back';
  if (key === '.') return 'step-forward';
  return key === '/' ? 'focus-filter' : null;
}
