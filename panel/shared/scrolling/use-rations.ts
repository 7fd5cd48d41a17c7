import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Round, type Rows } from './rations.ts';

export interface RationedRows {
  /** All, or fewer while they come for the first time; some may still be as they were drawn before. */
  readonly drawn: readonly VNode[];
  /** The place of the first of them in the window, from 0. */
  readonly place: number;
  /** True while more of them are still to be drawn. */
  readonly isPartial: boolean;
}

/**
 * Draws the rows of a window all at once where that is quick, else a few a frame. When a flood begins every process of
 * the browser wants a core: a draw of 20 ms then blocks the thread for 300.
 * @param fromEnd whether the last rows are those to see first.
 * @param draw the rows from an index to another, the first of them at a place in the window.
 */
export function useRations(
  { start, end }: Rows,
  fromEnd: boolean,
  draw: (start: number, end: number, place: number) => readonly VNode[],
): RationedRows {
  const [, redraw] = useState(0);
  const { current: round } = useRef(new Round<VNode>());
  const begun = performance.now();
  const size = Math.max(0, end - start);
  const ration = round.next(size, fromEnd);
  for (const [i, row] of draw(start + ration.start, start + ration.end, ration.start).entries()) {
    round.rows[ration.start + i] = row;
  }
  useLayoutEffect(() => {
    round.measured(ration.end - ration.start, performance.now() - begun);
    if (!round.hasMore) return;
    const frame = requestAnimationFrame(() => {
      round.continueRound();
      redraw((draws) => draws + 1);
    });
    return () => cancelAnimationFrame(frame);
  });
  const drawn = round.rows.filter((row) => row !== undefined);
  return { drawn, place: fromEnd ? size - drawn.length : 0, isPartial: round.hasMore };
}
