import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../shared/state/context.ts';
import type { Span } from '../types.ts';
import { timeAt } from './picture/picture.ts';
import { moved, zoomed } from './span.ts';

/** A wheel's notch, about 100 px, zooms by this factor or moves by this share. */
const NOTCH = { px: 100, zoom: 1.25, share: 0.1 } as const;

/** Ctrl and the wheel (or a pinch) zoom around the pointer; sideways, or with Shift, the wheel moves. */
export function useWheel(canvas: RefObject<HTMLCanvasElement | null>, whole: Span, width: number): void {
  const { span, zoomTo } = useStore();
  const latest = useRef({ whole, width });
  latest.current = { whole, width };
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    function onWheel(event: WheelEvent) {
      const { whole, width } = latest.current;
      const shown = span.peek();
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey && element && event.deltaY !== 0) {
        const around = timeAt(event.clientX - element.getBoundingClientRect().left, shown ?? whole, width);
        zoomTo(zoomed(shown ?? whole, whole, NOTCH.zoom ** (event.deltaY / NOTCH.px), around));
      } else if (sideways !== 0 && shown) {
        zoomTo(moved(shown, whole, (NOTCH.share * sideways) / NOTCH.px));
      } else return;
      event.preventDefault();
    }
    // Preact's own listeners may be passive: then the browser would zoom the whole panel too.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [canvas, span, zoomTo]);
}
