import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../state/places.ts';
import { createScroller, type Window } from './scroller.ts';

export interface WindowOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of a sticky header inside the scrolling element. */
  readonly header?: number;
  /** True while the end is followed: cleared when the user scrolls up, set again when they come back. */
  readonly follow?: Signal<boolean> | undefined;
  /** Where to begin; kept up to date. Another one takes a new list. */
  readonly place?: Place | undefined;
}

export interface RowWindow extends Window {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly reveal: (index: number) => void;
  /** Rows that Page Down moves by. */
  readonly page: number;
  /** Inner width of the scrolling element, in px. */
  readonly width: number;
  /** How many rows lie before the lower edge, by the greater part of each. */
  readonly seen: number;
}

/** Windows a scrolling element: which rows to draw, where, and the means to move. */
export function useWindow({ count, rowHeight, header = 0, follow, place }: WindowOptions): RowWindow {
  const ref = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const [scroller] = useState(() => createScroller(() => redraw((draws) => draws + 1), place));
  const window = scroller.layOut({ count, rowHeight, header, follow });

  useLayoutEffect(() => scroller.drawn(ref.current));
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => scroller.measure(element));
    observer.observe(element);
    scroller.measure(element);
    return () => observer.disconnect();
  }, [scroller]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.addEventListener('scrollend', scroller.settle);
    return () => element.removeEventListener('scrollend', scroller.settle);
  }, [scroller]);

  return {
    ...window,
    ref,
    onScroll: () => {
      if (ref.current) scroller.scrolled(ref.current);
    },
    reveal: scroller.reveal,
    page: scroller.page(),
    width: scroller.width(),
    seen: scroller.seen(),
  };
}
