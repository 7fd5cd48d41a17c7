import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { colorsOf } from './picture/colors.ts';
import { draw } from './picture/draw.ts';
import type { Picture } from './picture/picture.ts';

export interface Room {
  /** Width of the element in px, 0 while it is not laid out. */
  readonly width: number;
  /** Height of the whole panel in px. */
  readonly panel: number;
}

/** The room that an element has; its component is drawn again when that changes. */
export function useRoom(ref: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, panel: innerHeight });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const now = { width: Math.floor(element.clientWidth), panel: innerHeight };
      setRoom((before) => (before.width === now.width && before.panel === now.panel ? before : now));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [ref]);
  return room;
}

/** Draws the picture whenever its component is drawn, and again in other colours when the theme changes. */
export function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, picture: Picture | null): void {
  const latest = useRef(picture);
  latest.current = picture;
  const redraw = () => {
    const element = canvas.current;
    if (!element || !latest.current) return;
    const { fontSize, fontFamily } = getComputedStyle(element);
    draw(element, latest.current, colorsOf(element), `${Number.parseFloat(fontSize) * 0.9}px ${fontFamily}`);
  };
  useLayoutEffect(redraw);
  useEffect(() => {
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributes: true });
    const queries = [
      '(prefers-color-scheme: dark)',
      '(forced-colors: active)',
      `(resolution: ${devicePixelRatio}dppx)`,
    ];
    const stops = queries.map((query) => {
      const media = matchMedia(query);
      media.addEventListener('change', redraw);
      return () => media.removeEventListener('change', redraw);
    });
    return () => {
      theme.disconnect();
      for (const stop of stops) stop();
    };
  }, []);
}
