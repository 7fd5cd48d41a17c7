/**
 * Which rows to draw, and where, for lists far taller than a browser allows an element to be.
 *
 * Two coordinates: *virtual* pixels, where row `i` starts at `i * rowHeight`, and *physical* pixels, the scroll
 * position of a spacer that is no taller than `MAX_HEIGHT`. While everything fits they are the same.
 */

/** Chromium caps an element at 33,554,428 device pixels; the cap shrinks with zoom, hence {@link spacerLimit}. */
const DEVICE_LIMIT = 33_000_000;
const MAX_HEIGHT = 16_000_000;
/** Within this distance of either end both coordinates run in step, so that the first and last rows can be reached. */
const EDGE = 4_000;

export interface Extent {
  /** Height of all rows, virtual. */
  readonly total: number;
  /** Height of the spacer, physical. */
  readonly spacer: number;
  readonly viewport: number;
}

export interface Position {
  readonly virtual: number;
  readonly physical: number;
}

/** The tallest spacer that is safe at a device pixel ratio (zoom included). */
export function spacerLimit(devicePixelRatio: number): number {
  return Math.min(MAX_HEIGHT, Math.floor(DEVICE_LIMIT / Math.max(1, devicePixelRatio)));
}

export function extentOf(count: number, rowHeight: number, viewport: number, limit = MAX_HEIGHT): Extent {
  const total = count * rowHeight;
  return { total, spacer: Math.min(total, limit), viewport };
}

export function maxVirtual({ total, viewport }: Extent): number {
  return Math.max(0, total - viewport);
}

export function maxPhysical({ spacer, viewport }: Extent): number {
  return Math.max(0, spacer - viewport);
}

/** Physical pixels for a virtual position: in step near both ends, scaled between. */
export function toPhysical(extent: Extent, virtual: number): number {
  const max = maxVirtual(extent);
  const v = clamp(virtual, 0, max);
  if (extent.total === extent.spacer) return v;
  const reach = maxPhysical(extent);
  if (v <= EDGE) return v;
  if (max - v <= EDGE) return reach - (max - v);
  return EDGE + ((v - EDGE) * (reach - 2 * EDGE)) / (max - 2 * EDGE);
}

/** The inverse of {@link toPhysical}. */
export function toVirtual(extent: Extent, physical: number): number {
  const reach = maxPhysical(extent);
  const p = clamp(physical, 0, reach);
  if (extent.total === extent.spacer) return p;
  const max = maxVirtual(extent);
  if (p <= EDGE) return p;
  if (reach - p <= EDGE) return max - (reach - p);
  return EDGE + ((p - EDGE) * (max - 2 * EDGE)) / (reach - 2 * EDGE);
}

/**
 * Where a scroll led. Short ways (wheel, touch) move row by row, so that every row can be reached; long ways (the
 * scroll bar) move in proportion. After short ways the two coordinates have drifted: see {@link settled}.
 */
export function scrolled(extent: Extent, from: Position, physical: number): Position {
  if (extent.total === extent.spacer) return { virtual: clamp(physical, 0, maxVirtual(extent)), physical };
  const way = physical - from.physical;
  const isShort = Math.abs(way) <= 2 * extent.viewport;
  const virtual = isShort ? clamp(from.virtual + way, 0, maxVirtual(extent)) : toVirtual(extent, physical);
  return { virtual, physical };
}

/** True where the scroll bar can go no further although the rows can (or the other way round). */
export function isStuck(extent: Extent, at: Position): boolean {
  const top = at.physical <= 0 && at.virtual > 0;
  const bottom = at.physical >= maxPhysical(extent) && at.virtual < maxVirtual(extent);
  return top || bottom;
}

/** The same rows with the scroll bar put where it belongs. */
export function settled(extent: Extent, virtual: number): Position {
  const v = clamp(virtual, 0, maxVirtual(extent));
  return { virtual: v, physical: toPhysical(extent, v) };
}

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The rows to draw at a virtual position, with `spare` more on either side for scrolling ahead of the drawing. */
export function visibleRows(
  virtual: number,
  viewport: number,
  rowHeight: number,
  count: number,
  spare: number,
): Range {
  const start = Math.max(0, Math.floor(virtual / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((virtual + viewport) / rowHeight) + spare);
  return { start: Math.min(start, end), end };
}

/** The virtual position nearest to the present one at which a row is wholly in view. */
export function revealing(virtual: number, viewport: number, rowHeight: number, index: number): number {
  const top = index * rowHeight;
  if (top < virtual) return top;
  const bottom = top + rowHeight;
  return bottom > virtual + viewport ? Math.max(0, Math.min(top, bottom - viewport)) : virtual;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
