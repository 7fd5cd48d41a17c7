import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useStore } from '../state/context.ts';

/** Keeps the store's room that of an element, the whole panel. */
export function usePanelRoom(ref: RefObject<HTMLElement | null>): void {
  const { room } = useStore();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      // Its border box: a scroll bar that comes must not make the panel another one.
      const { offsetWidth: width, offsetHeight: height } = element;
      const before = room.peek();
      if (width > 0 && (before?.width !== width || before.height !== height)) room.value = { width, height };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [ref, room]);
}
