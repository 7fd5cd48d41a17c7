import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';

/**
 * How many rows came since the user left the end of a list.
 * @param list names the list: another list starts at 0.
 * @param working not null while rows are still being found: until that was done once, they are not new.
 */
export function useNewRows(
  list: unknown,
  count: number,
  working: number | null,
  follow: Signal<boolean>,
): number {
  const left = useRef<{ list: unknown; count: number }>({ list: null, count: 0 });
  if (follow.value || left.current.list !== list || count < left.current.count) {
    left.current = { list: working === null ? list : null, count };
  }
  return count - left.current.count;
}
