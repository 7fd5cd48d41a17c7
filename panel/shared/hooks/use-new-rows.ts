import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { AT_NO_END, type LeftEnd, leftEnd, newRows } from '../scrolling/new-rows.ts';

/**
 * How many rows came since the user left the end of a list.
 * @param list names the list: another list starts at 0. Null before it is opened.
 * @param working not null while rows are still being found: until that was done once, they are not new.
 */
export function useNewRows(
  list: unknown,
  count: number,
  working: number | null,
  follow: Signal<boolean>,
): number {
  const left = useRef<LeftEnd>(AT_NO_END);
  const isFollowing = follow.value;
  left.current = leftEnd(left.current, { list, count, isWorking: working !== null, isFollowing });
  return newRows(left.current, count);
}
