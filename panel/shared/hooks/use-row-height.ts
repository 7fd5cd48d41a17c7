import { useHost } from '../state/context.ts';

/** Height of a row in px, for text of the size that was chosen. Whole, so that rows lie on pixels. */
export function useRowHeight(): number {
  return Math.round(20 * useHost().settings.current().textScale);
}
