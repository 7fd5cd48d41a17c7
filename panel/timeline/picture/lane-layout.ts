import type { LaneFacts, Span } from '../../types.ts';

/** Connections drawn at once; of more in view the newest. */
export const MAX_LANES = 500;

/** Heights in px of text at its normal size: the axis, the signs of findings, and a line by how many there are. */
const AXIS = 16;
const SIGNS = 12;
const LINES = { roomy: [24, 16, 14, 14, 10, 10, 8, 8], tight: [18, 9, 9, 8] } as const;

export interface LaneLayout {
  /** Height of the axis, in px. */
  readonly axis: number;
  /** Where the lines begin: below the axis, and below the signs of findings where there are any. */
  readonly top: number;
  /** Height of a line, in px. */
  readonly line: number;
  /** Lines that lanes share: connection 9 is drawn on the line of connection 1. */
  readonly lines: number;
  readonly height: number;
}

/** @param isTight where there is little room. @param scale factor on the text's size. */
export function layLanes(count: number, isTight: boolean, scale: number, hasSigns = false): LaneLayout {
  const heights = isTight ? LINES.tight : LINES.roomy;
  const lines = Math.min(Math.max(1, count), heights.length);
  const line = Math.round((heights[lines - 1] ?? 8) * scale);
  const axis = Math.round(AXIS * scale);
  const top = axis + (hasSigns ? Math.round(SIGNS * scale) : 0);
  return { axis, top, line, lines, height: top + lines * line + 2 };
}

/** Numbers of the lanes that lived in a span, at most {@link MAX_LANES}, and how many there are in all. */
export function lanesIn(lanes: readonly LaneFacts[], [from, to]: Span): { of: number; shown: number[] } {
  const shown: number[] = [];
  for (const [number, lane] of lanes.entries()) {
    if (lane.openedAt < to && (lane.endedAt ?? Number.POSITIVE_INFINITY) >= from) shown.push(number);
  }
  return { of: shown.length, shown: shown.slice(-MAX_LANES) };
}

/**
 * All there is to show: from the first connection to the last one's end, or to now while one continues. A little more, so that
 * what came last does not lie on the edge.
 */
export function wholeSpan(lanes: readonly LaneFacts[], now: number): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { openedAt, endedAt } of lanes) {
    from = Math.min(from, openedAt);
    to = Math.max(to, endedAt ?? now);
  }
  if (!(from <= to)) return [Math.min(from, now), Math.min(from, now) + 1];
  return [from, to + Math.max(1, (to - from) * 0.01)];
}
