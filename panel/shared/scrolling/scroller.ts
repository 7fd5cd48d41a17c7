import type { Signal } from '@preact/signals';
import type { Place } from '../state/places.ts';
import {
  type Extent,
  extentOf,
  isStuck,
  maxVirtual,
  type Position,
  revealing,
  scrolled,
  settled,
  spacerLimit,
  visibleRows,
} from './windowing.ts';

/** Rows drawn beyond either edge, for scrolling that runs ahead of the drawing. */
const SPARE = 10;

export interface Layout {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of a sticky header inside the scrolling element. */
  readonly header: number;
  readonly follow: Signal<boolean> | undefined;
}

export interface Window {
  readonly start: number;
  readonly end: number;
  /** Physical pixels from the top of the spacer to the first drawn row. */
  readonly top: number;
  readonly spacer: number;
}

/** What the scroller needs of a scrolling element. */
export interface Scrolling {
  scrollTop: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
}

export interface Scroller {
  layOut(layout: Layout): Window;
  /** After the document was changed: puts the scroll bar where it belongs. */
  drawn(element: Scrolling | null): void;
  measure(element: Scrolling): void;
  /** The element was scrolled, by the user or by code. */
  scrolled(element: Scrolling): void;
  /** When scrolling has come to rest: puts the scroll bar in proportion again. */
  settle(): void;
  reveal(index: number): void;
  /** Whole rows in view, less one to keep the place by. */
  page(): number;
  width(): number;
  /** How many rows lie before the lower edge, by the greater part of each; all until the height is known. */
  seen(): number;
}

/**
 * Keeps the scroll position of one windowed list.
 * @param redraw draws the list again.
 * @param place where to begin, and where to write down how far it was scrolled.
 */
export function createScroller(redraw: () => void, place?: Place): Scroller {
  /** Not before the height is known: until then every place lies beyond the end. */
  let restore = place?.virtual ?? null;
  let layout: Layout = { count: 0, rowHeight: 20, header: 0, follow: undefined };
  let extent: Extent = extentOf(0, 20, 0);
  /** Where the element stood when we last looked. */
  let known: Position = { virtual: 0, physical: 0 };
  /** Where it ought to stand; another object than `known` while the element has yet to be moved. */
  let target = known;
  let viewport = 0;
  let width = 0;
  /** True while the list only became longer: then only the user can have moved the scroll bar up. */
  let onlyGrew = true;

  const isFollowing = () => layout.follow?.peek() === true;
  const heightOf = (element: Scrolling) => Math.max(0, element.clientHeight - layout.header);
  /** What stands above may have become lower, and was not measured yet: then it is the browser that moves the list up. */
  const isResized = (element: Scrolling) => heightOf(element) !== viewport;

  function moveTo(virtual: number): void {
    target = settled(extent, virtual);
    redraw();
  }

  function scrolledTo(physical: number): void {
    if (Math.abs(physical - known.physical) < 1) return;
    const isUp = physical < known.physical;
    known = scrolled(extent, known, physical);
    target = isStuck(extent, known) ? settled(extent, known.virtual) : known;
    if (layout.follow) layout.follow.value = !isUp && known.virtual >= maxVirtual(extent) - 1;
    redraw();
  }

  return {
    layOut(next) {
      onlyGrew = onlyGrew && next.count >= layout.count && next.rowHeight === layout.rowHeight;
      layout = next;
      extent = extentOf(next.count, next.rowHeight, viewport, spacerLimit(globalThis.devicePixelRatio ?? 1));
      const max = maxVirtual(extent);
      if (restore !== null && viewport > 0) {
        target = settled(extent, restore);
        restore = null;
      }
      // Read, not peeked: the list is to be drawn again when following begins.
      if (next.follow?.value === true || target.virtual > max) target = settled(extent, max);
      const { virtual, physical } = target;
      const rows = visibleRows(virtual, viewport, next.rowHeight, next.count, SPARE);
      return { ...rows, top: physical + rows.start * next.rowHeight - virtual, spacer: extent.spacer };
    },

    drawn(element) {
      if (place && restore === null) place.virtual = target.virtual;
      const grew = onlyGrew;
      onlyGrew = true;
      if (!element || target === known) return;
      // A scroll whose event is still to come must not be undone by following.
      if (isFollowing() && grew && !isResized(element) && element.scrollTop < known.physical - 1) {
        target = known;
        scrolledTo(element.scrollTop);
        return;
      }
      if (Math.abs(element.scrollTop - target.physical) >= 1) element.scrollTop = target.physical;
      known = { virtual: target.virtual, physical: element.scrollTop };
      target = known;
    },

    measure(element) {
      const height = heightOf(element);
      if (height === viewport && element.clientWidth === width) return;
      viewport = height;
      width = element.clientWidth;
      onlyGrew = false;
      redraw();
    },

    scrolled(element) {
      // What is drawn next puts it at the end again.
      if (isFollowing() && (!onlyGrew || isResized(element))) return;
      scrolledTo(element.scrollTop);
    },

    settle() {
      if (!isFollowing() && Math.abs(settled(extent, known.virtual).physical - known.physical) >= 1)
        moveTo(known.virtual);
    },

    reveal(index) {
      const virtual = revealing(target.virtual, viewport, layout.rowHeight, index);
      if (virtual !== target.virtual) moveTo(virtual);
    },

    page: () => Math.max(1, Math.floor(viewport / layout.rowHeight) - 1),
    width: () => width,
    seen: () =>
      viewport > 0 ? Math.round((target.virtual + viewport) / layout.rowHeight) : Number.POSITIVE_INFINITY,
  };
}
