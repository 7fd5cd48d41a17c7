import type { Span } from '../types.ts';

/** The shortest span that can be zoomed to, milliseconds: a chunk's time is known to about that. */
const MIN_SPAN = 1;

/** A span within `whole`, at least a millisecond long, or null where it is all of it. */
export function fitted([from, to]: Span, whole: Span): Span | null {
  const length = Math.max(MIN_SPAN, to - from);
  // Halves doubled again may lack a last digit.
  if (length >= (whole[1] - whole[0]) * (1 - 1e-6)) return null;
  const begin = Math.min(Math.max(from, whole[0]), whole[1] - length);
  return [begin, begin + length];
}

/** Zooms: a factor below 1 goes nearer. What is at `center` stays where it is. */
export function zoomed([from, to]: Span, whole: Span, factor: number, center = (from + to) / 2): Span | null {
  const length = Math.max(MIN_SPAN, (to - from) * factor);
  const share = (center - from) / (to - from);
  return fitted([center - share * length, center + (1 - share) * length], whole);
}

/** Moves by a share of its own length. */
export function moved([from, to]: Span, whole: Span, share: number): Span | null {
  const by = (to - from) * share;
  return fitted([from + by, to + by], whole);
}

const STEP = 0.1;

/** Where a key leads; undefined where it is none of the timeline's. */
export function spanAfterKey(key: string, shown: Span, whole: Span): Span | null | undefined {
  const length = shown[1] - shown[0];
  switch (key) {
    case 'ArrowLeft':
      return moved(shown, whole, -STEP);
    case 'ArrowRight':
      return moved(shown, whole, STEP);
    case 'Home':
      return fitted([whole[0], whole[0] + length], whole);
    case 'End':
      return fitted([whole[1] - length, whole[1]], whole);
    case '+':
    case '=':
      return zoomed(shown, whole, 1 / 2);
    case '-':
      return zoomed(shown, whole, 2);
    case '0':
      return null;
    default:
      return undefined;
  }
}
