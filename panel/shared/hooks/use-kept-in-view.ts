import { useLayoutEffect, useRef } from 'preact/hooks';

interface Options {
  /** What is listed: another object is another choice or order of rows. */
  readonly list: unknown;
  /** True while rows of the list are still being found or sorted. */
  readonly isWorking: boolean;
  /** Index of the active row in the list, or -1. */
  readonly active: number;
  /** False until the height is known: before that there is no place to bring it to. */
  readonly isMeasured: boolean;
  /** The end is followed: then nothing else is brought into view, now or later. */
  readonly isFollowing: boolean;
  readonly reveal: (index: number) => void;
}

/**
 * Brings the active row into view when the list becomes another: a filter or an order that changes moves the row to where
 * nobody looks. It is done once a list, when the row is found: after that the list is the user's to scroll.
 */
export function useKeptInView({ list, isWorking, active, isMeasured, isFollowing, reveal }: Options): void {
  const shown = useRef(list);
  /** Where the row was brought into view from; null once the list is settled. */
  const sought = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (shown.current !== list) {
      shown.current = list;
      sought.current = -1;
    }
    if (isFollowing) sought.current = null;
    if (sought.current === null || !isMeasured) return;
    if (active >= 0 && active !== sought.current) {
      sought.current = active;
      reveal(active);
    }
    if (!isWorking) sought.current = null;
  });
}
